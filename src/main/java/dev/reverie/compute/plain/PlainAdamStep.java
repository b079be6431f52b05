package dev.reverie.compute.plain;

import dev.reverie.compute.AdamStep;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;

/** {@link AdamStep}, one parameter after another. */
final class PlainAdamStep implements AdamStep {
    @Override
    public void update(Settings settings, Floats parameters, Floats gradients, Floats mean, Floats variance, int offset, int length) {
        Gemm.within("parameters", parameters, offset, length);
        Gemm.within("gradients", gradients, offset, length);
        Gemm.within("mean", mean, offset, length);
        Gemm.within("variance", variance, offset, length);
        double rate = settings.correctedRate();
        double epsilon = settings.correctedEpsilon();
        for (int i = offset; i < offset + length; i++) {
            double gradient = Math.max(-settings.clip(), Math.min(settings.clip(), gradients.get(i)));
            double m = settings.beta1() * mean.get(i) + (1 - settings.beta1()) * gradient;
            double v = settings.beta2() * variance.get(i) + (1 - settings.beta2()) * gradient * gradient;
            mean.set(i, (float) m);
            variance.set(i, (float) v);
            parameters.set(i, (float) (parameters.get(i) - rate * m / (Math.sqrt(v) + epsilon)));
        }
    }
}
