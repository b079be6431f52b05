package dev.reverie.envs;

/** Checks of options, in one place so that they complain in the same words. */
final class Bounds {
    private Bounds() {
    }

    static int atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be >= " + least + ", was " + value);
        }
        return value;
    }

    /** Both ends are allowed, NaN is not. */
    static double within(double least, double most, String name, double value) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " must be within " + least + ".." + most + ", was " + value);
        }
        return value;
    }
}
