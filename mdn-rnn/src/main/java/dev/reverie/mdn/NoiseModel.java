package dev.reverie.mdn;

import java.util.Objects;

/** What a component may look like around its mean. */
public sealed interface NoiseModel permits NoiseModel.Full, NoiseModel.Diagonal, NoiseModel.Isotropic, NoiseModel.SharedIsotropic,
        NoiseModel.Fixed {
    /** What a file calls it, such as {@code diagonal exponential -5.0 5.0}. */
    String words();

    /**
     * Any ellipsoid: the Cholesky factor of each component's precision (Williams 1996). D(D+1)/2 numbers a component. Needs {@link Factorisation#JOINT}.
     *
     * @param scale
     *            of 1/L_ii
     */
    record Full(Scale scale) implements NoiseModel {
        public Full {
            Objects.requireNonNull(scale, "scale");
        }

        @Override
        public String words() {
            return "full " + scale.words();
        }
    }

    /** A scale for each component and dimension. */
    record Diagonal(Scale scale) implements NoiseModel {
        public Diagonal {
            Objects.requireNonNull(scale, "scale");
        }

        @Override
        public String words() {
            return "diagonal " + scale.words();
        }
    }

    /** A scale for each component, the same in all dimensions: a ball (Bishop 1994). */
    record Isotropic(Scale scale) implements NoiseModel {
        public Isotropic {
            Objects.requireNonNull(scale, "scale");
        }

        @Override
        public String words() {
            return "isotropic " + scale.words();
        }
    }

    /** One scale, which depends on x but not on the component. */
    record SharedIsotropic(Scale scale) implements NoiseModel {
        public SharedIsotropic {
            Objects.requireNonNull(scale, "scale");
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
    record Fixed(double deviation) implements NoiseModel {
        public Fixed {
            if (!(deviation > 0) || Double.isInfinite(deviation)) {
                throw new IllegalArgumentException("deviation must be > 0, was " + deviation);
            }
        }

        @Override
        public String words() {
            return "fixed " + deviation;
        }
    }
}
