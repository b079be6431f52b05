package dev.reverie.compute.dl4j;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Dense;
import dev.reverie.compute.Floats;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/** A small last layer: y = x·W + b, the score Σ mask·(y − label)² / N. */
final class Squares extends EngineLayerConfig {
    private static final long serialVersionUID = 1;

    private Squares() {
    }

    Squares(long inputs, long outputs) {
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

    @SuppressWarnings("serial")
    private static final class Computed extends EngineOutputLayer<Squares> {
        private final transient PlansByRows<Dense> plans = new PlansByRows<>(
                rows -> Dense.of(new Dense.Shape(rows, (int) layerConf().getNIn(), (int) layerConf().getNOut(), Activation.NONE)));

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
        protected double loss(int rows, Floats x, Floats labels, Floats mask, boolean training) {
            return loss(rows, x, labels, mask, Floats.allocate(labels.size()));
        }

        /** With the gradient of y into dy. */
        private double loss(int rows, Floats x, Floats labels, Floats mask, Floats dy) {
            forward(rows, x, dy, true);
            double sum = 0;
            for (int i = 0; i < dy.size(); i++) {
                double error = dy.get(i) - labels.get(i);
                double weight = mask == null ? 1 : mask.get(i);
                sum += weight * error * error;
                dy.set(i, (float) (2 * weight * error / rows));
            }
            return sum / rows;
        }

        @Override
        protected double train(int rows, Floats x, Floats labels, Floats mask, Floats dx) {
            var dy = Floats.allocate(labels.size());
            double loss = loss(rows, x, labels, mask, dy);
            plans.of(rows).backward(x, dy, dy, dx, gradient("W"), gradient("b"));
            return loss;
        }
    }
}
