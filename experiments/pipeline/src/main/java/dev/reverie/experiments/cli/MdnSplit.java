package dev.reverie.experiments.cli;

import dev.reverie.core.Seed;
import dev.reverie.mdn.Samples;

/**
 * Rows to train on, and a tenth set apart.
 *
 * @param train
 *            nine tenths, in which the training again holds out its own
 * @param test
 *            at least one row
 */
record MdnSplit(Samples train, Samples test) {
    /** Split at random. */
    MdnSplit(int inputs, double[] x, int dimensions, double[] y, Seed seed) {
        this(new Order(y.length / dimensions, seed), inputs, x, dimensions, y);
    }

    private MdnSplit(Order order, int inputs, double[] x, int dimensions, double[] y) {
        this(order.samples(order.test(), order.rows.length, inputs, x, dimensions, y),
                order.samples(0, order.test(), inputs, x, dimensions, y));
    }

    /** Rows in random order, those of the test first. */
    private static final class Order {
        private final int[] rows;

        Order(int count, Seed seed) {
            rows = new int[count];
            var random = seed.random();
            for (int i = 0; i < count; i++) {
                int j = random.nextInt(i + 1);
                rows[i] = rows[j];
                rows[j] = i;
            }
        }

        int test() {
            return Math.max(1, rows.length / 10);
        }

        Samples samples(int from, int to, int inputs, double[] x, int dimensions, double[] y) {
            return new Samples(inputs, take(from, to, inputs, x), dimensions, take(from, to, dimensions, y));
        }

        private double[] take(int from, int to, int columns, double[] values) {
            var some = new double[(to - from) * columns];
            for (int i = from; i < to; i++) {
                System.arraycopy(values, rows[i] * columns, some, (i - from) * columns, columns);
            }
            return some;
        }
    }
}
