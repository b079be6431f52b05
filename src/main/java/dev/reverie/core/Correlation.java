package dev.reverie.core;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How two sequences of numbers go together: −1..1, NaN where one of them is constant. */
public final class Correlation {
    private Correlation() {
    }

    /** Pearson's: 1 where one is a rising line of the other. */
    public static double linear(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double xy = IntStream.range(0, x.length).mapToDouble(i -> (x[i] - meanX) * (y[i] - meanY)).sum();
        double xx = Arrays.stream(x).map(value -> (value - meanX) * (value - meanX)).sum();
        double yy = Arrays.stream(y).map(value -> (value - meanY) * (value - meanY)).sum();
        return xx == 0 || yy == 0 ? Double.NaN : xy / Math.sqrt(xx * yy);
    }

    /** Spearman's: 1 where both have the same order. */
    public static double ofRanks(double[] x, double[] y) {
        return linear(ranks(x), ranks(y));
    }

    /** From 1; equals share the mean of their ranks. */
    public static double[] ranks(double... values) {
        return Arrays.stream(values).map(value -> {
            long less = Arrays.stream(values).filter(other -> other < value).count();
            long equal = Arrays.stream(values).filter(other -> other == value).count();
            return less + (equal + 1) / 2.0;
        }).toArray();
    }
}
