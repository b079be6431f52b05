package dev.reverie.gym;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reverie.core.Printable;
import java.util.ArrayList;

/** Numbers in JSON and arrays of them, however nested. What is no number is refused by name. */
final class JsonNumbers {
    private static final int SHOWN = 120;

    private JsonNumbers() {
    }

    /** All of them in order; a lone number is one. ±1e100, which stands for infinity, becomes it as a float. */
    static float[] flat(JsonNode tree, String name) {
        var flat = new float[count(tree)];
        fill(tree, flat, 0, name);
        return flat;
    }

    /** As {@link #flat}, all of them finite as floats. */
    static float[] finite(JsonNode tree, String name) {
        var flat = flat(tree, name);
        for (int i = 0; i < flat.length; i++) {
            if (!Float.isFinite(flat[i])) {
                throw new IllegalArgumentException(name + "[" + i + "] must be a finite number, was " + flat[i]);
            }
        }
        return flat;
    }

    /** One number, finite as a float, or an array of one. */
    static double number(JsonNode tree, String name) {
        var lone = lone(tree);
        if (!lone.isNumber() && !lone.isBoolean()) {
            throw new IllegalArgumentException(name + " must be a finite number, was " + shown(tree));
        }
        double number = value(lone);
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(name + " must be a finite number, was " + shown(tree));
        }
        if (Math.abs(number) > Float.MAX_VALUE) {
            throw new IllegalArgumentException(name + " must be within ±3.4e38, was " + number);
        }
        return number;
    }

    /** True, false, 1, 0, or an array of one of them. */
    static boolean flag(JsonNode tree, String name) {
        var lone = lone(tree);
        if (lone.isBoolean() || lone.isNumber() && (lone.doubleValue() == 0 || lone.doubleValue() == 1)) {
            return value(lone) == 1;
        }
        throw new IllegalArgumentException(name + " must be true or false, was " + shown(tree));
    }

    private static JsonNode lone(JsonNode tree) {
        var lone = tree;
        while (lone.isArray() && lone.size() == 1) {
            lone = lone.get(0);
        }
        return lone;
    }

    private static double value(JsonNode number) {
        return number.isBoolean() ? number.booleanValue() ? 1 : 0 : number.doubleValue();
    }

    private static int count(JsonNode tree) {
        if (!tree.isArray()) {
            return tree.isMissingNode() ? 0 : 1;
        }
        int count = 0;
        for (var child : tree) {
            count += count(child);
        }
        return count;
    }

    private static int fill(JsonNode tree, float[] flat, int at, String name) {
        if (!tree.isArray()) {
            if (!tree.isMissingNode()) {
                if (!tree.isNumber() && !tree.isBoolean()) {
                    throw new IllegalArgumentException(name + "[" + at + "] must be a number, was " + shown(tree));
                }
                flat[at] = (float) value(tree);
                return at + 1;
            }
            return at;
        }
        int next = at;
        for (var child : tree) {
            next = fill(child, flat, next, name);
        }
        return next;
    }

    /** How many there are along each axis, by the first of each. */
    static int[] shape(JsonNode tree) {
        var shape = new ArrayList<Integer>();
        for (var part = tree; part.isArray(); part = part.path(0)) {
            shape.add(part.size());
        }
        return shape.stream().mapToInt(Integer::intValue).toArray();
    }

    static int[] ints(JsonNode tree, String name) {
        var ints = new int[tree.size()];
        for (int i = 0; i < ints.length; i++) {
            if (!tree.path(i).isInt()) {
                throw new IllegalArgumentException(name + " must be whole numbers, was " + shown(tree));
            }
            ints[i] = tree.path(i).intValue();
        }
        return ints;
    }

    static boolean all(float[] values, float value) {
        for (float v : values) {
            if (v != value) {
                return false;
            }
        }
        return values.length > 0;
    }

    /** A value in a message. */
    static String shown(JsonNode tree) {
        if (tree.isMissingNode()) {
            return "missing";
        }
        var text = Printable.line(tree.toString());
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
