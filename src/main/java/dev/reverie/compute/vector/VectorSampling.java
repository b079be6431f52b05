package dev.reverie.compute.vector;

import static dev.reverie.compute.vector.Lanes.L;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.Sampling;
import dev.reverie.compute.Threefry;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** {@link Sampling}: L counters of {@link Threefry} at a time, the same bits as its reference. */
final class VectorSampling implements Sampling {
    /** Of the eight rounds of a cycle. */
    private static final int[] ROTATIONS = IntStream.range(0, 8).map(Threefry::rotation).toArray();
    private static final int CHUNK = 64 * L;
    private static MethodHandle toFloats =
            Opaque.of(MethodHandles.lookup(), "toFloats", int[].class, int.class, float.class, float.class, Object.class, int.class);

    /** What a chunk of draws needs, this thread's own. */
    private static final class Scratch {
        final int[] words0 = new int[CHUNK];
        final int[] words1 = new int[CHUNK];
        final Floats drawn = Floats.allocate(CHUNK);
        final Floats turns = Floats.allocate(CHUNK);
    }

    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

    @Override
    public void uniform(long key, long first, Floats y, int yOffset, int length) {
        Gemm.within("y", y, yOffset, length);
        var room = scratch.get();
        for (int at = 0; at < length; at += CHUNK) {
            int count = Math.min(CHUNK, length - at);
            int whole = (count + L - 1) / L * L;
            words(key, first + at, room.words0, room.words1, count);
            runToFloats(room.words0, 9, 0x1p-23f, 0x1p-24f, Lanes.view(room.drawn), whole);
            y.put(yOffset + at, room.drawn, 0, count);
        }
    }

    @Override
    public void gaussian(long key, long first, Floats y, int yOffset, int length) {
        Gemm.within("y", y, yOffset, length);
        var room = scratch.get();
        Object drawn = Lanes.view(room.drawn);
        for (int at = 0; at < length; at += CHUNK) {
            int count = Math.min(CHUNK, length - at);
            int whole = (count + L - 1) / L * L;
            words(key, first + at, room.words0, room.words1, count);
            runToFloats(room.words0, 1, 0x1p-31f, 0x1p-32f, drawn, whole);
            runToFloats(room.words1, 8, 0x1p-24f, 0f, Lanes.view(room.turns), whole);
            Loop.LOG.run(drawn, 0, drawn, 0, whole);
            Loop.BOX_MULLER.run(Lanes.view(room.turns), 0, drawn, 0, whole);
            y.put(yOffset + at, room.drawn, 0, count);
        }
    }

    /** y = (w >>> shift)·scale + centre */
    private static void runToFloats(int[] words, int shift, float scale, float centre, Object y, int length) {
        try {
            toFloats.invokeExact(words, shift, scale, centre, y, length);
        } catch (Throwable e) {
            throw Opaque.unchecked(e);
        }
    }

    private static void toFloats(int[] words, int shift, float scale, float centre, Object y, int length) {
        for (int i = 0; i < length; i += L) {
            var w = IntVector.fromArray(Lanes.I, words, i).lanewise(VectorOperators.LSHR, shift);
            Lanes.store(((FloatVector) w.convert(VectorOperators.I2F, 0)).mul(scale).add(centre), y, i);
        }
    }

    /** Both words of {@code count} counters, rounded up to whole vectors; where counters wrap their low word they go one by one. */
    private static void words(long key, long first, int[] words0, int[] words1, int count) {
        int whole = (count + L - 1) / L * L;
        if ((first & 0xFFFFFFFFL) + whole <= 0x1_0000_0000L) {
            blocks((int) key, (int) (key >>> 32), (int) first, (int) (first >>> 32), words0, words1, whole);
            return;
        }
        for (int i = 0; i < count; i++) {
            long words = Threefry.block(key, first + i);
            words0[i] = (int) words;
            words1[i] = (int) (words >>> 32);
        }
    }

    /** Five groups of four rounds, each followed by an injection of the key. */
    private static void blocks(int k0, int k1, int low, int high, int[] words0, int[] words1, int length) {
        var lanes = IntVector.zero(Lanes.I).addIndex(1).add(low + k0);
        for (int i = 0; i < length; i += L) {
            var x0 = lanes.add(i);
            var x1 = IntVector.broadcast(Lanes.I, high + k1);
            int next = k1;
            int second = Threefry.PARITY ^ k0 ^ k1;
            int third = k0;
            for (int group = 0; group < 5; group++) {
                int cycle = 4 * (group & 1);
                x0 = x0.add(x1);
                x1 = x1.lanewise(VectorOperators.ROL, ROTATIONS[cycle]).lanewise(VectorOperators.XOR, x0);
                x0 = x0.add(x1);
                x1 = x1.lanewise(VectorOperators.ROL, ROTATIONS[cycle + 1]).lanewise(VectorOperators.XOR, x0);
                x0 = x0.add(x1);
                x1 = x1.lanewise(VectorOperators.ROL, ROTATIONS[cycle + 2]).lanewise(VectorOperators.XOR, x0);
                x0 = x0.add(x1);
                x1 = x1.lanewise(VectorOperators.ROL, ROTATIONS[cycle + 3]).lanewise(VectorOperators.XOR, x0);
                x0 = x0.add(next);
                x1 = x1.add(second + group + 1);
                int used = next;
                next = second;
                second = third;
                third = used;
            }
            x0.intoArray(words0, i);
            x1.intoArray(words1, i);
        }
    }
}
