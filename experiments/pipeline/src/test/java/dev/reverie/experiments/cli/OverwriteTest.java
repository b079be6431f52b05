package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.AtomicFile;
import dev.reverie.core.ContentHash;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.run.Stage;
import dev.reverie.experiments.run.Stages;
import dev.reverie.experiments.run.ToyStage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a folder holds of another configuration is replaced only where that was asked for. */
class OverwriteTest {
    private static final Stage EVOLVE = Stages.all().stream().filter(stage -> stage.verb().equals("evolve")).findFirst().orElseThrow();

    private final List<Stage> toys = List.of(new ToyStage("first", "vae", 3), new ToyStage("second", "rnn", 5, "first"));
    private String out;
    private String err;

    @TempDir
    Path root;

    private int toys(Object... args) {
        var outWriter = new StringWriter();
        var errWriter = new StringWriter();
        // evolve by its name needs its verb
        var stages = args[0].equals("evolve") ? List.of(EVOLVE) : toys;
        int code = Reverie.commandLine(stages).setOut(new PrintWriter(outWriter)).setErr(new PrintWriter(errWriter))
                .execute(Stream.of(args).map(Object::toString).toArray(String[]::new));
        out = outWriter.toString().replace(root.toString(), "RUN").replace(System.lineSeparator(), "\n");
        err = errWriter.toString().replace(root.toString(), "RUN").strip();
        return code;
    }

    private Map<String, String> files() throws IOException {
        var contents = new TreeMap<String, String>();
        try (var walk = Files.walk(root)) {
            for (var file : walk.filter(Files::isRegularFile).filter(file -> !file.endsWith(".lock")).toList()) {
                contents.put(root.relativize(file).toString(), ContentHash.of(file));
            }
        }
        return contents;
    }

    private void assertRefused(String message, Object... args) throws IOException {
        var before = files();
        assertEquals(2, toys(args), out);
        assertEquals(message, err);
        assertEquals(before, files());
    }

    @Test
    void aFinishedRunIsNotReplacedByAnotherSeedPresetOrKey() throws IOException {
        toys("run", "tiny", "--run", root);
        assertRefused("reverie run: RUN: holds work of another configuration (seed 1 → 5): first, second would be replaced; "
                + "choose another --run, or add --overwrite", "run", "tiny", "--run", root, "--seed", "5");
        assertRefused("reverie run: RUN: holds work of another configuration (rnn.hidden 16 → 17): second would be replaced; "
                + "choose another --run, or add --overwrite", "run", "--run", root, "--set", "rnn.hidden=17");
        assertRefused("reverie run: RUN: holds work of another configuration (rnn.hidden 16 → 17): second would be replaced; "
                + "choose another --run, or add --overwrite", "run", "--run", root, "--set", "rnn.hidden=17", "--until", "first");
        assertRefused("reverie make-first: RUN: holds work of another configuration (rnn.hidden 16 → 17): second would be replaced; "
                + "choose another --run, or add --overwrite", "make-first", "--run", root, "--set", "rnn.hidden=17");
        assertEquals(2, toys("run", "bouncing-ball", "--run", root));
        assertTrue(err.matches("reverie run: RUN: holds work of another configuration \\(.* and \\d+ more keys\\): first, second would be "
                + "replaced; choose another --run, or add --overwrite"), err);
        assertEquals(0, toys("run", "tiny", "--run", root, "--seed", "5", "--overwrite"));
        assertTrue(out.startsWith("changed: seed 1 → 5\nfirst  begins: "), out);
    }

    @Test
    void aKeyThatNoFinishedStageDependsOnMayChange() {
        toys("run", "tiny", "--run", root, "--until", "first");
        assertEquals(0, toys("run", "--run", root, "--set", "rnn.hidden=17"), () -> err);
    }

    @Test
    void theUsersFilesWhereAStageWritesAreNotDeleted() throws IOException {
        AtomicFile.write(root.resolve("output/second.txt"), "the user's");
        assertRefused("reverie run: RUN/output/second.txt: is there already, and no stage of this run wrote it; choose another --run, or "
                + "move it; with --overwrite it is deleted", "run", "tiny", "--run", root);
        assertEquals(0, toys("run", "tiny", "--run", root, "--overwrite"));
    }

    @Test
    void scoresAreToldByTheStageThatMadeThemAlone() throws IOException {
        toys("run", "tiny", "--run", root);
        // scores of nobody knows which configuration
        AtomicFile.write(new RunFolder(root).scores(), "policy,episode,seed,return,length\nreal,0,1,2.0,3\n");
        assertEquals(0, toys("run", "--run", root, "--until", "first"));
        assertFalse(out.contains("real"), out);
    }

    @Test
    void aRunIsNoFolderForAnEvolutionOrATrainingByItself() throws IOException {
        toys("run", "tiny", "--run", root);
        assertRefused("reverie evolve: RUN: holds config.yaml of something else than an evolution in an environment; choose another folder",
                "evolve", "CartPole", "--run", root);
    }

    @Test
    void aCollectionIsReplacedOnlyWhereThatIsAskedFor() throws IOException {
        var collect = new Object[]{"collect", "CartPole", "--out", root, "--episodes", "3"};
        assertEquals(0, toys(collect), () -> err);
        var notes = Files.writeString(root.resolve("notes.txt"), "the user's");
        var other = new ArrayList<>(List.of(collect));
        other.addAll(List.of("--seed", "2", "--episodes", "2"));
        other.subList(4, 6).clear();
        assertEquals(2, toys(other.toArray()));
        assertTrue(err.startsWith("reverie collect: RUN: holds another collection: seed was 1/collect, now 2/collect; "), err);
        other.add("--overwrite");
        assertEquals(0, toys(other.toArray()), () -> err);
        assertEquals(2, EpisodeStore.open(root).files().size());
        assertTrue(Files.exists(notes));
    }

    @Test
    void anEmptyNameIsNoFolder() throws IOException {
        for (var option : List.of("--run", "--out")) {
            assertEquals(2, toys(option.equals("--run") ? "run" : "collect", "tiny", option, ""));
            assertTrue(err.contains(option) && err.contains("must be the name of a file or folder, was ''"), err);
        }
    }
}
