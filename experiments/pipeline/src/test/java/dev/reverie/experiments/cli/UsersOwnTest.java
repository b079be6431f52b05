package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.controller.ControllerProvider;
import dev.reverie.controller.es.EvolutionStrategy;
import dev.reverie.controller.es.StrategyProvider;
import dev.reverie.core.EncoderProvider;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Npy;
import dev.reverie.example.PixelsEncoder;
import dev.reverie.example.RandomSearch;
import dev.reverie.example.SignController;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An encoder, a strategy and a controller of a user's own, each one class and one line of services, in a run and in an environment. */
class UsersOwnTest {
    @TempDir
    Path folder;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    /** As on the class path, but for this test alone. */
    @BeforeEach
    void bringServices() throws IOException {
        service(StrategyProvider.class, RandomSearch.Provider.class);
        service(ControllerProvider.class, SignController.Provider.class);
        service(EncoderProvider.class, PixelsEncoder.Provider.class);
        Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[]{folder.resolve("jar").toUri().toURL()}, before));
    }

    private void service(Class<?> provider, Class<?> own) throws IOException {
        var services = Files.createDirectories(folder.resolve("jar/META-INF/services"));
        Files.writeString(services.resolve(provider.getName()), own.getName() + "\n");
    }

    @AfterEach
    void takeThemAway() throws IOException {
        ((URLClassLoader) Thread.currentThread().getContextClassLoader()).close();
        Thread.currentThread().setContextClassLoader(before);
    }

    private static void reverie(String... words) {
        var err = new StringWriter();
        int code = Reverie.commandLine().setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err)).execute(words);
        assertEquals(0, code, err.toString());
    }

    @Test
    void theyEvolveInAnEnvironment() throws IOException {
        var run = folder.resolve("evolve");
        reverie("evolve", "CartPole", "--strategy", "random-search", "--strategy-option", "reach=2", "--controller", "sign",
                "--generations", "6",
                "--run", run.toString(), "--quiet");
        assertEquals(8, Npy.load(run.resolve("controller.npy")).size());
        assertTrue(Files.readString(run.resolve("settings.txt")).contains("strategy random-search\nstrategy.reach 2\ncontroller sign\n"));
    }

    @Test
    void theyEvolveInTheDreamOfARun() {
        var run = folder.resolve("run");
        reverie("run", "tiny", "--run", run.toString(), "--quiet", "--set", "evolve.strategy=random-search", "--set",
                "evolve.controller=sign");
        assertEquals("random-search", EvolutionStrategy.load(run.resolve("controller/state.npz")).state().strategy());
        assertEquals(3 * (8 + 2 * 16), 3 * Npy.load(run.resolve("controller/best.npy")).size());
    }

    @Test
    void anEncoderOfOnesOwnSeesForTheWholeChain() throws IOException {
        var run = folder.resolve("pixels");
        reverie("run", "tiny", "--run", run.toString(), "--quiet", "--set", "encode.encoder=pixels side=3", "--set", "env.options.size=40");
        assertEquals(9, LatentStore.open(run.resolve("latents")).read(0).latentSize());
        assertTrue(Files.readString(run.resolve("evaluation/scores.csv")).contains("real,"));
        assertTrue(Files.exists(run.resolve("report.html")) && Files.exists(run.resolve("plots/futures.png")));
        assertFalse(Files.exists(run.resolve("plots/reconstructions.png")), "there is no decoder to show them with");
        var film = new StringWriter();
        int code = Reverie.commandLine().setErr(new PrintWriter(film)).execute("dream", run.toString(), "--steps", "9", "--out",
                run.resolve("film.gif").toString());
        assertEquals(2, code);
        assertTrue(film.toString().contains("encode.encoder is pixels side=3, which has no decoder: latents cannot be shown"),
                film.toString());
    }

    @Test
    void itsNameAndOptionsAreChecked() {
        for (var wrong : Map
                .of("pixel", "unknown encoder 'pixel'; did you mean pixels?", "pixels sides=3",
                        "unknown option of pixels 'sides'; did you mean side?")
                .entrySet()) {
            var error = new StringWriter();
            int code = Reverie.commandLine().setErr(new PrintWriter(error)).execute("run", "tiny", "--run",
                    folder.resolve("none").toString(), "--set",
                    "encode.encoder=" + wrong.getKey());
            assertEquals(2, code);
            assertTrue(error.toString().contains(wrong.getValue()), error.toString());
        }
    }
}
