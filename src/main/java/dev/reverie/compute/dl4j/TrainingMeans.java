package dev.reverie.compute.dl4j;

import dev.reverie.core.Decimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** Weighted means of what updates measured since the last line of the metric log, by name; a checkpoint keeps them. */
public final class TrainingMeans {
    /** Of a checkpoint. */
    static final String ENTRY = "means.txt";

    private final Map<String, double[]> sums = new LinkedHashMap<>();

    /**
     * Adds a measurement of one update.
     *
     * @param weight
     *            how much it counts, >= 0, such as the number of examples
     */
    public void add(String name, double value, double weight) {
        var sum = sums.computeIfAbsent(name, n -> new double[2]);
        sum[0] += value * weight;
        sum[1] += weight;
    }

    /** By name; what was never added has no mean. */
    Map<String, Double> means() {
        var means = new LinkedHashMap<String, Double>();
        sums.forEach((name, sum) -> means.put(name, sum[0] / sum[1]));
        return means;
    }

    void clear() {
        sums.clear();
    }

    /** A line each, read by {@link #restore}. */
    String text() {
        var text = new StringJoiner("\n");
        sums.forEach((name, sum) -> text.add(name + " " + sum[0] + " " + sum[1]));
        return text.toString();
    }

    /**
     * Replaces what was added by what {@link #text} wrote.
     *
     * @throws IllegalArgumentException
     *             if it is something else
     */
    void restore(String text) {
        clear();
        for (var line : text.lines().toList()) {
            var words = line.split(" ");
            if (words.length != 3) {
                throw new IllegalArgumentException("a mean must be a name and two numbers, was '" + line + "'");
            }
            sums.put(words[0], new double[]{Decimal.number(words[1]), Decimal.number(words[2])});
        }
    }
}
