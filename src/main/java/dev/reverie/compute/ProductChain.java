package dev.reverie.compute;

import java.util.ArrayList;
import java.util.List;

/** {@link ConvolutionChain} image by image, each layer a {@link Convolution}: where there is nothing faster. */
final class ProductChain implements ConvolutionChain {
    private static final float WHITE = 255;

    private final Shape shape;
    private final List<Convolution> convolutions = new ArrayList<>();
    /** What goes into each layer, and the last one's output. */
    private final List<Floats> values = new ArrayList<>();

    ProductChain(Shape shape, Engine serial) {
        this.shape = shape;
        values.add(Floats.allocate(shape.inputSize()));
        for (var layer : shape.layers()) {
            convolutions.add(Convolution.of(layer, shape.precision(), serial));
            values.add(Floats.allocate(layer.outputSize()));
        }
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public void weights(int layer, Floats w, Floats b) {
        ConvolutionChain.check(shape, layer, w, b);
        convolutions.get(layer).weights(w, b);
    }

    @Override
    public void run(byte[] pixels, int from, int count, Floats y) {
        ConvolutionChain.check(shape, pixels, from, count, y);
        var image = values.get(0);
        for (int n = 0; n < count; n++) {
            for (int i = 0; i < image.size(); i++) {
                image.set(i, (pixels[from + n * image.size() + i] & 0xFF) / WHITE);
            }
            for (int i = 0; i < convolutions.size(); i++) {
                convolutions.get(i).forward(values.get(i), values.get(i + 1));
            }
            y.put(n * shape.outputSize(), values.get(convolutions.size()), 0, shape.outputSize());
        }
    }

    @Override
    public void close() {
        convolutions.forEach(Convolution::close);
        values.forEach(Floats::free);
    }
}
