package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    private static final Manifest.Provenance HERE = Manifest.Provenance.here("abc", Map.of("reverie", "0.1.0"));
    private static final Seed SEED = Seed.of(1).child("vae");

    @TempDir
    Path folder;

    private Run.Inputs inputs(Run run, String config) {
        return run.inputs("vae", config, SEED, run.folder().episodes());
    }

    /** A stage that reads a folder of two files and writes one. */
    private Run finished() {
        var run = Run.open(folder);
        AtomicFile.write(run.folder().episodes().resolve("a"), "one");
        AtomicFile.write(run.folder().episodes().resolve("sub").resolve("b"), "two");
        var inputs = inputs(run, "latent: 32");
        assertEquals(Optional.of("never finished"), run.reasonToRun(inputs));
        AtomicFile.write(run.folder().vae(), "weights");
        run.finish(inputs, Duration.ofMillis(1500), HERE, "a small V", run.folder().vae());
        return run;
    }

    @Test
    void aFinishedStageIsUpToDateAlsoLaterAndElsewhere() throws IOException {
        try (var run = finished()) {
            assertTrue(run.upToDate(inputs(run, "latent: 32")));
        }
        var moved = folder.resolveSibling(folder.getFileName() + "-moved");
        Files.move(folder, moved);
        try (var run = Run.open(moved)) {
            assertTrue(run.upToDate(inputs(run, "latent: 32")));
        } finally {
            Files.move(moved, folder);
        }
    }

    @Test
    void whateverChangedIsTheReasonToRun() throws IOException {
        try (var run = finished()) {
            assertEquals(Optional.of("configuration changed"), run.reasonToRun(inputs(run, "latent: 64")));
            assertEquals(Optional.of("seed changed from 1/vae to 2/vae"),
                    run.reasonToRun(run.inputs("vae", "latent: 32", Seed.of(2).child("vae"), run.folder().episodes())));
            assertEquals(Optional.of("reads other files than before"), run.reasonToRun(run.inputs("vae", "latent: 32", SEED)));
            AtomicFile.write(run.folder().episodes().resolve("sub").resolve("b"), "2");
            assertEquals(Optional.of("episodes changed"), run.reasonToRun(inputs(run, "latent: 32")));
            AtomicFile.write(run.folder().episodes().resolve("sub").resolve("b"), "two");
            assertTrue(run.upToDate(inputs(run, "latent: 32")));
            AtomicFile.write(run.folder().vae(), "other");
            assertEquals(Optional.of("vae/model.zip is not what was written"), run.reasonToRun(inputs(run, "latent: 32")));
            Files.delete(run.folder().vae());
            assertEquals(Optional.of("vae/model.zip is gone"), run.reasonToRun(inputs(run, "latent: 32")));
        }
    }

    @Test
    void theManifestSaysWhatWasMadeFromWhat() {
        try (var run = finished()) {
            var manifest = Manifest.read(run.folder().manifest());
            assertEquals(run.manifest(), manifest);
            var stage = manifest.stages().get("vae");
            assertEquals("1/vae", stage.seed());
            assertEquals(1.5, stage.seconds());
            assertEquals(Set.of("episodes"), stage.inputs().keySet());
            assertEquals(Map.of("vae/model.zip", ContentHash.of("weights")), stage.outputs());
            assertEquals(HERE, stage.provenance());
            assertEquals("a small V", stage.summary());
        }
    }

    @Test
    void aManifestWithoutSummariesCanStillBeRead() throws IOException {
        finished().close();
        var file = folder.resolve("manifest.json");
        Files.writeString(file, Files.readString(file).replaceFirst(",\\s*\"summary\" : \"a small V\"", ""));
        assertEquals("", Manifest.read(file).stages().get("vae").summary());
    }

    @Test
    void aManifestOfAnotherFormatIsRefusedWithTheRemedy() throws IOException {
        finished().close();
        var file = folder.resolve("manifest.json");
        Files.writeString(file, Files.readString(file).replace("\"format\" : 1", "\"format\" : 7"));
        var error = assertThrows(FileException.class, () -> Run.open(folder));
        assertEquals(
                file + ": has format 7, this version of Reverie reads format 1; use the version that wrote it, or start a new run folder",
                error.getMessage());
        Files.writeString(file, "{\"format\": 1, \"stages\": {\"vae\": {}}}");
        assertThrows(FileException.class, () -> Run.open(folder));
        Files.writeString(file, "[]");
        assertThrows(FileException.class, () -> Run.open(folder));
        Files.writeString(file, "");
        assertThrows(FileException.class, () -> Run.open(folder));
        Files.delete(file);
        Run.open(folder).close();
    }

    @Test
    void oneFolderIsOpenOnce() {
        try (var run = Run.open(folder)) {
            var error = assertThrows(FileException.class, () -> Run.open(folder));
            assertTrue(error.getMessage().contains("is in use by this process, " + ProcessHandle.current().pid()), error.getMessage());
            assertEquals(folder, run.folder().root());
        }
        Run.open(folder).close();
    }

    @Test
    void anotherProcessIsRefusedToo() throws IOException, InterruptedException {
        try (var run = Run.open(folder)) {
            // Which must not loosen the lock.
            assertThrows(FileException.class, () -> Run.open(folder));
            var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                    System.getProperty("java.class.path"), OpenRun.class.getName(), run.folder().root().toString())
                    .redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), output);
            assertTrue(output.contains("is in use by process " + ProcessHandle.current().pid() + "; wait for it"), output);
        }
    }

    static final class OpenRun {
        private OpenRun() {
        }

        public static void main(String[] arguments) {
            try {
                Run.open(Path.of(arguments[0])).close();
                System.out.println("opened");
            } catch (FileException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void leftoversOfAnInterruptedWriteAreRemovedFromTheRunsOwnFoldersAlone() throws IOException {
        var names = new String[]{".draft.tmp", "mail/.draft.tmp", "mail/.x.reverie-999999999-5-1.tmp"};
        for (var name : names) {
            AtomicFile.write(folder.resolve(name), "somebody else's");
        }
        var ours = folder.resolve(".config.yaml.reverie-999999999-5-1.tmp");
        var below = folder.resolve("vae/.model.zip.reverie-999999999-5-1.tmp");
        AtomicFile.write(ours, "half");
        AtomicFile.write(below, "half");
        try (var run = Run.open(folder)) {
            assertFalse(Files.exists(ours));
            assertTrue(Files.exists(below));
            run.removeLeftovers(folder.resolve("vae"));
            assertFalse(Files.exists(below));
        }
        for (var name : names) {
            assertTrue(Files.exists(folder.resolve(name)), name);
        }
    }

    @Test
    void aLockIsNeitherALinkNorSomebodyElsesFile() throws IOException {
        var lock = folder.resolve(".lock");
        Files.writeString(lock, "of another program");
        var error = assertThrows(FileException.class, () -> Run.open(folder));
        assertEquals(lock + ": was not written by Reverie, which keeps its lock there; move it, or choose another run folder",
                error.getMessage());
        assertEquals("of another program", Files.readString(lock));

        var victim = folder.resolve("victim");
        Files.move(lock, victim);
        try {
            Files.createSymbolicLink(lock, victim);
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "no symbolic links on this system");
        }
        error = assertThrows(FileException.class, () -> Run.open(folder));
        assertEquals(lock + ": is a symbolic link, and a lock must be a file of its own; delete it", error.getMessage());
        assertEquals("of another program", Files.readString(victim));
        Files.delete(lock);
        Run.open(folder).close();
        Run.open(folder).close();
    }

    @Test
    void aFolderIsOpenedThroughAnInterrupt() {
        Thread.currentThread().interrupt();
        Run.open(folder.resolve("new")).close();
        assertTrue(Thread.interrupted(), "the interrupt stays set");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        var error = assertThrows(FileException.class, () -> Run.open(file.resolve("run")));
        assertTrue(error.getMessage().startsWith(file.resolve("run") + ": "), error.getMessage());
    }

    @Test
    void aFolderThatItMadeAndThatStayedEmptyIsGoneAfterwards() throws IOException {
        var made = folder.resolve("made");
        Run.open(made).close();
        assertFalse(Files.exists(made));
        try (var run = Run.open(made)) {
            Files.writeString(run.folder().config(), "seed: 1\n");
        }
        assertTrue(Files.exists(made.resolve("config.yaml")));
        var there = Files.createDirectory(folder.resolve("there"));
        Run.open(there).close();
        assertTrue(Files.exists(there));
    }
}
