package dev.reverie.compute.vector;

import static dev.reverie.compute.vector.Lanes.L;

import dev.reverie.compute.AdamStep;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import jdk.incubator.vector.FloatVector;

/** {@link AdamStep}: one pass over parameters, gradients and both moments. */
final class VectorAdamStep implements AdamStep {
    @Override
    public void update(Settings settings, Floats parameters, Floats gradients, Floats mean, Floats variance, int offset, int length) {
        Gemm.within("parameters", parameters, offset, length);
        Gemm.within("gradients", gradients, offset, length);
        Gemm.within("mean", mean, offset, length);
        Gemm.within("variance", variance, offset, length);
        float beta1 = (float) settings.beta1();
        float beta2 = (float) settings.beta2();
        float rate = (float) settings.correctedRate();
        float epsilon = (float) settings.correctedEpsilon();
        float clip = (float) settings.clip();
        int whole = length - length % L;
        Object p = Lanes.view(parameters);
        Object g = Lanes.view(gradients);
        Object m = Lanes.view(mean);
        Object v = Lanes.view(variance);
        for (int i = offset; i < offset + whole; i += L) {
            var gradient = Lanes.load(g, i).max(-clip).min(clip);
            var first = moment(Lanes.load(m, i), gradient, beta1);
            var second = moment(Lanes.load(v, i), gradient.mul(gradient), beta2);
            Lanes.store(first, m, i);
            Lanes.store(second, v, i);
            Lanes.store(moved(Lanes.load(p, i), first, second, rate, epsilon), p, i);
        }
        if (whole < length) {
            int i = offset + whole;
            int count = length - whole;
            var gradient = Lanes.loadTail(gradients, i, count, 0).max(-clip).min(clip);
            var first = moment(Lanes.loadTail(mean, i, count, 0), gradient, beta1);
            var second = moment(Lanes.loadTail(variance, i, count, 0), gradient.mul(gradient), beta2);
            Lanes.storeTail(first, mean, i, count);
            Lanes.storeTail(second, variance, i, count);
            Lanes.storeTail(moved(Lanes.loadTail(parameters, i, count, 0), first, second, rate, epsilon), parameters, i, count);
        }
    }

    /** β·old + (1 − β)·new, as old + (1 − β)(new − old). */
    private static FloatVector moment(FloatVector old, FloatVector now, float beta) {
        return now.sub(old).fma(FloatVector.broadcast(Lanes.F, 1 - beta), old);
    }

    private static FloatVector moved(FloatVector p, FloatVector first, FloatVector second, float rate, float epsilon) {
        return p.sub(first.mul(rate).div(second.sqrt().add(epsilon)));
    }
}
