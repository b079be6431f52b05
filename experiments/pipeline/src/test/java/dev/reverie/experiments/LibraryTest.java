package dev.reverie.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.controller.Controller;
import dev.reverie.controller.Features;
import dev.reverie.controller.WorldModelAgent;
import dev.reverie.controller.es.CmaEs;
import dev.reverie.controller.es.EpisodeEvaluator;
import dev.reverie.controller.es.Evolution;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Policy;
import dev.reverie.core.Progress;
import dev.reverie.core.Rollout;
import dev.reverie.core.Seed;
import dev.reverie.core.Training;
import dev.reverie.dream.DreamBatch;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.experiments.run.DreamArena;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.MdnRnn;
import dev.reverie.vae.Vae;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that {@code reverie run tiny} does, as a program of one's own: the README's. */
class LibraryTest {
    @TempDir
    Path folder;

    @Test
    void theProgramOfTheReadmeRuns() {
        var config = ExperimentConfig.preset("tiny");
        var seed = Seed.of(config.seed());
        var env = Envs.make("TakeCover", Map.of("limit", "120"));
        var episodes = EpisodeStore.create(folder.resolve("episodes"), Envs.dataset("TakeCover", Map.of("limit", "120"), ""));
        var random = Policy.random(env.actionSpace()).held(1, 10);
        Rollout.on(() -> Envs.make("TakeCover", Map.of("limit", "120"))).collect(random, 8, seed.child("collect"), episodes::write);
        try (var vae = Vae.train(config.vae(), episodes, seed.child("vae"), Training.quiet())) {
            var latents = LatentStore.create(folder.resolve("latents"));
            vae.encode(episodes, latents, Progress.none());
            try (var rnn = MdnRnn.train(config.rnn(), latents, seed.child("rnn"), Training.quiet());
                    var dreams = DreamBatch.of(rnn, latents.starts(), Temperature.of(1.15))) {
                var c = Controller.linear(Features.ZCH, rnn, env.actionSpace(), false);
                var fitness = EpisodeEvaluator.of(new DreamArena(dreams, c, 60), 4);
                var strategy = CmaEs.of(c.parameterCount(), CmaEs.Options.of(c.parameterCount()), seed.child("es"));
                var best = Evolution.of(strategy, fitness).stream(seed.child("evolve")).limit(4).reduce((a, b) -> b).orElseThrow();
                var agent = new WorldModelAgent(vae, rnn, c.withParameters(best.mean()));
                System.out.println(Rollout.evaluate(env, agent, 2, seed.child("test"))); // the real score
                assertTrue(Files.exists(latents.files().get(0)));
                assertEquals(c.parameterCount(), best.mean().length);
            }
        }
    }

    @Test
    void theProgramIsTheReadmes() throws IOException {
        var readme = Files.readString(Path.of("../../README.md"));
        var program = readme.substring(readme.indexOf("```java\n") + 8, readme.lastIndexOf("```\n"));
        var lines =
                Files.readAllLines(Path.of("src/test/java/dev/reverie/experiments/LibraryTest.java")).stream().map(String::strip).toList();
        program.lines().map(String::strip).forEach(line -> assertTrue(lines.contains(line), line));
    }
}
