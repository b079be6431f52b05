package dev.reverie.vae;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Dense;
import dev.reverie.compute.Floats;
import dev.reverie.compute.dl4j.EngineLayer;
import dev.reverie.compute.dl4j.EngineOutputLayer;
import dev.reverie.compute.dl4j.PlansByRows;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The last dense layer of a {@link VectorVae} and its loss, Σ (y − x)² ÷ (2·noise²), mean over the batch: the negative log density of a
 * normal distribution but for a constant. Labels are the standardised observations.
 */
final class VectorLayerConf extends DenseLayerConf {
    private static final long serialVersionUID = 1;

    private double noise;

    /** For reading from JSON. */
    VectorLayerConf() {
    }

    VectorLayerConf(int inputs, int outputs, double noise) {
        super(inputs, outputs, Activation.NONE);
        this.noise = noise;
    }

    @Override
    protected EngineLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new Layer(conf, type);
    }

    /** {@link VectorLayerConf}, computed. */
    @SuppressWarnings("serial") // see EngineLayer
    static final class Layer extends EngineOutputLayer<VectorLayerConf> {
        private final transient PlansByRows<Plan> plans = new PlansByRows<>(rows -> new Plan(layerConf().shape(rows)));
        private double squared;

        /** N rows: what is decoded, and its gradient, [N, size]. */
        private record Plan(Dense dense, Floats y, Floats dy) implements AutoCloseable {
            Plan(Dense.Shape shape) {
                this(Dense.of(shape), Floats.allocate(shape.batch() * shape.outputs()), Floats.allocate(shape.batch() * shape.outputs()));
            }

            @Override
            public void close() {
                dense.close();
            }
        }

        Layer(NeuralNetConfiguration conf, DataType type) {
            super(conf, type);
        }

        @Override
        protected void forward(int rows, Floats x, Floats y, boolean training) {
            var dense = plans.of(rows).dense;
            dense.weights(parameter(ConvolutionLayerConf.W), parameter(ConvolutionLayerConf.B));
            dense.forward(x, y);
        }

        @Override
        protected double loss(int rows, Floats x, Floats labels, Floats mask, boolean training) {
            var plan = plans.of(rows);
            forward(rows, x, plan.y, training);
            double weight = 0.5 / (layerConf().noise * layerConf().noise);
            double sum = 0;
            for (int i = 0; i < plan.y.size(); i++) {
                double error = plan.y.get(i) - labels.get(i);
                sum += error * error;
                plan.dy.set(i, (float) (2 * weight * error / rows));
            }
            squared = sum / rows;
            return weight * squared;
        }

        @Override
        protected double train(int rows, Floats x, Floats labels, Floats mask, Floats dx) {
            double value = loss(rows, x, labels, mask, true);
            var plan = plans.of(rows);
            plan.dense.backward(x, plan.y, plan.dy, dx, gradient(ConvolutionLayerConf.W), gradient(ConvolutionLayerConf.B));
            return value;
        }

        /** Squared error of a standardised observation, mean over the batch last seen. */
        double squared() {
            return squared;
        }

        @Override
        public void close() {
            plans.close();
        }
    }
}
