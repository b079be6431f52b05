package dev.reverie.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.controller.Controller;
import dev.reverie.controller.DreamArena;
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
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.MdnRnn;
import dev.reverie.rnn.MdnRnnConfig;
import dev.reverie.vae.Vae;
import dev.reverie.vae.VaeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that {@code reverie run tiny} does, as a program of one's own with the library modules alone: the README's. */
class LibraryTest {
    private static final Path SOURCE = Path.of("src/test/java/dev/reverie/experiments/LibraryTest.java");

    @TempDir
    Path folder;

    @Test
    void theProgramOfTheReadmeRuns() {
        var seed = Seed.of(1);
        var cover = Map.of("limit", "120"); // the shortest of games
        var env = Envs.make("TakeCover", cover);
        var episodes = EpisodeStore.create(folder.resolve("episodes"), Envs.dataset("TakeCover", cover, ""));
        var random = Policy.random(env.actionSpace()).held(1, 10);
        Rollout.on(() -> Envs.make("TakeCover", cover)).collect(random, 8, seed.child("collect"), episodes::write);
        try (var vae = Vae.train(VaeConfig.of(8, 2_000).withWidth(4), episodes, seed.child("vae"), Training.quiet())) {
            var latents = LatentStore.create(folder.resolve("latents"));
            vae.encode(episodes, latents, Progress.none());
            try (var rnn = MdnRnn.train(MdnRnnConfig.of(16, 30), latents, seed.child("rnn"), Training.quiet());
                    var dreams = DreamBatch.of(rnn, latents.starts(), Temperature.of(1.15))) {
                var c = Controller.linear(Features.ZCH, rnn, env.actionSpace());
                var fitness = EpisodeEvaluator.of(DreamArena.of(dreams, c), 4).withMaxSteps(60);
                var best = Evolution.of(CmaEs.of(c.parameterCount(), seed.child("es")), fitness).last(4, seed.child("evolve"));
                var agent = new WorldModelAgent(vae, rnn, c.withParameters(best.mean()));
                System.out.println(Rollout.evaluate(env, agent, 2, seed.child("test"))); // the real score
                assertTrue(Files.exists(latents.files().get(0)));
                assertEquals(c.parameterCount(), best.mean().length);
            }
        }
    }

    /** It is a test of this module because only this one has all of them. */
    @Test
    void theProgramNeedsNoClassOfTheApplication() throws IOException {
        var own = Files.readAllLines(SOURCE).stream().filter(line -> line.startsWith("import dev.reverie.experiments")).toList();
        assertEquals(List.of(), own);
    }

    @Test
    void theProgramIsTheReadmes() throws IOException {
        var readme = Files.readString(Path.of("../../README.md"));
        var program = readme.substring(readme.indexOf("```java\n") + 8, readme.lastIndexOf("```\n"));
        var lines =
                Files.readAllLines(SOURCE).stream().map(String::strip).toList();
        program.lines().map(String::strip).forEach(line -> assertTrue(lines.contains(line), line));
    }
}
