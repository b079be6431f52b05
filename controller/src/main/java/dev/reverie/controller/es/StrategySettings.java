package dev.reverie.controller.es;

import dev.reverie.core.Arguments;
import dev.reverie.core.Decimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of a strategy that is chosen by its name: those that all strategies have, and its own options as text, as in a
 * configuration.
 *
 * @param population
 *            candidates of a generation, at least 2
 * @param stepSize
 *            of the strategy at its start, > 0
 * @param weightDecay
 *            see {@link FitnessShaping#weightDecay}
 * @param options
 *            the strategy's own, by name; those not given have their usual values; copied
 */
public record StrategySettings(int population, double stepSize, double weightDecay, Map<String, String> options) {
    public StrategySettings {
        Arguments.atLeast(2, "population", population);
        Arguments.positive("stepSize", stepSize);
        if (!Double.isFinite(weightDecay)) {
            throw new IllegalArgumentException("weightDecay must be finite, was " + weightDecay);
        }
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }

    /** Without weight decay, all options as usual. */
    public static StrategySettings of(int population, double stepSize) {
        return new StrategySettings(population, stepSize, 0, Map.of());
    }

    public StrategySettings withWeightDecay(double weightDecay) {
        return new StrategySettings(population, stepSize, weightDecay, options);
    }

    public StrategySettings withOptions(Map<String, String> options) {
        return new StrategySettings(population, stepSize, weightDecay, options);
    }

    /** An option that is a number above 0. */
    public double number(String name, double usual) {
        if (!options.containsKey(name)) {
            return usual;
        }
        double value = Decimal.parse(options.get(name)).orElse(Double.NaN);
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw wrong(name, "a number > 0");
        }
        return value;
    }

    /** An option that is a whole number. */
    public int count(String name, int usual) {
        if (!options.containsKey(name)) {
            return usual;
        }
        try {
            return Integer.parseInt(options.get(name));
        } catch (NumberFormatException e) {
            throw wrong(name, "a whole number");
        }
    }

    /** An option that is {@code true} or {@code false}. */
    public boolean flag(String name, boolean usual) {
        var text = options.getOrDefault(name, String.valueOf(usual));
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong(name, "true or false");
        }
        return Boolean.parseBoolean(text);
    }

    /**
     * The step size falling by the option {@code decay}, usually 0.999 a generation, to {@code leastStepSize}, usually a tenth of the
     * first.
     */
    ExponentialSchedule fallingStepSize() {
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

    /** Adam's rate: the option {@code rate}, usually 0.3 step sizes. */
    ExponentialSchedule rate() {
        return ExponentialSchedule.constant(number("rate", 0.3 * stepSize));
    }

    private IllegalArgumentException wrong(String name, String allowed) {
        return new IllegalArgumentException("strategyOptions." + name + " must be " + allowed + ", was \"" + options.get(name) + '"');
    }
}
