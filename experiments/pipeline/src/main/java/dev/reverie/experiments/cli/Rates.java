package dev.reverie.experiments.cli;

import dev.reverie.core.Arguments;

/** The check of --rate and --end-rate. */
final class Rates {
    private Rates() {
    }

    static void check(double rate, double endRate) {
        Arguments.positive("--rate", rate);
        if (!(endRate >= 0 && endRate <= rate)) {
            throw new IllegalArgumentException("--end-rate must be in 0..--rate = " + rate + ", was " + endRate);
        }
    }
}
