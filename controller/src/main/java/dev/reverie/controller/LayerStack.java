package dev.reverie.controller;

/** A controller's layers, laid out for groups of rows. To the bit what {@link Controller#respond} gives each row. */
final class LayerStack {
    /** Of fewer outputs a vector unit would be empty for the most part. */
    private static final int MIN_WIDTH = 8;

    private final Feedforward controller;
    /** Null where a layer is narrow. */
    private final WideLayer[] wide;

    LayerStack(Feedforward controller) {
        this.controller = controller;
        int[] widths = controller.widths();
        wide = new WideLayer[widths.length - 1];
        int at = 0;
        for (int i = 0; i < wide.length; i++) {
            if (widths[i + 1] >= MIN_WIDTH) {
                wide[i] = WideLayer.of(controller.rounded(), at, controller.bias(), widths[i], widths[i + 1]);
            }
            at += (int) Affine.parameters(widths[i], widths[i + 1], controller.bias());
        }
    }

    Feedforward controller() {
        return controller;
    }

    /**
     * The outputs of some rows.
     *
     * @param x
     *            features, [rows][…], not modified
     * @param even
     *            room for the widest layer's outputs, [rows][…]; likewise {@code odd}
     * @param sums
     *            [rows · {@link WideLayer#SUMS}][…]
     * @return one of the two rooms
     */
    float[][] respond(int rows, float[][] x, float[][] even, float[][] odd, float[][] sums) {
        int[] widths = controller.widths();
        float[][] from = x;
        int at = 0;
        for (int layer = 0; layer < wide.length; layer++) {
            float[][] to = layer % 2 == 0 ? even : odd;
            int width = widths[layer + 1];
            if (wide[layer] != null) {
                wide[layer].apply(rows, from, to, sums);
            } else {
                for (int r = 0; r < rows; r++) {
                    Affine.apply(controller.rounded(), at, controller.bias(), from[r], widths[layer], to[r], width);
                }
            }
            if (layer + 1 < wide.length) {
                for (int r = 0; r < rows; r++) {
                    Tanh.apply(to[r], width);
                }
            }
            at += (int) Affine.parameters(widths[layer], width, controller.bias());
            from = to;
        }
        return from;
    }
}
