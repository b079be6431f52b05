package dev.reverie.dream;

import dev.reverie.compute.Engine;
import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.rnn.LatentDynamics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Dreams beside the real episodes of the same policy: whether they last as long, and whether a classifier can tell them apart.
 *
 * <p>Dreams do what was done in real episodes, one after another ({@link Replay}), which is the same policy wherever that does not look:
 * random actions do not. Episodes that were not kept because they were too short are not looked for among dreams either, and dreams are cut
 * off where episodes were.
 *
 * @param real
 *            lengths of the episodes
 * @param dreamt
 *            lengths of dreams, by how they ended
 * @param windows
 *            held-out episodes against dreams
 * @param control
 *            held-out episodes against each other: what chance makes of no difference
 */
public record DreamStatistics(LengthComparison real, Map<String, LengthComparison> dreamt, ClassifierTwoSampleTest windows,
        ClassifierTwoSampleTest control) {
    /** Dreams that as many windows are taken from as from episodes, at most. */
    private static final int KEPT = 128;
    private static final double[] SHARES = {0.1, 0.25, 0.5, 0.75, 0.9};

    public DreamStatistics {
        dreamt = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(dreamt));
    }

    /**
     * Which dreams are asked for.
     *
     * @param options
     *            how they go; windows are taken from them
     * @param dreams
     *            how many
     * @param least
     *            steps of the shortest episode that was kept, at least 1
     * @param cap
     *            steps after which an episode was cut off
     */
    public record Setting(DreamOptions options, int dreams, int least, int cap) {
        public Setting {
            if (dreams < 4 || least < 1 || cap < least) {
                throw new IllegalArgumentException("dreams must be >= 4, least >= 1 and cap >= least, were " + dreams + ", " + least
                        + " and " + cap);
            }
        }
    }

    /**
     * @param episodes
     *            whose lengths are compared, and whose actions are taken
     * @param heldOut
     *            those of them that M has not been trained on, whose latents are compared: at least 4 of {@link
     *            ClassifierTwoSampleTest#FRAMES} steps
     */
    public static DreamStatistics of(LatentDynamics model, List<Latents> episodes, List<Latents> heldOut, Setting setting, Seed seed) {
        var enough = heldOut.stream().filter(episode -> episode.length() >= ClassifierTwoSampleTest.FRAMES).toList();
        if (enough.size() < 4) {
            throw new IllegalArgumentException(
                    "heldOut must be at least 4 episodes of " + ClassifierTwoSampleTest.FRAMES + " steps or more, were "
                            + enough.size() + "; hold out a larger share, or collect more");
        }
        var lengths = episodes.stream().mapToInt(Latents::length).toArray();
        var real = LengthComparison.of(lengths, setting.least(), setting.cap());
        var dreamt = new LinkedHashMap<String, LengthComparison>();
        var played = play(model, episodes, setting, setting.options(), seed);
        dreamt.put(name(setting.options().ending()), played.lengths());
        var chance = new Termination.Bernoulli();
        if (model.predictsEnds() && !setting.options().ending().equals(chance)) {
            dreamt.put(name(chance), play(model, episodes, setting, setting.options().withEnding(chance), seed).lengths());
        }
        var drawn = drawn(enough, seed.child("real"));
        int Z = model.latentSize();
        int half = drawn.size() / 2;
        return new DreamStatistics(real, dreamt, ClassifierTwoSampleTest.of(drawn, played.latents(), Z, seed.child("windows")),
                ClassifierTwoSampleTest.of(drawn.subList(0, half), drawn.subList(half, drawn.size()), Z, seed.child("control")));
    }

    /** What came of a run of dreams. */
    private record Played(LengthComparison lengths, List<float[]> latents) {
    }

    private static Played play(LatentDynamics model, List<Latents> episodes, Setting setting, DreamOptions options, Seed seed) {
        var replay = new Replay(episodes, setting.dreams(), KEPT);
        var keys = IntStream.range(0, setting.dreams()).mapToLong(i -> seed.child("dream", i).bits()).toArray();
        int[] lengths;
        try (var dreams = DreamBatch.of(model, Latents.starts(episodes.stream()), options, Engine.current())) {
            lengths = dreams.run(keys, setting.cap(), replay).lengths();
        }
        if (Arrays.stream(lengths).noneMatch(length -> length >= setting.least())) {
            throw new IllegalArgumentException(
                    "no dream of " + setting.dreams() + " was as long as the shortest episode, " + setting.least()
                            + " steps; the longest had " + Arrays.stream(lengths).max().orElse(0));
        }
        var seen = replay.seen();
        return new Played(LengthComparison.of(lengths, setting.least(), setting.cap()),
                IntStream.range(0, seen.size()).filter(i -> lengths[i] >= setting.least()).mapToObj(seen::get).toList());
    }

    static String name(Termination ending) {
        return ending instanceof Termination.Threshold threshold ? "dream, over above " + threshold.logit() : "dream, over by chance";
    }

    /** Latents of the episodes, drawn once, without the last as in {@link Replay#seen}. */
    private static List<float[]> drawn(List<Latents> episodes, Seed seed) {
        var all = new ArrayList<float[]>();
        for (var episode : episodes) {
            var random = seed.child("episode", all.size()).random();
            var z = new float[episode.length() * episode.latentSize()];
            for (int t = 0; t < episode.length(); t++) {
                episode.sample(t, random, z, t * episode.latentSize());
            }
            all.add(z);
        }
        return all;
    }

    /** For reading. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(
                String.format(Locale.ROOT, "%-26s %6s %8s %6s %6s %6s %6s %6s %8s %10s %12s", "steps", "count", "mean", "10%", "25%", "50%",
                        "75%",
                        "90%", "cut off", "ends/1,000", "KS distance"));
        lines.add(line("real episodes", real, ""));
        dreamt.forEach((name, lengths) -> lines.add(line(name, lengths, String.format(Locale.ROOT, "%.3f (%.3f)", lengths.distance(real),
                lengths.chanceDistance(real)))));
        lines.add("in brackets: what chance alone exceeds once in twenty times");
        lines.add(told("held-out episodes against dreams", windows));
        lines.add(told("held-out episodes against each other", control));
        return lines;
    }

    private static String line(String name, LengthComparison lengths, String distance) {
        var line = new StringBuilder(String.format(Locale.ROOT, "%-26s %6d %8.1f", name, lengths.count(), lengths.mean()));
        for (double share : SHARES) {
            line.append(String.format(Locale.ROOT, " %6d", lengths.quantile(share)));
        }
        return line.append(String.format(Locale.ROOT, " %7.1f%% %10.2f %12s", 100 * lengths.capped(), lengths.ends(), distance)).toString()
                .stripTrailing();
    }

    private static String told(String what, ClassifierTwoSampleTest test) {
        return String.format(Locale.ROOT, "windows of %d frames, %s: %.1f%% of %,d told apart, AUC %.3f (95%% interval %s)",
                ClassifierTwoSampleTest.FRAMES, what,
                100 * test.accuracy(), test.windows(), test.area(), test.interval().text(3));
    }
}
