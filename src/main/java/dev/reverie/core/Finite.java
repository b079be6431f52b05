package dev.reverie.core;

/** Finds numbers that are NaN or infinite in rows of numbers, and says where they are. */
public final class Finite {
    private Finite() {
    }

    /**
     * Fails at the first number that is not finite: {@code obs must be finite numbers, was NaN in frame 7, element 2}.
     *
     * @param name
     *            of the numbers
     * @param unit
     *            what a row is, such as {@code frame}
     * @param values
     *            [rows, width], one row after another
     * @throws IllegalArgumentException
     *             naming the row and the element, counted from 0
     */
    public static void check(String name, String unit, float[] values, int width) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(name + " must be finite numbers, was " + values[i] + " in " + unit + " " + i / width
                        + (width == 1 ? "" : ", element " + i % width) + ", counted from 0");
            }
        }
    }
}
