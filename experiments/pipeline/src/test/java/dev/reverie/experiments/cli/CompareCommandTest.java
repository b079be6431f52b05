package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.MetricLog;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.ExperimentConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    private String out;
    private String err;

    @TempDir
    Path root;

    private int compare(String... args) {
        var outWriter = new StringWriter();
        var errWriter = new StringWriter();
        var words = new String[args.length + 1];
        words[0] = "compare";
        System.arraycopy(args, 0, words, 1, args.length);
        int code = Reverie.commandLine().setOut(new PrintWriter(outWriter)).setErr(new PrintWriter(errWriter)).execute(words);
        out = outWriter.toString().replace(System.lineSeparator(), "\n");
        err = errWriter.toString().strip().replace(root.toString(), "ROOT");
        return code;
    }

    /** Two episodes of returns 9 and 11: their mean is 10, sd √2, its margin 12.706 · √2 / √2. */
    @BeforeEach
    void twoRuns() throws IOException {
        for (var name : new String[]{"a", "b"}) {
            var folder = new RunFolder(root.resolve(name));
            Files.createDirectories(folder.scores().getParent());
            ExperimentConfig.preset("tiny").with("seed=" + (name.equals("a") ? 1 : 2)).save(folder.config());
            if (name.equals("a")) {
                Files.writeString(folder.scores(), "player,episode,seed,return,length\nreal,0,5,9.0,9\nreal,1,6,11.0,11\n");
            }
            try (var log = MetricLog.open(folder.metrics())) {
                log.write("evolve", 0, Map.of("best", 3.0, "mean", 2.0, "worst", 1.0));
                log.write("evolve", 1, Map.of("best", 5.0, "mean", 4.0, "worst", 1.0));
            }
        }
    }

    @Test
    void runsStandBesideEachOtherAsFarAsTheyHaveCome() {
        assertEquals(0, compare(root.resolve("a").toString(), root.resolve("b").toString()), () -> err);
        assertTrue(out.startsWith("""
                Return of an episode: mean ± sd of episodes (95% interval of the mean)
                  player  a                  b
                  real    10 ± 1 (-3 to 23)  –

                Time of each stage
                """), out);
        assertTrue(out.endsWith("""
                Keys in which the configurations differ
                  key   a  b
                  seed  1  2

                """), out);
    }

    private void scores(String name, int seed, double real, double blind, int sweep) throws IOException {
        var folder = new RunFolder(root.resolve(name));
        ExperimentConfig.preset("tiny").with("seed=" + seed).save(folder.config());
        Files.createDirectories(folder.scores().getParent());
        Files.writeString(folder.scores(), "player,episode,seed,return,length\nreal,0,5," + (real - 100) + ",9\nreal,1,6," + (real + 100)
                + ",9\nblind sweep " + sweep + ",0,5," + blind + ",9\nblind sweep " + sweep + ",1,5," + blind + ",9\n");
    }

    /** The four seeds of takecover: mean 810, sd 56; t with 3 degrees of freedom is 3.182, and 3.182 · 56 / 2 is 90. */
    @Test
    void runsThatDifferInTheSeedAloneAreTakenTogether() throws IOException {
        var real = new double[]{870, 844, 774, 752};
        for (int i = 0; i < 4; i++) {
            scores("s" + i, i + 1, real[i], 700 + 10 * i, i == 0 ? 50 : 100);
        }
        assertEquals(0, compare(root.resolve("s0").toString(), root.resolve("s1").toString(), root.resolve("s2").toString(),
                root.resolve("s3").toString()), () -> err);
        assertTrue(out.contains("""
                Runs that differ in the seed alone, each counted once
                  player       runs  mean of run means  sd between runs  95% interval  worst run     seeds
                  real         4     810                56               721 to 899    752 (seed 4)  1 2 3 4
                  blind sweep  4     715                13               694 to 736    700 (seed 1)  1 2 3 4
                """), out);
    }

    @Test
    void runsOfOtherSettingsAreNotTakenTogether() throws IOException {
        scores("a", 1, 870, 700, 100);
        ExperimentConfig.preset("tiny").with("seed=2", "dream.temperature=1.3").save(new RunFolder(root.resolve("b")).config());
        Files.copy(new RunFolder(root.resolve("a")).scores(), new RunFolder(root.resolve("b")).scores());
        assertEquals(0, compare(root.resolve("a").toString(), root.resolve("b").toString()), () -> err);
        assertFalse(out.contains("seed alone"), out);
    }

    @Test
    void thePageHasTheCurvesAndTheRunsAreLeftAlone() throws IOException {
        var before = files();
        var page = root.resolve("page.html");
        assertEquals(0, compare(root.resolve("a").toString(), root.resolve("a").toString(), "--page", page.toString()), () -> err);
        assertTrue(Files.readString(page).contains("<h2>Learning curves</h2>"));
        Files.delete(page);
        assertEquals(before, files());
    }

    private String files() throws IOException {
        try (var walk = Files.walk(root)) {
            return Arrays.toString(walk.sorted().toArray());
        }
    }

    @Test
    void whatIsNoRunIsOneLine() {
        assertEquals(2, compare(root.resolve("a").toString(), root.resolve("c").toString()));
        assertEquals("reverie compare: ROOT/c: no run folder, there is no config.yaml in it", err);
        assertEquals(2, compare());
        assertFalse(err.contains("\n"), err);
    }
}
