package dev.reverie.mdn;

/** A way from targets that are positive or bounded to the whole line, where mixtures of normals live, and back. */
public sealed interface Bijector permits Bijector.Identity, Bijector.Log, Bijector.Logit {
    /** u of y; NaN outside the domain. */
    double forward(double y);

    /** y of u. */
    double inverse(double u);

    /** ln |du/dy| at y: what a log density gains on the way back. */
    double logSlope(double y);

    /** Whether y is in the domain. */
    default boolean contains(double y) {
        return Double.isFinite(forward(y));
    }

    /** In words, for a message: {@code > 0}. */
    String domain();

    /** What a file calls it, such as {@code logit 0.0 1.0}. */
    String words();

    /** Any number. */
    record Identity() implements Bijector {
        @Override
        public double forward(double y) {
            return y;
        }

        @Override
        public double inverse(double u) {
            return u;
        }

        @Override
        public double logSlope(double y) {
            return 0;
        }

        @Override
        public String domain() {
            return "finite";
        }

        @Override
        public String words() {
            return "identity";
        }
    }

    /** Positive numbers: u = ln y. */
    record Log() implements Bijector {
        @Override
        public double forward(double y) {
            return Math.log(y);
        }

        @Override
        public double inverse(double u) {
            return Math.exp(u);
        }

        @Override
        public double logSlope(double y) {
            return y > 0 ? -Math.log(y) : Double.NEGATIVE_INFINITY;
        }

        @Override
        public String domain() {
            return "> 0";
        }

        @Override
        public String words() {
            return "log";
        }
    }

    /**
     * Numbers between two bounds: u = ln((y − low)/(high − y)).
     *
     * @param low
     *            excluded; likewise high
     */
    record Logit(double low, double high) implements Bijector {
        public Logit {
            if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
                throw new IllegalArgumentException("low must be < high, was " + low + " and " + high);
            }
        }

        @Override
        public double forward(double y) {
            return Math.log((y - low) / (high - y));
        }

        @Override
        public double inverse(double u) {
            double share = u >= 0 ? 1 / (1 + Math.exp(-u)) : Math.exp(u) / (1 + Math.exp(u));
            return low + (high - low) * share;
        }

        @Override
        public double logSlope(double y) {
            return y > low && y < high ? Math.log((high - low) / ((y - low) * (high - y))) : Double.NEGATIVE_INFINITY;
        }

        @Override
        public String domain() {
            return "between " + low + " and " + high;
        }

        @Override
        public String words() {
            return "logit " + low + " " + high;
        }
    }
}
