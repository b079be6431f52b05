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
        float fresh1 = (float) (1 - settings.beta1());
        float fresh2 = (float) (1 - settings.beta2());
        float rate = (float) settings.correctedRate();
        float epsilon = (float) settings.correctedEpsilon();
        float clip = (float) settings.clip();
        int whole = length - length % L;
        update(fresh1, fresh2, rate, epsilon, clip, Lanes.view(parameters), Lanes.view(gradients), Lanes.view(mean), Lanes.view(variance),
                offset, whole);
        for (int i = offset + whole; i < offset + length; i++) {
            float gradient = Math.min(Math.max(gradients.get(i), -clip), clip);
            float first = Math.fma(gradient - mean.get(i), fresh1, mean.get(i));
            float second = Math.fma(gradient * gradient - variance.get(i), fresh2, variance.get(i));
            mean.set(i, first);
            variance.set(i, second);
            parameters.set(i, parameters.get(i) - first * rate / ((float) Math.sqrt(second) + epsilon));
        }
    }

    /** A moment β·old + (1 − β)·new is old + (1 − β)(new − old). */
    private static void update(float fresh1, float fresh2, float rate, float epsilon, float clip, Object parameters, Object gradients,
            Object mean,
            Object variance, int offset, int length) {
        var share1 = FloatVector.broadcast(Lanes.F, fresh1);
        var share2 = FloatVector.broadcast(Lanes.F, fresh2);
        for (int i = offset; i < offset + length; i += L) {
            var gradient = Lanes.load(gradients, i).max(-clip).min(clip);
            var first = Lanes.load(mean, i);
            first = gradient.sub(first).fma(share1, first);
            var second = Lanes.load(variance, i);
            second = gradient.mul(gradient).sub(second).fma(share2, second);
            Lanes.store(first, mean, i);
            Lanes.store(second, variance, i);
            Lanes.store(Lanes.load(parameters, i).sub(first.mul(rate).div(second.sqrt().add(epsilon))), parameters, i);
        }
    }
}
