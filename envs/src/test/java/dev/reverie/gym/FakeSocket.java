package dev.reverie.gym;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A server that has said all it will ever say. */
final class FakeSocket extends Socket {
    static final String SPEC = """
            {"id": "Fake-v0", "observation": {"kind": "box", "shape": [2], "low": [-Infinity], "high": [Infinity],
             "layout": [{"path": "", "space": "Box", "offset": 0, "size": 2, "meaning": "numbers"}]},
             "action": {"kind": "discrete", "n": 2, "layout": []}, "limit": 500, "nondeterministic": false}""";

    private final InputStream in;

    FakeSocket(byte[] said) {
        in = new ByteArrayInputStream(said);
    }

    static byte[] message(int kind, byte[] body) {
        return ByteBuffer.allocate(5 + body.length).order(ByteOrder.LITTLE_ENDIAN).putInt(1 + body.length).put((byte) kind).put(body)
                .array();
    }

    static byte[] message(int kind, String body) {
        return message(kind, body.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hello(int version) {
        return message(Wire.HELLO, "RVGY" + (char) version + "\0{\"python\": \"3.14\"}");
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public void setTcpNoDelay(boolean on) {
    }

    @Override
    public void setSoTimeout(int millis) {
    }
}
