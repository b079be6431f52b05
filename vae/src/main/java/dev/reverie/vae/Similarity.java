package dev.reverie.vae;

/**
 * How alike two frames are: PSNR in decibels, and SSIM (Wang et al. 2004) with a Gaussian window of 11×11 and σ = 1.5, the mean over all
 * places where the window fits, and over channels. Values are in 0..1.
 */
final class Similarity {
    private static final int WINDOW = 11;
    private static final double SIGMA = 1.5;
    /** Their K₁ and K₂, squared. */
    private static final double C1 = 0.01 * 0.01;
    private static final double C2 = 0.03 * 0.03;
    private static final float[] WEIGHTS = new float[WINDOW];

    static {
        double sum = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < WINDOW; i++) {
                double distance = i - WINDOW / 2;
                double weight = StrictMath.exp(-distance * distance / (2 * SIGMA * SIGMA));
                sum += pass == 0 ? weight : 0;
                WEIGHTS[i] = (float) (weight / sum);
            }
        }
    }

    private Similarity() {
    }

    /** 10·log₁₀(1 / mean squared error); of equal frames infinite. */
    static double psnr(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            double difference = one[i] - other[i];
            sum += difference * difference;
        }
        return -10 * Math.log10(sum / one.length);
    }

    /** 1 for equal frames. */
    static double ssim(float[] one, float[] other) {
        double sum = 0;
        for (int channel = 0; channel < ConvVaeArchitecture.CHANNELS; channel++) {
            sum += ssim(channel(one, channel), channel(other, channel), new float[one.length / ConvVaeArchitecture.CHANNELS]);
        }
        return sum / ConvVaeArchitecture.CHANNELS;
    }

    private static float[] channel(float[] frame, int channel) {
        var plane = new float[frame.length / ConvVaeArchitecture.CHANNELS];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = frame[i * ConvVaeArchitecture.CHANNELS + channel];
        }
        return plane;
    }

    private static double ssim(float[] x, float[] y, float[] product) {
        var meanX = blurred(x, x, false, product);
        var meanY = blurred(y, y, false, product);
        var squareX = blurred(x, x, true, product);
        var squareY = blurred(y, y, true, product);
        var cross = blurred(x, y, true, product);
        int places = meanX.length;
        double sum = 0;
        for (int i = 0; i < places; i++) {
            double a = meanX[i];
            double b = meanY[i];
            double variances = squareX[i] - a * a + squareY[i] - b * b;
            double covariance = cross[i] - a * b;
            sum += (2 * a * b + C1) * (2 * covariance + C2) / ((a * a + b * b + C1) * (variances + C2));
        }
        return sum / places;
    }

    /** x, or x·y, under the window at every place, rows first. */
    private static float[] blurred(float[] x, float[] y, boolean multiplied, float[] product) {
        for (int i = 0; i < product.length; i++) {
            product[i] = multiplied ? x[i] * y[i] : x[i];
        }
        int size = (int) Math.round(Math.sqrt(product.length));
        int places = size - WINDOW + 1;
        var rows = new float[size * places];
        for (int row = 0; row < size; row++) {
            for (int k = 0; k < WINDOW; k++) {
                for (int column = 0; column < places; column++) {
                    rows[row * places + column] += WEIGHTS[k] * product[row * size + column + k];
                }
            }
        }
        var both = new float[places * places];
        for (int row = 0; row < places; row++) {
            for (int k = 0; k < WINDOW; k++) {
                for (int column = 0; column < places; column++) {
                    both[row * places + column] += WEIGHTS[k] * rows[(row + k) * places + column];
                }
            }
        }
        return both;
    }
}
