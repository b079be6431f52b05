package dev.reverie.controller;

import dev.reverie.core.WorldModel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a controller looks at: the latent z of V, and after it the parts of M's memory that are named.
 *
 * <p>As a text, {@code Z} and then each part by its letter: {@code ZCH} is [z, c, h], which is what Ha and Schmidhuber (2018) used for
 * DoomTakeCover; {@code ZH}, [z, h], is their CarRacing. Where a part's name is longer than a letter, names follow with commas: {@code
 * Z,h,average}.
 *
 * @param memory
 *            names of parts of M's memory, in the order in which the controller sees them
 */
public record Features(List<String> memory) {
    public static final Features Z = new Features(List.of());
    public static final Features ZH = new Features(List.of("h"));
    public static final Features ZC = new Features(List.of("c"));
    public static final Features ZCH = new Features(List.of("c", "h"));

    public Features {
        memory = List.copyOf(memory);
        if (memory.stream().distinct().count() < memory.size()) {
            throw new IllegalArgumentException("features must name each part of the memory once, were z and " + memory);
        }
    }

    /**
     * Reads the text of {@link #toString}.
     *
     * @throws IllegalArgumentException
     *             if it is no such text
     */
    public static Features of(String text) {
        if (text.matches("Z[A-Z]*")) {
            return new Features(text.substring(1).toLowerCase(Locale.ROOT).chars().mapToObj(Character::toString).toList());
        }
        if (!text.matches("Z(, *[a-z][a-z0-9]*)+")) {
            throw new IllegalArgumentException(
                    "features must be Z and letters of parts of M's memory, such as Z, ZH or ZCH, or Z and their names, such "
                            + "as Z,h,average; were " + text);
        }
        return new Features(Arrays.stream(text.split(", *")).skip(1).toList());
    }

    /**
     * Which parts of a memory they are, as indices.
     *
     * @throws IllegalArgumentException
     *             if the memory has no part of a name; the message says what there is
     */
    int[] in(List<WorldModel.Part> parts) {
        var names = parts.stream().map(WorldModel.Part::name).toList();
        for (var name : memory) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("features must be z and parts of M's memory, which are "
                        + (names.isEmpty() ? "none" : String.join(", ", names)) + "; were " + this);
            }
        }
        return memory.stream().mapToInt(names::indexOf).toArray();
    }

    @Override
    public String toString() {
        return memory.stream().allMatch(name -> name.matches("[a-z]"))
                ? "Z" + String.join("", memory).toUpperCase(Locale.ROOT)
                : "Z," + memory.stream().collect(Collectors.joining(","));
    }
}
