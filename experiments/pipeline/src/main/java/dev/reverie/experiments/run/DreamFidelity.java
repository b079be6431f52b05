package dev.reverie.experiments.run;

import dev.reverie.core.AtomicFile;
import dev.reverie.core.Decimal;
import dev.reverie.core.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far a dream can be trusted: the returns of some controllers in the dream beside their returns in the environment.
 *
 * <p>A dream is of use if what is better in it is better in the environment: {@link #rankCorrelation}. Whether it flatters, {@link #bias}, says
 * how much of a dream score to believe.
 *
 * @param points
 *            at least one, a controller each
 */
public record DreamFidelity(List<Point> points) {
    private static final String HEADER = "generation,dream,dreamMargin,real,realMargin";

    /**
     * A controller.
     *
     * @param generation
     *            after how many generations it was the strategy's mean
     * @param dream
     *            mean return in the dream; NaN where dreams have no score
     * @param dreamMargin
     *            half the width of its 95% interval
     * @param real
     *            mean return in the environment
     * @param realMargin
     *            half the width of its 95% interval
     */
    public record Point(int generation, double dream, double dreamMargin, double real, double realMargin) {
    }

    public DreamFidelity {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("points must be at least one controller, were none");
        }
    }

    /** Whether there were dreams that have a score. */
    public boolean hasDreams() {
        return !Double.isNaN(bias());
    }

    /** Spearman's: 1 if both put the controllers in the same order, 0 if the dream knows nothing; NaN if all are equal in one of them. */
    public double rankCorrelation() {
        return correlation(ranks(points.stream().mapToDouble(Point::dream).toArray()),
                ranks(points.stream().mapToDouble(Point::real).toArray()));
    }

    /** Mean of dream minus real return: above 0, the dream flatters. */
    public double bias() {
        return points.stream().mapToDouble(point -> point.dream - point.real).average().orElseThrow();
    }

    /** From 1; equals share the mean of their ranks. */
    static double[] ranks(double... values) {
        return Arrays.stream(values).map(value -> {
            long less = Arrays.stream(values).filter(other -> other < value).count();
            long equal = Arrays.stream(values).filter(other -> other == value).count();
            return less + (equal + 1) / 2.0;
        }).toArray();
    }

    private static double correlation(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double xy = IntStream.range(0, x.length).mapToDouble(i -> (x[i] - meanX) * (y[i] - meanY)).sum();
        double xx = Arrays.stream(x).map(value -> (value - meanX) * (value - meanX)).sum();
        double yy = Arrays.stream(y).map(value -> (value - meanY) * (value - meanY)).sum();
        return xx == 0 || yy == 0 ? Double.NaN : xy / Math.sqrt(xx * yy);
    }

    /** Writes one line a controller, whole or not at all. */
    void save(Path file) {
        var text = new StringBuilder(HEADER).append('\n');
        points.forEach(
                point -> text.append(point.generation).append(',').append(point.dream).append(',').append(point.dreamMargin).append(',')
                        .append(point.real).append(',').append(point.realMargin).append('\n'));
        AtomicFile.write(file, text.toString());
    }

    /** Reads {@code evaluation/fidelity.csv}. */
    public static DreamFidelity load(Path file) {
        try {
            var lines = Files.readAllLines(file);
            if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
                throw new FileException(file, "must begin with " + HEADER);
            }
            return new DreamFidelity(lines.subList(1, lines.size()).stream().map(line -> line.split(",")).map(cells -> new Point(
                    Decimal.integer(cells[0]), Decimal.number(cells[1]), Decimal.number(cells[2]), Decimal.number(cells[3]),
                    Decimal.number(cells[4]))).toList());
        } catch (IOException e) {
            throw new FileException(file, "cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new FileException(file, "holds no fidelity: " + e.getMessage(), new IOException(e));
        }
    }
}
