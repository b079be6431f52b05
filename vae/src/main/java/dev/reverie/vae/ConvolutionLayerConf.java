package dev.reverie.vae;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Convolution;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Precision;
import dev.reverie.compute.dl4j.EngineLayer;
import dev.reverie.compute.dl4j.EngineLayerConfig;
import dev.reverie.compute.dl4j.Initial;
import dev.reverie.compute.dl4j.Parameter;
import dev.reverie.compute.dl4j.PlansByRows;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/** A convolution, or a transposed one, of square channels-last images. Parameters: W as {@link Convolution} wants it, b [outputs]. */
class ConvolutionLayerConf extends EngineLayerConfig {
    private static final long serialVersionUID = 1;
    static final String W = "W";
    static final String B = "b";

    private int size;
    private int inputs;
    private int outputs;
    private int kernel;
    private int stride;
    private boolean transposed;
    private Activation activation;
    private Precision precision;

    /** For reading from JSON. */
    ConvolutionLayerConf() {
    }

    /**
     * @param one
     *            the shape for a batch of one
     * @param precision
     *            of the products' operands
     */
    ConvolutionLayerConf(Convolution.Shape one, Precision precision) {
        super(one.inputSize(), one.outputSize());
        size = one.height();
        inputs = one.inputs();
        outputs = one.outputs();
        kernel = one.kernel();
        stride = one.stride();
        transposed = one.transposed();
        activation = one.activation();
        this.precision = precision;
    }

    /** What is computed for so many images. */
    final Convolution.Shape shape(int rows) {
        return shape(rows, activation);
    }

    /** The same with another activation. */
    final Convolution.Shape shape(int rows, Activation other) {
        return Convolution.Shape.of(rows, size, inputs, outputs, kernel, stride, transposed, other);
    }

    /** A new plan for one of these shapes. */
    final Convolution plan(Convolution.Shape shape) {
        // Files of before there was a choice have none.
        return Convolution.of(shape, precision == null ? Precision.F32 : precision, Engine.current());
    }

    @Override
    public final List<Parameter> parameters() {
        long patch = (long) kernel * kernel;
        var initial = Initial.glorotUniform(patch * inputs, patch * outputs);
        return List.of(
                transposed ? Parameter.of(W, initial, inputs, patch * outputs) : Parameter.of(W, initial, patch * inputs, outputs),
                Parameter.of(B, Initial.zeros(), outputs));
    }

    @Override
    protected EngineLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new Layer(conf, type);
    }

    @SuppressWarnings("serial") // see EngineLayer
    private static final class Layer extends EngineLayer<ConvolutionLayerConf> {
        private final transient PlansByRows<Convolution> plans = new PlansByRows<>(rows -> layerConf().plan(layerConf().shape(rows)));

        Layer(NeuralNetConfiguration conf, DataType type) {
            super(conf, type);
        }

        @Override
        protected void forward(int rows, Floats x, Floats y, boolean training) {
            var plan = plans.of(rows);
            plan.weights(parameter(W), parameter(B));
            plan.forward(x, y);
        }

        @Override
        protected void backward(int rows, Floats x, Floats y, Floats dy, Floats dx) {
            plans.of(rows).backward(x, y, dy, dx, gradient(W), gradient(B));
        }

        @Override
        public void close() {
            plans.close();
        }
    }
}
