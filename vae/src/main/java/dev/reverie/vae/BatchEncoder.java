package dev.reverie.vae;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Precision;

/** Plans to encode with: for single frames, and for many at once, where the weights are read less often. */
final class BatchEncoder implements AutoCloseable {
    /** Frames at a time: enough rows for fast products, and no more than stay in a core's cache. */
    static final int MANY = 8;

    private final PlanPool<EncoderPlan> one;
    private final PlanPool<EncoderPlan> many;
    private final int frame;

    BatchEncoder(VaeConfig config, int side, Weights weights, Precision precision, Engine serial) {
        frame = ConvVaeArchitecture.frame(side);
        one = new PlanPool<>(() -> new EncoderPlan(1, config, side, weights, precision, serial));
        many = new PlanPool<>(() -> new EncoderPlan(MANY, config, side, weights, precision, serial));
    }

    /** As {@link EncoderPlan#run}, of at most {@link #MANY} frames. */
    void run(byte[] pixels, int from, int count, float[] means, float[] logVariances, int at) {
        if (2 * count > MANY) {
            many.with(plan -> plan.run(pixels, from, count, means, logVariances, at));
        } else {
            one.with(plan -> each(plan, pixels, from, count, means, logVariances, at));
        }
    }

    private void each(EncoderPlan plan, byte[] pixels, int from, int count, float[] means, float[] logVariances, int at) {
        for (int row = 0; row < count; row++) {
            plan.run(pixels, from + row * frame, 1, means, logVariances, at + row * plan.latentSize());
        }
    }

    @Override
    public void close() {
        one.close();
        many.close();
    }
}
