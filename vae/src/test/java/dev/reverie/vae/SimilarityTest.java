package dev.reverie.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SimilarityTest {
    private static float[] constant(float value) {
        var frame = new float[ConvVaeArchitecture.FRAME];
        Arrays.fill(frame, value);
        return frame;
    }

    private static float[] noise(int number) {
        var random = Seed.of(number).random();
        var frame = new float[ConvVaeArchitecture.FRAME];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = random.nextFloat();
        }
        return frame;
    }

    @Test
    void equalFramesAreAlike() {
        assertEquals(1, Similarity.ssim(noise(1), noise(1)), 1e-6);
        assertEquals(Double.POSITIVE_INFINITY, Similarity.psnr(noise(1), noise(1)));
    }

    @Test
    void ofConstantFramesOnlyTheMeansCount() {
        double expected = (2 * 0.2 * 0.5 + 1e-4) / (0.2 * 0.2 + 0.5 * 0.5 + 1e-4);
        assertEquals(expected, Similarity.ssim(constant(0.2f), constant(0.5f)), 1e-3);
        assertEquals(10 * Math.log10(1 / 0.09), Similarity.psnr(constant(0.2f), constant(0.5f)), 1e-4);
    }

    /** Wang et al. 2004, equation 13, place by place. */
    @Test
    void ssimIsItsDefinition() {
        var one = noise(1);
        var other = noise(2);
        for (int i = 0; i < other.length; i++) {
            other[i] = 0.6f * one[i] + 0.4f * other[i];
        }
        double sum = 0;
        for (int channel = 0; channel < 3; channel++) {
            for (int row = 0; row <= 53; row++) {
                for (int column = 0; column <= 53; column++) {
                    sum += place(one, other, row, column, channel);
                }
            }
        }
        assertEquals(sum / (3 * 54 * 54), Similarity.ssim(one, other), 1e-5);
        assertTrue(Similarity.ssim(one, other) > Similarity.ssim(one, noise(3)));
    }

    private static double place(float[] x, float[] y, int row, int column, int channel) {
        double[] sums = new double[6];
        for (int r = 0; r < 11; r++) {
            for (int c = 0; c < 11; c++) {
                double weight = Math.exp(-((r - 5) * (r - 5) + (c - 5) * (c - 5)) / 4.5);
                double a = x[((row + r) * 64 + column + c) * 3 + channel];
                double b = y[((row + r) * 64 + column + c) * 3 + channel];
                double[] terms = {1, a, b, a * a, b * b, a * b};
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += weight * terms[i];
                }
            }
        }
        double a = sums[1] / sums[0];
        double b = sums[2] / sums[0];
        double variances = sums[3] / sums[0] - a * a + sums[4] / sums[0] - b * b;
        double covariance = sums[5] / sums[0] - a * b;
        return (2 * a * b + 1e-4) * (2 * covariance + 9e-4) / ((a * a + b * b + 1e-4) * (variances + 9e-4));
    }
}
