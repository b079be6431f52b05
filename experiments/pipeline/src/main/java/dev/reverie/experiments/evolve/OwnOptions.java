package dev.reverie.experiments.evolve;

import dev.reverie.controller.es.ExponentialSchedule;
import dev.reverie.core.Decimal;
import java.util.Map;

/**
 * The options of a strategy's own, as texts; those that are not given have their usual values.
 *
 * @param given
 *            by name
 */
record OwnOptions(Map<String, String> given) {
    /** A number above 0. */
    double number(String name, double usual) {
        if (!given.containsKey(name)) {
            return usual;
        }
        double value = Decimal.parse(given.get(name)).orElse(Double.NaN);
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw wrong(name, "a number > 0");
        }
        return value;
    }

    int count(String name, int usual) {
        if (!given.containsKey(name)) {
            return usual;
        }
        try {
            return Integer.parseInt(given.get(name));
        } catch (NumberFormatException e) {
            throw wrong(name, "a whole number");
        }
    }

    boolean flag(String name, boolean usual) {
        var text = given.getOrDefault(name, String.valueOf(usual));
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong(name, "true or false");
        }
        return Boolean.parseBoolean(text);
    }

    /** A step size that falls by {@code decay}, 0.999 a generation, to {@code leastStepSize}, a tenth of the first. */
    ExponentialSchedule falling(double stepSize) {
        double decay = number("decay", 0.999);
        double least = number("leastStepSize", stepSize / 10);
        if (decay > 1) {
            throw wrong("decay", "> 0 and <= 1");
        }
        if (least > stepSize) {
            throw wrong("leastStepSize", "<= stepSize = " + stepSize);
        }
        return new ExponentialSchedule(stepSize, decay, least);
    }

    private IllegalArgumentException wrong(String name, String allowed) {
        return new IllegalArgumentException("strategyOptions." + name + " must be " + allowed + ", was \"" + given.get(name) + '"');
    }
}
