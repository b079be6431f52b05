package dev.reverie.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.vae.VaeConfig.Likelihood;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameLossTest {
    private static FrameLoss.Sums loss(Likelihood likelihood, double weight, byte[] mean, float[] x, float[] y, float scale) {
        return new FrameLoss(likelihood, new VaeConfig.Emphasis(weight, 0.15), mean).of(x, y, scale);
    }

    @ParameterizedTest
    @EnumSource
    void pixelsThatStandOutFromTheMeanWeighMore(Likelihood likelihood) {
        var mean = new byte[]{(byte) 255, 0, 0, 51, 51, 51};
        // The first pixel is near the mean; the second differs in one channel by 0.3.
        var x = new float[]{0.9f, 0.1f, 0, 0.2f, 0.5f, 0.2f};
        var y = new float[]{0.8f, 0.1f, 0.2f, 0.2f, 0.1f, 0.3f};
        var near = loss(likelihood, 0, mean, Arrays.copyOf(x, 3), Arrays.copyOf(y, 3), 1);
        var far = loss(likelihood, 0, mean, Arrays.copyOfRange(x, 3, 6), Arrays.copyOfRange(y, 3, 6), 1);
        var sums = loss(likelihood, 3, mean, x, y, 1);
        assertEquals(near.weighted() + 4 * far.weighted(), sums.weighted(), 1e-6);
        assertEquals(0.01 + 0.04 + 0.16 + 0.01, sums.squared(), 1e-6);
    }

    @Test
    void theSquaredErrorIsThePlainSum() {
        var sums = loss(Likelihood.GAUSSIAN, 0, new byte[3], new float[]{1, 0.5f, 0}, new float[3], 1);
        assertEquals(1.25, sums.squared());
        assertEquals(1.25, sums.weighted());
    }

    @Test
    void theCrossEntropyIsTheNegativeLogLikelihood() {
        var sums = loss(Likelihood.BERNOULLI, 0, new byte[3], new float[]{1, 0, 0.25f}, new float[]{0.5f, 0.2f, 0.25f}, 1);
        assertEquals(Math.log(2) - Math.log(0.8) - 0.25 * Math.log(0.25) - 0.75 * Math.log(0.75), sums.weighted(), 1e-6);
        var sure = loss(Likelihood.BERNOULLI, 0, new byte[3], new float[]{1, 0, 1}, new float[]{1, 0, 0}, 1);
        assertTrue(sure.weighted() > 10 && sure.weighted() < 20, "a wrong certainty costs much, but is finite: " + sure.weighted());
    }

    @ParameterizedTest
    @EnumSource
    void theGradientIsThatByWhatGoesIntoTheSigmoid(Likelihood likelihood) {
        var mean = new byte[]{0, 0, 0};
        var x = new float[]{0.9f, 0.1f, 0.4f};
        var a = new double[]{0.3, -1.2, 2};
        var gradient = decoded(a);
        loss(likelihood, 3, mean, x, gradient, 0.5f);
        for (int i = 0; i < a.length; i++) {
            double step = 1e-2;
            double before = a[i];
            a[i] = before + step;
            double above = loss(likelihood, 3, mean, x, decoded(a), 1).weighted();
            a[i] = before - step;
            double below = loss(likelihood, 3, mean, x, decoded(a), 1).weighted();
            a[i] = before;
            assertEquals(0.5 * (above - below) / (2 * step), gradient[i], 1e-4, likelihood + " " + i);
        }
    }

    private static float[] decoded(double[] a) {
        var y = new float[a.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) (1 / (1 + Math.exp(-a[i])));
        }
        return y;
    }

    @ParameterizedTest
    @EnumSource
    void noNumberComesThrough(Likelihood likelihood) {
        assertTrue(Double.isNaN(loss(likelihood, 0, new byte[3], new float[3], new float[]{0.5f, Float.NaN, 0.5f}, 1).weighted()));
    }

    @Test
    void bytesBecomeSharesAndComeBack() {
        var bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        var shares = new float[256];
        Pixels.toFloats(bytes, 0, shares, 0, 256);
        assertEquals(1, shares[255]);
        var again = new byte[256];
        Pixels.toBytes(shares, 0, again, 0, 256);
        assertArrayEquals(bytes, again);
        Pixels.toBytes(new float[]{-3, 7, Float.NaN}, 0, again, 0, 3);
        assertArrayEquals(new byte[]{0, (byte) 255, 0}, new byte[]{again[0], again[1], again[2]});
    }
}
