package dev.reverie.vae;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Dense;
import dev.reverie.compute.Floats;
import dev.reverie.compute.dl4j.EngineLayer;
import dev.reverie.compute.dl4j.EngineLayerConfig;
import dev.reverie.compute.dl4j.Initial;
import dev.reverie.compute.dl4j.Parameter;
import dev.reverie.compute.dl4j.PlansByRows;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/** y = act(x·W + b). */
class DenseLayerConf extends EngineLayerConfig {
    private static final long serialVersionUID = 1;

    private Activation activation;

    /** For reading from JSON. */
    DenseLayerConf() {
    }

    DenseLayerConf(int inputs, int outputs, Activation activation) {
        super(inputs, outputs);
        this.activation = activation;
    }

    Dense.Shape shape(int rows) {
        // Files of before there was a choice have none.
        return new Dense.Shape(rows, (int) getNIn(), (int) getNOut(), activation == null ? Activation.NONE : activation);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.of(ConvolutionLayerConf.W, Initial.glorotUniform(getNIn(), getNOut()), getNIn(), getNOut()),
                Parameter.of(ConvolutionLayerConf.B, Initial.zeros(), getNOut()));
    }

    @Override
    protected EngineLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new Layer(conf, type);
    }

    @SuppressWarnings("serial") // see EngineLayer
    private static final class Layer extends EngineLayer<DenseLayerConf> {
        private final transient PlansByRows<Dense> plans = new PlansByRows<>(rows -> Dense.of(layerConf().shape(rows)));

        Layer(NeuralNetConfiguration conf, DataType type) {
            super(conf, type);
        }

        @Override
        protected void forward(int rows, Floats x, Floats y, boolean training) {
            var plan = plans.of(rows);
            plan.weights(parameter(ConvolutionLayerConf.W), parameter(ConvolutionLayerConf.B));
            plan.forward(x, y);
        }

        @Override
        protected void backward(int rows, Floats x, Floats y, Floats dy, Floats dx) {
            plans.of(rows).backward(x, y, dy, dx, gradient(ConvolutionLayerConf.W), gradient(ConvolutionLayerConf.B));
        }

        @Override
        public void close() {
            plans.close();
        }
    }
}
