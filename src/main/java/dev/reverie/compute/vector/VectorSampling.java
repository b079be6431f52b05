package dev.reverie.compute.vector;

import static dev.reverie.compute.vector.Lanes.L;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.Sampling;
import dev.reverie.compute.Threefry;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** {@link Sampling}: L counters of {@link Threefry} at a time, the same bits as its reference. */
final class VectorSampling implements Sampling {
    private static final int PARITY = 0x1BD11BDA;
    private static final IntVector IOTA = IntVector.zero(Lanes.I).addIndex(1);
    private static final int CHUNK = 64 * L;

    private final VectorRowMath rows = new VectorRowMath();

    @Override
    public void uniform(long key, long first, Floats y, int yOffset, int length) {
        Gemm.within("y", y, yOffset, length);
        var words0 = new int[CHUNK];
        var words1 = new int[CHUNK];
        for (int at = 0; at < length; at += CHUNK) {
            int count = Math.min(CHUNK, length - at);
            words(key, first + at, words0, words1, count);
            int whole = count - count % L;
            uniform(words0, Lanes.view(y), yOffset + at, whole);
            if (whole < count) {
                Lanes.storeTail(uniform(words0, whole), y, yOffset + at + whole, count - whole);
            }
        }
    }

    private static void uniform(int[] words, Object y, int yOffset, int whole) {
        for (int i = 0; i < whole; i += L) {
            Lanes.store(uniform(words, i), y, yOffset + i);
        }
    }

    /** (w >>> 8 + ½)·2⁻²⁴ */
    private static FloatVector uniform(int[] words, int i) {
        var w = IntVector.fromArray(Lanes.I, words, i).lanewise(VectorOperators.LSHR, 8);
        return ((FloatVector) w.convert(VectorOperators.I2F, 0)).add(0.5f).mul(0x1p-24f);
    }

    @Override
    public void gaussian(long key, long first, Floats y, int yOffset, int length) {
        Gemm.within("y", y, yOffset, length);
        var words0 = new int[CHUNK];
        var words1 = new int[CHUNK];
        for (int at = 0; at < length; at += CHUNK) {
            int count = Math.min(CHUNK, length - at);
            words(key, first + at, words0, words1, count);
            int whole = count - count % L;
            gaussian(words0, words1, Lanes.view(y), yOffset + at, whole);
            if (whole < count) {
                Lanes.storeTail(gaussian(words0, words1, whole), y, yOffset + at + whole, count - whole);
            }
        }
    }

    private static void gaussian(int[] words0, int[] words1, Object y, int yOffset, int whole) {
        for (int i = 0; i < whole; i += L) {
            Lanes.store(gaussian(words0, words1, i), y, yOffset + i);
        }
    }

    /** √(−2 ln u)·cos 2πv */
    private static FloatVector gaussian(int[] words0, int[] words1, int i) {
        var w0 = IntVector.fromArray(Lanes.I, words0, i).lanewise(VectorOperators.LSHR, 1);
        var w1 = IntVector.fromArray(Lanes.I, words1, i).lanewise(VectorOperators.LSHR, 8);
        var u = ((FloatVector) w0.convert(VectorOperators.I2F, 0)).mul(0x1p-31f).add(0x1p-32f);
        var v = ((FloatVector) w1.convert(VectorOperators.I2F, 0)).mul(0x1p-24f);
        // u can round to just above 1, whose logarithm would be positive.
        return VectorMath.log(u.min(1f)).mul(-2f).sqrt().mul(VectorMath.cosineOfTurns(v));
    }

    @Override
    public void categorical(long key, long first, Floats logits, int logitsOffset, int rowCount, int columns, int[] indices, int indicesOffset) {
        Gemm.within("logits", logits, logitsOffset, (long) rowCount * columns);
        if (indicesOffset < 0 || indicesOffset + rowCount > indices.length) {
            throw new IllegalArgumentException("indices must have " + rowCount + " elements from " + indicesOffset + " on, has " + indices.length);
        }
        var weights = Floats.allocate(columns);
        for (int r = 0; r < rowCount; r++) {
            rows.softmax(logits, logitsOffset + r * columns, weights, 0, 1, columns);
            indices[indicesOffset + r] = index(weights, (float) Threefry.uniform(key, first + r));
        }
    }

    /** The first index whose cumulative weight exceeds u; the last with any weight where rounding leaves a rest. */
    private static int index(Floats weights, float u) {
        float rest = u;
        int last = 0;
        for (int k = 0; k < weights.size(); k++) {
            float weight = weights.get(k);
            if (weight > 0) {
                last = k;
                if (rest < weight) {
                    return k;
                }
                rest -= weight;
            }
        }
        return last;
    }

    /** Both words of {@code count} counters, rounded up to whole vectors; a vector whose counters wrap their low word goes one by one. */
    private static void words(long key, long first, int[] words0, int[] words1, int count) {
        for (int i = 0; i < count; i += L) {
            long counter = first + i;
            if ((counter & 0xFFFFFFFFL) + L <= 0x1_0000_0000L) {
                block((int) key, (int) (key >>> 32), counter, words0, words1, i);
            } else {
                for (int lane = 0; lane < L; lane++) {
                    long words = Threefry.block(key, counter + lane);
                    words0[i + lane] = (int) words;
                    words1[i + lane] = (int) (words >>> 32);
                }
            }
        }
    }

    /** Twenty rounds, four at a time between key injections; written out because the JIT compiler must see straight code. */
    private static void block(int k0, int k1, long counter, int[] words0, int[] words1, int at) {
        int k2 = PARITY ^ k0 ^ k1;
        var x0 = IOTA.add((int) counter).add(k0);
        var x1 = IntVector.broadcast(Lanes.I, (int) (counter >>> 32) + k1);
        x0 = x0.add(x1);
        x1 = mix(x0, x1, 13);
        x0 = x0.add(x1);
        x1 = mix(x0, x1, 15);
        x0 = x0.add(x1);
        x1 = mix(x0, x1, 26);
        x0 = x0.add(x1);
        x1 = mix(x0, x1, 6);
        x0 = x0.add(k1);
        x1 = x1.add(k2 + 1);
        x0 = x0.add(x1);
        x1 = mix(x0, x1, 17);
        x0 = x0.add(x1);
        x1 = mix(x0, x1, 29);
        x0 = x0.add(x1);
        x1 = mix(x0, x1, 16);
        x0 = x0.add(x1);
        x1 = mix(x0, x1, 24);
        x0 = x0.add(k2);
        x1 = x1.add(k0 + 2);
        x0 = x0.add(x1);
        x1 = mix(x0, x1, 13);
        x0 = x0.add(x1);
        x1 = mix(x0, x1, 15);
        x0 = x0.add(x1);
        x1 = mix(x0, x1, 26);
        x0 = x0.add(x1);
        x1 = mix(x0, x1, 6);
        x0 = x0.add(k0);
        x1 = x1.add(k1 + 3);
        x0 = x0.add(x1);
        x1 = mix(x0, x1, 17);
        x0 = x0.add(x1);
        x1 = mix(x0, x1, 29);
        x0 = x0.add(x1);
        x1 = mix(x0, x1, 16);
        x0 = x0.add(x1);
        x1 = mix(x0, x1, 24);
        x0 = x0.add(k1);
        x1 = x1.add(k2 + 4);
        x0 = x0.add(x1);
        x1 = mix(x0, x1, 13);
        x0 = x0.add(x1);
        x1 = mix(x0, x1, 15);
        x0 = x0.add(x1);
        x1 = mix(x0, x1, 26);
        x0 = x0.add(x1);
        x1 = mix(x0, x1, 6);
        x0.add(k2).intoArray(words0, at);
        x1.add(k0 + 5).intoArray(words1, at);
    }

    private static IntVector mix(IntVector x0, IntVector x1, int rotation) {
        return x1.lanewise(VectorOperators.ROL, rotation).lanewise(VectorOperators.XOR, x0);
    }
}
