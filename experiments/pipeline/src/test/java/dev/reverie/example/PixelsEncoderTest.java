package dev.reverie.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.core.Decoder;
import dev.reverie.core.Encoder;
import dev.reverie.core.EncoderContract;
import dev.reverie.core.Observations;
import dev.reverie.core.Space;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PixelsEncoderTest implements EncoderContract {
    private static final Space.Box FRAMES = Space.frame(6, 6, 3);

    @Override
    public Encoder encoder() {
        return new PixelsEncoder(3, FRAMES);
    }

    /** The contract shows latents; this one shows grey. */
    @Override
    public Decoder decoder() {
        return new Decoder() {
            @Override
            public Space.Box observationSpace() {
                return FRAMES;
            }

            @Override
            public int latentSize() {
                return 9;
            }

            @Override
            public void decode(float[] z, Observations out) {
                if (z.length != 9 * out.count() || !(out instanceof Observations.Frames f)) {
                    throw new IllegalArgumentException("z must be [B, 9] and out frames");
                }
                Arrays.fill(f.pixels(), (byte) 128);
            }
        };
    }

    @Test
    void aPartIsAsBrightAsItsPixels() {
        var frames = (Observations.Frames) Observations.allocate(1, FRAMES);
        Arrays.fill(frames.pixels(), 0, 6, (byte) 255); // the first row of the left upper part
        float[] z = encoder().posterior(frames).means();
        assertEquals(0, z[0], 1e-5, "half of it is white");
        assertEquals(-2, z[1]);
    }
}
