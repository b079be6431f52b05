package dev.reverie.experiments.run;

import dev.reverie.core.Arguments;
import dev.reverie.core.Decimal;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Scores;
import dev.reverie.experiments.plots.TemperatureCurve;
import dev.reverie.experiments.report.Block;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of runs that differ in one key.
 *
 * @param key
 *            such as {@code dream.temperature}
 * @param entries
 *            at least one
 */
public record Sweep(String key, List<Entry> entries) {
    /**
     * One of the runs.
     *
     * @param value
     *            of the key
     * @param dream
     *            empty where dreams have no score
     * @param cut
     *            the real episodes, cut off where dreams are
     */
    public record Entry(String value, Optional<Scores> dream, Scores cut, Scores real, DreamFidelity fidelity) {
        /** Of a run that is finished. */
        public static Entry of(String value, RunFolder folder) {
            var board = Scoreboard.load(folder.scores());
            var scores = board.scores();
            return new Entry(value, Optional.ofNullable(scores.get(Scoreboard.DREAM)), board.besideDream(), scores.get(Scoreboard.REAL),
                    DreamFidelity.load(FidelityStage.file(folder)));
        }

        private boolean overlaps(Entry other) {
            return Math.abs(real.mean() - other.real.mean()) <= real.margin95() + other.real.margin95();
        }
    }

    public Sweep {
        entries = Arguments.some("entries", entries);
    }

    /** Of the greatest real score; the first of equals. */
    public Entry best() {
        return entries.stream().max(Comparator.comparingDouble(entry -> entry.real.mean())).orElseThrow();
    }

    /** One sentence: which value to take, and which others these episodes do not tell from it. */
    public String recommendation() {
        var best = best();
        var others = entries.stream().filter(entry -> entry != best && entry.overlaps(best)).map(Entry::value).toList();
        return "recommended: " + key + "=" + best.value + ", of the greatest real score"
                + (others.isEmpty() ? "" : "; intervals that overlap with its own: " + String.join(", ", others));
    }

    /** One row a value. */
    public Block.Table table() {
        var rows = new ArrayList<List<String>>();
        for (var entry : entries) {
            rows.add(List.of(entry.value, entry.dream.map(Scoreboard::spread).orElse("–"),
                    entry.dream.map(dream -> Scoreboard.spread(entry.cut)).orElse("–"), Scoreboard.spread(entry.real),
                    Scoreboard.interval(entry.real), entry.fidelity.rankText(),
                    entry.fidelity.rankInterval().text(2), String.format(Locale.ROOT, "%+.0f", entry.fidelity.bias())));
        }
        return new Block.Table("Mean ± sd of the controller that was kept, sd of episodes; fidelity of the dream over unlike players",
                List.of(key, "dream score", "real, cut as dream", "real score", "95% interval of the mean", "rank correlation",
                        "its 95% interval", "bias"),
                rows);
    }

    /**
     * Both scores against the value, real episodes cut off where dreams are.
     *
     * @throws NumberFormatException
     *             if a value is no number
     */
    public TemperatureCurve curve() {
        return new TemperatureCurve("Dream and real score", key, entries.stream().map(entry -> new TemperatureCurve.Point(
                Decimal.finite(entry.value), entry.dream.map(Scores::mean).orElse(Double.NaN),
                entry.dream.map(Scores::margin95).orElse(Double.NaN), entry.cut.mean(), entry.cut.margin95()))
                .toList());
    }
}
