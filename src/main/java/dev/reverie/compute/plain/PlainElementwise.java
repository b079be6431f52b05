package dev.reverie.compute.plain;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Elementwise;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;

/** {@link Elementwise}, one value after another. */
final class PlainElementwise implements Elementwise {
    @Override
    public void apply(Function f, Floats x, int xOffset, Floats y, int yOffset, int length) {
        Gemm.within("x", x, xOffset, length);
        Gemm.within("y", y, yOffset, length);
        for (int i = 0; i < length; i++) {
            y.set(yOffset + i, (float) f.of(x.get(xOffset + i)));
        }
    }

    @Override
    public void backward(Activation activation, Floats y, int yOffset, Floats dy, int dyOffset, int length) {
        Gemm.within("y", y, yOffset, length);
        Gemm.within("dy", dy, dyOffset, length);
        if (activation == Activation.NONE) {
            return;
        }
        for (int i = 0; i < length; i++) {
            dy.set(dyOffset + i, (float) (dy.get(dyOffset + i) * activation.slope(y.get(yOffset + i))));
        }
    }

    @Override
    public void add(Floats x, int xOffset, Floats y, int yOffset, int length) {
        Gemm.within("x", x, xOffset, length);
        Gemm.within("y", y, yOffset, length);
        for (int i = 0; i < length; i++) {
            y.set(yOffset + i, y.get(yOffset + i) + x.get(xOffset + i));
        }
    }
}
