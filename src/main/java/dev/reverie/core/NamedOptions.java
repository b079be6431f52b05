package dev.reverie.core;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A thing that a configuration asks for by its name, with options: as a text {@code NAME key=value key=value}.
 *
 * @param name
 *            of letters, digits, dashes and underscores
 * @param options
 *            by key, in the alphabet's order; neither keys nor values have spaces
 */
public record NamedOptions(String name, Map<String, String> options) {
    public NamedOptions {
        if (!name.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("a name and options must be such as signal of=health, the name had '" + name + "'");
        }
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }

    /**
     * Reads the text of {@link #toString}.
     *
     * @throws IllegalArgumentException
     *             if it is no such text
     */
    public static NamedOptions of(String text) {
        var words = text.strip().split("\\s+");
        var options = new TreeMap<String, String>();
        for (var word : List.of(words).subList(1, words.length)) {
            int equals = word.indexOf('=');
            if (equals < 1 || equals == word.length() - 1 || options.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("a name and options must be such as signal of=health, each option once, was " + text);
            }
        }
        return new NamedOptions(words[0], options);
    }

    /**
     * Refuses options that nobody knows.
     *
     * @param known
     *            the keys there are
     */
    public void check(List<String> known) {
        for (var key : options.keySet()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException(DidYouMean.unknown("option of " + name, key, known));
            }
        }
    }

    @Override
    public String toString() {
        return name
                + options.entrySet().stream().map(option -> " " + option.getKey() + "=" + option.getValue()).collect(Collectors.joining());
    }
}
