package dev.reverie.mdn;

import dev.reverie.core.Arguments;
import java.util.Optional;

/** How a network's output, any number, becomes a scale σ > 0. */
public sealed interface Scale permits Scale.Exponential, Scale.Softplus {
    /** The paper's: σ = e^x, its log-variance 2x kept within −10..10, where exactly one narrow component would otherwise run away. */
    Scale CLAMPED = new Exponential(-5, 5);

    /** ln σ of an output. */
    double log(double x);

    /** d ln σ / dx; where a limit holds, as if it did not, so that a scale finds its way back. */
    double slope(double x);

    /** Whether an output is beyond a limit already and a descent along this gradient would only take it farther. */
    default boolean drifts(double x, double gradient) {
        return false;
    }

    /** Itself, where it is an exponential one. */
    default Optional<Exponential> clamped() {
        return Optional.empty();
    }

    /** What a file calls it, such as {@code exponential -5.0 5.0}. */
    String words();

    /** The output that gives ln σ, for beginning somewhere. */
    double inverse(double logScale);

    /**
     * σ = e^x, with x clamped.
     *
     * @param least
     *            of ln σ
     * @param most
     *            of ln σ
     */
    record Exponential(double least, double most) implements Scale {
        public Exponential {
            if (!(least < most)) {
                throw new IllegalArgumentException("least must be < most, was " + least + " and " + most);
            }
        }

        @Override
        public Optional<Exponential> clamped() {
            return Optional.of(this);
        }

        @Override
        public double log(double x) {
            return Math.max(least, Math.min(most, x));
        }

        @Override
        public double slope(double x) {
            return 1;
        }

        @Override
        public boolean drifts(double x, double gradient) {
            return x < least && gradient > 0 || x > most && gradient < 0;
        }

        @Override
        public double inverse(double logScale) {
            return log(logScale);
        }

        @Override
        public String words() {
            return "exponential " + least + " " + most;
        }
    }

    /**
     * σ = floor + ln(1 + e^x): grows like x, not like e^x, and is never below its floor.
     *
     * @param floor
     *            the least scale, > 0
     */
    record Softplus(double floor) implements Scale {
        public Softplus {
            Arguments.positive("floor", floor);
        }

        @Override
        public double log(double x) {
            return Math.log(floor + softplus(x));
        }

        @Override
        public double slope(double x) {
            return 1 / (1 + Math.exp(-x)) / (floor + softplus(x));
        }

        /** Of scales below twice the floor, as of twice the floor: the inverse would run to −∞. */
        @Override
        public double inverse(double logScale) {
            double above = Math.max(Math.exp(logScale) - floor, floor);
            return above > 30 ? above : Math.log(Math.expm1(above));
        }

        @Override
        public String words() {
            return "softplus " + floor;
        }

        private static double softplus(double x) {
            return x > 30 ? x : Math.log1p(Math.exp(x));
        }
    }
}
