package dev.reverie.envs;

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
            return Integer.parseInt(text(name).strip());
        } catch (NumberFormatException e) {
            throw wrong(name, "a whole number", e);
        }
    }

    /** A number; NaN is none. */
    public double number(String name) {
        double number;
        try {
            number = Double.parseDouble(text(name).strip());
        } catch (NumberFormatException e) {
            throw wrong(name, "a number", e);
        }
        if (Double.isNaN(number)) {
            throw wrong(name, "a number", null);
        }
        return number;
    }

    /** Yes or no. */
    public boolean flag(String name) {
        return switch (text(name).strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name, "true or false", null);
        };
    }

    private IllegalArgumentException wrong(String name, String allowed, Exception cause) {
        return new IllegalArgumentException(name + " must be " + allowed + ", was '" + text(name) + "'", cause);
    }
}
