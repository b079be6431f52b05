package dev.reverie.gym;

import dev.reverie.core.Printable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CancellationException;

/**
 * Messages over a socket: u32 length, u8 kind, the body, little-endian; {@code gym_server.py} has the list of them. A message is sent whole
 * and read piece by piece: {@link #head}, then as many bytes as that said.
 */
final class Wire implements AutoCloseable {
    static final int HELLO = 1;
    static final int LIST = 2;
    static final int MAKE = 3;
    static final int RESET = 4;
    static final int STEP = 5;
    static final int CLOSE = 6;
    static final int ERROR = 255;

    /** Causes of an {@link #ERROR}. */
    static final int REFUSED = 0;
    static final int MISSING = 2;

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int HEAD = 5;
    /** How long a read waits before it looks whether somebody wants it to stop. */
    private static final int SLICE_MILLIS = 250;
    /** What is allocated for a body before any of it has come. */
    private static final int FIRST_PIECE = 1 << 16;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] head = new byte[HEAD];
    private int limit;
    private long deadline;

    /** @param limit of a message, in bytes */
    Wire(Socket socket, int limit) throws IOException {
        this.socket = socket;
        this.limit = limit;
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** A connection to a server, within a few seconds. */
    static Wire open(InetSocketAddress address, int limit) throws IOException {
        var socket = new Socket();
        try {
            return Awaited.of("a connection", CONNECT, () -> {
                socket.connect(address);
                return new Wire(socket, limit);
            });
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    void limit(int bytes) {
        limit = bytes;
    }

    /** A buffer for {@link #send} with room for a body. */
    static ByteBuffer message(int kind, int bodySize) {
        return ByteBuffer.allocate(HEAD + bodySize).order(ByteOrder.LITTLE_ENDIAN).putInt(1 + bodySize).put((byte) kind);
    }

    static ByteBuffer message(int kind, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return message(kind, bytes.length).put(bytes);
    }

    /** Sends what {@link #message} began; its answer has to be here within {@code timeout}. */
    void send(ByteBuffer message, Duration timeout) throws IOException {
        deadline = System.nanoTime() + timeout.toNanos();
        out.write(message.array(), 0, message.capacity());
    }

    /**
     * Reads the head of the answer.
     *
     * @return the length of its body
     * @throws Told
     *             if it is an {@link #ERROR}, which is read wholly
     */
    int head(int expected) throws IOException {
        read(head, 0, HEAD);
        int length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt();
        int kind = head[4] & 0xFF;
        if (length < 1 || length > limit) {
            throw new ProtocolException("a message must have 1 to " + limit + " bytes, had " + Integer.toUnsignedString(length));
        }
        if (kind == ERROR && length > 1) {
            var body = read(length - 1);
            var text = new String(body, 1, body.length - 1, StandardCharsets.UTF_8);
            int end = (text + "\n").indexOf('\n');
            throw new Told(body[0], text.substring(0, end).isBlank() ? "refused, without a word" : Printable.line(text.substring(0, end)),
                    text.substring(Math.min(text.length(), end + 1)));
        }
        if (kind != expected) {
            throw new ProtocolException("the answer to a message of kind " + expected + " must be of the same kind, was " + kind);
        }
        return length - 1;
    }

    /** A body, which takes no more memory than twice of what has come. */
    byte[] read(int length) throws IOException {
        var body = new byte[Math.min(length, FIRST_PIECE)];
        read(body, 0, body.length);
        while (body.length < length) {
            int have = body.length;
            body = Arrays.copyOf(body, (int) Math.min(length, 2L * have));
            read(body, have, body.length - have);
        }
        return body;
    }

    void read(byte[] into, int offset, int length) throws IOException {
        int have = 0;
        while (have < length) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new SocketTimeoutException("no answer in time");
            }
            socket.setSoTimeout((int) Math.min(left, SLICE_MILLIS));
            try {
                int count = in.read(into, offset + have, length - have);
                if (count < 0) {
                    throw new EOFException("the connection was closed");
                }
                have += count;
            } catch (SocketTimeoutException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("interrupted while waiting for an environment");
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone, which is what was wanted
        }
    }

    /** The other side's own words about what is wrong. */
    static final class Told extends IOException {
        private static final long serialVersionUID = 1;

        final int reason;
        final String details;

        Told(int reason, String message, String details) {
            super(message);
            this.reason = reason;
            this.details = details;
        }
    }
}
