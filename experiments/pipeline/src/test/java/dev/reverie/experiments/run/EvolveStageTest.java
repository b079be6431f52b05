package dev.reverie.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.EpisodeStore;
import dev.reverie.core.LatentStore;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Progress;
import dev.reverie.core.Rollout;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Seed;
import dev.reverie.core.Training;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.rnn.MdnRnn;
import dev.reverie.vae.Vae;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvolveStageTest {
    private static final Seed SEED = Seed.of(5);

    private final ExperimentConfig config = ExperimentConfig.preset("tiny").with("vae.width=2", "vae.latent=4", "vae.frames=100",
            "vae.heldOut=0", "env.options.limit=40", "evolve.generations=3", "evolve.where=dream-then-real", "evolve.realGenerations=3",
            "evolve.cap=1.5");

    @TempDir
    Path root;

    private RunFolder world(String name) {
        var folder = new RunFolder(root.resolve(name));
        var episodes = EpisodeStore.create(folder.episodes(), Envs.dataset("TakeCover", config.env().options(), ""));
        try (var one = Envs.make("TakeCover")) {
            Rollout.on(() -> Envs.make("TakeCover", config.env().options())).collect(config.collect().policy().on(one.actionSpace()), 2,
                    SEED.child("collect"), episodes::write);
        }
        try (var vae = Vae.train(config.vae(), episodes, SEED.child("vae"), Training.quiet());
                var rnn = MdnRnn.untrained(config.rnn(), 4, 1, SEED.child("rnn"))) {
            vae.save(folder.vae());
            rnn.save(folder.rnn());
            vae.encode(episodes, LatentStore.create(folder.latents()), Progress.none());
        }
        return folder;
    }

    private Report run(RunFolder folder, Progress progress) {
        return new EvolveStage()
                .run(new Context(config, folder, SEED.child("evolve"), folder.root().resolve("checkpoint"), false, "", progress));
    }

    /** Interrupts once, after so many generations. */
    private static Progress interruptAfter(int generations) {
        boolean[] done = new boolean[1];
        return (step, total, message) -> {
            if (step == generations && message.contains("mean") && !done[0]) {
                done[0] = true;
                Thread.currentThread().interrupt();
            }
        };
    }

    @Test
    void anInterruptedEvolutionSavesWhereItStandsAndEndsWithTheSameBits() throws IOException {
        var whole = world("whole");
        run(whole, Progress.none());
        var stopped = world("stopped");
        for (int generations : new int[]{2, 4}) {
            assertThrows(CancellationException.class, () -> run(stopped, interruptAfter(generations)));
            Thread.interrupted();
            assertTrue(Files.exists(stopped.root().resolve("checkpoint")), "saved after " + generations + " generations");
        }
        run(stopped, Progress.none());
        assertEquals(-1, Files.mismatch(whole.controller(), stopped.controller()));
        assertEquals(-1, Files.mismatch(whole.strategy(), stopped.strategy()));
        assertEquals(-1, Files.mismatch(whole.metrics(), stopped.metrics()));

        var generations = MetricLog.read(whole.metrics()).stream().filter(entry -> entry.values().containsKey("mean")).toList();
        assertEquals(Map.of(false, 3L, true, 3L), generations.stream().collect(java.util.stream.Collectors
                .partitioningBy(entry -> entry.values().get("real") == 1, java.util.stream.Collectors.counting())));
    }
}
