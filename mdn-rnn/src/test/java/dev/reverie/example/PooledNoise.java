package dev.reverie.example;

import dev.reverie.mdn.NoiseModel;
import dev.reverie.mdn.NoiseModelProvider;
import dev.reverie.mdn.Normal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A noise model of a user's own: a scale for each dimension, the same for all components, as in discriminant analysis. */
public record PooledNoise() implements NoiseModel {
    @Override
    public int parameters(int dimensions) {
        return dimensions;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public Normal component(double[] mean, double[] numbers) {
        var scales = new double[mean.length];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = Math.exp(numbers[i]);
        }
        return Normal.diagonal(mean, scales);
    }

    @Override
    public void gradient(double share, double[] numbers, double[] error, double[] whitened, double[] byMean, double[] byNumbers) {
        for (int i = 0; i < error.length; i++) {
            byMean[i] -= share * whitened[i] * Math.exp(-numbers[i]);
            byNumbers[i] += share * (1 - whitened[i] * whitened[i]);
        }
    }

    @Override
    public void begin(double[] logScales, double[] numbers) {
        System.arraycopy(logScales, 0, numbers, 0, numbers.length);
    }

    @Override
    public String words() {
        return "pooled";
    }

    /** By which saved models and {@code --noise pooled} find it. */
    public static final class Provider implements NoiseModelProvider {
        @Override
        public Map<String, Function<List<String>, NoiseModel>> models() {
            return Map.of("pooled", words -> new PooledNoise());
        }
    }
}
