package dev.reverie.mdn;

import dev.reverie.compute.MixtureRows;
import dev.reverie.core.Arguments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Where in a row of a network's outputs the parts of a mixture are: the only place that knows offsets.
 *
 * <p>A row holds logits, then means, then the numbers of the noise model, P a component. JOINT: logits [K], means [K, D], then the first D
 * numbers of every component, [K, min(P, D)], then the rest of them, [K, P − D]. PER_DIMENSION: everything in planes of D, so that a
 * kernel's lanes run over dimensions: logits [K, D], means [K, D], numbers [P, K, D]. Where noise is shared, it has one set of numbers in
 * place of K. For D = 1 the two are the same.
 *
 * @param components
 *            K
 * @param dimensions
 *            D, of a target
 */
public record MdnLayout(int components, int dimensions, NoiseModel noise, Factorisation factorisation) {
    private static final Scale KERNEL = new Scale.Exponential(-MixtureRows.MAX_LOG_SCALE, MixtureRows.MAX_LOG_SCALE);

    public MdnLayout {
        Arguments.atLeast(1, "components", components);
        Arguments.atLeast(1, "dimensions", dimensions);
        Objects.requireNonNull(noise, "noise");
        Objects.requireNonNull(factorisation, "factorisation");
        if (noise.isJoint() && factorisation == Factorisation.PER_DIMENSION) {
            throw new IllegalArgumentException("noise must not be " + noise.words().split(" ")[0]
                    + " where the factorisation is PER_DIMENSION, whose mixtures have one dimension each; use JOINT, or diagonal");
        }
        double mixtures = factorisation == Factorisation.PER_DIMENSION ? dimensions : 1;
        double each = factorisation == Factorisation.PER_DIMENSION ? 1 : dimensions;
        // a full covariance has the most numbers, some more than D²/2
        if (components * mixtures * (1 + each + (noise.isJoint() ? each * (each + 1) / 2 : each)) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("components and dimensions must make a row of fewer than 2^31 numbers, were " + components
                    + " and " + dimensions);
        }
    }

    /** One mixture over D dimensions with a scale for each. */
    public static MdnLayout joint(int components, int dimensions) {
        return new MdnLayout(components, dimensions, new NoiseModel.Diagonal(Scale.CLAMPED), Factorisation.JOINT);
    }

    /** D mixtures over one dimension each. */
    public static MdnLayout perDimension(int components, int dimensions) {
        return new MdnLayout(components, dimensions, new NoiseModel.Diagonal(Scale.CLAMPED), Factorisation.PER_DIMENSION);
    }

    /** D mixtures over one dimension each, exactly as the kernel {@link MixtureRows} has them: what the recurrent network puts out. */
    public static MdnLayout ofKernel(int components, int dimensions) {
        return ofKernel(components, dimensions, Factorisation.PER_DIMENSION);
    }

    /**
     * With the scales of the kernel {@link MixtureRows}, which is what trains and draws in the recurrent network: one mixture over all
     * dimensions, or those of {@link #ofKernel(int, int)}.
     */
    public static MdnLayout ofKernel(int components, int dimensions, Factorisation factorisation) {
        return new MdnLayout(components, dimensions, new NoiseModel.Diagonal(KERNEL), factorisation);
    }

    /**
     * The layout as the kernel knows it.
     *
     * @throws IllegalStateException
     *             if it is not {@link #ofKernel}'s
     */
    public MixtureRows.Shape shape() {
        if (!equals(ofKernel(components, dimensions))) {
            throw new IllegalStateException("only a layout made by ofKernel is the kernel's, this is " + this);
        }
        return new MixtureRows.Shape(components, dimensions);
    }

    /** The layout, whose scales are the kernel's. */
    static MdnLayout checkKernel(MdnLayout layout) {
        if (!layout.equals(ofKernel(layout.components, layout.dimensions, layout.factorisation))) {
            throw new IllegalArgumentException("layout must be one made by ofKernel, was " + layout);
        }
        return layout;
    }

    /** How many mixtures a row holds: 1, or D. */
    public int mixtures() {
        return perDimension() ? dimensions : 1;
    }

    /** Dimensions of one of them. */
    public int dimensionsEach() {
        return perDimension() ? 1 : dimensions;
    }

    /** Numbers in a row. */
    public int outputs() {
        return noiseNumbers() + sets() * parameters() * mixtures();
    }

    /** Where component k's logit in mixture m is. */
    public int logit(int m, int k) {
        return k * mixtures() + m;
    }

    /** Where component k's mean in mixture m is, its dimension i. */
    public int mean(int m, int k, int i) {
        return components * mixtures() + (perDimension() ? k * dimensions + m : k * dimensions + i);
    }

    /** Where number p of the noise of component k in mixture m is. */
    public int noise(int m, int k, int p) {
        int set = noise.isShared() ? 0 : k;
        if (perDimension()) {
            return noiseNumbers() + (p * sets() + set) * dimensions + m;
        }
        int first = Math.min(parameters(), dimensions);
        return noiseNumbers() + (p < first ? set * first + p : sets() * first + set * (parameters() - first) + p - first);
    }

    /** Numbers of one component's noise. */
    public int parameters() {
        return noise.parameters(dimensionsEach());
    }

    private boolean perDimension() {
        return factorisation == Factorisation.PER_DIMENSION;
    }

    /** Where the numbers of the noise begin. */
    private int noiseNumbers() {
        return components * mixtures() + components * dimensions;
    }

    /** How many sets of numbers a mixture has. */
    private int sets() {
        return noise.isShared() ? 1 : components;
    }

    /** Component k of mixture m of a row. */
    Normal component(double[] row, int m, int k) {
        var mean = new double[dimensionsEach()];
        Arrays.setAll(mean, i -> row[mean(m, k, i)]);
        var numbers = new double[parameters()];
        Arrays.setAll(numbers, p -> row[noise(m, k, p)]);
        return noise.component(mean, numbers);
    }

    /**
     * The mixtures of a row: one, or one a dimension.
     *
     * @param row
     *            [{@link #outputs}], not modified
     */
    public List<Mixture> read(double[] row) {
        if (row.length != outputs()) {
            throw new IllegalArgumentException("row must have " + outputs() + " numbers, had " + row.length);
        }
        var mixtures = new ArrayList<Mixture>();
        for (int m = 0; m < mixtures(); m++) {
            var logits = new double[components];
            var normals = new ArrayList<Normal>();
            for (int k = 0; k < components; k++) {
                logits[k] = row[logit(m, k)];
                normals.add(component(row, m, k));
            }
            mixtures.add(Mixture.ofLogits(logits, normals));
        }
        return mixtures;
    }
}
