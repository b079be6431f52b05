package dev.reverie.controller;

import dev.reverie.compute.Floats;

/** Checks of lengths at the border, in the same words. */
final class Checks {
    private Checks() {
    }

    static void length(String name, float[] values, int length) {
        if (values == null || values.length != length) {
            throw new IllegalArgumentException(
                    name + " must have " + length + " elements, " + (values == null ? "was null" : "had " + values.length));
        }
    }

    static void rows(String name, Floats values, int rows, int width) {
        if (values == null || values.size() < (long) rows * width) {
            throw new IllegalArgumentException(name + " must have at least " + rows + " rows of " + width + " floats, "
                    + (values == null ? "was null" : "had " + values.size() + " floats"));
        }
    }
}
