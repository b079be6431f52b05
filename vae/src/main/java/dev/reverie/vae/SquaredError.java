package dev.reverie.vae;

/** The weighted squared error of a frame: (1 + weight)·Σ over pixels that stand out from the mean frame, Σ over the others. */
final class SquaredError {
    private final float heavy;
    private final float threshold;
    private final float[] mean;

    /**
     * What came of one frame.
     *
     * @param weighted
     *            the loss
     * @param plain
     *            without weights
     */
    record Sums(double weighted, double plain) {
    }

    /**
     * @param emphasis
     *            of pixels; one stands out if one of its channels differs by more than the threshold
     * @param mean
     *            RGB, u8 [H·W·3]
     */
    SquaredError(VaeConfig.Emphasis emphasis, byte[] mean) {
        heavy = (float) (1 + emphasis.weight());
        threshold = (float) emphasis.threshold();
        this.mean = new float[mean.length];
        Pixels.toFloats(mean, 0, this.mean, 0, mean.length);
    }

    /**
     * Of one frame.
     *
     * @param y
     *            what was decoded, [H·W·3]; replaced by scale·2·weight·(y − x), the gradient
     */
    Sums of(float[] x, float[] y, float scale) {
        double weighted = 0;
        double plain = 0;
        // A pixel at a time, without branches: this runs over a million numbers in every update.
        for (int i = 0; i < x.length; i += 3) {
            float r = y[i] - x[i];
            float g = y[i + 1] - x[i + 1];
            float b = y[i + 2] - x[i + 2];
            float away = Math.max(Math.max(Math.abs(x[i] - mean[i]), Math.abs(x[i + 1] - mean[i + 1])),
                    Math.abs(x[i + 2] - mean[i + 2]));
            float weight = away > threshold ? heavy : 1;
            float error = r * r + g * g + b * b;
            float slope = 2 * scale * weight;
            y[i] = slope * r;
            y[i + 1] = slope * g;
            y[i + 2] = slope * b;
            weighted += weight * error;
            plain += error;
        }
        return new Sums(weighted, plain);
    }
}
