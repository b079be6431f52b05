package dev.reverie.experiments.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** YAML as it was written, before it means anything; each piece knows where it stands. */
sealed interface Node permits Node.Scalar, Node.Nothing, Node.Sequence, Node.Mapping {
    /** Where it stands. */
    Origin origin();

    /** As a message shows it. */
    String shown();

    /**
     * A place in a file; as text what begins a message.
     *
     * @param source
     *            the file's name, empty for what came with no file
     * @param line
     *            from 1
     */
    record Origin(String source, int line) {
        static final Origin NONE = new Origin("", 0);

        @Override
        public String toString() {
            return source.isEmpty() ? "" : source + ":" + line + ": ";
        }
    }

    /** One value, with or without quotes. */
    record Scalar(String text, Origin origin) implements Node {
        @Override
        public String shown() {
            return text.matches("[-+]?[\\d._]+([eE][-+]?\\d+)?|true|false") ? text : '"' + text + '"';
        }
    }

    /** A key with nothing behind it. */
    record Nothing(Origin origin) implements Node {
        @Override
        public String shown() {
            return "nothing";
        }
    }

    /** Values one after another. */
    record Sequence(List<Node> items, Origin origin) implements Node {
        @Override
        public String shown() {
            return "a list";
        }

        /** As it may be written in one line. */
        String text() {
            return items.stream().map(item -> item instanceof Scalar scalar ? scalar.text : item.shown())
                    .collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /** Keys and values, in order. */
    record Mapping(Map<String, Node> entries, Origin origin) implements Node {
        /** Says which record of a sealed interface a block is. */
        static final String TYPE = "type";

        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** {@code a.b=value} as the block it stands for. */
        static Mapping ofSetting(String setting) {
            int equals = setting.indexOf('=');
            var path = equals < 0 ? new String[0] : setting.substring(0, equals).strip().split("\\.", -1);
            if (path.length == 0 || Arrays.stream(path).anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("a setting must be KEY=VALUE, such as rnn.hidden=128, was " + setting);
            }
            var node = YamlReader.value(setting.substring(equals + 1), String.join(".", path));
            for (int i = path.length - 1; i >= 0; i--) {
                node = new Mapping(Map.of(path[i], node), Origin.NONE);
            }
            return (Mapping) node;
        }

        @Override
        public String shown() {
            return "a block of keys";
        }

        Mapping without(String key) {
            var rest = new LinkedHashMap<>(entries);
            rest.remove(key);
            return new Mapping(rest, origin);
        }

        /** These entries with those of {@code upper} over them; a block of another {@code type} replaces the whole block. */
        Mapping under(Mapping upper) {
            var all = new LinkedHashMap<>(entries);
            upper.entries.forEach((key, node) -> all.merge(key, node, Mapping::over));
            return new Mapping(all, upper.origin);
        }

        private static Node over(Node lower, Node upper) {
            if (lower instanceof Mapping below) {
                if (upper instanceof Mapping above) {
                    return above.isOtherTypeThan(below) ? above : below.under(above);
                }
                // A block whose keys are all commented out.
                return upper instanceof Nothing ? lower : upper;
            }
            return upper;
        }

        private boolean isOtherTypeThan(Mapping below) {
            return entries.get(TYPE) instanceof Scalar mine && below.entries.get(TYPE) instanceof Scalar theirs
                    && !mine.text.equals(theirs.text);
        }

        /** Every value by its dotted path. */
        Map<String, String> flat() {
            var flat = new LinkedHashMap<String, String>();
            entries.forEach((key, node) -> {
                if (node instanceof Mapping block) {
                    block.flat().forEach((rest, text) -> flat.put(key + "." + rest, text));
                } else {
                    flat.put(key, node instanceof Scalar scalar ? scalar.text : node instanceof Sequence list ? list.text() : "");
                }
            });
            return flat;
        }
    }
}
