package dev.reverie.experiments.run;

import dev.reverie.core.Arguments;
import dev.reverie.core.AtomicFile;
import dev.reverie.core.Correlation;
import dev.reverie.core.Decimal;
import dev.reverie.core.Disk;
import dev.reverie.core.FileException;
import dev.reverie.core.Interval;
import dev.reverie.core.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How far a dream can be trusted: the returns of some players in the dream beside their returns in the environment, both cut off after as
 * many steps.
 *
 * <p>A dream is of use if what is better in it is better in the environment: {@link #rankCorrelation}. That can be seen of players that
 * differ; controllers of one plateau differ by chance alone. Whether the dream flatters, {@link #bias}, says how much of a dream score to
 * believe.
 *
 * @param points
 *            at least one, a player each
 */
public record DreamFidelity(List<Point> points) {
    private static final String HEADER = "player,generation,dream,dreamMargin,dreamEnds,real,realMargin,realEnds,whole,wholeMargin";
    /** Of files whose real episodes were not cut off as dreams are. */
    private static final String UNCUT_HEADER = "generation,dream,dreamMargin,real,realMargin";
    private static final int RESAMPLES = 1000;
    /** Fewer players say nothing about an order. */
    private static final int LEAST = 4;

    /**
     * A player.
     *
     * @param player
     *            its name
     * @param generation
     *            of a controller: after how many generations it was the strategy's mean; −1 for any other player
     * @param dream
     *            in the dream; none where dreams have no score
     * @param real
     *            in the environment, cut off where dreams are
     * @param whole
     *            the same episodes to their ends; none where they were not played on
     */
    public record Point(String player, int generation, Returns dream, Returns real, Returns whole) {
        /** Whether it is what evolution made. */
        public boolean isEvolved() {
            return generation > 0;
        }

        private String line() {
            return player + ',' + (generation < 0 ? "" : generation)
                    + DoubleStream.of(dream.mean(), dream.margin(), dream.ends(), real.mean(), real.margin(), real.ends(), whole.mean(),
                            whole.margin()).mapToObj(number -> "," + number).collect(Collectors.joining());
        }

        private static Point of(String[] cells) {
            var n = Arrays.stream(cells).skip(2).mapToDouble(Decimal::number).toArray();
            return new Point(cells[0], cells[1].isEmpty() ? -1 : Decimal.integer(cells[1]), new Returns(n[0], n[1], n[2]),
                    new Returns(n[3], n[4], n[5]), new Returns(n[6], n[7], Double.NaN));
        }

        private static Point ofUncut(String[] cells) {
            var real = new Returns(Decimal.number(cells[3]), Decimal.number(cells[4]), Double.NaN);
            return new Point("generation " + cells[0], Decimal.integer(cells[0]),
                    new Returns(Decimal.number(cells[1]), Decimal.number(cells[2]), Double.NaN), real, real);
        }
    }

    public DreamFidelity {
        points = Arguments.some("points", points);
    }

    /** Whether there were dreams that have a score. */
    public boolean hasDreams() {
        return !Double.isNaN(bias());
    }

    /** The controllers that evolution made alone; itself if there are none. */
    public DreamFidelity evolved() {
        var evolved = points.stream().filter(Point::isEvolved).toList();
        return evolved.isEmpty() ? this : new DreamFidelity(evolved);
    }

    /** Spearman's: 1 if both put the players in the same order, 0 if the dream knows nothing; NaN if all are equal in one of them. */
    public double rankCorrelation() {
        return Correlation.ofRanks(points.stream().mapToDouble(point -> point.dream.mean()).toArray(),
                points.stream().mapToDouble(point -> point.real.mean()).toArray());
    }

    /**
     * How far off it may be: of resamples of the players, each mean drawn anew as its episodes let it vary (Efron 1979). It is unknown for
     * fewer than four players. Always the same for the same points.
     */
    public Interval rankInterval() {
        if (points.size() < LEAST) {
            return Interval.UNKNOWN;
        }
        var random = Seed.of(0).child("fidelity").random();
        var values = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            // one who is drawn twice is the same player twice
            var dream = points.stream().mapToDouble(point -> drawn(point.dream, random.nextGaussian())).toArray();
            var real = points.stream().mapToDouble(point -> drawn(point.real, random.nextGaussian())).toArray();
            int[] players = IntStream.range(0, points.size()).map(k -> random.nextInt(points.size())).toArray();
            values[i] = Correlation.ofRanks(Arrays.stream(players).mapToDouble(k -> dream[k]).toArray(),
                    Arrays.stream(players).mapToDouble(k -> real[k]).toArray());
        }
        return Interval.ofBootstrap(values);
    }

    private static double drawn(Returns returns, double noise) {
        return returns.mean() + (Double.isNaN(returns.margin()) ? 0 : returns.margin() / Interval.NORMAL_975 * noise);
    }

    /** Mean of dream minus real return: above 0, the dream flatters. */
    public double bias() {
        return points.stream().mapToDouble(point -> point.dream.mean() - point.real.mean()).average().orElseThrow();
    }

    /** In words: {@code 21 players: rank correlation 0.93 (95% interval 0.82 to 0.97), bias +31}. */
    public String text(String players) {
        return String.format(Locale.ROOT, "%d %s: rank correlation of dream and real %s, bias %+.0f", points.size(), players,
                Double.isNaN(rankCorrelation()) ? "unknown, since all are worth the same on one side"
                        : rankText() + " (95% interval " + rankInterval().text(2) + ")",
                bias());
    }

    /** The rank correlation as a table shows it; a dash where there is none. */
    String rankText() {
        return Double.isNaN(rankCorrelation()) ? "–" : String.format(Locale.ROOT, "%.2f", rankCorrelation());
    }

    /** Writes one line a player, whole or not at all. */
    void save(Path file) {
        AtomicFile.write(file, HEADER + "\n" + points.stream().map(point -> point.line() + "\n").collect(Collectors.joining()));
    }

    /** Reads {@code evaluation/fidelity.csv}, also one that holds controllers alone, whose real episodes were not cut off. */
    public static DreamFidelity load(Path file) {
        try {
            var lines = Disk.text(file).lines().toList();
            boolean uncut = !lines.isEmpty() && lines.get(0).equals(UNCUT_HEADER);
            if (!uncut && (lines.isEmpty() || !lines.get(0).equals(HEADER))) {
                throw new FileException(file, "must begin with " + HEADER);
            }
            return new DreamFidelity(lines.stream().skip(1).map(line -> line.split(",", -1))
                    .map(cells -> uncut ? Point.ofUncut(cells) : Point.of(cells)).toList());
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new FileException(file, "holds no fidelity: " + e.getMessage(), new IOException(e));
        }
    }
}
