package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.reverie.core.Run;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.experiments.config.Presets;
import dev.reverie.experiments.run.Stage;
import dev.reverie.experiments.run.Stages;
import dev.reverie.experiments.run.ToyStage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunVerbsTest {
    private final List<Stage> toys = List.of(new ToyStage("first", "vae", 3), new ToyStage("second", "rnn", 5, "first"));
    private String out;
    private String err;

    @TempDir
    Path root;

    private int reverie(List<Stage> stages, Object... args) {
        var outWriter = new StringWriter();
        var errWriter = new StringWriter();
        var texts = new ArrayList<String>();
        for (var arg : args) {
            texts.add(arg.toString());
        }
        int code = Reverie.commandLine(stages).setOut(new PrintWriter(outWriter)).setErr(new PrintWriter(errWriter))
                .execute(texts.toArray(String[]::new));
        // times differ from run to run
        out = outWriter.toString().replaceAll("\\d+\\.\\d s", "T s").replace(root.toString(), "RUN").replace(System.lineSeparator(), "\n");
        err = errWriter.toString().replace(root.toString(), "RUN").strip();
        return code;
    }

    private int toys(Object... args) {
        return reverie(toys, args);
    }

    private void whileInUse(Runnable work) {
        try (var run = Run.open(root)) {
            assertEquals(root, run.folder().root());
            work.run();
        }
    }

    private ExperimentConfig saved() {
        return ExperimentConfig.load(new RunFolder(root).config());
    }

    @Test
    void runSaysWhatItDoesAndEndsWithATable() {
        assertEquals(0, toys("run", "tiny", "--run", root));
        assertEquals("""
                first  begins: never finished
                first  done in T s: counted to 3
                second  begins: never finished
                second  done in T s: counted to 5

                stage   state  time   result
                first   done   T s  counted to 3
                second  done   T s  counted to 5

                in RUN
                """, out);
        assertEquals(ExperimentConfig.preset("tiny"), saved());
    }

    @Test
    void aSecondRunIsUpToDate() {
        toys("run", "tiny", "--run", root);
        assertEquals(0, toys("run", "tiny", "--run", root));
        assertTrue(out.startsWith("first  up to date\nsecond  up to date\n"), out);
    }

    @Test
    void changedKeysAreNamed() {
        toys("run", "tiny", "--run", root);
        assertEquals(0, toys("run", "tiny", "--run", root, "--set", "rnn.hidden=17", "--seed", "1", "--overwrite"));
        assertTrue(out.startsWith("changed: rnn.hidden 16 → 17\nfirst  up to date\nsecond  begins: configuration changed\n"), out);
        assertEquals(17, saved().rnn().hidden());
    }

    @Test
    void aRunGoesOnWithTheConfigurationSavedThere() {
        toys("run", "tiny", "--run", root, "--set", "rnn.hidden=17", "--until", "first");
        assertFalse(out.contains("second"), out);
        assertEquals(0, toys("run", "--run", root));
        assertTrue(out.startsWith("first  up to date\nsecond  begins: never finished\n"), out);
        assertEquals(17, saved().rnn().hidden());
    }

    @Test
    void aSavedConfigurationThatCannotBeReadIsReplaced() throws Exception {
        Files.writeString(new RunFolder(root).config(), "of: another version\n");
        assertEquals(0, toys("run", "tiny", "--run", root));
        assertTrue(out.startsWith("replaced: RUN/config.yaml:1: of: unknown key;"), out);
    }

    @Test
    void quietSaysNothing() {
        assertEquals(0, toys("run", "tiny", "--run", root, "-q"));
        assertEquals("", out);
    }

    @Test
    void everyStageHasItsVerb() {
        assertEquals(2, toys("make-second", "tiny", "--run", root));
        assertEquals("reverie make-second: RUN/output/first.txt is missing; first: reverie make-first --run RUN", err);
        assertEquals(0, toys("make-first", "tiny", "--run", root));
        assertEquals(0, toys("make-second", "--run", root));
        assertEquals("second  begins: never finished\nsecond  done in T s: counted to 5\n\nin RUN\n", out);
    }

    @Test
    void infoOfARunShowsHowItsStagesStand() {
        toys("run", "tiny", "--run", root, "--until", "first");
        assertEquals(0, toys("info", root));
        assertEquals("""
                stage   state           time   result
                first   up to date      T s  counted to 3
                second  never finished

                """, out.substring(0, out.indexOf("first: by ")));
        for (var maker : List.of("; engine ", "; products ", "; kernels ", "; java ", "; reverie ")) {
            assertTrue(out.lines().reduce((a, b) -> b).orElseThrow().contains(maker), out);
        }
    }

    @Test
    void infoOfARunInUseShowsWhatIsOnRecord() {
        toys("run", "tiny", "--run", root, "--until", "first");
        whileInUse(() -> assertEquals(0, toys("info", root)));
        assertTrue(out.matches("(?s)RUN: is in use by this process, \\d+; .*\nfirst   finished, not checked  T s  counted to 3\n"
                + "second  never finished\n\nfirst: by commit .*"), out);
    }

    @Test
    void infoOfNoRunIsOneLine() {
        assertEquals(2, toys("info", root));
        assertEquals("reverie info: RUN: no run folder, there is no config.yaml in it", err);
    }

    @Test
    void aFolderInUseIsOneLine() {
        whileInUse(() -> assertEquals(2, toys("run", "tiny", "--run", root)));
        assertTrue(err.matches("reverie run: RUN: is in use by this process, \\d+; wait for it, or choose another run folder"), err);
    }

    @Test
    void wrongInputIsOneLineAndLeavesNothing() {
        var folder = root.resolve("new");
        assertEquals(2, toys("run", "tiny", "--run", folder, "--set", "rnn.hiden=3"));
        assertEquals("reverie run: rnn.hiden: unknown key; did you mean rnn.hidden?", err);
        assertEquals(2, toys("run", "tinny", "--run", folder));
        assertEquals("reverie run: tinny: unknown preset; did you mean tiny?; a file's name ends with .yaml", err);
        assertEquals(2, toys("run", "tiny", "--run", folder, "--set", "env.name=TakeCovr"));
        assertTrue(err.startsWith("reverie run: environment: unknown 'TakeCovr'; did you mean TakeCover?"), err);
        assertEquals(2, toys("run", "tiny", "--run", folder, "--until", "frist"));
        assertEquals("reverie run: frist: unknown stage; did you mean first?", err);
        assertEquals(2, toys("run"));
        assertEquals(
                "needs a preset (" + String.join(", ", Presets.NAMES)
                        + "), a YAML file, or --run DIR of a run to go on with; see reverie run --help",
                err);
        assertEquals(2, toys("run", "--run", folder));
        assertEquals("RUN/new/config.yaml: no such file, so a preset or a YAML file must be named; see reverie run --help", err);
        assertFalse(Files.exists(folder));
    }

    @Test
    void aFolderOfAnotherVersionIsOneLineAndLeftAlone() throws Exception {
        toys("run", "tiny", "--run", root);
        var config = new RunFolder(root).config();
        var saved = Files.readString(config);
        Files.writeString(config, saved.replace("  dropout: 0.0\n", ""));
        assertEquals(2, toys("run", "--run", root));
        assertTrue(err.matches("reverie run: RUN/config.yaml:\\d+: rnn.dropout is missing; give it, or begin the file with a preset.*"),
                err);
        assertEquals(1, err.lines().count(), err);

        Files.writeString(config, saved);
        var manifest = new RunFolder(root).manifest();
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("\"format\" : \\d+", "\"format\" : 99"));
        var before = Files.readString(manifest);
        assertEquals(2, toys("run", "--run", root));
        assertTrue(err.matches("reverie run: RUN/manifest.json: .*99.*; use the version that wrote it, or start a new run folder"), err);
        assertEquals(before, Files.readString(manifest));
    }

    @Test
    void aFolderThatCannotBeWrittenIsOneLine() throws Exception {
        var file = root.resolve("file");
        Files.writeString(file, "not a folder");
        assertEquals(2, toys("run", "tiny", "--run", file.resolve("run")));
        assertEquals("reverie run: RUN/file/run: a file stands where a folder is needed", err);

        var locked = Files.createDirectory(root.resolve("locked"));
        assertTrue(locked.toFile().setWritable(false));
        // for root there is no such folder
        assumeFalse(Files.isWritable(locked));
        assertEquals(2, toys("run", "tiny", "--run", locked.resolve("run")));
        assertEquals("reverie run: RUN/locked/run: permission denied", err);
    }

    @Test
    void configShowsPresetsAsTheyAreWritten() {
        assertEquals(0, toys("config", "takecover"));
        assertEquals(Presets.text("takecover"), out);
        assertEquals(0, toys("config"));
        assertEquals(Presets.NAMES.size(), out.lines().count());
        assertEquals(2, toys("config", "takecovr"));
        assertEquals("reverie config: takecovr: unknown preset; did you mean takecover?", err);
    }

    @Test
    void everyVerbHasHelpWithAnExample() {
        for (var verb : List.of("run", "make-first", "info", "config", "collect")) {
            var stages = verb.equals("collect") ? Stages.all() : toys;
            assertEquals(0, reverie(stages, verb, "--help"));
            assertTrue(out.contains("Examples:\n  reverie " + verb), out);
        }
    }

    @Test
    void theRealCollectionRunsFromTheCommandLine() {
        var args = new Object[]{"collect", "tiny", "--run", root, "--set", "collect.episodes=3", "--set", "collect.maxSteps=5"};
        assertEquals(0, reverie(Stages.all(), args), () -> err);
        assertTrue(out.contains("collect  done in T s: 3 episodes, 15 steps, 5 on average\n"), out);
        assertEquals(0, reverie(Stages.all(), args));
        assertTrue(out.startsWith("collect  up to date\n"), out);
    }
}
