package dev.reverie.experiments.run;

import dev.reverie.core.AtomicFile;
import dev.reverie.core.Decimal;
import dev.reverie.core.Disk;
import dev.reverie.core.FileException;
import dev.reverie.core.Scores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who scored what, episode by episode: {@code scores.csv}.
 *
 * @param scores
 *            by who played where, in the order they are shown
 */
public record Scoreboard(Map<String, Scores> scores) {
    /** V, M and C in the environment. */
    public static final String REAL = "real";
    /** C in the dream it was evolved in. */
    public static final String DREAM = "dream";
    /** The episodes of {@link #REAL}, cut off where dreams are: what a dream's score is to be compared with. */
    public static final String REAL_CUT = "real cut as dream";
    private static final String HEADER = "player,episode,seed,return,length";

    /** Writes one line an episode, whole or not at all. */
    void save(Path file) {
        var text = new StringBuilder(HEADER).append('\n');
        scores.forEach((player, all) -> {
            for (int i = 0; i < all.episodes(); i++) {
                text.append(player).append(',').append(i).append(',').append(all.seeds()[i]).append(',').append(all.returns()[i])
                        .append(',')
                        .append(all.lengths()[i]).append('\n');
            }
        });
        AtomicFile.write(file, text.toString());
    }

    /** Reads what {@link #save} wrote. */
    public static Scoreboard load(Path file) {
        var rows = new LinkedHashMap<String, List<String[]>>();
        try {
            var lines = Disk.text(file).lines().toList();
            if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
                throw new FileException(file, "must begin with " + HEADER);
            }
            for (var line : lines.subList(1, lines.size())) {
                var cells = line.split(",");
                rows.computeIfAbsent(cells[0], player -> new ArrayList<>()).add(cells);
            }
            var scores = new LinkedHashMap<String, Scores>();
            rows.forEach((player, all) -> scores.put(player,
                    new Scores(all.stream().mapToDouble(cells -> Decimal.number(cells[3])).toArray(),
                            all.stream().mapToInt(cells -> Decimal.integer(cells[4])).toArray(),
                            all.stream().mapToLong(cells -> Decimal.whole(cells[2])).toArray())));
            return new Scoreboard(scores);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new FileException(file, "holds no scores: " + e.getMessage(), new IOException(e));
        }
    }

    /** One line: the real score, with its interval, and the others. */
    String summary() {
        var parts = new ArrayList<String>();
        scores.forEach((player, all) -> parts.add(player.equals(REAL) ? real(all)
                : player + " " + spread(all)));
        return String.join("; ", parts);
    }

    /** What a dream's score is to be compared with; in tables made before there was such a row, the uncut score. */
    public Scores besideDream() {
        return scores.getOrDefault(REAL_CUT, scores.get(REAL));
    }

    /**
     * How often episodes end by themselves, dream and real beside each other; empty where one is not in the table.
     *
     * @param cut
     *            where both were cut off
     */
    Optional<String> ends(int cut) {
        return scores.containsKey(DREAM) && scores.containsKey(REAL_CUT)
                ? Optional.of(String.format(Locale.ROOT, "ends per 1,000 steps, cut off after %,d: dream %.2f, real %.2f", cut,
                        Returns.ends(scores.get(DREAM), cut), Returns.ends(scores.get(REAL_CUT), cut)))
                : Optional.empty();
    }

    private static String real(Scores scores) {
        return String.format(Locale.ROOT, "real %s (95%% interval of the mean %s)", spread(scores), interval(scores));
    }

    /** Mean ± sd of episodes, {@code 168 ± 42}; of a single episode, its return. */
    public static String spread(Scores scores) {
        return String.format(Locale.ROOT, scores.episodes() == 1 ? "%.0f" : "%.0f ± %.0f", scores.mean(), scores.sd());
    }

    /** The 95% interval of the mean, {@code 160 to 176}; a single episode has none. */
    public static String interval(Scores scores) {
        return scores.episodes() == 1 ? "–"
                : String.format(Locale.ROOT, "%.0f to %.0f", scores.mean() - scores.margin95(), scores.mean() + scores.margin95());
    }

    /** A table, one line a player. */
    public List<String> rows() {
        var rows = new ArrayList<String>();
        int width = scores.keySet().stream().mapToInt(String::length).max().orElse(0);
        rows.add(String.format(Locale.ROOT, "%-" + width + "s  episodes  mean ± sd of episodes  95%% interval of the mean", "player"));
        scores.forEach((player, all) -> rows.add(String.format(Locale.ROOT, "%-" + width + "s  %8d  %-21s  %s", player,
                all.episodes(), spread(all), interval(all))));
        return rows;
    }
}
