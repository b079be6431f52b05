package dev.reverie.experiments.run;

import dev.reverie.core.Scores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What several runs of one configuration say of the next seed: the mean of their means, and how much those differ. */
final class SeedSummary {
    private SeedSummary() {
    }

    /** One row for each player that at least two of the runs have played. Sweeps are one player, whichever each run chose. */
    static List<List<String>> rows(List<Comparison.Member> runs) {
        var players = new LinkedHashSet<String>();
        runs.forEach(run -> run.scores().keySet().forEach(player -> players.add(name(player))));
        var rows = new ArrayList<List<String>>();
        for (var player : players) {
            var means = runs.stream().flatMap(run -> run.scores().entrySet().stream().filter(entry -> name(entry.getKey()).equals(player))
                    .map(entry -> new Mean(run.config().seed(), entry.getValue().mean()))).toList();
            if (means.size() > 1) {
                rows.add(row(player, means));
            }
        }
        return rows;
    }

    /** Of a run. */
    private record Mean(long seed, double value) {
    }

    private static String name(String player) {
        return BlindPlayers.isSweep(player) ? "blind sweep" : player;
    }

    private static List<String> row(String player, List<Mean> means) {
        var all = new Scores(means.stream().mapToDouble(Mean::value).toArray(), new int[means.size()], new long[means.size()]);
        var worst = means.stream().min(Comparator.comparingDouble(Mean::value)).orElseThrow();
        return List.of(player, String.valueOf(means.size()), number(all.mean()), number(all.sd()), Scoreboard.interval(all),
                number(worst.value) + " (seed " + worst.seed + ")",
                means.stream().map(mean -> String.valueOf(mean.seed)).collect(Collectors.joining(" ")));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
