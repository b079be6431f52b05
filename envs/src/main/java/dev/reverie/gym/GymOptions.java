package dev.reverie.gym;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reverie.core.Arguments;
import dev.reverie.envs.EnvOption;
import dev.reverie.envs.EnvOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which environment of Gymnasium, and how it is shown.
 *
 * @param id
 *            as {@code gymnasium.make} takes it, such as {@code CarRacing-v3} or {@code my_module:MyEnv-v0}
 * @param kwargs
 *            what else {@code gymnasium.make} gets: a JSON object
 * @param skip
 *            steps an action is played; rewards are added, the last observation is shown
 * @param limit
 *            steps an episode at most, before skipping; 0 leaves it to the environment
 * @param observe
 *            empty: the screen if there is one, else all numbers; {@code all}: all numbers, those of pictures, too; {@code render}: what is
 *            drawn; otherwise one part of a Dict or Tuple, by its path such as {@code camera/left}
 * @param crop
 *            empty, or {@code FROM:TO} rows of a picture, and {@code ,FROM:TO} columns
 * @param size
 *            empty, or {@code HEIGHTxWIDTH} to which a picture is resized (after cropping), as {@link dev.reverie.envs.Resize} does
 * @param choices
 *            empty, or the choices, such as {@code 2,0,1}, that a number in −1..1 stands for, in equal parts
 * @param timeout
 *            of one request; an environment that takes longer is ended
 */
public record GymOptions(String id, String kwargs, int skip, int limit, String observe, String crop, String size, String choices,
        Duration timeout) {
    /** What the registry's {@code gym:} environments take; {@link #of(String, EnvOptions)} reads it. */
    static final List<EnvOption> DECLARED = List.of(
            new EnvOption("kwargs", "{}", "what else gymnasium.make gets, a JSON object such as {\"continuous\": false}"),
            new EnvOption("skip", "1", "steps an action is played, >= 1; rewards are added"),
            new EnvOption("limit", "0", "steps an episode at most; 0 leaves it to the environment"),
            new EnvOption("observe", "", "all, render, or one part of a Dict; empty: the screen if there is one, else all numbers"),
            new EnvOption("crop", "", "rows of a picture that count, FROM:TO, and columns, such as 0:84 or 0:84,10:90"),
            new EnvOption("size", "", "what a picture is resized to, HEIGHTxWIDTH, such as 64x64"),
            new EnvOption("choices", "", "choices that -1..1 stands for in equal parts, such as 2,0,1; empty: a choice is a choice"),
            new EnvOption("timeout", "60", "seconds after which an environment that does not answer is ended"));
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RANGE = "\\d{0,6}:\\d{0,6}";

    public GymOptions {
        if (id.isBlank()) {
            throw new IllegalArgumentException("id must name an environment, such as CarRacing-v3");
        }
        object(kwargs);
        Arguments.atLeast(1, "skip", skip);
        Arguments.atLeast(0, "limit", limit);
        Objects.requireNonNull(observe, "observe");
        matches("crop", crop, RANGE + "(," + RANGE + ")?", "FROM:TO, or FROM:TO,FROM:TO with columns");
        matches("size", size, "[1-9]\\d{0,4}x[1-9]\\d{0,4}", "HEIGHTxWIDTH");
        matches("choices", choices, "\\d{1,6}(,\\d{1,6})*", "whole numbers with commas between");
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be > 0, was " + timeout);
        }
    }

    /** As Gymnasium has it. */
    public static GymOptions of(String id) {
        return of(id, Map.of());
    }

    /** By the names of this record's components, in the words of a configuration. */
    public static GymOptions of(String id, Map<String, String> options) {
        var all = new dev.reverie.envs.EnvEntry(id, "", "", DECLARED, any -> null).resolve(options);
        return of(id, new EnvOptions(all));
    }

    static GymOptions of(String id, EnvOptions options) {
        return new GymOptions(id, options.text("kwargs"), options.integer("skip"), options.integer("limit"),
                options.text("observe").strip(),
                options.text("crop").strip(), options.text("size").strip(), options.text("choices").strip(),
                seconds(options));
    }

    static Duration seconds(EnvOptions options) {
        double seconds = options.number("timeout");
        if (!(seconds > 0 && seconds < 1e6)) {
            throw new IllegalArgumentException("timeout must be > 0 and < 1e6 seconds, was " + seconds);
        }
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private static void matches(String name, String value, String pattern, String allowed) {
        if (!value.isEmpty() && !value.matches(pattern)) {
            throw new IllegalArgumentException(name + " must be " + allowed + ", was '" + value + "'");
        }
    }

    private static JsonNode object(String json) {
        try {
            var tree = JSON.readTree(json.isBlank() ? "{}" : json);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            // told below
        }
        throw new IllegalArgumentException("kwargs must be a JSON object such as {\"continuous\": false}, was " + json);
    }

    /** What MAKE says. */
    String request(int count, int replyLimit) {
        var ask = JSON.createObjectNode().put("id", id).put("count", count).put("skip", skip).put("observe", observe)
                .put("replyLimit", replyLimit).put("seconds", timeout.toNanos() / 1e9);
        ask.set("kwargs", object(kwargs));
        if (limit > 0) {
            ask.put("limit", limit);
        }
        numbers(crop).ifPresent(crop -> {
            // what is left out is 0, and 0 at the end is the end
            var four = ask.putArray("crop");
            for (int i = 0; i < 4; i++) {
                four.add(i < crop.length ? crop[i] : 0);
            }
        });
        numbers(size).ifPresent(size -> ask.putArray("size").add(size[0]).add(size[1]));
        numbers(choices).ifPresent(choices -> {
            var all = ask.putArray("choices");
            for (int choice : choices) {
                all.add(choice);
            }
        });
        return ask.toString();
    }

    private static Optional<int[]> numbers(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var parts = text.split("[x:,]", -1);
        var numbers = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = parts[i].isEmpty() ? 0 : Integer.parseInt(parts[i]);
        }
        return Optional.of(numbers);
    }
}
