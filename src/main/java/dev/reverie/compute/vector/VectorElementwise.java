package dev.reverie.compute.vector;

import static dev.reverie.compute.vector.Lanes.L;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Elementwise;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import jdk.incubator.vector.FloatVector;

/** {@link Elementwise}: one small loop a function, so that each is compiled with its vectors in registers. */
final class VectorElementwise implements Elementwise {
    @Override
    public void apply(Function f, Floats x, int xOffset, Floats y, int yOffset, int length) {
        Gemm.within("x", x, xOffset, length);
        Gemm.within("y", y, yOffset, length);
        Object from = Lanes.view(x);
        Object to = Lanes.view(y);
        int whole = length - length % L;
        switch (f) {
            case EXP -> exp(from, xOffset, to, yOffset, whole);
            case LOG -> log(from, xOffset, to, yOffset, whole);
            case RELU -> relu(from, xOffset, to, yOffset, whole);
            case SIGMOID -> sigmoid(from, xOffset, to, yOffset, whole);
            case TANH -> tanh(from, xOffset, to, yOffset, whole);
        }
        if (whole < length) {
            int count = length - whole;
            Lanes.storeTail(one(f, Lanes.loadTail(x, xOffset + whole, count, 1)), y, yOffset + whole, count);
        }
    }

    private static FloatVector one(Function f, FloatVector x) {
        return switch (f) {
            case EXP -> VectorMath.exp(x);
            case LOG -> VectorMath.log(x);
            case RELU -> x.max(0);
            case SIGMOID -> VectorMath.sigmoid(x);
            case TANH -> VectorMath.tanh(x);
        };
    }

    private static void exp(Object x, int xOffset, Object y, int yOffset, int whole) {
        for (int i = 0; i < whole; i += L) {
            Lanes.store(VectorMath.exp(Lanes.load(x, xOffset + i)), y, yOffset + i);
        }
    }

    private static void log(Object x, int xOffset, Object y, int yOffset, int whole) {
        for (int i = 0; i < whole; i += L) {
            Lanes.store(VectorMath.log(Lanes.load(x, xOffset + i)), y, yOffset + i);
        }
    }

    private static void relu(Object x, int xOffset, Object y, int yOffset, int whole) {
        for (int i = 0; i < whole; i += L) {
            Lanes.store(Lanes.load(x, xOffset + i).max(0), y, yOffset + i);
        }
    }

    private static void sigmoid(Object x, int xOffset, Object y, int yOffset, int whole) {
        for (int i = 0; i < whole; i += L) {
            Lanes.store(VectorMath.sigmoid(Lanes.load(x, xOffset + i)), y, yOffset + i);
        }
    }

    private static void tanh(Object x, int xOffset, Object y, int yOffset, int whole) {
        for (int i = 0; i < whole; i += L) {
            Lanes.store(VectorMath.tanh(Lanes.load(x, xOffset + i)), y, yOffset + i);
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
            dy.set(dyOffset + i, dy.get(dyOffset + i) * (float) activation.slope(y.get(yOffset + i)));
        }
    }

    private static void reluBackward(Object y, int yOffset, Object dy, int dyOffset, int whole) {
        for (int i = 0; i < whole; i += L) {
            var d = Lanes.load(dy, dyOffset + i);
            var slope = FloatVector.zero(Lanes.F).blend(1f, FloatVector.zero(Lanes.F).lt(Lanes.load(y, yOffset + i)));
            Lanes.store(d.mul(slope), dy, dyOffset + i);
        }
    }

    private static void sigmoidBackward(Object y, int yOffset, Object dy, int dyOffset, int whole) {
        for (int i = 0; i < whole; i += L) {
            var v = Lanes.load(y, yOffset + i);
            Lanes.store(Lanes.load(dy, dyOffset + i).mul(v.mul(FloatVector.broadcast(Lanes.F, 1f).sub(v))), dy, dyOffset + i);
        }
    }

    private static void tanhBackward(Object y, int yOffset, Object dy, int dyOffset, int whole) {
        for (int i = 0; i < whole; i += L) {
            var v = Lanes.load(y, yOffset + i);
            Lanes.store(Lanes.load(dy, dyOffset + i).mul(FloatVector.broadcast(Lanes.F, 1f).sub(v.mul(v))), dy, dyOffset + i);
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

    /** Also the inner loop of {@link VectorPatches} and {@link VectorRowMath}. */
    static void add(Object x, int xOffset, Object y, int yOffset, int whole) {
        for (int i = 0; i < whole; i += L) {
            Lanes.store(Lanes.load(y, yOffset + i).add(Lanes.load(x, xOffset + i)), y, yOffset + i);
        }
    }
}
