package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run has learned, in other worlds. */
class EvaluateCommandTest {
    @TempDir
    private static Path folder;

    private static String out;
    private static String err;

    private static int reverie(String... words) {
        var outWriter = new StringWriter();
        var errWriter = new StringWriter();
        int code = Reverie.commandLine().setOut(new PrintWriter(outWriter)).setErr(new PrintWriter(errWriter)).execute(words);
        out = outWriter.toString().replace(folder.toString(), "DIR");
        err = errWriter.toString().replace(folder.toString(), "DIR").strip();
        return code;
    }

    private static String run() {
        return folder.resolve("run").toString();
    }

    @BeforeAll
    static void learn() {
        assertEquals(0, reverie("run", "tiny", "--run", run(), "--until", "evaluate", "--set", "collect.maxSteps=40", "--set",
                "vae.frames=200", "--set", "rnn.steps=2", "--set", "evolve.generations=1"), err);
    }

    private static List<String> table() throws IOException {
        return Files.readAllLines(folder.resolve("run/evaluation/transfer.csv"));
    }

    @Test
    void theSameWorldGivesTheSameScoresAndAnotherItsOwnBesideThem() throws IOException {
        var own = Files.readAllLines(folder.resolve("run/evaluation/scores.csv")).stream().filter(line -> line.startsWith("real,"))
                .map(line -> line.substring("real".length())).toList();
        assertEquals(0, reverie("evaluate", run(), "--env", "TakeCover"), err);
        assertEquals(own, table().stream().filter(line -> line.startsWith("TakeCover,")).map(line -> line.substring(9)).toList());
        assertEquals(own, table().stream().filter(line -> line.startsWith("TakeCover {},")).map(line -> line.substring(12)).toList());

        assertEquals(0, reverie("evaluate", run(), "--env", "TakeCover", "--env-option", "frameSkip=4", "--episodes", "2"), err);
        var skipped = table().stream().filter(line -> line.startsWith("TakeCover {frameSkip=4},")).toList();
        assertEquals(2, skipped.size());
        assertEquals(own.get(1).split(",")[2], skipped.get(1).split(",")[2], "the seeds are those of the run's own scores");
        assertNotEquals(own.get(1).split(",")[4], skipped.get(1).split(",")[4]);
        assertTrue(table().stream().anyMatch(line -> line.startsWith("TakeCover {},")), "what was there stays");
        assertTrue(out.contains("TakeCover {frameSkip=4} at random") && out.endsWith("in DIR/run/evaluation/transfer.csv\n"), out);
    }

    @Test
    void aFilmShowsTheEpisodeOfTheScores() throws IOException {
        var second = Files.readAllLines(folder.resolve("run/evaluation/scores.csv")).stream().filter(line -> line.startsWith("real,1,"))
                .findFirst().orElseThrow().split(",");
        assertEquals(0, reverie("render", run(), "--episode", "1", "--out", folder.resolve("agent").toString()), err);
        assertEquals("DIR/agent: " + second[4] + " steps, terminated, return " + second[3] + "\n", out);
        try (var pictures = Files.list(folder.resolve("agent"))) {
            assertEquals(Integer.parseInt(second[4]) + 1, pictures.count());
        }
        assertEquals(0, reverie("render", run(), "--steps", "5", "--out", folder.resolve("short.png").toString()), err);
        assertTrue(out.startsWith("DIR/short.png: 5 steps, cut there"), out);
    }

    @Test
    void aRunsAgentPlaysWhatItWasEvaluatedOnOnly() {
        assertEquals(2, reverie("render", run(), "--policy", "hold", "--out", folder.resolve("x.gif").toString()));
        assertEquals(
                "--seed, --set and --policy do not go with a run folder: its agent plays what it was evaluated on; see "
                        + "reverie render --help",
                err);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--env BouncingBall                       | reverie evaluate: BouncingBall: actions must be those of TakeCover, Box F32[1]",
        "--env CartPole                           | reverie evaluate: CartPole: observations must be those of TakeCover, Box U8[64, 64, 3]",
        "--env TakeCovr                           | reverie evaluate: environment: unknown 'TakeCovr'; did you mean TakeCover?",
        "--env TakeCover --env-option skip=2      | reverie evaluate: environment TakeCover: unknown option 'skip'",
        "--env TakeCover --episodes 0             | --episodes must be >= 1, was 0",
        "--env TakeCover --seed 2                 | --set, --seed and --overwrite do not go with --env",
        "--episodes 3                             | --episodes and --env-option belong to --env"})
    void whatIsWrongIsOneLine(String words, String message) {
        assertEquals(2, reverie(("evaluate " + run() + " " + words).split(" +")));
        assertTrue(err.startsWith(message) && err.lines().count() == 1, err);
    }

    @Test
    void aFolderThatIsNoRunIsTold() {
        assertEquals(2, reverie("evaluate", folder.toString(), "--env", "TakeCover"));
        assertEquals("DIR: no run folder, there is no config.yaml in it; see reverie evaluate --help", err);
    }

    @Test
    void theRealDoomIsPlayedWithWhatItsPresetSays() throws IOException {
        LiveGym.required();
        assertEquals(0, reverie("evaluate", run(), "--env", "gym:VizdoomTakeCover-v1", "--episodes", "1"), err);
        assertEquals(1, table().stream().filter(line -> line.startsWith("gym:VizdoomTakeCover-v1,")).count());
    }
}
