package dev.reverie.experiments.run;

import dev.reverie.core.AtomicFile;
import dev.reverie.core.Latents;
import dev.reverie.core.MetricLog;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Seed;
import dev.reverie.dream.Assessment;
import dev.reverie.rnn.DoneForecast;
import dev.reverie.rnn.LatentDynamics;
import dev.reverie.rnn.OneStep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How good M is on episodes it was not trained on, in the files of a run.
 *
 * @param single
 *            how good one of K = 1 is that was trained beside it, if there is one
 */
public record HeldOutReport(Assessment assessment, Optional<OneStep> single) {
    /** Its lines in the metric log, beside those of the updates. */
    private static final String STAGE = "rnn.assessment";
    /** Frames ahead, of the error that is told. */
    private static final int AHEAD = 10;

    /**
     * @param heldOut
     *            {@link LatentDynamics#heldOut}, at least one
     * @param single
     *            one of K = 1, if there is one
     * @param seed
     *            of the training
     */
    public static HeldOutReport of(LatentDynamics model, Optional<? extends LatentDynamics> single, List<Latents> heldOut, Seed seed) {
        var own = seed.child("assessment");
        var assessment = Assessment.of(model, heldOut, own);
        return new HeldOutReport(assessment, single.map(one -> OneStep.of(one, heldOut, own.child("oneStep"))));
    }

    /** {@code assessment.txt} beside the model. */
    public static Path file(RunFolder folder) {
        return folder.rnn().resolveSibling("assessment.txt");
    }

    /**
     * Into the metric log and a file of its own.
     *
     * @param updates
     *            of the training
     */
    public void save(RunFolder folder, int updates) {
        try (var log = MetricLog.resume(folder.metrics(), STAGE, -1)) {
            log.write(STAGE, updates, values());
        }
        AtomicFile.write(file(folder), String.join("\n", lines()) + "\n");
    }

    private Map<String, Double> values() {
        var values = new TreeMap<>(assessment.values());
        single.ifPresent(one -> values.put("trainedSingleNll", one.nll()));
        return values;
    }

    /** For reading. */
    public List<String> lines() {
        var lines = new ArrayList<>(assessment.lines());
        single.ifPresent(one -> lines.add(1, String.format(Locale.ROOT,
                "one component NLL %.3f nats a dimension, trained beside it on the same episodes: the mixture is %.3f below", one.nll(),
                one.nll() - assessment.oneStep().nll())));
        return lines;
    }

    /** In short. */
    public String summary() {
        var one = assessment.oneStep();
        var told = new StringBuilder(String.format(Locale.ROOT, "held-out %.3f (persistence %.3f)", one.nll(), one.persistenceNll()));
        assessment.openLoop().horizons().stream().filter(horizon -> horizon.steps() == AHEAD).forEach(horizon -> told.append(
                String.format(Locale.ROOT, ", error %d ahead %.2f of persistence", AHEAD, horizon.error() / horizon.persistence())));
        one.ends().filter(DoneForecast::tellsApart)
                .ifPresent(ends -> told.append(String.format(Locale.ROOT, ", AUC of ends %.2f", ends.area())));
        return told.toString();
    }
}
