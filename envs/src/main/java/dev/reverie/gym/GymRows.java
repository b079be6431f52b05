package dev.reverie.gym;

import dev.reverie.core.Observations;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Some environments on one connection: asks all of them at once, and puts the answers into rows of somebody's buffers. */
final class GymRows implements AutoCloseable {
    /** What a row is asked to do; see {@code gym_server.py}. */
    static final byte LEAVE = 0;
    static final byte PLAY = 1;
    static final byte PLAY_ON = 2;
    static final byte RENEW = 3;

    static final byte TERMINATED = 1;
    static final byte TRUNCATED = 2;

    private final GymClient client;
    private final GymSpec spec;
    private final int count;
    private final byte[] ops;
    private final double[] rewards;
    private final byte[] flags;
    private final int frameSize;
    private final ByteBuffer numbers;
    private final ByteBuffer head;
    private final ByteBuffer step;
    private final ByteBuffer reset;
    private int kind;

    /** Makes {@code count} of them; the client is closed with these. */
    GymRows(GymClient client, GymOptions options, int count) {
        this.client = client;
        this.count = count;
        spec = client.make(options, count);
        ops = new byte[count];
        rewards = new double[count];
        flags = new byte[count];
        var space = spec.observationSpace();
        frameSize = Math.multiplyExact(space.size(), space.isFrame() ? 1 : Float.BYTES);
        long largest = count * Math.max(9 + 2L * frameSize, 9 + 4L * spec.actionSpace().size());
        if (largest > GymClient.MESSAGE_LIMIT) {
            throw client.lose(new ProtocolException("a message would have " + largest + " bytes, the limit is " + GymClient.MESSAGE_LIMIT));
        }
        numbers = little(space.isFrame() ? 0 : frameSize * count);
        head = little(count * 9);
        step = Wire.message(Wire.STEP, count * (9 + Float.BYTES * spec.actionSpace().size()));
        reset = Wire.message(Wire.RESET, count * 9);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    GymSpec spec() {
        return spec;
    }

    int count() {
        return count;
    }

    /**
     * Asks; {@link #receive} has the answer.
     *
     * @param offset
     *            of our first row in the arrays
     * @param actions
     *            [N, A], or null if no row plays
     */
    void send(byte[] allOps, long[] seeds, float[] actions, int offset) {
        var message = actions == null ? reset : step;
        kind = actions == null ? Wire.RESET : Wire.STEP;
        message.position(5);
        System.arraycopy(allOps, offset, ops, 0, count);
        message.put(ops);
        for (int i = 0; i < count; i++) {
            message.putLong(seeds[offset + i]);
        }
        if (actions != null) {
            int size = spec.actionSpace().size();
            for (int i = offset * size; i < (offset + count) * size; i++) {
                message.putFloat(actions[i]);
            }
        }
        client.send(spec.id() + ": " + (actions == null ? "reset" : "step"), message);
    }

    /**
     * Reads the answer.
     *
     * @param observations
     *            gets those of the rows that were not left alone, at {@code offset} + row
     * @param finals
     *            gets the last ones of rows whose episodes ended and went on; may be null if none can
     */
    void receive(Observations observations, Observations finals, int offset) {
        int body = client.head(kind);
        if (body < head.capacity()) {
            throw wrong(body, head.capacity());
        }
        client.read(head.array(), 0, head.capacity());
        int seen = 0;
        int ended = 0;
        for (int i = 0; i < count; i++) {
            rewards[i] = head.getDouble(i * 8);
            if (!Float.isFinite((float) rewards[i])) {
                throw client.lose(new ProtocolException("a reward must be a finite number, was " + rewards[i]));
            }
            flags[i] = head.get(count * 8 + i);
            seen += ops[i] == LEAVE ? 0 : 1;
            ended += renewed(i) ? 1 : 0;
        }
        int rest = body - head.capacity() - (seen + ended) * frameSize;
        if (rest < 0 || ended > 0 && finals == null) {
            throw wrong(body, head.capacity() + (seen + ended) * frameSize);
        }
        fill(observations, offset, false, seen);
        fill(finals, offset, true, ended);
        // infos were not asked for
        client.read(new byte[rest], 0, rest);
    }

    private GymException wrong(int body, int expected) {
        return client.lose(new ProtocolException("the answer must have " + expected + " bytes, had " + body));
    }

    private boolean renewed(int i) {
        return ops[i] == PLAY_ON && flags[i] != 0;
    }

    private void fill(Observations out, int offset, boolean last, int rows) {
        if (rows == 0) {
            return;
        }
        if (out instanceof Observations.Frames frames && rows == count) {
            client.read(frames.pixels(), offset * frameSize, count * frameSize);
            return;
        }
        for (int i = 0; i < count && !(out instanceof Observations.Vectors); i++) {
            if (last ? renewed(i) : ops[i] != LEAVE) {
                client.read(((Observations.Frames) out).pixels(), (offset + i) * frameSize, frameSize);
            }
        }
        if (out instanceof Observations.Vectors vectors) {
            client.read(numbers.array(), 0, rows * frameSize);
            FloatBuffer floats = numbers.clear().asFloatBuffer();
            for (int k = 0; k < rows * vectors.size(); k++) {
                if (!Float.isFinite(floats.get(k))) {
                    throw client.lose(new ProtocolException("an observation must be finite numbers, was " + floats.get(k)));
                }
            }
            int size = vectors.size();
            for (int i = 0; i < count; i++) {
                if (last ? renewed(i) : ops[i] != LEAVE) {
                    floats.get(vectors.values(), (offset + i) * size, size);
                }
            }
        }
    }

    double reward(int i) {
        return rewards[i];
    }

    boolean terminated(int i) {
        return (flags[i] & TERMINATED) != 0;
    }

    boolean truncated(int i) {
        return (flags[i] & TRUNCATED) != 0;
    }

    /** {@code seed} itself, if Python takes it. */
    static long seed(long seed) {
        if (seed < 0) {
            throw new IllegalArgumentException("seed must be >= 0 for an environment in Python, was " + seed);
        }
        return seed;
    }

    @Override
    public void close() {
        client.close();
    }
}
