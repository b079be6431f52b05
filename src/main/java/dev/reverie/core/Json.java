package dev.reverie.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The JSON files of this package: records, two spaces, Unix line ends, maps in key order, so that the same value is the same bytes
 * everywhere.
 */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    private Json() {
    }

    /** Writes {@code value}, whole or not at all. */
    static void write(Path file, Object value) {
        var printer = new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT);
        try {
            AtomicFile.write(file, MAPPER.writer(printer).writeValueAsString(value) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("value cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads a file that says {@code "format": N}.
     *
     * @param format
     *            the one N that is understood
     * @param remedy
     *            what to do about another one
     */
    static <T> T read(Path file, Class<T> type, int format, String remedy) {
        try {
            var tree = MAPPER.readTree(Files.readAllBytes(file));
            var found = tree.isObject() ? tree.path("format") : tree;
            if (!found.isInt()) {
                throw new FileException(file, "must be a JSON object with \"format\": " + format);
            }
            if (found.intValue() != format) {
                throw new FileException(file,
                        "has format " + found.intValue() + ", this version of Reverie reads format " + format + "; " + remedy);
            }
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            var where = e.getLocation() == null ? ""
                    : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr() + ": ";
            throw new FileException(file, where + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw FileException.of(file, e);
        }
    }
}
