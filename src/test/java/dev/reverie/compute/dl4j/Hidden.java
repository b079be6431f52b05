package dev.reverie.compute.dl4j;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Dense;
import dev.reverie.compute.Floats;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/** A small layer: y = tanh(x·W + b), and a penalty on y so that a layer with a score of its own is tested too. */
final class Hidden extends EngineLayerConfig {
    private static final long serialVersionUID = 1;

    private double penalty;

    private Hidden() {
    }

    /** The score has penalty · ½ Σ y² / N. */
    Hidden(long inputs, long outputs, double penalty) {
        super(inputs, outputs);
        this.penalty = penalty;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.of("W", Initial.glorotUniform(getNIn(), getNOut()), getNIn(), getNOut()),
                Parameter.of("b", Initial.constant(0.1f), getNOut()));
    }

    @Override
    protected EngineLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new Computed(conf, type);
    }

    @SuppressWarnings("serial")
    private static final class Computed extends EngineLayer<Hidden> {
        private final transient PlansByRows<Dense> plans = new PlansByRows<>(
                rows -> Dense.of(new Dense.Shape(rows, (int) layerConf().getNIn(), (int) layerConf().getNOut(), Activation.TANH)));
        private double penalty;

        Computed(NeuralNetConfiguration conf, DataType type) {
            super(conf, type);
        }

        @Override
        protected void forward(int rows, Floats x, Floats y, boolean training) {
            var plan = plans.of(rows);
            plan.weights(parameter("W"), parameter("b"));
            plan.forward(x, y);
            penalty = 0;
            for (float value : y.toArray()) {
                penalty += layerConf().penalty * 0.5 * value * value / rows;
            }
        }

        @Override
        protected double extraScore() {
            return penalty;
        }

        @Override
        protected void backward(int rows, Floats x, Floats y, Floats dy, Floats dx) {
            for (int i = 0; i < y.size(); i++) {
                dy.set(i, (float) (dy.get(i) + layerConf().penalty * y.get(i) / rows));
            }
            plans.of(rows).backward(x, y, dy, dx, gradient("W"), gradient("b"));
        }
    }
}
