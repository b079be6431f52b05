package dev.reverie.gym;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers: whom they let in, what they import, where they work and what they leave behind. */
class GymServerLiveTest {
    private static final String SERVER = Path.of("src/main/resources/dev/reverie/gym/gym_server.py").toAbsolutePath().toString();

    @TempDir
    Path folder;

    /** A server for others, with the first two lines it said. */
    private record Listening(Process process, BufferedReader out, InetSocketAddress address) implements AutoCloseable {
        static Listening start(ProcessBuilder builder) throws IOException {
            var process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            var line = out.readLine();
            return new Listening(process, out,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(line.substring(line.lastIndexOf(':') + 1))));
        }

        @Override
        public void close() {
            GymPython.end(process, List.of());
        }
    }

    private ProcessBuilder serve(String... words) {
        var all = new ArrayList<>(List.of("-u", SERVER, "--listen", "127.0.0.1:0"));
        all.addAll(List.of(words));
        return LivePython.here(GymProvider.TOKEN, "a secret", "TMPDIR", folder.toString()).process(all);
    }

    @Test
    void whoIsServedBesideManyWhoSayNothingHasTheOnlyProcess() throws IOException {
        var silent = new ArrayList<Socket>();
        try (var server = Listening.start(serve())) {
            for (int i = 0; i < 100; i++) {
                var socket = new Socket(server.address.getAddress(), server.address.getPort());
                socket.getOutputStream().write(5);
                silent.add(socket);
            }
            assertThrows(GymException.class, () -> GymClient.connect(server.address, "guess"));
            try (var client = GymClient.connect(server.address, "a secret")) {
                assertFalse(client.list().isEmpty());
                // the silent ones came before
                assertEquals(1, server.process.children().count());
            }
        } finally {
            for (var socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void whoIsSilentDoesNotKeepOurOwnServerFromUs() throws IOException {
        var silent = new ArrayList<Socket>();
        try (var server = PythonServer.start(LivePython.here())) {
            for (int i = 0; i < 100; i++) {
                silent.add(new Socket(server.address().getAddress(), server.address().getPort()));
            }
            var wire = new Wire(new Socket(server.address().getAddress(), server.address().getPort()), 1 << 20);
            try (var client = new GymClient(null, "the gym server", wire, server.token())) {
                assertFalse(client.list().isEmpty());
            }
        } finally {
            for (var socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void moreClientsThanAreServedAtATimeAreRefused() throws IOException {
        try (var server = Listening.start(serve("--clients", "1")); var first = GymClient.connect(server.address, "a secret")) {
            var refusal = assertThrows(GymException.class, () -> GymClient.connect(server.address, "a secret"));
            assertEquals("the gym server at 127.0.0.1:" + server.address.getPort() + ": 1 clients are served already, no more at a time; "
                    + "end one, or start the server with more --clients", refusal.getMessage().replace("localhost", "127.0.0.1"));
            assertFalse(first.list().isEmpty());
        }
    }

    @Test
    void anEmptyTokenIsRefused() throws Exception {
        for (var token : new String[]{"", " "}) {
            var process = LivePython.here(GymProvider.TOKEN, token).process(List.of("-u", SERVER, "--listen", "127.0.0.1:0")).start();
            assertEquals("REVERIE_GYM_TOKEN must not be empty: unset it to have one made, or set it to a secret\n",
                    new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
            assertEquals(2, process.waitFor());
        }
    }

    /**
     * In {@link #folder}: modules of names that a server looks for, which leave a file behind if they are imported, and one of the user's.
     */
    private void write(Path folder) throws IOException {
        for (var name : List.of("json", "numpy", "gymnasium", "vizdoom", "ale_py", "minigrid", "sitecustomize", "selectors")) {
            Files.writeString(folder.resolve(name + ".py"),
                    "open(" + quoted(this.folder.resolve("imported")) + ", 'a').write('" + name + " ')\n");
        }
        Files.writeString(folder.resolve("mine.py"), """
                import gymnasium, numpy, mine_too
                class Mine(gymnasium.Env):
                    action_space = observation_space = gymnasium.spaces.Box(0, 1, (2,), numpy.float32)
                gymnasium.register("Mine-v0", Mine)
                """);
        Files.writeString(folder.resolve("mine_too.py"), "");
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("\\", "\\\\") + "'";
    }

    @Test
    void onlyAModuleThatIsNamedIsImportedFromTheFolderOneStartsFrom() throws IOException {
        var start = Files.createDirectory(folder.resolve("start"));
        write(start);
        var script = Files.createDirectory(folder.resolve("script")).resolve("gym_server.py");
        Files.copy(Path.of(SERVER), script);
        // one joined carelessly: an empty part is the current folder to Python
        var python = LivePython.here("PYTHONPATH", ":" + LivePython.folder() + ":", "PYTHONDONTWRITEBYTECODE", "1",
                "TMPDIR", folder.toString());
        var process = python.process(List.of("-u", script.toString())).directory(start.toFile()).start();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            process.getOutputStream().write("a secret\n".getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(out.readLine()));
            try (var client = GymClient.connect(address, "a secret")) {
                assertTrue(client.list().stream().anyMatch(env -> env.id().equals("CartPole-v1")));
                assertEquals(1, client.make(GymOptions.of("CartPole-v1"), 1).actionSpace().size());
                assertFalse(Files.exists(folder.resolve("imported")), "before a module is named");
                assertEquals(2, client.make(GymOptions.of("mine:Mine-v0"), 1).actionSpace().size());
                assertFalse(Files.exists(folder.resolve("imported")), "what is installed comes first");
            }
        } finally {
            GymPython.end(process, List.of());
        }
    }

    @Test
    void eachServerWorksInAFolderOfItsOwnWhichGoesWithIt() throws IOException {
        var before = Path.of("").toAbsolutePath();
        var kwargs = "{\"config\": \"src/test/python/test_envs.py\", \"script\": \"pom.xml\", \"output\": \"./new\", \"map\": \"src\", "
                + "\"more\": [{\"file\": \"../pom.xml\"}], \"mode\": \"a/b\"}";
        var folders = new ArrayList<Path>();
        for (int i = 0; i < 2; i++) {
            try (var env = LivePython.env("test_envs:Place-v0", "kwargs", kwargs)) {
                var told = assertThrows(GymException.class, () -> env.reset(1)).getMessage().replaceFirst(".*ValueError: ", "");
                folders.add(Path.of(told.substring(0, told.indexOf(" {"))));
                assertTrue(Files.exists(folders.get(i).resolve("litter.txt")));
                assertEquals("{'config': '" + before.resolve("src/test/python/test_envs.py") + "', 'script': '" + before.resolve("pom.xml")
                        + "', 'output': '" + before.resolve("new") + "', 'map': 'src', 'more': [{'file': '"
                        + before.resolveSibling("pom.xml") + "'}], 'mode': 'a/b'}", told.substring(told.indexOf('{')));
            }
            assertFalse(Files.exists(folders.get(i)), folders.get(i).toString());
        }
        assertNotEquals(folders.get(0), folders.get(1));
        assertFalse(Files.exists(Path.of("litter.txt")));
    }

    @Test
    void aFolderOfAServedClientGoesWithItsProcess() throws Exception {
        try (var server = Listening.start(serve())) {
            Path place;
            try (var env = GymEnv.make(GymClient.connect(server.address, "a secret"), GymOptions.of("test_envs:Place-v0", Map.of()))) {
                var told = assertThrows(GymException.class, () -> env.reset(1)).getMessage().replaceFirst(".*ValueError: ", "");
                place = Path.of(told.substring(0, told.indexOf(" {")));
                assertTrue(Files.exists(place.resolve("litter.txt")));
                server.process.children().findFirst().orElseThrow();
            }
            for (var worker : server.process.children().toList()) {
                worker.onExit().get();
            }
            assertFalse(Files.exists(place));
        }
    }

    @Test
    void theDoorAsksEverybody() throws Exception {
        var process = LivePython.here().process(List.of(LivePython.folder().resolve("door_test.py").toString(), SERVER))
                .redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertEquals(4, said.lines().filter(line -> line.startsWith("ok ")).count(), said);
    }
}
