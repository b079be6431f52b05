package dev.reverie.controller;

import java.util.Objects;

/**
 * A controller of layers one after the other, with tanh between them: what {@link Linear}, of one layer, and {@link Mlp} have in common. A value.
 *
 * <p>{@link #respond} is the plain way, row by row, which {@link ControllerBatch} agrees with to the bit.
 */
abstract sealed class Feedforward implements Controller permits Linear, Mlp {
    /** Two buffers for the activations, a thread's own. */
    private static final ThreadLocal<float[][]> SCRATCH = ThreadLocal.withInitial(() -> new float[2][0]);

    private final ControllerShape wiring;
    private final Parameters parameters;
    private final int[] widths;

    Feedforward(ControllerShape wiring, Parameters parameters) {
        this.wiring = wiring;
        this.parameters = parameters;
        widths = wiring.widths();
    }

    final ControllerShape wiring() {
        return wiring;
    }

    /** As in {@link ControllerShape#widths}, not to be modified. */
    final int[] widths() {
        return widths;
    }

    /** As they are for acting, not to be modified. */
    final float[] rounded() {
        return parameters.rounded();
    }

    /** Others of this size, checked and copied. */
    final Parameters replaced(double... values) {
        return parameters.with(this, values);
    }

    /** Whether a constant is added in every layer. */
    public final boolean bias() {
        return wiring.bias();
    }

    @Override
    public final Features features() {
        return wiring.features();
    }

    @Override
    public final int latentSize() {
        return wiring.latentSize();
    }

    @Override
    public final int hiddenSize() {
        return wiring.hiddenSize();
    }

    @Override
    public final ActionMap actionMap() {
        return wiring.actionMap();
    }

    @Override
    public final int parameterCount() {
        return parameters.count();
    }

    @Override
    public final double[] parameters() {
        return parameters.exact().clone();
    }

    @Override
    public final void respond(float[] x, float[] y) {
        var scratch = SCRATCH.get();
        float[] from = x;
        int at = 0;
        int last = widths.length - 2;
        for (int layer = 0; layer < last; layer++) {
            int width = widths[layer + 1];
            if (scratch[layer % 2].length < width) {
                scratch[layer % 2] = new float[width];
            }
            float[] to = scratch[layer % 2];
            Affine.apply(rounded(), at, bias(), from, widths[layer], to, width);
            Tanh.apply(to, width);
            at += (int) Affine.parameters(widths[layer], width, bias());
            from = to;
        }
        Affine.apply(rounded(), at, bias(), from, widths[last], y, widths[last + 1]);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Feedforward o && getClass() == o.getClass() && wiring.equals(o.wiring) && parameters.equals(o.parameters);
    }

    @Override
    public final int hashCode() {
        return Objects.hash(wiring, parameters);
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + " " + features() + "[" + featureCount() + "]"
                + (wiring.layers().isEmpty() ? "" : " by " + wiring.layers()) + " to " + actionSpace() + (bias() ? " with bias" : "");
    }
}
