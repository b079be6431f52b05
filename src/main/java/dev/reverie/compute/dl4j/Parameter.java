package dev.reverie.compute.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One trained array of a layer.
 *
 * @param name
 *            letters and digits
 * @param shape
 *            in c order; one axis is a bias to DL4J's regularisation, more are weights
 * @param initial
 *            what it is before training
 */
public record Parameter(String name, List<Long> shape, Initial initial) {
    public Parameter {
        if (!name.matches("[A-Za-z][A-Za-z0-9]*")) {
            throw new IllegalArgumentException("name must be letters and digits, was '" + name + "'");
        }
        shape = List.copyOf(shape);
        if (shape.isEmpty() || shape.stream().anyMatch(extent -> extent < 1)) {
            throw new IllegalArgumentException("shape of " + name + " must be one or more numbers >= 1, was " + shape);
        }
        Objects.requireNonNull(initial, "initial");
    }

    public static Parameter of(String name, Initial initial, long... shape) {
        return new Parameter(name, Arrays.stream(shape).boxed().toList(), initial);
    }

    /** Number of elements. */
    public long size() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    boolean isBias() {
        return shape.size() == 1;
    }

    long[] axes() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}
