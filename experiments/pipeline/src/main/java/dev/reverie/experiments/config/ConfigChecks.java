package dev.reverie.experiments.config;

/** The checks that several of these records make. */
final class ConfigChecks {
    private ConfigChecks() {
    }

    /** Of how long an action is held. */
    static void steps(int least, int most) {
        atLeast(1, "least", least);
        if (most < least) {
            throw new IllegalArgumentException("most must be >= least = " + least + ", was " + most);
        }
    }

    static void atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be >= " + least + ", was " + value);
        }
    }

    static void positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be > 0, was " + value);
        }
    }
}
