package dev.reverie.compute;

import java.util.List;

/**
 * An array of a model's parameters, by the name that weight files have for it.
 *
 * @param at
 *            where it begins in the buffer of all parameters
 * @param shape
 *            its extents, by rows
 */
public record NamedArray(String name, int at, List<Integer> shape) {
    /** Its elements. */
    public int size() {
        return shape.stream().reduce(1, (a, b) -> a * b);
    }
}
