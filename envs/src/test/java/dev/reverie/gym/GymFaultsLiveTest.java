package dev.reverie.gym;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Env;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real processes in real trouble: a clear error in time, and nobody left behind. */
@Timeout(30)
class GymFaultsLiveTest {
    @TempDir
    Path folder;

    private static GymEnv trouble(String kind) {
        return LivePython.env("test_envs:Trouble-v0", "kwargs", "{\"kind\": \"" + kind + "\"}", "timeout", "1");
    }

    private static GymException fail(Env env) {
        env.reset(1);
        return assertThrows(GymException.class, () -> {
            while (true) {
                env.step(new float[]{0});
            }
        });
    }

    /** This JVM's, which other tests of this class have ended by now. */
    private static Set<ProcessHandle> offspring() {
        return ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).collect(Collectors.toSet());
    }

    private static void assertGone(Set<ProcessHandle> before) throws Exception {
        for (var process : offspring()) {
            if (!before.contains(process)) {
                process.onExit().get(30, TimeUnit.SECONDS);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "dies  | test_envs:Trouble-v0: step: the gym server: the connection was closed; it was ended by signal 9",
        "exits | test_envs:Trouble-v0: step: the gym server: the connection was closed; it ended with code 3",
        "hangs | test_envs:Trouble-v0: step: no answer within 1 s; it was ended; if it only is slow, give it a longer timeout",
        "spins | test_envs:Trouble-v0: step: no answer within 1 s; it was ended; if it only is slow, give it a longer timeout"})
    void aDeadOrHangingEnvironmentIsToldInTimeAndLeavesNobody(String kind, String message) throws Exception {
        var before = offspring();
        try (var env = trouble(kind)) {
            var told = fail(env);
            assertEquals(message, told.getMessage());
            if (message.contains("within")) {
                assertTrue(told.details().contains("test_envs.py\", line ") && told.details().contains(" in step"), told.details());
            }
            assertGone(before);
            assertEquals(message, assertThrows(GymException.class, () -> env.reset(1)).getMessage());
        }
    }

    @Test
    void anExceptionInPythonArrivesWithItsTracebackAndTheEnvironmentGoesOn() {
        try (var env = trouble("raises")) {
            var told = fail(env);
            assertEquals("test_envs:Trouble-v0: step: ValueError: the wheel came off", told.getMessage());
            assertTrue(told.details().contains("raise ValueError(\"the wheel\\ncame off\")"), told.details());
            env.reset(1);
            assertEquals(1, env.step(new float[]{0}).reward());
        }
    }

    @Test
    void whatAnEnvironmentPrintsDoesNoHarm() {
        try (var env = trouble("prints")) {
            env.reset(1);
            for (int t = 0; t < 10; t++) {
                env.step(new float[]{0});
            }
        }
    }

    @Test
    void aKilledEngineOfTheEnvironmentIsToldAndAKilledServerTakesItsEngineAlong() throws Exception {
        var before = offspring();
        try (var doom = LivePython.env("VizdoomTakeCover-v1", "timeout", "5")) {
            doom.reset(1);
            var started = offspring();
            started.removeAll(before);
            assertEquals(2, started.size(), "Python and the engine");
            var engine = started.stream().filter(p -> p.info().command().orElse("").endsWith("vizdoom")).findFirst().orElseThrow();
            started.stream().filter(p -> !p.equals(engine)).findFirst().orElseThrow().destroyForcibly();
            var told = assertThrows(GymException.class, () -> doom.step(new float[]{0}));
            assertTrue(told.getMessage().contains("it was ended by signal 9"), told.getMessage());
            engine.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void whenThisJvmIsKilledNobodyIsLeft() throws Exception {
        LivePython.here();
        var process =
                new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), Orphan.class.getName())
                        .redirectErrorStream(true).start();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            assertEquals("playing", out.readLine());
            var started = process.toHandle().descendants().toList();
            assertEquals(2, started.size());
            process.destroyForcibly().waitFor();
            for (var child : started) {
                child.onExit().get(30, TimeUnit.SECONDS);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** Plays Doom until it is killed. */
    static final class Orphan {
        private Orphan() {
        }

        public static void main(String[] args) {
            var doom = LivePython.env("VizdoomTakeCover-v1");
            doom.reset(1);
            System.out.println("playing");
            for (long seed = 1;; seed++) {
                doom.reset(seed);
                while (!doom.step(new float[]{0}).done()) {
                    continue;
                }
            }
        }
    }

    @Test
    void missingPackagesAreToldWithTheRemedy() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("gymnasium")).resolve("__init__.py"),
                "raise ModuleNotFoundError(\"No module named 'gymnasium'\", name='gymnasium')\n");
        var python = LivePython.here("PYTHONPATH", folder.toString());
        var told = assertThrows(GymException.class, () -> GymClient.start(python));
        assertEquals("No module named 'gymnasium'; run reverie gym setup, or " + python.executable()
                + " -m pip install \"gymnasium[box2d]\"", told.getMessage());
    }

    @Test
    void aModuleThatIsNotFoundIsToldWithTheRemedy() {
        LivePython.here();
        var told = assertThrows(GymException.class, () -> LivePython.env("nowhere:MyEnv-v0")).getMessage();
        assertTrue(told.startsWith("nowhere:MyEnv-v0: No module named 'nowhere'"), told);
        assertTrue(told.endsWith("; is it in the folder you started from, or on PYTHONPATH?"), told);
    }

    @Test
    void aRunningServerServesWhoKnowsTheToken() throws Exception {
        var python = LivePython.here();
        var server = listen(python, "127.0.0.1:0");
        try (var out = new BufferedReader(new InputStreamReader(server.getInputStream()))) {
            var token = out.readLine().replace("REVERIE_GYM_TOKEN=", "");
            var line = out.readLine();
            int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            assertTrue(assertThrows(GymException.class, () -> GymClient.connect(address, "guess")).getMessage().endsWith("token: wrong"));
            try (var one = GymEnv.make(GymClient.connect(address, token), GymOptions.of("CartPole-v1"));
                    var other = GymEnv.make(GymClient.connect(address, token), GymOptions.of("CartPole-v1"))) {
                assertEquals(one.reset(1), other.reset(1));
            }
            var taken = listen(python, "127.0.0.1:" + port);
            var words = new String(taken.getErrorStream().readAllBytes());
            assertTrue(words.startsWith("cannot listen on 127.0.0.1:" + port) && words.strip().endsWith("choose another port"), words);
            var open = new String(listen(python, "0.0.0.0:0").getErrorStream().readAllBytes());
            assertTrue(open.contains("--allow-remote"), open);
        } finally {
            server.destroyForcibly().waitFor();
        }
        assertFalse(server.isAlive());
    }

    private static Process listen(GymPython python, String address) throws IOException {
        return new ProcessBuilder(
                List.of(python.executable(), "-u", "src/main/resources/dev/reverie/gym/gym_server.py", "--listen", address))
                .start();
    }
}
