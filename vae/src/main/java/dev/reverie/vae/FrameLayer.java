package dev.reverie.vae;

import dev.reverie.compute.Convolution;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.dl4j.EngineOutputLayer;
import dev.reverie.compute.dl4j.PlansByRows;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/** {@link FrameConfig}, computed. */
@SuppressWarnings("serial") // see EngineLayer
final class FrameLayer extends EngineOutputLayer<FrameConfig> {
    private final transient PlansByRows<Plan> plans = new PlansByRows<>(rows -> new Plan(rows, layerConf()));
    /** A frame and what was decoded for it. */
    private final transient ThreadLocal<float[][]> pair = ThreadLocal.withInitial(() -> new float[2][Blueprint.FRAME]);
    private final transient SquaredError error;
    private double reconstruction;

    /** N frames: what is decoded, and its gradient, [N, H·W·C]; the errors of each. */
    private record Plan(Convolution convolution, Floats y, Floats dy, SquaredError.Sums[] sums) implements AutoCloseable {
        Plan(int rows, FrameConfig config) {
            this(Convolution.of(config.shape(rows)), Floats.allocate(config.shape(rows).outputSize()),
                    Floats.allocate(config.shape(rows).outputSize()), new SquaredError.Sums[rows]);
        }

        @Override
        public void close() {
            convolution.close();
        }
    }

    FrameLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
        error = layerConf().error();
    }

    @Override
    protected void forward(int rows, Floats x, Floats y, boolean training) {
        var plan = plans.of(rows);
        plan.convolution.weights(parameter(ConvolutionConfig.W), parameter(ConvolutionConfig.B));
        plan.convolution.forward(x, y);
    }

    @Override
    protected double loss(int rows, Floats x, Floats labels, Floats mask, boolean training) {
        var plan = plans.of(rows);
        forward(rows, x, plan.y, training);
        int size = Blueprint.FRAME;
        Engine.current().pool().run(rows, row -> {
            var frame = pair.get()[0];
            var decoded = pair.get()[1];
            labels.read(row * size, frame, 0, size);
            plan.y.read(row * size, decoded, 0, size);
            plan.sums[row] = error.of(frame, decoded, 1f / rows);
            plan.dy.write(row * size, decoded, 0, size);
        });
        double weighted = 0;
        double plain = 0;
        for (var sums : plan.sums) {
            weighted += sums.weighted();
            plain += sums.plain();
        }
        reconstruction = plain / rows;
        return weighted / rows;
    }

    @Override
    protected double train(int rows, Floats x, Floats labels, Floats mask, Floats dx) {
        double loss = loss(rows, x, labels, mask, true);
        var plan = plans.of(rows);
        plan.convolution.backward(x, plan.y, plan.dy, dx, gradient(ConvolutionConfig.W), gradient(ConvolutionConfig.B));
        return loss;
    }

    /** Squared error of a frame without weights, mean over the batch last seen. */
    double reconstruction() {
        return reconstruction;
    }

    @Override
    public void close() {
        plans.close();
    }
}
