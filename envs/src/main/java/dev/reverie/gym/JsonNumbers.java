package dev.reverie.gym;

import com.fasterxml.jackson.databind.JsonNode;

/** Arrays of numbers, however nested, in JSON. */
final class JsonNumbers {
    private JsonNumbers() {
    }

    /** All of them in order; a lone number is one. What is no number is 0; ±1e100, which stands for infinity, becomes it as a float. */
    static float[] flat(JsonNode tree) {
        var flat = new float[count(tree)];
        fill(tree, flat, 0);
        return flat;
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

    private static int fill(JsonNode tree, float[] flat, int at) {
        if (!tree.isArray()) {
            if (!tree.isMissingNode()) {
                flat[at++] = (float) tree.asDouble();
            }
            return at;
        }
        for (var child : tree) {
            at = fill(child, flat, at);
        }
        return at;
    }

    static int[] ints(JsonNode tree) {
        var ints = new int[tree.size()];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = tree.path(i).asInt();
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
}
