package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What every {@link Encoder} and its {@link Decoder} keep. */
public interface EncoderContract {
    Encoder encoder();

    Decoder decoder();

    private Observations observations(int count) {
        var space = encoder().observationSpace();
        var random = Seed.of(1).random();
        var observations = Observations.allocate(count, space);
        if (observations instanceof Observations.Frames f) {
            random.nextBytes(f.pixels());
        } else if (observations instanceof Observations.Vectors v) {
            for (int i = 0; i < count; i++) {
                System.arraycopy(space.sample(random), 0, v.values(), i * v.size(), v.size());
            }
        }
        return observations;
    }

    @Test
    default void sameSeedGivesTheSameLatentAndLeavesTheObservationsAlone() {
        var encoder = encoder();
        var observations = observations(3);
        var before = observations.slice(0, 3);
        var one = new float[3 * encoder.latentSize()];
        var other = new float[3 * encoder.latentSize()];
        encoder.encode(observations, Seed.of(2).random(), one);
        encoder.encode(observations, Seed.of(2).random(), other);
        assertArrayEquals(one, other);
        assertEquals(before, observations);
    }

    @Test
    default void latentsAreFinite() {
        for (float z : encoder().encode(observations(1).row(0), Seed.of(3).random())) {
            assertTrue(Float.isFinite(z), "z was " + z);
        }
    }

    @Test
    default void aDecodedLatentIsAnObservationOfTheSameSpace() {
        var z = encoder().encode(observations(1).row(0), Seed.of(4).random());
        var before = z.clone();
        var shown = decoder().decode(z);
        assertTrue(shown.fits(encoder().observationSpace()), shown + " is not of " + encoder().observationSpace());
        assertArrayEquals(before, z);
    }

    @Test
    default void anotherKindOfObservationIsRefused() {
        var other = encoder().observationSpace().isFrame() ? new Observation.Vector(1) : new Observation.Frame(1, 1, 1, new byte[1]);
        assertThrows(IllegalArgumentException.class, () -> encoder().encode(other, Seed.of(5).random()));
    }
}
