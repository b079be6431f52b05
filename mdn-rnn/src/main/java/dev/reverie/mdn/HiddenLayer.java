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

/**
 * y = [tanh(x·W + b), x₀] as a DL4J layer, where x₀ are the network's inputs, the last columns of x: handed on from layer to layer, so that
 * the last one sees them too. What is linear is then linear, also beyond the data, and tanh has only the rest to learn.
 */
final class HiddenLayer extends EngineLayerConfig {
    private static final long serialVersionUID = 1;

    private int through;

    private HiddenLayer() {
    }

    /**
     * @param inputs
     *            columns of x, x₀ among them
     * @param units
     *            columns of tanh
     * @param through
     *            columns of x₀
     */
    HiddenLayer(int inputs, int units, int through) {
        super(inputs, units + through);
        this.through = through;
    }

    private int units() {
        return (int) getNOut() - through;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.of("W", Initial.glorotUniform(getNIn(), units()), getNIn(), units()),
                Parameter.of("b", Initial.zeros(), units()));
    }

    @Override
    protected EngineLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new Computed(conf, type);
    }

    @SuppressWarnings("serial") // as every layer of DL4J: only configurations and parameters are ever written
    private static final class Computed extends EngineLayer<HiddenLayer> {
        private final transient PlansByRows<Plan> plans = new PlansByRows<>(Plan::new);

        /** The tanh part, and what it gave for backward. */
        private final class Plan implements AutoCloseable {
            final Dense dense;
            final Floats y;
            final Floats dy;

            Plan(int rows) {
                dense = Dense.of(new Dense.Shape(rows, (int) layerConf().getNIn(), layerConf().units(), Activation.TANH));
                y = Floats.allocate(rows * layerConf().units());
                dy = Floats.allocate(y.size());
            }

            @Override
            public void close() {
                dense.close();
            }
        }

        Computed(NeuralNetConfiguration conf, DataType type) {
            super(conf, type);
        }

        @Override
        protected void forward(int rows, Floats x, Floats y, boolean training) {
            var plan = plans.of(rows);
            plan.dense.weights(parameter("W"), parameter("b"));
            plan.dense.forward(x, plan.y);
            int in = (int) layerConf().getNIn();
            int out = (int) layerConf().getNOut();
            int units = layerConf().units();
            for (int r = 0; r < rows; r++) {
                y.put(r * out, plan.y, r * units, units);
                y.put(r * out + units, x, (r + 1) * in - layerConf().through, layerConf().through);
            }
        }

        @Override
        protected void backward(int rows, Floats x, Floats y, Floats dy, Floats dx) {
            var plan = plans.of(rows);
            int out = (int) layerConf().getNOut();
            int units = layerConf().units();
            for (int r = 0; r < rows; r++) {
                plan.dy.put(r * units, dy, r * out, units);
            }
            // Below x₀ there are no parameters, so what its gradient is matters to nobody.
            plan.dense.backward(x, plan.y, plan.dy, dx, gradient("W"), gradient("b"));
        }
    }
}
