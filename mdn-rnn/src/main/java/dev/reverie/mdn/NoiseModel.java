package dev.reverie.mdn;

import dev.reverie.core.Arguments;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The noise of a component around its mean: how some numbers of a network become the covariance Σ of a {@link Normal}, and the gradients
 * back.
 *
 * <p>Implement it for a noise model of your own; it should be a value, with {@code equals}. {@code NoiseModelContract} in this module's
 * test jar is the test that it should pass, and a {@link NoiseModelProvider} lets saved models and {@code reverie mdn train --noise} find
 * it. Errors are e = y − μ, [D]; L is the Cholesky factor of the precision, Σ⁻¹ = L·Lᵀ, and w = Lᵀe. Methods are called by several threads
 * at once.
 */
public interface NoiseModel {
    /**
     * How many numbers a component takes.
     *
     * @param dimensions
     *            D
     */
    int parameters(int dimensions);

    /** Whether all components of a mixture have the same numbers. */
    default boolean isShared() {
        return false;
    }

    /** Whether it makes no sense in one dimension, and so needs {@link Factorisation#JOINT}. */
    default boolean isJoint() {
        return false;
    }

    /**
     * The component as a value.
     *
     * @param mean
     *            μ, [D], not modified
     * @param numbers
     *            [{@link #parameters}], not modified
     */
    Normal component(double[] mean, double[] numbers);

    /**
     * ln N(e; 0, Σ) in nats, with all constants.
     *
     * @param numbers
     *            [{@link #parameters}], not modified
     * @param error
     *            e, [D], not modified
     * @param whitened
     *            w, [D], overwritten; {@link #gradient} gets it back
     */
    default double logDensity(double[] numbers, double[] error, double[] whitened) {
        var normal = component(new double[error.length], numbers);
        System.arraycopy(Triangular.timesTransposed(normal.factor(), error), 0, whitened, 0, error.length);
        return normal.logDensity(error);
    }

    /**
     * Adds the gradient of −share · ln N.
     *
     * @param share
     *            of the component in the row, > 0
     * @param whitened
     *            w, as {@link #logDensity} left it
     * @param byMean
     *            by μ, [D], added to
     * @param byNumbers
     *            [{@link #parameters}], added to
     */
    void gradient(double share, double[] numbers, double[] error, double[] whitened, double[] byMean, double[] byNumbers);

    /**
     * Numbers to begin a training with.
     *
     * @param logScales
     *            ln σ of every dimension, [D], not modified
     * @param numbers
     *            [{@link #parameters}], all 0; gets those with which the component has about these scales
     */
    void begin(double[] logScales, double[] numbers);

    /**
     * Whether a number is beyond a limit already and a descent along its gradient would only take it farther; it is then left where it is.
     */
    default boolean drifts(int dimensions, int parameter, double number, double gradient) {
        return false;
    }

    /** In one dimension, the scale of its only number where that is clamped to ln σ: such mixtures run on the vector kernel. */
    default Optional<Scale.Exponential> onALine() {
        return Optional.empty();
    }

    /** What a file calls it: its name and what makes it, in words without line ends, such as {@code diagonal exponential -5.0 5.0}. */
    String words();

    /**
     * The model of some {@link #words}; the name alone is the usual one of that name.
     *
     * @throws IllegalArgumentException
     *             if no {@link NoiseModelProvider} knows it
     */
    static NoiseModel of(String words) {
        return NoiseModelText.noise(words);
    }

    /** The names there are, those of every {@link NoiseModelProvider} on the class path. */
    static List<String> names() {
        return List.copyOf(NoiseModelText.NOISE.all().keySet());
    }

    /**
     * Any ellipsoid: the Cholesky factor of each component's precision (Williams 1996). D(D+1)/2 numbers a component: those of the scales
     * 1/L_ii, then L_ij, i > j, row by row. Needs {@link Factorisation#JOINT}.
     *
     * @param scale
     *            of 1/L_ii
     */
    record Full(Scale scale) implements FactorNoise {
        public Full {
            Objects.requireNonNull(scale, "scale");
        }

        @Override
        public Optional<Scale.Exponential> onALine() {
            return scale.clamped();
        }

        @Override
        public String words() {
            return "full " + scale.words();
        }
    }

    /** A scale for each component and dimension. */
    record Diagonal(Scale scale) implements IndependentNoise.Scaled {
        public Diagonal {
            Objects.requireNonNull(scale, "scale");
        }

        @Override
        public int parameters(int dimensions) {
            return dimensions;
        }

        @Override
        public int parameterOf(int dimension) {
            return dimension;
        }

        @Override
        public Optional<Scale.Exponential> onALine() {
            return scale.clamped();
        }

        @Override
        public String words() {
            return "diagonal " + scale.words();
        }
    }

    /** A scale for each component, the same in all dimensions: a ball (Bishop 1994). */
    record Isotropic(Scale scale) implements IndependentNoise.Scaled {
        public Isotropic {
            Objects.requireNonNull(scale, "scale");
        }

        @Override
        public Optional<Scale.Exponential> onALine() {
            return scale.clamped();
        }

        @Override
        public String words() {
            return "isotropic " + scale.words();
        }
    }

    /** One scale, which depends on x but not on the component. */
    record SharedIsotropic(Scale scale) implements IndependentNoise.Scaled {
        public SharedIsotropic {
            Objects.requireNonNull(scale, "scale");
        }

        @Override
        public boolean isShared() {
            return true;
        }

        @Override
        public String words() {
            return "shared-isotropic " + scale.words();
        }
    }

    /**
     * A constant.
     *
     * @param deviation
     *            σ, in the unit of the targets as the network sees them
     */
    record Fixed(double deviation) implements IndependentNoise {
        public Fixed {
            Arguments.positive("deviation", deviation);
        }

        @Override
        public int parameters(int dimensions) {
            return 0;
        }

        @Override
        public double logScale(double[] numbers, int dimension) {
            return Math.log(deviation);
        }

        @Override
        public void addByLogScale(double slope, double[] numbers, int dimension, double[] byNumbers) {
            // a constant has no gradient
        }

        @Override
        public void begin(double[] logScales, double[] numbers) {
            // there are none
        }

        @Override
        public String words() {
            return "fixed " + deviation;
        }
    }
}
