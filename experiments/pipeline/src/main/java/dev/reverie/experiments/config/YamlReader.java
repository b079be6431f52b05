package dev.reverie.experiments.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.reverie.experiments.config.Node.Mapping;
import dev.reverie.experiments.config.Node.Nothing;
import dev.reverie.experiments.config.Node.Origin;
import dev.reverie.experiments.config.Node.Scalar;
import dev.reverie.experiments.config.Node.Sequence;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;

/** Reads blocks of keys, and remembers the line of everything. */
final class YamlReader {
    private static final int DEEPEST = 20;
    private static final YAMLFactory YAML = new YAMLFactory();
    private static final Pattern WHERE = Pattern.compile("^in .*, line (\\d+), column \\d+:");

    private final String source;
    private final JsonParser parser;

    private YamlReader(String source, JsonParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /** One step of reading. */
    private interface Reading<T> {
        T from(YamlReader reader) throws IOException;
    }

    static Mapping read(Path file) {
        try {
            return read(Files.readString(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": no such file; presets are " + String.join(", ", Presets.NAMES), e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": is not text in UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads a whole text; {@code source} is its name in messages. */
    static Mapping read(String text, String source) {
        return parse(text, source, reader -> {
            if (reader.parser.nextToken() == null) {
                return new Mapping(new LinkedHashMap<>(), new Origin(source, 1));
            }
            if (reader.node("") instanceof Mapping mapping) {
                return mapping;
            }
            throw new IllegalArgumentException(new Origin(source, 1) + "must be a block of keys, such as seed: 1");
        });
    }

    /** Reads one value that came with no file. */
    static Node value(String text, String path) {
        try {
            return parse(text, "", reader -> reader.parser.nextToken() == null ? new Nothing(Origin.NONE) : reader.node(path));
        } catch (IllegalArgumentException e) {
            throw e.getMessage().startsWith(path) ? e : new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
    }

    private static <T> T parse(String text, String source, Reading<T> reading) {
        try (var parser = YAML.createParser(text)) {
            var reader = new YamlReader(source, parser);
            var read = reading.from(reader);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(reader.here() + "must be one document, and a second begins here; remove it");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(notYaml(source, e), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(source + ": " + e.getMessage(), e);
        }
    }

    /** The parser tells what it was doing, where, what went wrong and where; each "where" is a line of its own. */
    private static String notYaml(String source, JsonProcessingException e) {
        var lines = e.getOriginalMessage().lines().map(String::strip).toList();
        var what = new ArrayList<String>();
        var origin = origin(source, e.getLocation());
        for (int i = 1; i < lines.size(); i++) {
            var where = WHERE.matcher(lines.get(i));
            if (where.find()) {
                what.add(lines.get(i - 1));
                origin = source.isEmpty() ? Origin.NONE : new Origin(source, Integer.parseInt(where.group(1)));
            }
        }
        return origin + "is not YAML: " + (what.isEmpty() ? lines.get(0) : String.join(", ", what));
    }

    private static Origin origin(String source, JsonLocation location) {
        return source.isEmpty() || location == null ? Origin.NONE : new Origin(source, location.getLineNr());
    }

    private Origin here() {
        return origin(source, parser.currentTokenLocation());
    }

    private Node node(String path) throws IOException {
        if (path.chars().filter(c -> c == '.').count() > DEEPEST) {
            throw new IllegalArgumentException(here() + "must not nest more than " + DEEPEST + " blocks");
        }
        var token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(path);
        }
        if (token == JsonToken.START_ARRAY) {
            return sequence(path);
        }
        // What is written plainly as nothing is a key without a value; "" is an empty text, which no key takes either.
        return token == JsonToken.VALUE_NULL || parser.getText().isEmpty() ? new Nothing(here()) : new Scalar(parser.getText(), here());
    }

    private Sequence sequence(String path) throws IOException {
        if (path.isEmpty()) {
            throw new IllegalArgumentException(here() + "the file must not be a list");
        }
        var origin = here();
        var items = new ArrayList<Node>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(path + "." + items.size()));
        }
        return new Sequence(items, origin);
    }

    private Mapping mapping(String path) throws IOException {
        var origin = here();
        var entries = new LinkedHashMap<String, Node>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var key = parser.currentName();
            var whole = path.isEmpty() ? key : path + "." + key;
            var keyOrigin = here();
            parser.nextToken();
            var before = entries.put(key, node(whole));
            if (before != null) {
                throw new IllegalArgumentException(keyOrigin + whole + " is given twice, first in line " + before.origin().line());
            }
        }
        return new Mapping(entries, origin);
    }
}
