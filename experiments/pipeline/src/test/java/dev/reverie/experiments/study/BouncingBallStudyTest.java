package dev.reverie.experiments.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BouncingBallStudyTest {
    private static final BallWorld WORLD = new BallWorld(0.01);

    @TempDir
    Path folder;

    /** A twentieth of the study comes some way: far below what it knows without learning, with two futures at most walls. */
    @Test
    void aSmallTrainingNearsTheTruthAndSeesTwoFutures() {
        var found = BouncingBallStudy.STUDY.run(new StudyContext(folder, Seed.of(1), 0.05, Progress.none())).figures();
        assertTrue(found.get("nll_above_truth").doubleValue() > 0, "better than the truth: " + found);
        assertTrue(found.get("nll_above_truth").doubleValue() < 0.4, found.toString());
        assertTrue(found.get("two_modes").doubleValue() > 0.6, found.toString());
        assertTrue(found.get("nll_one_gaussian").doubleValue() > found.get("nll").doubleValue(), found.toString());
        assertEquals(0.95, found.get("coverage_95").doubleValue(), 0.03);
    }

    @Test
    void whatIsSaidToBeTheDensityIntegratesToOneAndIsWhatComes() {
        var episode = WORLD.episodes(1, Seed.of(2)).get(0);
        double[] entropy = new double[BallWorld.SIZE];
        for (int t = 0; t < episode.length(); t++) {
            var state = Arrays.copyOfRange(episode.means(), 4 * t, 4 * t + 4);
            var action = Arrays.copyOfRange(episode.actions(), 2 * t, 2 * t + 2);
            for (int d = 0; d < BallWorld.SIZE; d++) {
                var density = WORLD.density(state, action, d);
                double came = episode.means()[4 * (t + 1) + d];
                assertTrue(density.applyAsDouble(came) > 1e-9, BallWorld.NAMES.get(d) + " at step " + t);
                entropy[d] -= Math.log(density.applyAsDouble(came)) / episode.length();
                double sum = 0;
                double edge = d < 2 ? 0.85 / WORLD.unit(d) : 6;
                int cells = 4_000;
                for (int i = 0; i < cells && t % 20 == 0; i++) {
                    sum += 2 * edge / cells * density.applyAsDouble(-edge + 2 * edge * (i + 0.5) / cells);
                }
                assertTrue(t % 20 != 0 || Math.abs(sum - 1) < 2e-3, BallWorld.NAMES.get(d) + " integrates to " + sum);
            }
        }
        for (int d = 0; d < BallWorld.SIZE; d++) {
            // Away from walls it is that of the kick; walls fold some of it together.
            double free = Math.log(0.01 / WORLD.unit(d) * Math.sqrt(2 * Math.PI * Math.E));
            assertEquals(free, entropy[d], 0.25, BallWorld.NAMES.get(d));
        }
    }
}
