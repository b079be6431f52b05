package dev.reverie.experiments.study;

import java.util.random.RandomGenerator;

/** Draws from the distributions of the posterior studies; the same bits on every machine. */
final class Draws {
    /** Where exp(−rate) is still far from the smallest double. */
    private static final double MAX_RATE = 500;

    private Draws() {
    }

    /** Beta(2, 5): the second smallest of six uniform numbers. */
    static double betaTwoFive(RandomGenerator random) {
        double least = 1;
        double second = 1;
        for (int i = 0; i < 6; i++) {
            double u = random.nextDouble();
            if (u < least) {
                second = least;
                least = u;
            } else if (u < second) {
                second = u;
            }
        }
        return second;
    }

    /** Beta(4, 1): the largest of four uniform numbers. */
    static double betaFourOne(RandomGenerator random) {
        return Math.max(Math.max(random.nextDouble(), random.nextDouble()), Math.max(random.nextDouble(), random.nextDouble()));
    }

    /** Gamma(2, rate): the sum of two exponential numbers, by inversion. */
    static double gammaTwo(double rate, RandomGenerator random) {
        return -StrictMath.log((1 - random.nextDouble()) * (1 - random.nextDouble())) / rate;
    }

    /** Binomial(n, p) by inversion: the terms of its distribution added up, from the side where they begin larger. */
    static int binomial(int n, double p, RandomGenerator random) {
        if (p > 0.5) {
            return n - binomial(n, 1 - p, random);
        }
        double odds = p / (1 - p);
        double term = power(1 - p, n);
        double u = random.nextDouble();
        int y = 0;
        while (u >= term && y < n) {
            u -= term;
            y++;
            term *= odds * (n + 1 - y) / y;
        }
        return y;
    }

    /** By multiplication alone, whose rounding is the same everywhere. */
    private static double power(double base, int exponent) {
        double result = 1;
        double square = base;
        for (int rest = exponent; rest > 0; rest >>= 1) {
            result = (rest & 1) == 1 ? result * square : result;
            square *= square;
        }
        return result;
    }

    /** Poisson(rate) by inversion, large rates in parts. */
    static int poisson(double rate, RandomGenerator random) {
        int y = 0;
        double rest = rate;
        while (rest > MAX_RATE) {
            y += poissonPart(MAX_RATE, random);
            rest -= MAX_RATE;
        }
        return y + poissonPart(rest, random);
    }

    private static int poissonPart(double rate, RandomGenerator random) {
        double term = StrictMath.exp(-rate);
        double u = random.nextDouble();
        int y = 0;
        // a term of 0 can come only beyond all that a double's u can reach
        while (u >= term && term > 0) {
            u -= term;
            y++;
            term *= rate / y;
        }
        return y;
    }
}
