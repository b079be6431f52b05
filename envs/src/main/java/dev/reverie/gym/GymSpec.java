package dev.reverie.gym;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reverie.core.Printable;
import dev.reverie.core.Space;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a Gymnasium environment looks like from here.
 *
 * @param id
 *            as it was asked for
 * @param observationSpace
 *            of one environment, after cropping and resizing
 * @param actionSpace
 *            of one environment
 * @param observationLayout
 *            which of an observation's numbers come from where
 * @param actionLayout
 *            which of an action's numbers go where
 * @param limit
 *            steps after which episodes are truncated, if Gymnasium does that
 * @param nondeterministic
 *            whether the environment says so of itself
 */
public record GymSpec(String id, Space.Box observationSpace, Space actionSpace, List<Part> observationLayout, List<Part> actionLayout,
        OptionalInt limit, boolean nondeterministic) {
    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
    private static final int LARGEST = 1 << 28;

    public GymSpec {
        observationLayout = List.copyOf(observationLayout);
        actionLayout = List.copyOf(actionLayout);
    }

    /**
     * Some numbers in a row, and what they are there.
     *
     * @param path
     *            through Dicts and Tuples, such as {@code camera/left}; empty for the whole
     * @param space
     *            as Gymnasium writes it
     * @param offset
     *            of the first number
     * @param size
     *            how many
     * @param meaning
     *            such as {@code one-hot}
     */
    public record Part(String path, String space, int offset, int size, String meaning) {
        @Override
        public String toString() {
            return offset + ".." + (offset + size - 1) + (path.isEmpty() ? "" : " " + path) + ": " + meaning + ", " + space;
        }
    }

    /** @throws IOException if this is no answer to MAKE */
    static GymSpec of(byte[] json) throws IOException {
        var tree = JSON.readTree(json);
        try {
            if (!(space(tree.path("observation")) instanceof Space.Box observations)) {
                throw new IllegalArgumentException("observations must be a box");
            }
            return new GymSpec(Printable.line(tree.path("id").asText()), observations, space(tree.path("action")),
                    layout(tree.path("observation")),
                    layout(tree.path("action")), tree.path("limit").isInt() ? OptionalInt.of(tree.path("limit").intValue())
                            : OptionalInt.empty(),
                    tree.path("nondeterministic").asBoolean());
        } catch (IllegalArgumentException e) {
            var wrong = new ProtocolException("no spaces: " + e.getMessage());
            wrong.initCause(e);
            throw wrong;
        }
    }

    private static Space space(JsonNode tree) {
        var kind = tree.path("kind").asText();
        if (kind.equals("discrete")) {
            return Space.discrete(whole(tree.path("n"), "n"));
        }
        var shape = new int[tree.path("shape").size()];
        long size = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = whole(tree.path("shape").path(i), "shape");
            size *= Math.max(1, shape[i]);
            if (shape[i] < 1 || size > LARGEST) {
                throw new IllegalArgumentException("shape " + tree.path("shape"));
            }
        }
        return switch (kind) {
            case "frame" -> {
                if (shape.length != 3) {
                    throw new IllegalArgumentException("shape " + tree.path("shape") + " of a frame");
                }
                yield Space.frame(shape[0], shape[1], shape[2]);
            }
            case "box" -> new Space.Box(shape, Space.Element.F32, bounds(tree.path("low")), bounds(tree.path("high")));
            default -> throw new IllegalArgumentException("kind '" + kind + "'");
        };
    }

    private static int whole(JsonNode number, String name) {
        if (!number.isIntegralNumber() || !number.canConvertToInt()) {
            throw new IllegalArgumentException(name + " must be a whole number < 2^31, was " + number);
        }
        return number.intValue();
    }

    private static float[] bounds(JsonNode tree) {
        var bounds = new float[tree.size()];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = (float) tree.path(i).asDouble();
        }
        return bounds;
    }

    private static List<Part> layout(JsonNode tree) {
        var parts = new ArrayList<Part>();
        for (var part : tree.path("layout")) {
            parts.add(new Part(Printable.line(part.path("path").asText()), Printable.line(part.path("space").asText()),
                    part.path("offset").asInt(), part.path("size").asInt(), Printable.line(part.path("meaning").asText())));
        }
        return parts;
    }
}
