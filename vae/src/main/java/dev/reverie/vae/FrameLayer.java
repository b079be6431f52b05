package dev.reverie.vae;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Convolution;
import dev.reverie.compute.Elementwise;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.dl4j.EngineOutputLayer;
import dev.reverie.compute.dl4j.PlansByRows;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/** {@link FrameLayerConf}, computed. */
@SuppressWarnings("serial") // see EngineLayer
final class FrameLayer extends EngineOutputLayer<FrameLayerConf> {
    private final transient PlansByRows<Plan> plans = new PlansByRows<>(rows -> new Plan(rows, layerConf()));
    /** A frame and what was decoded for it. */
    private final transient ThreadLocal<float[][]> pair = ThreadLocal.withInitial(() -> new float[2][size()]);
    private final transient FrameLoss loss;
    private double reconstruction;

    /** N frames: what is decoded, and its gradient before the sigmoid, [N, H·W·C]; the losses of each. */
    private record Plan(Convolution convolution, Floats y, Floats da, FrameLoss.Sums[] sums) implements AutoCloseable {
        Plan(int rows, FrameLayerConf config) {
            this(rows, config, config.shape(rows, Activation.NONE));
        }

        private Plan(int rows, FrameLayerConf config, Convolution.Shape shape) {
            this(config.plan(shape), Floats.allocate(shape.outputSize()), Floats.allocate(shape.outputSize()),
                    new FrameLoss.Sums[rows]);
        }

        @Override
        public void close() {
            convolution.close();
        }
    }

    FrameLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
        loss = layerConf().loss();
    }

    /** Numbers of a frame. */
    private int size() {
        return layerConf().shape(1).outputSize();
    }

    @Override
    protected void forward(int rows, Floats x, Floats y, boolean training) {
        var plan = plans.of(rows);
        plan.convolution.weights(parameter(ConvolutionLayerConf.W), parameter(ConvolutionLayerConf.B));
        plan.convolution.forward(x, y);
        Engine.current().pool().run(rows, row -> sigmoid(y, row));
    }

    private void sigmoid(Floats y, int row) {
        int at = row * size();
        Engine.current().kernels().elementwise().apply(Elementwise.Function.SIGMOID, y, at, y, at, size());
    }

    @Override
    protected double loss(int rows, Floats x, Floats labels, Floats mask, boolean training) {
        var plan = plans.of(rows);
        forward(rows, x, plan.y, training);
        int size = size();
        Engine.current().pool().run(rows, row -> {
            var frame = pair.get()[0];
            var decoded = pair.get()[1];
            labels.read(row * size, frame, 0, size);
            plan.y.read(row * size, decoded, 0, size);
            plan.sums[row] = loss.of(frame, decoded, 1f / rows);
            plan.da.write(row * size, decoded, 0, size);
        });
        double weighted = 0;
        double squared = 0;
        for (var sums : plan.sums) {
            weighted += sums.weighted();
            squared += sums.squared();
        }
        reconstruction = squared / rows;
        return weighted / rows;
    }

    @Override
    protected double train(int rows, Floats x, Floats labels, Floats mask, Floats dx) {
        double value = loss(rows, x, labels, mask, true);
        var plan = plans.of(rows);
        plan.convolution.backward(x, plan.y, plan.da, dx, gradient(ConvolutionLayerConf.W), gradient(ConvolutionLayerConf.B));
        return value;
    }

    /** Squared error of a frame without weights, mean over the batch last seen. */
    double reconstruction() {
        return reconstruction;
    }

    /** A frame of the batch last seen as it was decoded, [H·W·C]. */
    void decoded(int rows, int row, float[] into) {
        plans.of(rows).y.read(row * size(), into, 0, size());
    }

    @Override
    public void close() {
        plans.close();
    }
}
