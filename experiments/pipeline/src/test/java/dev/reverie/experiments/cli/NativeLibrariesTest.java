package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes whose home and folder for temporary files hold nothing. */
class NativeLibrariesTest {
    @TempDir
    Path folder;

    private String said;

    @BeforeEach
    void write() throws IOException {
        var text = new StringBuilder("x,y\n");
        for (int i = 0; i < 40; i++) {
            text.append(i).append(',').append(i * i % 7).append('\n');
        }
        Files.writeString(folder.resolve("data.csv"), text);
    }

    private int reverie(List<String> properties, String... words) throws IOException, InterruptedException {
        var nowhere = folder.resolve("data.csv/nowhere");
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + nowhere, "-Djava.io.tmpdir=" + nowhere));
        command.addAll(properties);
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Reverie.class.getName()));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        // without what newer JVMs say of a folder that is missing and of native access
        said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
                .filter(line -> !line.startsWith("WARNING: ") && !line.isEmpty()).collect(Collectors.joining("\n"));
        return process.waitFor();
    }

    @Test
    void librariesThatCannotBeUnpackedAreOneLineThatSaysWhatToSet() throws Exception {
        assertEquals(2, reverie(List.of(), "mdn", "train", "data.csv", "--target", "y", "--epochs", "2", "-q", "--out", "m.zip"), said);
        assertEquals(1, said.lines().count(), said);
        assertTrue(said.startsWith("reverie mdn train: the native libraries of the engine cannot be loaded from "), said);
        assertTrue(said.contains("set REVERIE_CACHE"), said);
        assertFalse(Files.exists(folder.resolve("m.zip")));
    }

    @Test
    void whatNeedsNoNativeLibrariesRunsWithoutThem() throws Exception {
        assertEquals(0, reverie(List.of(), "render", "CartPole", "--steps", "3", "-q", "--out", "film.gif"), said);
        assertEquals(0, reverie(List.of(), "collect", "CartPole", "--episodes", "1", "-q", "--out", "episodes"), said);
        assertTrue(Files.exists(folder.resolve("film.gif")) && Files.exists(folder.resolve("episodes/episode-00000000.npz")));
    }

    @Test
    void nothingThatIsSavedGoesThroughTheFolderForTemporaryFiles() throws Exception {
        var cache = List.of("-Dorg.bytedeco.javacpp.cachedir=" + System.getProperty("org.bytedeco.javacpp.cachedir",
                Path.of(System.getProperty("user.home"), ".javacpp", "cache").toString()));
        assertEquals(0,
                reverie(cache, "mdn", "train", "data.csv", "--target", "y", "--epochs", "2", "-q", "--out", "m.zip", "--plots", "plots"),
                said);
        assertEquals(0, reverie(cache, "mdn", "predict", "m.zip", "data.csv", "-q", "--out", "p.csv"), said);
        assertTrue(Files.exists(folder.resolve("plots/density.png")));
        assertEquals(41, Files.readAllLines(folder.resolve("p.csv")).size());
    }

    @Test
    void anotherClassThatIsMissingIsNoNativeLibrary() {
        assertTrue(NativeLibraries.problem(new NoClassDefFoundError("org/Absent")).isEmpty());
        assertTrue(NativeLibraries.problem(new IllegalStateException(new IOException("full"))).isEmpty());
        assertTrue(
                NativeLibraries.problem(new NoClassDefFoundError("Could not initialize class org.nd4j.linalg.factory.Nd4j")).isPresent());
        var full =
                NativeLibraries.problem(new IllegalStateException("ND4J", new UnsatisfiedLinkError("/home/a.so: No space left on device")));
        assertTrue(full.orElseThrow().contains("(No space left on device)"), full.orElseThrow());
    }
}
