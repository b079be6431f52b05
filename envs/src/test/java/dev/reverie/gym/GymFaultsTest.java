package dev.reverie.gym;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong without Gymnasium, too, is told in one line. */
class GymFaultsTest {
    @TempDir
    Path folder;

    private static GymException greeted(byte[] said) throws IOException {
        var wire = new Wire(new FakeSocket(said), 1 << 16);
        return assertThrows(GymException.class, () -> new GymClient(null, "the gym server", wire, "t"));
    }

    @Test
    void anotherVersionIsTold() throws IOException {
        assertEquals(
                "the gym server: it speaks version 2, this Reverie speaks version 1; start it with this one: reverie gym serve",
                greeted(FakeSocket.hello(2)).getMessage());
    }

    @Test
    void theServersRefusalIsTold() throws IOException {
        var told = greeted(FakeSocket.message(Wire.ERROR, "\0token: wrong\n"));
        assertEquals("the gym server: token: wrong", told.getMessage());
    }

    @Test
    void somethingElseOnThePortIsTold() throws IOException {
        var told = greeted("HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.US_ASCII));
        assertEquals("the gym server: a message must have 1 to 65536 bytes, had 1347703880", told.getMessage());
    }

    @Test
    void missingPythonIsToldWithTheRemedy() {
        var told = assertThrows(GymException.class, () -> GymClient.start(GymPython.of("/nowhere/python")));
        assertEquals("/nowhere/python: no such Python; set REVERIE_GYM_PYTHON to one that has gymnasium, or run reverie gym setup",
                told.getMessage());
    }

    @Test
    void whatIsNoPythonIsToldWithTheRemedy() {
        var told = assertThrows(GymException.class, () -> GymClient.start(GymPython.of("/bin/false")));
        assertTrue(told.getMessage().startsWith("/bin/false does not start the gym server; set REVERIE_GYM_PYTHON"), told.getMessage());
    }

    @Test
    void nobodyOnThePortIsTold() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var told = assertThrows(GymException.class, () -> GymClient.connect(address, "t"));
        assertTrue(told.getMessage().endsWith("; is it running?"), told.getMessage());
    }

    @Test
    void anEmptyTokenIsRefused() {
        assertEquals("REVERIE_GYM_TOKEN must not be empty: unset it, or set it to the token of the server",
                assertThrows(IllegalArgumentException.class, () -> GymProvider.token(Map.of(GymProvider.TOKEN, ""))).getMessage());
        assertThrows(IllegalArgumentException.class, () -> GymProvider.token(Map.of(GymProvider.TOKEN, " ")));
        assertEquals("token must not be empty", assertThrows(IllegalArgumentException.class,
                () -> GymClient.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), "")).getMessage());
    }

    @Test
    void whatAServerSaysCannotMoveTheCursor() throws IOException {
        var told = greeted(FakeSocket.message(Wire.ERROR, "\0\u001b[2Jgone\u0007\n"));
        assertEquals("the gym server: \\u001b[2Jgone\\u0007", told.getMessage());
        var failed = new GymException("a\u001bb\nc", "d\u001be\nf", null);
        assertEquals("a\\u001bb\\nc", failed.getMessage());
        assertEquals("d\\u001be\nf", failed.details());
    }

    /** Interrupts {@code waiting} once a process of ours has started; what it ended with. */
    private static Throwable interrupted(Runnable waiting) throws InterruptedException {
        var before = ProcessHandle.current().children().toList();
        var ended = new AtomicReference<Throwable>();
        var thread = new Thread(() -> {
            try {
                waiting.run();
            } catch (RuntimeException e) {
                ended.set(e);
            }
        });
        thread.start();
        while (thread.isAlive() && ProcessHandle.current().children().allMatch(before::contains)) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        thread.join();
        assertTrue(before.containsAll(ProcessHandle.current().children().toList()), "nobody is left");
        return ended.get();
    }

    private Path sleeper() throws IOException {
        var script = Files.writeString(folder.resolve("sleeper"), "#!/bin/sh\nexec sleep 1000\n");
        assertTrue(script.toFile().setExecutable(true));
        return script;
    }

    @Test
    void anInterruptEndsTheWaitForAServerAndTheServer() throws Exception {
        var python = GymPython.of(sleeper().toString());
        var ended = interrupted(() -> GymClient.start(python));
        assertTrue(ended instanceof CancellationException, String.valueOf(ended));
    }

    @Test
    void anInterruptEndsACommandAndWhatItStarted() throws Exception {
        var command = List.of(sleeper().toString());
        var ended = interrupted(() -> {
            try {
                GymPython.run(command);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertTrue(ended instanceof CancellationException, String.valueOf(ended));
    }

    @Test
    void anEmptyPartOfPythonsPathIsNotTheCurrentFolder() {
        var separator = File.pathSeparator;
        var python = new GymPython("python3", Map.of("PYTHONPATH", separator + "a" + separator + separator + "b" + separator));
        assertEquals("a" + separator + "b", python.process(List.of()).environment().get("PYTHONPATH"));
    }

    @Test
    void packagesGetTheTestedVersionUnlessOneIsNamed() {
        assertTrue(GymPython.tested().stream().allMatch(line -> line.matches("[a-z0-9-]+(\\[[a-z0-9]+])?==[0-9.]+")), "all pinned");
        var gymnasium = GymPython.tested().get(0).replaceFirst(".*==", "");
        assertEquals(List.of("gymnasium[classic-control]==" + gymnasium, "gymnasium>=1", "numpy==2.0", "other"),
                GymPython.pinned(List.of("gymnasium[classic-control]", "gymnasium>=1", "numpy==2.0", "other")));
    }
}
