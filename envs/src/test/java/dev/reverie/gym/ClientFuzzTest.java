package dev.reverie.gym;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever a server says, the client ends with an answer or an exception of its own, and with no more memory than a message may have. */
class ClientFuzzTest {
    private static final int LIMIT = 1 << 16;
    private static final int MESSAGES = 100_000;
    private static final int ROWS = 3;
    /** What a conversation may take: each of its messages twice, since buffers grow by doubling, and its buffers. */
    private static final long MEMORY = 8L * 2 * LIMIT + (1 << 19);

    @Test
    void randomAndTruncatedMessagesNeitherHangNorFillTheMemory() throws IOException {
        var random = Seed.of(7).random();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        // what is loaded once, and the JSON library's own buffers, are not a message's
        for (int i = 0; i < 100; i++) {
            converse(said(random, 5), 3);
        }
        int messages = 0;
        int answered = 0;
        long most = 0;
        while (messages < MESSAGES) {
            int count = 3 + random.nextInt(5);
            messages += count;
            var bytes = said(random, count);
            if (random.nextInt(3) == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            answered += converse(bytes, count - 2);
            most = Math.max(most, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(answered > MESSAGES / 20, "only " + answered + " answers were understood: the fuzz does not get beyond the greeting");
        assertTrue(most < MEMORY, most + " bytes for one conversation");
    }

    private static byte[] said(RandomGenerator random, int count) throws IOException {
        var said = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            said.write(message(random, i));
        }
        return said.toByteArray();
    }

    /** How many answers were understood. */
    private static int converse(byte[] said, int steps) throws IOException {
        int answered = 0;
        try (var client = new GymClient(null, "fake", new Wire(new FakeSocket(said), LIMIT), "t")) {
            try (var rows = new GymRows(client, GymOptions.of("Fake-v0"), ROWS)) {
                var out = Observations.allocate(ROWS, rows.spec().observationSpace());
                for (int i = 0; i < steps; i++) {
                    var actions = i == 0 ? null : new float[ROWS * rows.spec().actionSpace().size()];
                    rows.send(new byte[]{GymRows.PLAY_ON, GymRows.LEAVE, GymRows.RENEW}, new long[ROWS], actions, 0);
                    rows.receive(out, out, 0);
                    answered++;
                }
            }
        } catch (GymException | IllegalArgumentException e) {
            assertTrue(e.getMessage() != null && !e.getMessage().isBlank());
        }
        return answered;
    }

    private static byte[] message(RandomGenerator random, int i) {
        if (random.nextInt(10) > 0) {
            return i == 0 ? FakeSocket.hello(1) : i == 1 ? spec(random) : answer(random, i == 2 ? Wire.RESET : Wire.STEP);
        }
        var noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        return switch (random.nextInt(3)) {
            case 0 -> noise;
            case 1 -> FakeSocket.message(random.nextInt(256), noise);
            default -> FakeSocket.message(Wire.ERROR, noise);
        };
    }

    /** Mostly right; else with some bytes changed. */
    private static byte[] spec(RandomGenerator random) {
        var text = FakeSocket.SPEC.toCharArray();
        for (int i = random.nextInt(4) > 0 ? 0 : 1 + random.nextInt(4); i > 0; i--) {
            text[random.nextInt(text.length)] = (char) (32 + random.nextInt(95));
        }
        return FakeSocket.message(Wire.MAKE, new String(text));
    }

    private static byte[] answer(RandomGenerator random, int kind) {
        int rows = 2 + random.nextInt(3);
        var body = new byte[ROWS * 9 + rows * 8 + (random.nextInt(5) == 0 ? random.nextInt(100) : 0)];
        random.nextBytes(body);
        var numbers = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        // now and then any bits at all, which may be no number
        for (int i = random.nextInt(10) == 0 ? ROWS : 0; i < ROWS; i++) {
            numbers.putDouble(i * 8, random.nextGaussian());
        }
        for (int at = ROWS * 9; at + 4 <= body.length && random.nextInt(40) > 0; at += 4) {
            numbers.putFloat(at, random.nextFloat());
        }
        for (int i = 0; i < ROWS; i++) {
            body[ROWS * 8 + i] = (byte) (rows == 3 && i == 0 ? 1 : 0);
        }
        return FakeSocket.message(kind, body);
    }

    @Test
    void whatComesIsReadIntoItsPlaces() throws IOException {
        var body = ByteBuffer.allocate(27 + 24).order(ByteOrder.LITTLE_ENDIAN);
        body.putDouble(1).putDouble(0).putDouble(3).put(GymRows.TERMINATED).put((byte) 0).put(GymRows.TRUNCATED);
        for (int i = 1; i <= 6; i++) {
            body.putFloat(i);
        }
        var said = new ByteArrayOutputStream();
        said.write(FakeSocket.hello(1));
        said.write(FakeSocket.message(Wire.MAKE, FakeSocket.SPEC));
        said.write(FakeSocket.message(Wire.STEP, body.array()));
        try (var client = new GymClient(null, "fake", new Wire(new FakeSocket(said.toByteArray()), LIMIT), "t");
                var rows = new GymRows(client, GymOptions.of("Fake-v0"), ROWS)) {
            var out = new Observations.Vectors(5, 2, new float[10]);
            var finals = new Observations.Vectors(5, 2, new float[10]);
            rows.send(new byte[]{9, 9, GymRows.PLAY_ON, GymRows.LEAVE, GymRows.RENEW}, new long[5], new float[5], 2);
            rows.receive(out, finals, 2);
            assertEquals("[0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 0.0, 0.0, 3.0, 4.0]", Arrays.toString(out.values()));
            assertEquals("[0.0, 0.0, 0.0, 0.0, 5.0, 6.0, 0.0, 0.0, 0.0, 0.0]", Arrays.toString(finals.values()));
            assertEquals(1, rows.reward(0));
            assertTrue(rows.terminated(0) && !rows.truncated(0) && rows.truncated(2));
        }
    }
}
