package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The presets on the real Gymnasium from the first frame to the scores, at their smallest. */
class GymPresetTest {
    private static final String SMALLEST = "collect.episodes=4 collect.maxSteps=25 collect.policy.most=5 vae.latent=4 vae.width=2 "
            + "vae.frames=100 vae.batch=20 vae.heldOut=0.25 rnn.hidden=8 rnn.windows.length=10 rnn.windows.batch=4 rnn.steps=2 "
            + "rnn.heldOut=0.25 dream.maxSteps=10 evolve.population=4 evolve.repeats=1 evolve.generations=2 "
            + "evaluate.episodes=2 evaluate.randomEpisodes=2";

    @TempDir
    Path folder;

    private static void reverie(String... words) {
        var out = new PrintWriter(new StringWriter());
        var err = new StringWriter();
        assertEquals(0, Reverie.commandLine().setOut(out).setErr(new PrintWriter(err)).execute(words), err.toString());
    }

    private static List<String> lines(Path table, String player) throws IOException {
        return Files.readAllLines(table).stream().filter(line -> line.startsWith(player + ",")).map(line -> line.substring(player.length()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"gym-takecover, gym:VizdoomTakeCover-v1", "gym-carracing, gym:CarRacing-v3"})
    void thePresetRunsToItsEndAndScoresTheSameAgain(String preset, String env) throws IOException {
        LiveGym.required();
        var words = new ArrayList<>(List.of("run", preset, "--run", folder.toString(), "--until", "evaluate", "--set",
                "env.options.limit=25"));
        for (var setting : SMALLEST.split(" ")) {
            words.addAll(List.of("--set", setting));
        }
        reverie(words.toArray(String[]::new));
        var own = lines(folder.resolve("evaluation/scores.csv"), "real");
        assertEquals(2, own.size());

        reverie("evaluate", folder.toString(), "--env", env, "--env-option", "limit=25");
        reverie("evaluate", folder.toString(), "--env", env, "--env-option", "limit=5", "--episodes", "1");
        var table = folder.resolve("evaluation/transfer.csv");
        assertEquals(own, lines(table, env + " {}"), "the same world, the same scores");
        assertEquals(1, lines(table, env + " {limit=5}").size());
        assertTrue(lines(table, env + " {limit=5} at random").get(0).endsWith(",5"));
    }
}
