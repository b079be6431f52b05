package dev.reverie.gym;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is wrong without Gymnasium, too, is told in one line. */
class GymFaultsTest {
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
}
