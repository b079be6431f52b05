package dev.reverie.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SquaredErrorTest {
    @Test
    void pixelsThatStandOutFromTheMeanWeighMore() {
        var mean = new byte[]{(byte) 255, 0, 0, 51, 51, 51};
        var error = new SquaredError(new VaeConfig.Emphasis(3, 0.15), mean);
        // The first pixel is near the mean; the second differs in one channel by 0.3.
        var x = new float[]{0.9f, 0.1f, 0, 0.2f, 0.5f, 0.2f};
        var y = new float[]{0.8f, 0.1f, 0.2f, 0.2f, 0.1f, 0.3f};
        var sums = error.of(x, y, 0.5f);
        assertEquals(0.01 + 0.04 + 0.16 + 0.01, sums.plain(), 1e-6);
        assertEquals(0.01 + 0.04 + 4 * (0.16 + 0.01), sums.weighted(), 1e-6);
        assertArrayEquals(new float[]{-0.1f, 0, 0.2f, 0, -1.6f, 0.4f}, y, 1e-6f);
    }

    @Test
    void withoutWeightItIsThePlainSum() {
        var sums = new SquaredError(new VaeConfig.Emphasis(0, 0), new byte[3]).of(new float[]{1, 0.5f, 0}, new float[3], 1);
        assertEquals(1.25, sums.plain());
        assertEquals(1.25, sums.weighted());
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
