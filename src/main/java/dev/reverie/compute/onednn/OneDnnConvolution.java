package dev.reverie.compute.onednn;

import dev.reverie.compute.Convolution;
import dev.reverie.compute.Floats;
import java.util.Optional;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;

/**
 * One image through one convolution and its activation, forward only, as a oneDNN convolution primitive: it reads the image where it
 * stands, where {@link dev.reverie.compute.Im2col} would write every pixel several times.
 */
final class OneDnnConvolution implements AutoCloseable {
    private static final int[] CONVOLUTION =
            {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_WEIGHTS, dnnl.DNNL_ARG_BIAS, dnnl.DNNL_ARG_DST, dnnl.DNNL_ARG_SCRATCHPAD};
    private static final int[] REORDER = {dnnl.DNNL_ARG_FROM, dnnl.DNNL_ARG_TO};

    private final NativeScope scope;
    private final Operand x;
    private final Operand y;
    private final Operand bias;
    private final memory.desc stored;
    private final Operand weights;
    private final Execution execution;

    /**
     * @param shape
     *            of one image
     * @param from
     *            type of x and of the weights
     * @param to
     *            type of y
     * @return empty where the library has no fast kernel for it on this CPU
     */
    static Optional<OneDnnConvolution> of(Convolution.Shape shape, memory.data_type from, memory.data_type to) {
        var geometry = ConvolutionGeometry.of(shape);
        var scope = new NativeScope();
        var part = scope.open();
        try {
            var description = description(shape, geometry, from, to);
            if (!description.impl_info_str().getString().startsWith("ref")) {
                return Optional.of(new OneDnnConvolution(scope, geometry, description));
            }
        } catch (RuntimeException e) {
            // there is none
        } finally {
            part.close();
        }
        scope.close();
        return Optional.empty();
    }

    private OneDnnConvolution(NativeScope scope, ConvolutionGeometry geometry, convolution_forward.primitive_desc description) {
        this.scope = scope;
        x = Operand.of(description.src_desc());
        y = Operand.of(description.dst_desc());
        bias = Operand.owning(description.bias_desc());
        weights = Operand.owning(description.weights_desc());
        stored = new memory.desc(geometry.weights(), memory.data_type.f32, memory.format_tag.hwio);
        var scratch = Operand.owning(description.scratchpad_desc());
        execution = new Execution(new convolution_forward(description), CONVOLUTION, x, weights, bias, y, scratch);
    }

    private static convolution_forward.primitive_desc description(Convolution.Shape shape, ConvolutionGeometry geometry,
            memory.data_type from,
            memory.data_type to) {
        var image = new memory.desc(geometry.large(), from, memory.format_tag.nhwc);
        var weights = new memory.desc(geometry.weights(), from, memory.format_tag.any);
        var bias = new memory.desc(new long[]{shape.outputs()}, memory.data_type.f32, memory.format_tag.a);
        var result = new memory.desc(geometry.small(), to, memory.format_tag.nhwc);
        // The library's own scratch memory belongs to the thread that made a primitive; ours goes where the plan goes.
        var attributes = new primitive_attr();
        attributes.set_scratchpad_mode(dnnl.scratchpad_mode.user);
        var after = new post_ops();
        switch (shape.activation()) {
            case NONE -> {
            }
            case RELU -> after.append_eltwise(dnnl.algorithm.eltwise_relu, 0f, 0f);
            case SIGMOID -> after.append_eltwise(dnnl.algorithm.eltwise_logistic, 0f, 0f);
            case TANH -> after.append_eltwise(dnnl.algorithm.eltwise_tanh, 0f, 0f);
        }
        attributes.set_post_ops(after);
        return new convolution_forward.primitive_desc(OneDnn.ENGINE, dnnl.prop_kind.forward_inference, dnnl.algorithm.convolution_direct,
                image, weights, bias, result, geometry.strides(), geometry.padding(), geometry.padding(), attributes, false);
    }

    /** Takes a copy of the weights, [k·k·inputs, outputs], and of the bias. */
    void weights(Floats w, Floats b) {
        try (var once = new NativeScope()) {
            var part = once.open();
            try {
                var from = Operand.of(stored);
                from.at(w, 0);
                new Execution(new reorder(from.memory(), weights.memory()), REORDER, from, weights).run();
                var addend = Operand.of(bias.memory().get_desc());
                addend.at(b, 0);
                new Execution(new reorder(addend.memory(), bias.memory()), REORDER, addend, bias).run();
            } finally {
                part.close();
            }
        }
    }

    /** y [H', W', outputs] from x [H, W, inputs], given by their addresses. */
    void run(long from, long to) {
        x.at(from);
        y.at(to);
        execution.run();
    }

    @Override
    public void close() {
        scope.close();
    }
}
