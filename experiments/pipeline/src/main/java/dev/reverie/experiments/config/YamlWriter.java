package dev.reverie.experiments.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes records as blocks of keys, in the order of their components: the same value is the same text. */
final class YamlWriter {
    private static final YAMLMapper YAML = YAMLMapper.builder().disable(Feature.WRITE_DOC_START_MARKER, Feature.SPLIT_LINES)
            .enable(Feature.MINIMIZE_QUOTES, Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS).build();

    private YamlWriter() {
    }

    /** A whole record, or only the components named. */
    static String write(Record value, String... components) {
        var entries = entries(value);
        var wanted = components.length == 0 ? entries.keySet() : List.of(components);
        var picked = new LinkedHashMap<String, Object>();
        for (String name : wanted) {
            if (!entries.containsKey(name)) {
                throw new IllegalArgumentException("component must be one of " + entries.keySet() + ", was " + name);
            }
            picked.put(name, entries.get(name));
        }
        try {
            return YAML.writeValueAsString(picked);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("value cannot be written as YAML: " + e.getOriginalMessage(), e);
        }
    }

    private static Map<String, Object> entries(Record value) {
        var entries = new LinkedHashMap<String, Object>();
        RecordTypes.variantName(value.getClass()).ifPresent(name -> entries.put(Node.Mapping.TYPE, name));
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            entries.put(component.getName(), plain(RecordTypes.read(component, value)));
        }
        return entries;
    }

    private static Object plain(Object value) {
        if (RecordTypes.factory(value.getClass(), String.class).isPresent()) {
            return value.toString();
        }
        if (value instanceof Record inner) {
            return entries(inner);
        }
        return value instanceof Enum<?> constant ? constant.toString() : value;
    }
}
