package dev.reverie.controller;

import dev.reverie.core.Arguments;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A controller of layers one after the other, with tanh between them: what {@link Linear}, of one layer, and {@link Mlp} have in common. A
 * value.
 *
 * <p>{@link #respond} is the plain way, row by row, which {@link ControllerBatch} agrees with to the bit.
 */
abstract sealed class Feedforward implements Controller permits Linear, Mlp {
    /** Two buffers for the activations, a thread's own. */
    private static final ThreadLocal<float[][]> SCRATCH = ThreadLocal.withInitial(() -> new float[2][0]);

    private final ControllerShape shape;
    private final List<Integer> layers;
    private final Parameters parameters;
    private final int[] widths;
    /** For rows together; made when it is first asked for. */
    private volatile LayerStack stack;

    /**
     * @param layers
     *            the widths of the hidden layers, none for a linear one
     * @param parameters
     *            null for zeros
     */
    Feedforward(ControllerShape shape, List<Integer> layers, Parameters parameters) {
        this.shape = shape;
        this.layers = List.copyOf(layers);
        layers.forEach(width -> Arguments.atLeast(1, "width of a hidden layer", width));
        widths = IntStream.concat(IntStream.of(shape.featureCount()),
                IntStream.concat(layers.stream().mapToInt(Integer::intValue), IntStream.of(shape.actionMap().outputs()))).toArray();
        this.parameters = parameters != null ? parameters : Parameters.zeros(count(widths, shape.bias()));
    }

    private static long count(int[] widths, boolean bias) {
        long count = 0;
        for (int i = 0; i + 1 < widths.length; i++) {
            count += Affine.parameters(widths[i], widths[i + 1], bias);
        }
        return count;
    }

    @Override
    public final ControllerShape shape() {
        return shape;
    }

    final List<Integer> hiddenLayers() {
        return layers;
    }

    /** How many numbers go in, then how many come out of each layer, hidden ones and last; not to be modified. */
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
        return shape.bias();
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
    public final void respond(int rows, float[][] x, float[][] y) {
        if (stack == null) {
            stack = new LayerStack(this);
        }
        stack.respond(rows, x, y);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Feedforward o && getClass() == o.getClass() && shape.equals(o.shape) && layers.equals(o.layers)
                && parameters.equals(o.parameters);
    }

    @Override
    public final int hashCode() {
        return Objects.hash(shape, layers, parameters);
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + " " + features() + "[" + featureCount() + "]"
                + (layers.isEmpty() ? "" : " by " + layers) + " to " + actionSpace() + (bias() ? " with bias" : "");
    }
}
