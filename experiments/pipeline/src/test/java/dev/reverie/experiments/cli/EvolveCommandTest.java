package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvolveCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int reverie(String... words) {
        return Reverie.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(words);
    }

    @Test
    void anEnvironmentIsEvolvedInWithoutAWorldModel() throws IOException {
        assertEquals(0, reverie("evolve", "Pendulum", "--layers", "4", "--strategy", "snes", "--generations", "6", "--set", "limit=50",
                "--population", "8", "--episodes", "8", "--race", "--run", folder.toString()), err.toString());
        assertTrue(out.toString().contains("snes, 21 parameters, 6 generations in "), out.toString());
        assertTrue(out.toString().contains("over 100 episodes"), out.toString());
        for (var file : new String[]{"state.npz", "metrics.jsonl", "controller.npy", "evolution.png"}) {
            assertTrue(Files.size(folder.resolve(file)) > 0, file);
        }
        assertEquals("", err.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "evolve cartpole                         | cartpole: unknown preset or environment; did you mean CartPole?",
        "evolve CartPole --strategy cmaes        | unknown strategy 'cmaes'; did you mean cma-es?",
        "evolve CartPole --strategy-option rate=1 | strategyOptions: unknown option of cma-es 'rate'; known: active",
        "evolve CartPole --strategy pepg --strategy-option rate=-1 | strategyOptions.rate must be a number > 0, was \"-1\"",
        "evolve CartPole --strategy snes --strategy-option scalRate=1 | unknown option of snes 'scalRate'; did you mean scaleRate?",
        "evolve CartPole --strategy pepg --population 7 | population must be even and >= 2, since candidates are mirrored, was 7",
        "evolve CartPole --step-size NaN         | --step-size must be a finite number, was 'NaN'",
        "evolve CartPole --target NaN            | --target must be a finite number, was 'NaN'",
        "evolve CartPole --layers 8,0            | --layers must be widths of at least 1, such as 32,16, was",
        "evolve CartPole --set gravity=3         | CartPole: unknown option 'gravity'",
        "evolve CartPole --set limit             | --set must be OPTION=VALUE, such as size=64, was 'limit'",
        "evolve CartPole --reassess 5            | --reassess must be EVERY,EPISODES",
        "evolve TakeCover                        | observations must be vectors",
        "evolve tiny --strategy snes             | --strategy is for an environment by its name",
        "evolve CartPole --step-size many        | --step-size must be a finite number, was 'many'"})
    void whatIsWrongIsToldInOneLine(String words, String message) {
        var all = (words + " --run " + folder.resolve("run")).split(" +");
        assertEquals(2, reverie(all), out.toString());
        assertTrue(err.toString().contains(message.strip()), err.toString());
        assertEquals(1, err.toString().strip().lines().count(), err.toString());
        assertTrue(Files.notExists(folder.resolve("run").resolve("settings.txt")));
    }

    /** Nobody reaches the hill in twenty steps. */
    @Test
    void aFlatEvolutionIsTold() {
        assertEquals(0, reverie("evolve", "MountainCar", "--generations", "5", "--set", "limit=20", "--population", "8", "--episodes", "1",
                "--run", folder.toString()), err.toString());
        assertTrue(out.toString().contains("all candidates were worth the same in the last 5 generations, so nothing was learned"),
                out.toString());
    }

    @Test
    void helpTeachesBothWays() {
        assertEquals(0, reverie("evolve", "--help"));
        assertTrue(out.toString().contains("reverie evolve takecover") && out.toString().contains("reverie evolve CartPole"));
    }
}
