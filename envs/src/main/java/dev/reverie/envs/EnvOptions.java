package dev.reverie.envs;

import dev.reverie.core.Decimal;
import java.util.Map;

/**
 * What was chosen about an environment, every option having a value: what the factory of an {@link EnvEntry} reads.
 *
 * @param values
 *            by name; copied
 */
public record EnvOptions(Map<String, String> values) {
    public EnvOptions {
        values = Map.copyOf(values);
    }

    /** The value as it was written. */
    public String text(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("option " + name + " is read but not declared in the entry");
        }
        return value;
    }

    /** A whole number. */
    public int integer(String name) {
        try {
            return Decimal.integer(text(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " " + e.getMessage(), e);
        }
    }

    /** A finite number. */
    public double number(String name) {
        try {
            return Decimal.finite(text(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " " + e.getMessage(), e);
        }
    }

    /** Yes or no. */
    public boolean flag(String name) {
        return switch (text(name).strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(name + " must be true or false, was '" + text(name) + "'");
        };
    }
}
