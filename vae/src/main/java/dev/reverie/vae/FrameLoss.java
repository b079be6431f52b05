package dev.reverie.vae;

/**
 * The loss of a decoded frame y = sigmoid(a) for a frame x, and its gradient by a: weighted sums of squared errors (y − x)², or of cross
 * entropies −x·log y − (1 − x)·log(1 − y). Pixels that stand out from the mean frame count 1 + weight times, the others once.
 */
final class FrameLoss {
    /** Of a probability, so that its logarithm is finite. */
    private static final float LEAST = 1e-7f;

    private final VaeConfig.Likelihood likelihood;
    private final float heavy;
    private final float threshold;
    private final float[] mean;

    /**
     * What came of one frame.
     *
     * @param weighted
     *            the loss
     * @param squared
     *            the sum of squared errors, without weights
     */
    record Sums(double weighted, double squared) {
    }

    /**
     * @param emphasis
     *            of pixels; one stands out if one of its channels differs by more than the threshold
     * @param mean
     *            RGB, u8 [H·W·3]
     */
    FrameLoss(VaeConfig.Likelihood likelihood, VaeConfig.Emphasis emphasis, byte[] mean) {
        this.likelihood = likelihood;
        heavy = (float) (1 + emphasis.weight());
        threshold = (float) emphasis.threshold();
        this.mean = new float[mean.length];
        Pixels.toFloats(mean, 0, this.mean, 0, mean.length);
    }

    /**
     * Of one frame.
     *
     * @param x
     *            [H·W·3]
     * @param y
     *            what was decoded, [H·W·3]; replaced by scale·∂loss/∂a
     */
    Sums of(float[] x, float[] y, float scale) {
        return switch (likelihood) {
            case GAUSSIAN -> squares(x, y, scale);
            case BERNOULLI -> entropies(x, y, scale);
        };
    }

    private Sums squares(float[] x, float[] y, float scale) {
        double weighted = 0;
        double squared = 0;
        // A pixel at a time, without branches: this runs over a million numbers in every update.
        for (int i = 0; i < x.length; i += 3) {
            float r = y[i] - x[i];
            float g = y[i + 1] - x[i + 1];
            float b = y[i + 2] - x[i + 2];
            float weight = weight(x, i);
            float error = r * r + g * g + b * b;
            float slope = 2 * scale * weight;
            y[i] = slope * r * y[i] * (1 - y[i]);
            y[i + 1] = slope * g * y[i + 1] * (1 - y[i + 1]);
            y[i + 2] = slope * b * y[i + 2] * (1 - y[i + 2]);
            weighted += weight * error;
            squared += error;
        }
        return new Sums(weighted, squared);
    }

    private Sums entropies(float[] x, float[] y, float scale) {
        double weighted = 0;
        double squared = 0;
        for (int i = 0; i < x.length; i += 3) {
            float weight = weight(x, i);
            for (int c = i; c < i + 3; c++) {
                float difference = y[c] - x[c];
                weighted += weight * entropy(x[c], y[c]);
                squared += difference * difference;
                y[c] = scale * weight * difference;
            }
        }
        return new Sums(weighted, squared);
    }

    private static double entropy(float x, float y) {
        float probability = Math.max(LEAST, Math.min(1 - LEAST, y));
        // A NaN must come through, which min and max see to.
        return -x * Math.log(probability) - (1 - x) * Math.log(1 - probability);
    }

    private float weight(float[] x, int i) {
        float away = Math.max(Math.max(Math.abs(x[i] - mean[i]), Math.abs(x[i + 1] - mean[i + 1])), Math.abs(x[i + 2] - mean[i + 2]));
        return away > threshold ? heavy : 1;
    }
}
