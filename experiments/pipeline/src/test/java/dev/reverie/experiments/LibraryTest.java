package dev.reverie.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.controller.Controller;
import dev.reverie.controller.WorldModelAgent;
import dev.reverie.controller.es.CmaEs;
import dev.reverie.controller.es.Evolution;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Progress;
import dev.reverie.core.Rollout;
import dev.reverie.core.Seed;
import dev.reverie.core.Training;
import dev.reverie.dream.DreamBatch;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.experiments.run.DreamEvaluator;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.MdnRnn;
import dev.reverie.vae.Vae;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that {@code reverie run tiny} does, as a program of one's own. */
class LibraryTest {
    @TempDir
    Path folder;

    @Test
    void aProgramDoesWhatTheCommandDoes() {
        var config = ExperimentConfig.preset("tiny");
        var seed = Seed.of(config.seed());
        var env = Envs.make(config.env().name());
        var episodes = EpisodeStore.create(folder.resolve("episodes"), Envs.dataset(config.env().name(), Map.of(), ""));
        var policy = config.collect().policy().on(env.actionSpace());
        Rollout.on(() -> Envs.make("TakeCover")).withMaxSteps(120).collect(policy, config.collect().episodes(), seed.child("collect"),
                episodes::write);
        var latents = LatentStore.create(folder.resolve("latents"));
        try (env; var vae = Vae.train(config.vae(), episodes, seed.child("vae"), Training.quiet())) {
            vae.encode(episodes, latents, Progress.none()); // a posterior per frame
            try (var rnn = MdnRnn.train(config.rnn(), latents, seed.child("rnn"), Training.quiet())) {
                var dreams = DreamBatch.of(rnn, latents.starts(), Temperature.of(1.15));
                var c = Controller.linear(config.evolve().features(), rnn, env.actionSpace(), false);
                var strategy = CmaEs.of(c.parameterCount(), CmaEs.Options.of(c.parameterCount()), seed.child("es"));
                var best = Evolution.of(strategy, new DreamEvaluator(dreams, c, config.evolve().repeats(), config.dream().maxSteps()))
                        .stream(seed.child("evolve")).limit(4).reduce((a, b) -> b).orElseThrow();
                var agent = new WorldModelAgent(vae, rnn, c.withParameters(best.mean()));
                var real = Rollout.evaluate(env, agent, 2, seed.child("test")); // the real score

                assertEquals(2, real.episodes());
                assertTrue(real.mean() > 0, real.toString());
            }
        }
    }
}
