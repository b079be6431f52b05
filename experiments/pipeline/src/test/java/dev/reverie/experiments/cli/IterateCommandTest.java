package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.ContentHash;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.CollectPolicy;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.experiments.run.DreamScreen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IterateCommandTest {
    private static final List<String> SMALL = List.of("env.options.limit=20", "collect.episodes=3", "vae.width=2", "vae.latent=4",
            "vae.frames=100", "vae.heldOut=0", "rnn.hidden=8", "rnn.steps=2", "rnn.windows.length=10", "rnn.windows.batch=4",
            "rnn.heldOut=0",
            "dream.maxSteps=20", "evolve.population=4", "evolve.repeats=1", "evolve.generations=1", "evaluate.episodes=4",
            "evaluate.randomEpisodes=0");

    private String out;
    private String err;

    @TempDir
    Path root;

    private int reverie(String... words) {
        var outWriter = new StringWriter();
        var errWriter = new StringWriter();
        int code = Reverie.commandLine().setOut(new PrintWriter(outWriter)).setErr(new PrintWriter(errWriter)).execute(words);
        out = outWriter.toString().replace(root.toString(), "ROOT").replace(System.lineSeparator(), "\n");
        err = errWriter.toString().replace(root.toString(), "ROOT").strip();
        return code;
    }

    private int pendulum(Path folder, int rounds) {
        var words = new ArrayList<>(List.of("iterate", "pendulum", "--rounds", String.valueOf(rounds), "--run", folder.toString()));
        SMALL.forEach(setting -> words.addAll(List.of("--set", setting)));
        return reverie(words.toArray(String[]::new));
    }

    @Test
    void aRoundLearnsFromTheAgentOfTheOneBeforeAndRoundsGoOnLater() throws Exception {
        var once = root.resolve("once");
        assertEquals(0, pendulum(once, 2), () -> err);
        assertTrue(out.contains("\nround  episodes  real score"), out);
        assertTrue(out.matches("(?s).*\n1      3         .*\n2      6         .*compared in ROOT/once/rounds.html\n"), out);
        assertTrue(out.contains("; of the last 3 about 38% of the steps at random"), out);
        var first = new RunFolder(once.resolve("round-1"));
        var second = new RunFolder(once.resolve("round-2"));
        var episodes = EpisodeStore.open(second.episodes()).files();
        for (var file : EpisodeStore.open(first.episodes()).files()) {
            assertEquals(-1, Files.mismatch(file, second.episodes().resolve(file.getFileName())));
        }
        assertEquals(6, episodes.size());
        try (var blind = DreamScreen.open(first); var looking = DreamScreen.open(second)) {
            assertEquals(Optional.empty(), blind.caution());
            assertTrue(looking.caution().orElseThrow().startsWith("the actions of 3 of the 6 episodes answer frames (policy agent 0.1)"),
                    looking.caution().toString());
        }
        assertEquals(new CollectPolicy.Agent(0.1), ExperimentConfig.load(second.config()).collect().policy());

        var later = root.resolve("later");
        assertEquals(0, pendulum(later, 1), () -> err);
        assertEquals(0, reverie("iterate", "--run", later.toString(), "--rounds", "2"), () -> err);
        assertTrue(out.contains("round 1 of 2\ncollect  up to date\n"), out);
        assertEquals(ContentHash.of(second.controller()), ContentHash.of(new RunFolder(later.resolve("round-2")).controller()));

        assertEquals(0, reverie("iterate", "--run", once.toString(), "--rounds", "2"), () -> err);
        assertFalse(out.contains("begins"), out);
        assertEquals(0, reverie("run", "--run", second.root().toString()), () -> err);
        assertFalse(out.contains("begins"), "a round is a run folder like any other: " + out);
    }

    @Test
    void wrongInputIsOneLine() {
        assertEquals(2, pendulum(root.resolve("new"), 0));
        assertEquals("--rounds must be >= 1, was 0; see reverie iterate --help", err);
        assertEquals(2,
                reverie("run", "pendulum", "--run", root.resolve("new").toString(), "--set", "collect.policy={type: agent, explore: 2}"));
        assertEquals("reverie run: collect.policy.explore must be in 0..1, was 2.0", err);
        assertEquals(2,
                reverie("run", "pendulum", "--run", root.resolve("new").toString(), "--set", "collect.policy={type: agent, explore: 0}"));
        assertEquals(
                "reverie run: collect.policy must be another than agent where no round was before; rounds are made by: reverie iterate",
                err);
    }
}
