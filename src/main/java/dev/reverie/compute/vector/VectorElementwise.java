package dev.reverie.compute.vector;

import static dev.reverie.compute.vector.Lanes.L;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Elementwise;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import jdk.incubator.vector.FloatVector;

/** {@link Elementwise} by the loops of {@link VectorMath}. */
final class VectorElementwise implements Elementwise {
    /** A sigmoid is two loops; between them its values stay in the first-level cache. */
    private static final int CHUNK = 1 << 11;

    @Override
    public void apply(Function f, Floats x, int xOffset, Floats y, int yOffset, int length) {
        Gemm.within("x", x, xOffset, length);
        Gemm.within("y", y, yOffset, length);
        if (f == Function.LOG && !ordinary(x, xOffset, length)) {
            logOneByOne(x, xOffset, y, yOffset, length);
            return;
        }
        int whole = length - length % L;
        loop(f, Lanes.view(x), xOffset, Lanes.view(y), yOffset, whole);
        if (whole < length) {
            var spare = Lanes.spare();
            spare.fill(1);
            spare.put(0, x, xOffset + whole, length - whole);
            Object view = Lanes.view(spare);
            loop(f, view, 0, view, 0, L);
            y.put(yOffset + whole, spare, 0, length - whole);
        }
    }

    private static boolean ordinary(Floats x, int xOffset, int length) {
        int whole = length - length % L;
        for (int i = whole; i < length; i++) {
            if (!ordinary(x.get(xOffset + i))) {
                return false;
            }
        }
        return VectorMath.isLogOrdinary(Lanes.view(x), xOffset, whole);
    }

    private static boolean ordinary(float x) {
        return x >= Float.MIN_NORMAL && x <= Float.MAX_VALUE;
    }

    /** Zeros, negatives, denormals, ∞ and NaN by the JDK; the values between them as always. */
    private void logOneByOne(Floats x, int xOffset, Floats y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            float value = x.get(xOffset + i);
            if (ordinary(value)) {
                apply(Function.LOG, x, xOffset + i, y, yOffset + i, 1);
            } else {
                y.set(yOffset + i, (float) Math.log(value));
            }
        }
    }

    private static void loop(Function f, Object x, int xOffset, Object y, int yOffset, int length) {
        switch (f) {
            case EXP -> Loop.EXP.run(x, xOffset, y, yOffset, length);
            case LOG -> Loop.LOG.run(x, xOffset, y, yOffset, length);
            case RELU -> relu(x, xOffset, y, yOffset, length);
            case SIGMOID -> sigmoid(x, xOffset, y, yOffset, length);
            case TANH -> Loop.TANH.run(x, xOffset, y, yOffset, length);
        }
    }

    private static void sigmoid(Object x, int xOffset, Object y, int yOffset, int length) {
        for (int at = 0; at < length; at += CHUNK) {
            int count = Math.min(CHUNK, length - at);
            Loop.EXP_OF_MINUS.run(x, xOffset + at, y, yOffset + at, count);
            VectorMath.reciprocalOfOnePlus(y, yOffset + at, count);
        }
    }

    private static void relu(Object x, int xOffset, Object y, int yOffset, int length) {
        for (int i = 0; i < length; i += L) {
            Lanes.store(Lanes.load(x, xOffset + i).max(0), y, yOffset + i);
        }
    }

    @Override
    public void backward(Activation activation, Floats y, int yOffset, Floats dy, int dyOffset, int length) {
        Gemm.within("y", y, yOffset, length);
        Gemm.within("dy", dy, dyOffset, length);
        Object outputs = Lanes.view(y);
        Object gradients = Lanes.view(dy);
        int whole = length - length % L;
        switch (activation) {
            case NONE -> {
                return;
            }
            case RELU -> reluBackward(outputs, yOffset, gradients, dyOffset, whole);
            case SIGMOID -> sigmoidBackward(outputs, yOffset, gradients, dyOffset, whole);
            case TANH -> tanhBackward(outputs, yOffset, gradients, dyOffset, whole);
        }
        for (int i = whole; i < length; i++) {
            dy.set(dyOffset + i, dy.get(dyOffset + i) * slope(activation, y.get(yOffset + i)));
        }
    }

    /** As the loops below, one by one. */
    private static float slope(Activation activation, float y) {
        return switch (activation) {
            case NONE -> 1;
            case RELU -> y > 0 ? 1 : 0;
            case SIGMOID -> y * (1 - y);
            case TANH -> 1 - y * y;
        };
    }

    private static void reluBackward(Object y, int yOffset, Object dy, int dyOffset, int length) {
        var zero = FloatVector.zero(Lanes.F);
        for (int i = 0; i < length; i += L) {
            var slope = zero.blend(1f, zero.lt(Lanes.load(y, yOffset + i)));
            Lanes.store(Lanes.load(dy, dyOffset + i).mul(slope), dy, dyOffset + i);
        }
    }

    private static void sigmoidBackward(Object y, int yOffset, Object dy, int dyOffset, int length) {
        var one = FloatVector.broadcast(Lanes.F, 1f);
        for (int i = 0; i < length; i += L) {
            var v = Lanes.load(y, yOffset + i);
            Lanes.store(Lanes.load(dy, dyOffset + i).mul(v.mul(one.sub(v))), dy, dyOffset + i);
        }
    }

    private static void tanhBackward(Object y, int yOffset, Object dy, int dyOffset, int length) {
        var one = FloatVector.broadcast(Lanes.F, 1f);
        for (int i = 0; i < length; i += L) {
            var v = Lanes.load(y, yOffset + i);
            Lanes.store(Lanes.load(dy, dyOffset + i).mul(one.sub(v.mul(v))), dy, dyOffset + i);
        }
    }

    @Override
    public void add(Floats x, int xOffset, Floats y, int yOffset, int length) {
        Gemm.within("x", x, xOffset, length);
        Gemm.within("y", y, yOffset, length);
        int whole = length - length % L;
        add(Lanes.view(x), xOffset, Lanes.view(y), yOffset, whole);
        for (int i = whole; i < length; i++) {
            y.set(yOffset + i, y.get(yOffset + i) + x.get(xOffset + i));
        }
    }

    /** Also the inner loop of {@link VectorPatches}. */
    static void add(Object x, int xOffset, Object y, int yOffset, int length) {
        for (int i = 0; i < length; i += L) {
            Lanes.store(Lanes.load(y, yOffset + i).add(Lanes.load(x, xOffset + i)), y, yOffset + i);
        }
    }
}
