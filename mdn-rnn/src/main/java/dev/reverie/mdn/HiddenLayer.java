package dev.reverie.mdn;

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

/** y = tanh(x·W + b) as a DL4J layer. */
final class HiddenLayer extends EngineLayerConfig {
    private static final long serialVersionUID = 1;

    private HiddenLayer() {
    }

    HiddenLayer(int inputs, int outputs) {
        super(inputs, outputs);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.of("W", Initial.glorotUniform(getNIn(), getNOut()), getNIn(), getNOut()),
                Parameter.of("b", Initial.zeros(), getNOut()));
    }

    @Override
    protected EngineLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new Computed(conf, type);
    }

    @SuppressWarnings("serial") // as every layer of DL4J: only configurations and parameters are ever written
    private static final class Computed extends EngineLayer<HiddenLayer> {
        private final transient PlansByRows<Dense> plans = new PlansByRows<>(
                rows -> Dense.of(new Dense.Shape(rows, (int) layerConf().getNIn(), (int) layerConf().getNOut(), Activation.TANH)));

        Computed(NeuralNetConfiguration conf, DataType type) {
            super(conf, type);
        }

        @Override
        protected void forward(int rows, Floats x, Floats y, boolean training) {
            var plan = plans.of(rows);
            plan.weights(parameter("W"), parameter("b"));
            plan.forward(x, y);
        }

        @Override
        protected void backward(int rows, Floats x, Floats y, Floats dy, Floats dx) {
            plans.of(rows).backward(x, y, dy, dx, gradient("W"), gradient("b"));
        }
    }
}
