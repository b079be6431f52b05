package dev.reverie.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The lines of a {@link MetricLog} as bytes, and what they say. */
final class MetricLines {
    private MetricLines() {
    }

    /** The lines that have their end, without it. */
    static List<byte[]> read(Path file) {
        try {
            var bytes = Files.readAllBytes(file);
            var lines = new ArrayList<byte[]>();
            int start = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    lines.add(Arrays.copyOfRange(bytes, start, i));
                    start = i + 1;
                }
            }
            return lines;
        } catch (IOException e) {
            throw FileException.of(file, e);
        }
    }

    static MetricLog.Entry parse(Path file, int number, byte[] line) {
        try {
            var tree = Json.MAPPER.readTree(line);
            if (!tree.path(MetricLog.STAGE).isTextual() || !tree.path(MetricLog.STEP).isIntegralNumber()) {
                throw new FileException(file, "line " + number + " must be an object with stage and step");
            }
            var values = new TreeMap<String, Double>();
            for (var field : tree.properties()) {
                if (!field.getKey().equals(MetricLog.STAGE) && !field.getKey().equals(MetricLog.STEP)) {
                    values.put(field.getKey(), number(field.getValue()));
                }
            }
            return new MetricLog.Entry(tree.path(MetricLog.STAGE).textValue(), tree.path(MetricLog.STEP).longValue(), values);
        } catch (JsonProcessingException e) {
            throw new FileException(file, "line " + number + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (NumberFormatException e) {
            throw new FileException(file, "line " + number + ": " + e.getMessage());
        } catch (IOException e) {
            throw FileException.of(file, e);
        }
    }

    private static double number(JsonNode value) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return switch (value.asText()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new NumberFormatException("value must be a number, NaN, Infinity or -Infinity, was " + value);
        };
    }

    /** Which stage wrote a line; empty if it is damaged. */
    static Optional<String> stage(byte[] line) {
        try {
            return Optional.of(parse(Path.of("line"), 1, line).stage());
        } catch (FileException e) {
            return Optional.empty();
        }
    }

    /** The lines of a log that holds one stage's, or of one that holds others' too; empty if there is no log, or it is damaged. */
    static Optional<List<byte[]>> whole(Path file, String stage) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = read(file);
        return lines.stream().anyMatch(line -> stage(line).isEmpty()) ? Optional.empty()
                : Optional.of(lines.stream().filter(line -> stage(line).orElseThrow().equals(stage)).toList());
    }

    static boolean same(List<byte[]> lines, List<byte[]> others) {
        return Arrays.deepEquals(lines.toArray(), others.toArray());
    }

    /** Writes a log, whole or not at all. */
    static void write(Path file, List<byte[]> lines) {
        AtomicFile.write(file, out -> {
            for (var line : lines) {
                out.write(line);
                out.write('\n');
            }
        });
    }
}
