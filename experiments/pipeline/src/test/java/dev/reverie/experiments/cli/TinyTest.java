package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.ContentHash;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.report.RealBrowser;
import dev.reverie.experiments.run.Stages;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole chain, from a real frame to an agent that learned in its dream, as a user runs it. */
class TinyTest {
    @TempDir
    Path folder;

    private static String reverie(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Reverie.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(words);
        assertEquals(0, code, err.toString());
        return out.toString();
    }

    /** Every file but those that tell how long it took. */
    private static Map<String, String> files(Path root) throws IOException {
        var hashes = new TreeMap<String, String>();
        try (var walk = Files.walk(root)) {
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                var name = root.relativize(file).toString();
                if (!List.of("manifest.json", "report.html", ".lock").contains(name)) {
                    hashes.put(name, ContentHash.of(file));
                }
            }
        }
        return hashes;
    }

    /** On a machine whose language writes numbers in other digits and with other marks. */
    private static String reverieInArabic(String... words) {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            return reverie(words);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theWholeChainRunsTwiceToTheSameBitsAndThenHasNothingToDo() throws IOException, InterruptedException {
        var one = folder.resolve("one");
        var other = folder.resolve("other");
        var said = reverie("run", "tiny", "--run", one.toString());
        var saidInArabic = reverieInArabic("run", "tiny", "--run", other.toString());
        assertFalse(saidInArabic.matches("(?s).*[\\p{Nd}&&[^0-9]].*"), saidInArabic);
        var files = files(one);
        assertEquals(files, files(other), "the same seed must give the same bits");

        assertTrue(said.contains("real"), said);
        assertTrue(said.contains("random held 1-10"), said);
        assertTrue(said.matches("(?s).*blind sweep \\d+ \\d+ ± \\d+.*"), said);
        assertTrue(said.matches("(?s).*real cut as dream \\d+.*; ends per 1,000 steps, cut off after 60: dream \\d.*"), said);
        assertTrue(said.contains("unlike players: rank correlation"), said);
        var run = new RunFolder(one);
        for (var made : new Path[]{run.vae(), run.rnn(), run.controller(), run.strategy(), run.scores()}) {
            assertTrue(Files.size(made) > 0, made.toString());
        }
        for (var plot : new String[]{"vae", "rnn", "evolve", "reconstructions", "futures", "uncertainty", "calibration",
            "dream", "fidelity"}) {
            assertTrue(Files.size(run.plots().resolve(plot + ".png")) > 0, plot);
        }

        var film = folder.resolve("film.gif");
        var told = reverie("dream", one.toString(), "--steps", "9", "--temperature", "0.5", "--seed", "3", "--out", film.toString());
        assertTrue(told.matches("(?s)\\d steps at temperature 0.5, (then over|cut off)\\R.*film.gif\\R"), told);
        assertTrue(Files.size(film) > 0);
        reverie("dream", one.toString(), "--out", folder.resolve("strip.png").toString());
        assertTrue(Files.size(folder.resolve("strip.png")) > 0);
        for (var plot : new String[]{"futures", "uncertainty", "filmstrip"}) {
            var picture = folder.resolve(plot + ".png");
            assertEquals(picture.toString(), reverie("plot", plot, one.toString(), "--seed", "5", "--out", picture.toString()).strip());
            assertTrue(Files.size(picture) > 0, plot);
        }
        var wrong = new StringWriter();
        assertEquals(2, Reverie.commandLine().setErr(new PrintWriter(wrong)).execute("dream", one.toString(), "--temperature", "-1"));
        assertEquals(1, wrong.toString().lines().count(), wrong.toString());
        var tooFew = new StringWriter();
        assertEquals(2, Reverie.commandLine().setErr(new PrintWriter(tooFew)).execute("dream", one.toString(), "--statistics"));
        assertTrue(tooFew.toString().contains("heldOut must be at least 4 episodes of 8 steps or more, were 1"), tooFew.toString());

        var report = Files.readString(run.report());
        for (var heading : new String[]{"Scores", "The dream beside the real thing", "C: learning", "V: what is seen",
            "M: what is expected", "Time", "Configuration", "Provenance"}) {
            assertTrue(report.contains("<h2>" + heading + "</h2>"), heading);
        }

        var again = reverie("run", "tiny", "--run", one.toString());
        for (var stage : Stages.all()) {
            assertTrue(again.contains(stage.name() + "  up to date"), again);
        }
        assertEquals(files, files(one));

        var swept = reverie("sweep", one.toString(), "--over", "dream.temperature=0.5,1.15");
        assertTrue(swept.contains("recommended: dream.temperature="), swept);
        assertTrue(swept.contains("The episodes are development ones, which no test plays."), swept);
        for (var value : new String[]{"0.5", "1.15"}) {
            var fork = new RunFolder(one.resolve("sweep/dream.temperature=" + value));
            assertEquals(-1, Files.mismatch(run.rnn(), fork.rnn()));
            assertEquals(value.equals("1.15"), Files.mismatch(run.controller(), fork.controller()) < 0);
        }
        assertTrue(swept.contains("rnn    up to date") || swept.contains("rnn  up to date"), swept);
        assertTrue(Files.exists(one.resolve("sweep/dream.temperature.png")));
        assertFalse(reverie("sweep", "--run", one.toString(), "--over", "dream.temperature=0.5,1.15").contains("begins"));
        assertTrue(reverie("compare", one.toString(), one.resolve("sweep/dream.temperature=0.5").toString())
                .contains("dream.temperature"));

        // at the end, since where there is no browser the test ends here
        assertEquals(List.of("9 of 9 pictures"), RealBrowser.open(run.report(), folder.resolve("browser")));
    }

    @Test
    void anotherSeedIsAnotherRun() throws IOException {
        reverie("run", "tiny", "--run", folder.resolve("one").toString(), "--until", "vae");
        reverie("run", "tiny", "--run", folder.resolve("two").toString(), "--until", "vae", "--seed", "2");
        assertTrue(Files.mismatch(new RunFolder(folder.resolve("one")).vae(), new RunFolder(folder.resolve("two")).vae()) >= 0);
    }
}
