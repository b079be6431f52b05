package dev.reverie.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Rollout;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Seed;
import dev.reverie.experiments.config.EpisodeSeeds;
import dev.reverie.experiments.config.ExperimentConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateStageTest {
    @TempDir
    Path folder;

    private Seed agent(EpisodeSeeds seeds) {
        var run = new RunFolder(folder.resolve(seeds.toString()));
        ExperimentConfig.preset("tiny").with("evaluate.seeds=" + seeds).save(run.config());
        return EvaluateStage.agent(EvaluateStage.reading(run));
    }

    private static Set<Long> environmentSeeds(Seed seed) {
        return IntStream.range(0, 2000).mapToObj(i -> Rollout.environmentSeed(seed, i)).collect(Collectors.toSet());
    }

    @Test
    void noDevelopmentEpisodeIsATestsNorAnotherStages() {
        var test = environmentSeeds(agent(EpisodeSeeds.TEST));
        var all = environmentSeeds(agent(EpisodeSeeds.DEVELOPMENT));
        for (var stage : Stages.all()) {
            if (!stage.name().equals("evaluate")) {
                all.addAll(environmentSeeds(Seed.of(1).child(stage.name())));
                all.addAll(environmentSeeds(Seed.of(1).child(stage.name()).child("agent")));
            }
        }
        assertEquals(2000, test.size());
        assertTrue(test.stream().noneMatch(all::contains), "a test's episode is among others");
    }

    @Test
    void aConfigurationWithoutTheKeyIsATests() throws IOException {
        var file = folder.resolve("before.yaml");
        var text = ExperimentConfig.preset("tiny").yaml();
        assertTrue(text.contains("  seeds: test\n"), text);
        Files.writeString(file, text.replace("  seeds: test\n", ""));
        assertEquals(EpisodeSeeds.TEST, ExperimentConfig.load(file).evaluate().seeds());
        assertEquals(Seed.of(1).child("evaluate").child("agent"), agent(EpisodeSeeds.TEST));
    }

    /** V's held-out episodes have M's among them, so that V has not learned from what M is measured on. */
    @Test
    void vHoldsOutWhatMHoldsOut() {
        var config = ExperimentConfig.preset("tiny").with("vae.heldOut=0.1", "rnn.heldOut=0.3");
        assertEquals(0.3, config.vaeInRun().heldOut());
        assertEquals(0.4, config.with("vae.heldOut=0.4").vaeInRun().heldOut());
        assertTrue(!new TrainVaeStage().config(config).equals(new TrainVaeStage().config(config.with("rnn.heldOut=0.2"))));
        assertEquals(new TrainVaeStage().config(config.with("rnn.heldOut=0")), new TrainVaeStage().config(config.with("rnn.heldOut=0.1")));
    }
}
