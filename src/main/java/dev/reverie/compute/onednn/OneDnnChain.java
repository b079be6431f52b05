package dev.reverie.compute.onednn;

import dev.reverie.compute.ConvolutionChain;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Precision;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;

/**
 * {@link ConvolutionChain} of oneDNN's convolution primitives.
 *
 * <p>Bytes become numbers as they are, which bfloat16 holds exactly, and the first layer's weights are divided by 255 instead. With
 * bfloat16 the values between layers are rounded once, as they are written.
 */
public final class OneDnnChain implements ConvolutionChain {
    private static final float WHITE = 255;

    private final NativeScope scope = new NativeScope();
    private final Shape shape;
    private final List<OneDnnConvolution> layers;
    private final Floats bytes;
    private final ByteBuffer byteView;
    private final Operand image;
    private final Operand number;
    private final Execution conversion;
    /** Bytes that an image takes before each layer. */
    private final List<Integer> sizes = new ArrayList<>();
    /** Room for all images before each layer. */
    private final List<Floats> values = new ArrayList<>();

    /** Empty where the library has no fast kernel for one of the layers on this CPU. */
    public static Optional<ConvolutionChain> of(Shape shape) {
        if (shape.precision() == Precision.BF16 && !OneDnn.multipliesBf16()) {
            return Optional.empty();
        }
        var layers = new ArrayList<OneDnnConvolution>();
        int last = shape.layers().size() - 1;
        for (int i = 0; i <= last; i++) {
            OneDnnConvolution.of(shape.layers().get(i), type(shape), i == last ? memory.data_type.f32 : type(shape)).ifPresent(layers::add);
        }
        if (layers.size() <= last) {
            layers.forEach(OneDnnConvolution::close);
            return Optional.empty();
        }
        return Optional.of(new OneDnnChain(shape, layers));
    }

    private OneDnnChain(Shape shape, List<OneDnnConvolution> layers) {
        this.shape = shape;
        this.layers = layers;
        int width = shape.precision() == Precision.BF16 ? Short.BYTES : Float.BYTES;
        for (var layer : shape.layers()) {
            sizes.add(layer.inputSize() * width);
            values.add(room(shape.images() * layer.inputSize() * width));
        }
        sizes.add(shape.outputSize() * Float.BYTES);
        bytes = room(shape.inputSize());
        byteView = bytes.bytes();
        var part = scope.open();
        try {
            image = Operand.of(new memory.desc(new long[]{shape.inputSize()}, memory.data_type.u8, memory.format_tag.a));
            number = Operand.of(new memory.desc(new long[]{shape.inputSize()}, type(shape), memory.format_tag.a));
            image.at(bytes, 0);
            conversion = new Execution(new reorder(image.memory(), number.memory()), new int[]{dnnl.DNNL_ARG_FROM, dnnl.DNNL_ARG_TO}, image,
                    number);
        } finally {
            part.close();
        }
    }

    private static memory.data_type type(Shape shape) {
        return shape.precision() == Precision.BF16 ? memory.data_type.bf16 : memory.data_type.f32;
    }

    private static Floats room(int bytes) {
        return Floats.allocate((bytes + Float.BYTES - 1) / Float.BYTES);
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public void weights(int layer, Floats w, Floats b) {
        ConvolutionChain.check(shape, layer, w, b);
        if (layer > 0) {
            layers.get(layer).weights(w, b);
            return;
        }
        var scaled = forBytes(w);
        layers.get(layer).weights(scaled, b);
        scaled.free();
    }

    private static Floats forBytes(Floats w) {
        var scaled = Floats.allocate(w.size());
        for (int i = 0; i < w.size(); i++) {
            scaled.set(i, w.get(i) / WHITE);
        }
        return scaled;
    }

    @Override
    public void run(byte[] pixels, int from, int count, Floats y) {
        ConvolutionChain.check(shape, pixels, from, count, y);
        long first = OneDnn.address(values.get(0));
        for (int n = 0; n < count; n++) {
            byteView.put(0, pixels, from + n * shape.inputSize(), shape.inputSize());
            number.at(first + (long) n * sizes.get(0));
            conversion.run();
        }
        for (int i = 0; i < layers.size(); i++) {
            long x = OneDnn.address(values.get(i));
            long to = OneDnn.address(i + 1 < values.size() ? values.get(i + 1) : y);
            for (int n = 0; n < count; n++) {
                layers.get(i).run(x + (long) n * sizes.get(i), to + (long) n * sizes.get(i + 1));
            }
        }
    }

    @Override
    public void close() {
        scope.close();
        layers.forEach(OneDnnConvolution::close);
        bytes.free();
        values.forEach(Floats::free);
    }
}
