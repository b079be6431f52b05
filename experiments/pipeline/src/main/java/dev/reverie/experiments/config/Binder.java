package dev.reverie.experiments.config;

import dev.reverie.core.Decimal;
import dev.reverie.core.DidYouMean;
import dev.reverie.experiments.config.Node.Mapping;
import dev.reverie.experiments.config.Node.Nothing;
import dev.reverie.experiments.config.Node.Scalar;
import dev.reverie.experiments.config.Node.Sequence;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes records of blocks of keys: every component is a key and every key a component. A component is a number, a text, true or false, an
 * enum, a map or a list of texts, a record, or an interface of records, where the key {@code type} says which. A type with a public factory
 * {@code of(String)} or {@code of(List)} is read from a text or from a list of texts, too.
 *
 * <p>Written here, since a general binder's messages name classes and byte offsets where ours name the key, its line and the remedy.
 */
final class Binder {
    private Binder() {
    }

    static <T> T bind(Mapping tree, Class<T> type) {
        return record(tree, type, "");
    }

    private static <T> T record(Mapping block, Class<T> type, String path) {
        var components = type.getRecordComponents();
        var names = Arrays.stream(components).map(RecordComponent::getName).toList();
        refuseUnknown(block, names, path);
        var values = new Object[components.length];
        int needed = RecordTypes.needed(type);
        for (int i = 0; i < values.length; i++) {
            if (i < needed || block.entries().containsKey(names.get(i))) {
                values[i] = value(required(block, names.get(i), path), components[i].getType(), path + names.get(i));
            }
        }
        try {
            return RecordTypes.create(type, values);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(failedCheck(e.getMessage(), block, names, path), e);
        }
    }

    private static void refuseUnknown(Mapping block, List<String> names, String path) {
        block.entries().forEach((key, node) -> {
            if (!names.contains(key)) {
                var known = names.isEmpty() ? "this type has none" : "known here: " + String.join(", ", names);
                throw wrong(node, path + key + ": unknown key; "
                        + DidYouMean.to(key, names).map(near -> "did you mean " + path + near + "?").orElse(known));
            }
        });
    }

    private static Node required(Mapping block, String name, String path) {
        var node = block.entries().get(name);
        if (node == null) {
            throw wrong(block,
                    path + name + " is missing; give it, or begin the file with a preset, such as preset: " + Presets.NAMES.get(0));
        }
        return node;
    }

    /** The records' messages begin with the name of a component; here it gets its path and its line. */
    private static String failedCheck(String message, Mapping block, List<String> names, String path) {
        var named = block.entries().get(message.split("[ .:]", 2)[0]);
        if (named != null) {
            return named.origin() + path + message;
        }
        return block.origin() + (path.isEmpty() ? "" : path.substring(0, path.length() - 1) + ": ") + message;
    }

    private static Object value(Node node, Class<?> type, String path) {
        if (type == Map.class) {
            return texts(block(node, path), path);
        }
        if (type == List.class) {
            return texts(node, path);
        }
        var ofTexts = RecordTypes.factory(type, List.class);
        if (ofTexts.isPresent() && !(node instanceof Mapping)) {
            return made(ofTexts.get(), texts(node, path), node, path);
        }
        if (node instanceof Sequence) {
            throw wrong(node, path + " must not be a list");
        }
        if (RecordTypes.isChoice(type)) {
            return variant(node, type, path);
        }
        var ofText = RecordTypes.factory(type, String.class);
        if (ofText.isPresent() && node instanceof Scalar text) {
            return made(ofText.get(), text.text(), node, path);
        }
        if (type.isRecord()) {
            return record(block(node, path), type, path + ".");
        }
        if (!(node instanceof Scalar scalar)) {
            throw wrong(node, path + " must be " + wanted(type) + ", was " + node.shown());
        }
        try {
            return scalar(scalar.text(), type);
        } catch (IllegalArgumentException e) {
            boolean tooLarge = type == int.class && scalar.text().matches("[-+]?\\d+");
            throw wrong(node, path + " must be " + wanted(type) + (tooLarge ? " of at most 2147483647" : "") + ", was " + node.shown());
        }
    }

    private static Object scalar(String text, Class<?> type) {
        if (type == String.class) {
            return text;
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).filter(constant -> constant.toString().equals(text)).findFirst()
                    .orElseThrow(IllegalArgumentException::new);
        }
        if (type == boolean.class && (text.equals("true") || text.equals("false"))) {
            return Boolean.valueOf(text);
        }
        // 270_000 is a number in YAML
        var digits = text.replaceAll("(?<=[0-9])_(?=[0-9])", "");
        if (type == int.class) {
            return Decimal.integer(digits);
        }
        if (type == long.class) {
            return Decimal.whole(digits);
        }
        if (type == double.class) {
            return Decimal.finite(digits);
        }
        throw new IllegalArgumentException();
    }

    private static String wanted(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + String.join(", ", Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
        }
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        return type == double.class ? "a number" : type == boolean.class ? "true or false" : "a text";
    }

    /** A variant without fields may stand as its bare name. */
    private static Object variant(Node node, Class<?> choice, String path) {
        var variants = RecordTypes.variants(choice);
        var ofText = RecordTypes.factory(choice, String.class);
        if (ofText.isPresent() && node instanceof Scalar text && !variants.containsKey(text.text())) {
            return made(ofText.get(), text.text(), node, path);
        }
        var block = node instanceof Scalar name ? new Mapping(Map.of(Mapping.TYPE, name), name.origin()) : block(node, path);
        var key = path + "." + Mapping.TYPE;
        var known = "one of " + String.join(", ", variants.keySet());
        var type = block.entries().get(Mapping.TYPE);
        if (type == null) {
            throw wrong(block, key + " is missing; it is " + known);
        }
        var variant = type instanceof Scalar name ? variants.get(name.text()) : null;
        if (variant == null) {
            throw wrong(type, key + " must be " + known + ", was " + type.shown());
        }
        return record(block.without(Mapping.TYPE), variant, path + ".");
    }

    private static Map<String, String> texts(Mapping block, String path) {
        var texts = new LinkedHashMap<String, String>();
        block.entries().forEach((key, node) -> texts.put(key, (String) value(node, String.class, path + "." + key)));
        return texts;
    }

    private static Mapping block(Node node, String path) {
        if (node instanceof Mapping block) {
            return block;
        }
        if (node instanceof Nothing) {
            return new Mapping(Map.of(), node.origin());
        }
        throw wrong(node, path + " must be a block of keys, was " + node.shown());
    }

    /** The items of a list; a single text may stand for a list of one. */
    private static List<String> texts(Node node, String path) {
        if (node instanceof Sequence list) {
            return IntStream.range(0, list.items().size()).mapToObj(i -> (String) value(list.items().get(i), String.class, path + "." + i))
                    .toList();
        }
        return List.of((String) value(node, String.class, path));
    }

    private static Object made(Method factory, Object from, Node node, String path) {
        try {
            return RecordTypes.call(factory, from);
        } catch (IllegalArgumentException e) {
            throw wrong(node, path + ": " + e.getMessage());
        }
    }

    private static IllegalArgumentException wrong(Node node, String message) {
        return new IllegalArgumentException(node.origin() + message);
    }
}
