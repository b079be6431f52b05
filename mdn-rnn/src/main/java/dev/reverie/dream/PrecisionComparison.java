package dev.reverie.dream;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Precision;
import dev.reverie.core.Interval;
import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.mdn.Estimate;
import dev.reverie.rnn.LatentDynamics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What dreaming in bf16 changes: what M expects while it observes the same episodes in both precisions, and how long dreams of the same
 * keys and actions last. A dream in bf16 soon is another dream; only what dreams are like on average compares.
 *
 * @param expected
 *            while observing
 * @param lengths
 *            of dreams, by how they end
 */
public record PrecisionComparison(ObservedPrecision expected, Map<String, Pair> lengths) {

    /**
     * Mean lengths of dreams, steps.
     *
     * @param difference
     *            bf16 less f32, dream by dream
     */
    public record Pair(Estimate f32, Estimate bf16, Estimate difference) {
    }

    public PrecisionComparison {
        lengths = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(lengths));
    }

    /**
     * @param episodes
     *            whose actions dreams repeat and whose first frames they start from
     * @param heldOut
     *            what is observed, at least 2 episodes
     * @param setting
     *            whose precision and shortest length are passed over
     */
    public static PrecisionComparison of(LatentDynamics model, List<Latents> episodes, List<Latents> heldOut,
            DreamStatistics.Setting setting,
            Seed seed) {
        if (heldOut.size() < 2) {
            throw new IllegalArgumentException(
                    "heldOut must be at least 2 episodes, were " + heldOut.size() + "; hold out a larger share, or collect more");
        }
        var lengths = new LinkedHashMap<String, Pair>();
        var endings = new ArrayList<>(List.of(setting.options().ending()));
        if (model.predictsEnds() && !(setting.options().ending() instanceof Termination.Bernoulli)) {
            endings.add(new Termination.Bernoulli());
        }
        for (var ending : endings) {
            var options = setting.options().withEnding(ending);
            var f32 = lengths(model, episodes, setting, options.withPrecision(Precision.F32), seed);
            var bf16 = lengths(model, episodes, setting, options.withPrecision(Precision.BF16), seed);
            lengths.put(DreamStatistics.name(ending), new Pair(estimate(f32), estimate(bf16),
                    estimate(IntStream.range(0, f32.length).mapToDouble(i -> bf16[i] - f32[i]).toArray())));
        }
        return new PrecisionComparison(ObservedPrecision.of(model, heldOut, seed.child("observed")), lengths);
    }

    private static double[] lengths(LatentDynamics model, List<Latents> episodes, DreamStatistics.Setting setting, DreamOptions options,
            Seed seed) {
        var keys = IntStream.range(0, setting.dreams()).mapToLong(i -> seed.child("dream", i).bits()).toArray();
        try (var dreams = DreamBatch.of(model, Latents.starts(episodes.stream()), options, Engine.current())) {
            return Arrays.stream(dreams.run(keys, setting.cap(), new Replay(episodes, setting.dreams(), 0)).lengths()).asDoubleStream()
                    .toArray();
        }
    }

    /** Of the mean of independent numbers. */
    static Estimate estimate(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        return new Estimate(mean, Math.sqrt(squares / (values.length - 1) / values.length));
    }

    /** For reading. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(line("bf16 beside f32, on %,d observed steps, root mean squares over components by their weight:", expected.steps()));
        lines.add(line("means %.5f of their scale, log-scales %.5f, weights off by %.5f in total, restart logit %.4f", expected.means(),
                expected.logScales(), expected.weights(), expected.restartLogit()));
        lines.add(line("NLL of what came: %s nats a dimension more", told("%.6f", expected.nll())));
        lengths.forEach((name, pair) -> lines.add(line("%s: %s steps in f32, %s in bf16, %s more", name, told("%.1f", pair.f32()),
                told("%.1f", pair.bf16()), told("%.1f", pair.difference()))));
        lines.add("±: 95% intervals");
        return lines;
    }

    private static String told(String format, Estimate estimate) {
        return line(format + " ± " + format, estimate.value(), Interval.NORMAL_975 * estimate.standardError());
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
