package dev.reverie.experiments.cli;

/** The check of --rate and --end-rate. */
final class Rates {
    private Rates() {
    }

    static void check(double rate, double endRate) {
        if (!(rate > 0)) {
            throw new IllegalArgumentException("--rate must be > 0, was " + rate);
        }
        if (!(endRate >= 0 && endRate <= rate)) {
            throw new IllegalArgumentException("--end-rate must be in 0..--rate = " + rate + ", was " + endRate);
        }
    }
}
