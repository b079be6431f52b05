package dev.reverie.compute.onednn;

import dev.reverie.compute.Convolution;
import dev.reverie.compute.ConvolutionProducts;
import dev.reverie.compute.Elementwise;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Precision;
import java.util.Optional;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;

/**
 * {@link ConvolutionProducts} of oneDNN's convolution primitives, which read images where they stand.
 *
 * <p>A convolution goes from a large image to a small one; a transposed convolution is the input gradient of one, and the other way round.
 * So either takes the same three primitives.
 */
public final class OneDnnProducts implements ConvolutionProducts {
    private static final int[] TO_SMALL =
            {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_WEIGHTS, dnnl.DNNL_ARG_BIAS, dnnl.DNNL_ARG_DST, dnnl.DNNL_ARG_SCRATCHPAD};
    private static final int[] TO_LARGE = {dnnl.DNNL_ARG_DIFF_DST, dnnl.DNNL_ARG_WEIGHTS, dnnl.DNNL_ARG_DIFF_SRC, dnnl.DNNL_ARG_SCRATCHPAD};
    private static final int[] GRADIENT =
            {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_DIFF_DST, dnnl.DNNL_ARG_DIFF_WEIGHTS, dnnl.DNNL_ARG_SCRATCHPAD};
    private static final int[] REORDER = {dnnl.DNNL_ARG_FROM, dnnl.DNNL_ARG_TO};

    /** Up to so many, patches are quickly written and a matrix product makes more of the channels. */
    private static final int FEW_PATCHES = 32;

    private final NativeScope scope;
    private final Convolution.Shape shape;
    private final Descriptions descriptions;
    private final Elementwise elementwise;
    private final Weights weights;
    private final Image large;
    private final Image small;
    private final Operand toSmall;
    private final Operand toLarge;
    private final Operand gradient;
    private final Execution smallFromLarge;
    private final Execution largeFromSmall;
    private final Execution gradientOfWeights;
    private final Execution gradientAsGiven;

    /** What the library will do. */
    private record Descriptions(memory.desc stored, memory.desc large, memory.desc small, convolution_forward.primitive_desc toSmall,
            convolution_backward_data.primitive_desc toLarge, convolution_backward_weights.primitive_desc gradient) {
        static Descriptions of(Convolution.Shape shape, memory.data_type type) {
            var geometry = ConvolutionGeometry.of(shape);
            var f32 = memory.data_type.f32;
            var any = memory.format_tag.any;
            var nhwc = memory.format_tag.nhwc;
            var large = new memory.desc(geometry.large(), type, nhwc);
            var small = new memory.desc(geometry.small(), type, nhwc);
            var weights = new memory.desc(geometry.weights(), type, any);
            var bias = new memory.desc(new long[]{geometry.small()[1]}, f32, memory.format_tag.a);
            // The library's own scratch memory belongs to the thread that made a primitive; ours goes where the plan goes.
            var attributes = new primitive_attr();
            attributes.set_scratchpad_mode(dnnl.scratchpad_mode.user);
            var direct = dnnl.algorithm.convolution_direct;
            var strides = geometry.strides();
            var padding = geometry.padding();
            var toSmall =
                    new convolution_forward.primitive_desc(OneDnn.ENGINE, dnnl.prop_kind.forward_training, direct, large, weights, bias,
                            new memory.desc(geometry.small(), f32, nhwc), strides, padding, padding, attributes, false);
            var toLarge = new convolution_backward_data.primitive_desc(OneDnn.ENGINE, direct, new memory.desc(geometry.large(), f32, nhwc),
                    weights, small, strides, padding, padding, toSmall, attributes, false);
            var gradient = new convolution_backward_weights.primitive_desc(OneDnn.ENGINE, direct, large,
                    new memory.desc(geometry.weights(), f32, any), small, strides, padding, padding, toSmall, attributes, false);
            var stored = new memory.desc(geometry.weights(), f32, shape.transposed() ? memory.format_tag.ohwi : memory.format_tag.hwio);
            return new Descriptions(stored, large, small, toSmall, toLarge, gradient);
        }

        boolean fast() {
            return !toSmall.impl_info_str().getString().startsWith("ref") && !toLarge.impl_info_str().getString().startsWith("ref")
                    && !gradient.impl_info_str().getString().startsWith("ref");
        }
    }

    /**
     * As the two directions want them; what is added to a small image's channels, and to all of a large image: the bias in forward, nothing
     * in backward.
     */
    private record Weights(Operand stored, Operand toSmall, Operand toLarge, Floats addend, Operand bias, Floats everywhere,
            Execution packToSmall, Execution packToLarge) {
        static Weights of(Convolution.Shape shape, Descriptions of) {
            var stored = Operand.of(of.stored);
            var toSmall = Operand.owning(of.toSmall.weights_desc());
            var toLarge = Operand.owning(of.toLarge.weights_desc());
            var addend = Floats.allocate(shape.transposed() ? shape.inputs() : shape.outputs());
            var bias = Operand.of(of.toSmall.bias_desc());
            bias.at(addend, 0);
            return new Weights(stored, toSmall, toLarge, addend, bias,
                    Floats.allocate(shape.transposed() ? shape.outputSize() / shape.batch() : 0),
                    new Execution(new reorder(stored.memory(), toSmall.memory()), REORDER, stored, toSmall),
                    new Execution(new reorder(stored.memory(), toLarge.memory()), REORDER, stored, toLarge));
        }

        void take(Floats w, Floats b) {
            stored.at(w, 0);
            packToSmall.run();
            packToLarge.run();
            if (everywhere.size() == 0) {
                addend.put(0, b, 0, b.size());
            }
            for (int at = 0; at < everywhere.size(); at += b.size()) {
                everywhere.put(at, b, 0, b.size());
            }
        }
    }

    /** Images as they are given, f32, and as the primitives take them. */
    private record Image(Operand given, Operand taken, Execution rounding) {
        static Image of(memory.desc layout, memory.data_type type) {
            if (type == memory.data_type.f32) {
                var both = Operand.of(layout);
                return new Image(both, both, null);
            }
            var given = Operand.of(new memory.desc(layout.get_dims(), memory.data_type.f32, memory.format_tag.nhwc));
            var taken = Operand.owning(layout);
            return new Image(given, taken, new Execution(new reorder(given.memory(), taken.memory()), REORDER, given, taken));
        }

        void take(Floats from, int offset) {
            given.at(from, offset);
            if (rounding != null) {
                rounding.run();
            }
        }
    }

    /** Empty where the library has no fast kernels for it on this CPU, or where a matrix product is faster. */
    public static Optional<ConvolutionProducts> of(Convolution.Shape shape, Precision precision, Elementwise elementwise) {
        if (shape.grid().patches() <= FEW_PATCHES || precision == Precision.BF16 && !OneDnn.multipliesBf16()) {
            return Optional.empty();
        }
        // Plans are made for as many threads as the one that makes them may use; from now on that is one.
        var scope = new NativeScope();
        var part = scope.open();
        try {
            var descriptions = Descriptions.of(shape, precision == Precision.BF16 ? memory.data_type.bf16 : memory.data_type.f32);
            if (descriptions.fast()) {
                return Optional.of(new OneDnnProducts(scope, shape, descriptions, elementwise, Weights.of(shape, descriptions)));
            }
        } catch (RuntimeException e) {
            // there are none
        } finally {
            part.close();
        }
        scope.close();
        return Optional.empty();
    }

    private OneDnnProducts(NativeScope scope, Convolution.Shape shape, Descriptions descriptions, Elementwise elementwise,
            Weights weights) {
        this.scope = scope;
        this.shape = shape;
        this.descriptions = descriptions;
        this.elementwise = elementwise;
        this.weights = weights;
        var type = descriptions.large.get_data_type();
        large = Image.of(descriptions.large, type);
        small = Image.of(descriptions.small, type);
        toSmall = Operand.of(descriptions.toSmall.dst_desc());
        toLarge = Operand.of(descriptions.toLarge.diff_src_desc());
        gradient = Operand.of(descriptions.stored);
        var asLeft = Operand.owning(descriptions.gradient.diff_weights_desc());
        smallFromLarge = new Execution(new convolution_forward(descriptions.toSmall), TO_SMALL, large.taken, weights.toSmall, weights.bias,
                toSmall, Operand.owning(descriptions.toSmall.scratchpad_desc()));
        largeFromSmall = new Execution(new convolution_backward_data(descriptions.toLarge), TO_LARGE, small.taken, weights.toLarge, toLarge,
                Operand.owning(descriptions.toLarge.scratchpad_desc()));
        gradientOfWeights =
                new Execution(new convolution_backward_weights(descriptions.gradient), GRADIENT, large.taken, small.taken, asLeft,
                        Operand.owning(descriptions.gradient.scratchpad_desc()));
        gradientAsGiven = new Execution(new reorder(asLeft.memory(), gradient.memory()), REORDER, asLeft, gradient);
    }

    @Override
    public ConvolutionProducts sharingWeights() {
        var own = new NativeScope();
        var part = own.open();
        try {
            return new OneDnnProducts(own, shape, descriptions, elementwise, weights);
        } finally {
            part.close();
        }
    }

    @Override
    public void weights(Floats w, Floats b) {
        weights.take(w, b);
    }

    @Override
    public void forward(Floats x, int xOffset, Floats y, int yOffset) {
        if (shape.transposed()) {
            small.take(x, xOffset);
            toLarge.at(y, yOffset);
            largeFromSmall.run();
            int length = weights.everywhere.size();
            for (int i = 0; i < shape.batch(); i++) {
                elementwise.add(weights.everywhere, 0, y, yOffset + i * length, length);
            }
        } else {
            large.take(x, xOffset);
            toSmall.at(y, yOffset);
            smallFromLarge.run();
        }
    }

    @Override
    public void backward(Floats x, int xOffset, Floats dy, int dyOffset, Floats dx, int dxOffset, Floats dw) {
        if (shape.transposed()) {
            large.take(dy, dyOffset);
            small.take(x, xOffset);
        } else {
            large.take(x, xOffset);
            small.take(dy, dyOffset);
        }
        gradientOfWeights.run();
        gradient.at(dw, 0);
        gradientAsGiven.run();
        if (dx != null) {
            (shape.transposed() ? toSmall : toLarge).at(dx, dxOffset);
            (shape.transposed() ? smallFromLarge : largeFromSmall).run();
        }
    }

    @Override
    public void close() {
        scope.close(); // with the weights, where it is no twin: twins end together
    }
}
