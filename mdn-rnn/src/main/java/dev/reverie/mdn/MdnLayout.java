package dev.reverie.mdn;

import dev.reverie.compute.MixtureRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where in a row of a network's outputs the parts of a mixture are: the only place that knows offsets.
 *
 * <p>A row holds logits, then means, then what the noise model needs. JOINT: logits [K], means [K, D], then scales [K, D] (Diagonal), [K] (Isotropic), [1]
 * (SharedIsotropic), nothing (Fixed), or for Full [K, D] scales 1/L_ii and [K, D(D−1)/2] numbers L_ij, i > j, row by row. PER_DIMENSION: everything in
 * planes of D, so that a kernel's lanes run over dimensions: logits [K, D], means [K, D], scales [K, D], or [D] where shared. For D = 1 the two are the
 * same.
 *
 * @param components
 *            K
 * @param dimensions
 *            D, of a target
 */
public record MdnLayout(int components, int dimensions, NoiseModel noise, Factorisation factorisation) {
    private static final Scale KERNEL = new Scale.Exponential(-MixtureRows.MAX_LOG_SCALE, MixtureRows.MAX_LOG_SCALE);

    public MdnLayout {
        if (components < 1) {
            throw new IllegalArgumentException("components must be >= 1, was " + components);
        }
        if (dimensions < 1) {
            throw new IllegalArgumentException("dimensions must be >= 1, was " + dimensions);
        }
        Objects.requireNonNull(noise, "noise");
        Objects.requireNonNull(factorisation, "factorisation");
        if (noise instanceof NoiseModel.Full && factorisation == Factorisation.PER_DIMENSION) {
            throw new IllegalArgumentException(
                    "noise must not be Full where the factorisation is PER_DIMENSION, whose mixtures have one dimension each; use JOINT, or Diagonal");
        }
        double mixtures = factorisation == Factorisation.PER_DIMENSION ? dimensions : 1;
        double each = 2 + (noise instanceof NoiseModel.Full ? (dimensions - 1) / 2.0 : 0);
        if (components * mixtures + each * components * dimensions > Integer.MAX_VALUE) {
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
     * With the scales of the kernel {@link MixtureRows}, which is what trains and draws in the recurrent network: one mixture over all dimensions, or those
     * of {@link #ofKernel(int, int)}.
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
        return scales() + scaleCount() + offDiagonals();
    }

    /** Where component k's logit in mixture m is. */
    public int logit(int m, int k) {
        return k * mixtures() + m;
    }

    /** Where component k's mean in mixture m is, its dimension i. */
    public int mean(int m, int k, int i) {
        return components * mixtures() + (perDimension() ? k * dimensions + m : k * dimensions + i);
    }

    /** Where the number behind a scale is; −1 if there is none. */
    public int scale(int m, int k, int i) {
        if (noise instanceof NoiseModel.Fixed) {
            return -1;
        }
        if (noise instanceof NoiseModel.SharedIsotropic) {
            return scales() + m;
        }
        if (perDimension()) {
            return scales() + k * dimensions + m;
        }
        return scales() + (noise instanceof NoiseModel.Isotropic ? k : k * dimensions + i);
    }

    /** Where L_ij is, i > j, of a Full component. */
    public int offDiagonal(int k, int i, int j) {
        return scales() + components * dimensions + k * (dimensions * (dimensions - 1) / 2) + i * (i - 1) / 2 + j;
    }

    private boolean perDimension() {
        return factorisation == Factorisation.PER_DIMENSION;
    }

    /** Where the numbers behind scales begin. */
    int scales() {
        return components * mixtures() + components * dimensions;
    }

    /** How many there are. */
    int scaleCount() {
        if (noise instanceof NoiseModel.Fixed) {
            return 0;
        }
        if (noise instanceof NoiseModel.SharedIsotropic) {
            return mixtures();
        }
        return noise instanceof NoiseModel.Isotropic && !perDimension() ? components : components * dimensions;
    }

    private int offDiagonals() {
        return noise instanceof NoiseModel.Full ? components * (dimensions * (dimensions - 1) / 2) : 0;
    }

    /** ln σ behind a scale's number, or of the constant. */
    double logScale(double[] row, int m, int k, int i) {
        int at = scale(m, k, i);
        return noise instanceof NoiseModel.Fixed fixed ? Math.log(fixed.deviation()) : transform().log(row[at]);
    }

    /** How numbers become scales; Fixed has none. */
    Scale transform() {
        if (noise instanceof NoiseModel.Full full) {
            return full.scale();
        }
        if (noise instanceof NoiseModel.Diagonal diagonal) {
            return diagonal.scale();
        }
        if (noise instanceof NoiseModel.Isotropic isotropic) {
            return isotropic.scale();
        }
        if (noise instanceof NoiseModel.SharedIsotropic shared) {
            return shared.scale();
        }
        throw new IllegalStateException("a fixed scale has no transform");
    }

    /** Component k of mixture m of a row. */
    Normal component(double[] row, int m, int k) {
        int d = dimensionsEach();
        var mean = new double[d];
        var factor = new double[d][d];
        for (int i = 0; i < d; i++) {
            mean[i] = row[mean(m, k, i)];
            factor[i][i] = Math.exp(-logScale(row, m, k, i));
            for (int j = 0; j < i && noise instanceof NoiseModel.Full; j++) {
                factor[i][j] = row[offDiagonal(k, i, j)];
            }
        }
        return new Normal(mean, factor);
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
