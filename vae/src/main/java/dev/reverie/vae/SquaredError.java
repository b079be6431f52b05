package dev.reverie.vae;

/** The weighted squared error of a frame: (1 + weight)·Σ over pixels that stand out from the mean frame, Σ over the others. */
final class SquaredError {
    private final int channels;
    private final float extra;
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
     * @param channels
     *            of a pixel, which stands out if one of them does
     * @param mean
     *            u8 [H·W·C]
     */
    SquaredError(int channels, double weight, double threshold, byte[] mean) {
        this.channels = channels;
        this.extra = (float) weight;
        this.threshold = (float) threshold;
        this.mean = new float[mean.length];
        Pixels.toFloats(mean, 0, this.mean, 0, mean.length);
    }

    /**
     * Of one frame.
     *
     * @param y
     *            what was decoded, [H·W·C]; replaced by scale·2·weight·(y − x), the gradient
     */
    Sums of(float[] x, float[] y, float scale) {
        double weighted = 0;
        double plain = 0;
        for (int pixel = 0; pixel < x.length; pixel += channels) {
            float error = 0;
            boolean standsOut = false;
            for (int i = pixel; i < pixel + channels; i++) {
                float difference = y[i] - x[i];
                error += difference * difference;
                standsOut |= Math.abs(x[i] - mean[i]) > threshold;
                y[i] = difference;
            }
            float weight = standsOut ? 1 + extra : 1;
            for (int i = pixel; i < pixel + channels; i++) {
                y[i] *= 2 * scale * weight;
            }
            weighted += weight * error;
            plain += error;
        }
        return new Sums(weighted, plain);
    }
}
