package dev.reverie.controller;

import java.util.Arrays;

/** A controller's layers, laid out for groups of rows. To the bit what {@link Controller#respond(float[], float[])} gives each row. */
final class LayerStack {
    /** Of fewer outputs a vector unit would be empty for the most part. */
    private static final int MIN_WIDTH = 8;

    private final Feedforward controller;
    /** Null where a layer is narrow. */
    private final WideLayer[] wide;
    private final int widest;

    LayerStack(Feedforward controller) {
        this.controller = controller;
        int[] widths = controller.widths();
        wide = new WideLayer[widths.length - 1];
        widest = Arrays.stream(widths).max().orElseThrow();
        int at = 0;
        for (int i = 0; i < wide.length; i++) {
            if (widths[i + 1] >= MIN_WIDTH) {
                wide[i] = WideLayer.of(controller.rounded(), at, controller.bias(), widths[i], widths[i + 1]);
            }
            at += (int) Affine.parameters(widths[i], widths[i + 1], controller.bias());
        }
    }

    /** A thread's own buffers, which grow when they must: outputs of the layers in turn, and sums. */
    private static final class Scratch {
        private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

        private float[][] even = {{}};
        private float[][] odd = {{}};
        private float[][] sums = {{}};

        static Scratch of(int widest) {
            var scratch = OF_THREAD.get();
            if (scratch.even[0].length < widest) {
                scratch.even = new float[FeatureBlock.MAX_ROWS][widest];
                scratch.odd = new float[FeatureBlock.MAX_ROWS][widest];
                scratch.sums = new float[FeatureBlock.MAX_ROWS * WideLayer.SUMS][widest];
            }
            return scratch;
        }
    }

    /** As {@link Controller#respond(int, float[][], float[][])}. */
    void respond(int rows, float[][] x, float[][] y) {
        var scratch = Scratch.of(widest);
        int[] widths = controller.widths();
        float[][] from = x;
        int at = 0;
        for (int layer = 0; layer < wide.length; layer++) {
            boolean last = layer + 1 == wide.length;
            float[][] to = last ? y : layer % 2 == 0 ? scratch.even : scratch.odd;
            int width = widths[layer + 1];
            if (wide[layer] != null) {
                wide[layer].apply(rows, from, to, scratch.sums);
            } else {
                for (int r = 0; r < rows; r++) {
                    Affine.apply(controller.rounded(), at, controller.bias(), from[r], widths[layer], to[r], width);
                }
            }
            for (int r = 0; r < rows && !last; r++) {
                Tanh.apply(to[r], width);
            }
            at += (int) Affine.parameters(widths[layer], width, controller.bias());
            from = to;
        }
    }
}
