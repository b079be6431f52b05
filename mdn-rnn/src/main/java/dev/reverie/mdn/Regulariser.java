package dev.reverie.mdn;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What may be added to the loss of a mixture, so that its components stay useful. */
public sealed interface Regulariser permits Regulariser.Entropy, Regulariser.Ordering {
    /** What a file calls it, such as {@code entropy 0.1}. */
    String words();

    /**
     * Against collapse, where one component does all the work: −weight·H(π), so that weights are spread unless the data object.
     *
     * @param weight
     *            in nats of loss a nat of entropy, >= 0
     */
    record Entropy(double weight) implements Regulariser {
        public Entropy {
            notNegative(weight);
        }

        @Override
        public String words() {
            return "entropy " + weight;
        }
    }

    /**
     * Against label switching, where components trade places from one x to the next: weight·Σ_k max(0, v·(μ_k − μ_{k+1}))², so that means
     * ascend along a direction.
     *
     * @param weight
     *            >= 0
     * @param direction
     *            v, [D], or empty for all ones; PER_DIMENSION mixtures take their own element of it
     */
    record Ordering(double weight, double[] direction) implements Regulariser {
        public Ordering {
            notNegative(weight);
            direction = direction.clone();
        }

        /** Ascending in the sum over dimensions. */
        public Ordering(double weight) {
            this(weight, new double[0]);
        }

        /** A copy. */
        @Override
        public double[] direction() {
            return direction.clone();
        }

        @Override
        public String words() {
            return "ordering " + weight + Arrays.stream(direction).mapToObj(d -> " " + d).collect(Collectors.joining());
        }

        double along(int i) {
            return direction.length == 0 ? 1 : direction[i];
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Ordering o && weight == o.weight && Arrays.equals(direction, o.direction);
        }

        @Override
        public int hashCode() {
            return 31 * Double.hashCode(weight) + Arrays.hashCode(direction);
        }

        @Override
        public String toString() {
            return "Ordering[weight=" + weight + ", direction=" + Arrays.toString(direction) + "]";
        }
    }

    private static void notNegative(double weight) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weight must be >= 0, was " + weight);
        }
    }
}
