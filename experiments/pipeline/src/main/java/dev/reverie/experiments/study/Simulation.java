package dev.reverie.experiments.study;

import dev.reverie.compute.Engine;
import dev.reverie.core.Seed;
import dev.reverie.mdn.Samples;
import java.util.random.RandomGenerator;

/** Samples drawn by a rule, on all threads, the same on any number of them: rows come in blocks, each with its own stream. */
final class Simulation {
    private static final int BLOCK = 8_192;

    private Simulation() {
    }

    /** How a row comes about. */
    @FunctionalInterface
    interface Row {
        /**
         * Fills both.
         *
         * @param x
         *            [P], to be filled
         * @param y
         *            [D], to be filled
         */
        void draw(RandomGenerator random, double[] x, double[] y);
    }

    /** {@code rows} rows of {@code inputs} and {@code dimensions} numbers. */
    static Samples of(int rows, int inputs, int dimensions, Seed seed, Row row) {
        var x = new double[rows * inputs];
        var y = new double[rows * dimensions];
        Engine.current().pool().run((rows + BLOCK - 1) / BLOCK, block -> {
            var random = seed.child("block", block).random();
            var input = new double[inputs];
            var target = new double[dimensions];
            for (int r = block * BLOCK; r < Math.min(rows, (block + 1) * BLOCK); r++) {
                row.draw(random, input, target);
                System.arraycopy(input, 0, x, r * inputs, inputs);
                System.arraycopy(target, 0, y, r * dimensions, dimensions);
            }
        });
        return new Samples(inputs, x, dimensions, y);
    }

    /** One input, one target. */
    static Samples of(int rows, Seed seed, Row row) {
        return of(rows, 1, 1, seed, row);
    }
}
