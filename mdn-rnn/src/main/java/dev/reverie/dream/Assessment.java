package dev.reverie.dream;

import dev.reverie.core.Gaussians;
import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.rnn.DoneForecast;
import dev.reverie.rnn.LatentDynamics;
import dev.reverie.rnn.OneStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How good M is on episodes it was not trained on: the next frame, whether it can be taken at its word, ends, and many frames ahead.
 *
 * <p>Costs some seconds: every episode is observed once, and futures are dreamt from up to 64 moments of them, twice.
 *
 * @param openLoop
 *            M sees draws from V's posteriors, as in training
 * @param openLoopOfMeans
 *            M is shown V's means instead: it then knows what their persistence knows
 */
public record Assessment(OneStep oneStep, OpenLoop openLoop, OpenLoop openLoopOfMeans) {
    /** ln σ² of a latent without noise. */
    private static final float EXACT = -60;

    /**
     * @param heldOut
     *            {@link LatentDynamics#heldOut}, at least one
     */
    public static Assessment of(LatentDynamics model, List<Latents> heldOut, Seed seed) {
        return new Assessment(OneStep.of(model, heldOut, seed.child("oneStep")),
                OpenLoop.of(model, heldOut, OpenLoop.HORIZONS, seed.child("openLoop")),
                OpenLoop.of(model, heldOut.stream().map(Assessment::exact).toList(), OpenLoop.HORIZONS, seed.child("openLoop")));
    }

    private static Latents exact(Latents episode) {
        var logVariances = new float[episode.logVariances().length];
        Arrays.fill(logVariances, EXACT);
        return new Latents(new Gaussians(episode.latentSize(), episode.means(), logVariances), episode.actions(), episode.rewards(),
                episode.terminated(), episode.truncated(), episode.seed(), episode.signals());
    }

    /** All numbers by name, for a metric log. */
    public Map<String, Double> values() {
        var values = new LinkedHashMap<String, Double>();
        values.put("steps", (double) oneStep.steps());
        values.put("nll", oneStep.nll());
        values.put("singleNll", oneStep.singleNll());
        values.put("standardNll", oneStep.standardNll());
        values.put("persistenceNll", oneStep.persistenceNll());
        var calibration = oneStep.calibration();
        values.put("pitDistance", calibration.distance());
        values.put("crps", calibration.crps());
        for (int level : new int[]{50, 80, 95}) {
            values.put("coverage" + level, calibration.centralCoverage(level / 100.0));
        }
        values.put("effectiveComponents", calibration.effectiveComponents());
        // Rewards that nobody trained on may be missing.
        if (Double.isFinite(oneStep.rewardError())) {
            values.put("rewardError", oneStep.rewardError());
        }
        oneStep.ends().ifPresent(ends -> {
            values.put("ends", (double) ends.ends());
            values.put("brier", ends.brier());
            values.put("brierClimatology", ends.climatology());
            values.put("endCalibrationError", ends.calibrationError());
            if (ends.ends() > 0) {
                values.put("endsFound", ends.found());
                values.put("endsFoundLow", ends.foundInterval().low());
                values.put("endsFoundHigh", ends.foundInterval().high());
            }
            if (ends.ends() < ends.steps()) {
                values.put("endAlarms", ends.alarms());
            }
            if (ends.tellsApart()) {
                values.put("endArea", ends.area());
            }
        });
        oneStep.doubt().ifPresent(doubt -> {
            values.put("aleatoric", doubt.aleatoric());
            values.put("epistemic", doubt.epistemic());
            values.put("doubtCorrelation", doubt.correlation());
        });
        openLoopOfMeans.horizons().forEach(horizon -> values.put("meanError" + horizon.steps(), horizon.error()));
        for (var horizon : openLoop.horizons()) {
            values.put("error" + horizon.steps(), horizon.error());
            values.put("persistence" + horizon.steps(), horizon.persistence());
            values.put("averagePersistence" + horizon.steps(), horizon.averagePersistence());
            values.put("meanPersistence" + horizon.steps(), horizon.meanPersistence());
        }
        return values;
    }

    /** For reading. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(line("next frame   NLL %.3f nats a dimension over %,d steps; one Gaussian %.3f, persistence %.3f, N(0, I) %.3f",
                oneStep.nll(), oneStep.steps(), oneStep.singleNll(), oneStep.persistenceNll(), oneStep.standardNll()));
        var calibration = oneStep.calibration();
        lines.add(line("calibration  coverage %.1f / %.1f / %.1f%% where 50 / 80 / 95 should be, PIT at most %.3f from uniform, CRPS %.3f",
                100 * calibration.centralCoverage(0.5), 100 * calibration.centralCoverage(0.8), 100 * calibration.centralCoverage(0.95),
                calibration.distance(), calibration.crps()));
        oneStep.doubt().ifPresent(doubt -> lines.add(line(
                "doubt        variance of what is expected: %.3f noise and different futures, %.4f disagreement of members, which correlates with the "
                        + "squared error by %.2f",
                doubt.aleatoric(), doubt.epistemic(), doubt.correlation())));
        oneStep.ends().ifPresent(ends -> lines.add(line(ends)));
        for (int i = 0; i < openLoop.horizons().size(); i++) {
            var horizon = openLoop.horizons().get(i);
            lines.add(line(
                    "ahead %3d    error %.3f, persistence %.3f of the latent M saw, %.3f of the best average of those it saw; shown V's means "
                            + "%.3f, persistence %.3f; from %d moments",
                    horizon.steps(), horizon.error(), horizon.persistence(), horizon.averagePersistence(),
                    openLoopOfMeans.horizons().get(i).error(), horizon.meanPersistence(), horizon.moments()));
        }
        return lines;
    }

    private static String line(DoneForecast ends) {
        if (ends.ends() == 0) {
            return "ends         none among them";
        }
        if (!ends.tellsApart()) {
            return line("ends         every step is one: %.0f%% foreseen, Brier %.5f; there is no other step to tell them from",
                    100 * ends.found(), ends.brier());
        }
        return line(
                "ends         %d: AUC %.3f, %.0f%% foreseen (95%% interval of the share %s) at %.2f%% false alarms, Brier %.5f (always the mean: %.5f), "
                        + "ECE %.5f",
                ends.ends(), ends.area(), 100 * ends.found(), ends.foundInterval().text(2), 100 * ends.alarms(), ends.brier(),
                ends.climatology(), ends.calibrationError());
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
