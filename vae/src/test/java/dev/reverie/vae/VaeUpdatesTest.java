package dev.reverie.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import org.junit.jupiter.api.Test;

class VaeUpdatesTest {
    private static Observations.Frames frames() {
        return (Observations.Frames) MovingSquare.episode(20, 30).observations();
    }

    @Test
    void updatesOneByOneLowerTheLoss() {
        var small = Small.config(1);
        var config = new VaeConfig(4, 2, 1, 0.1, new VaeConfig.Emphasis(0, 0.15), 16, 16, small.rate(), 0);
        var step = VaeUpdates.of(config, Seed.of(1));
        var batch = frames().slice(0, 16);
        double first = step.update(batch);
        double last = first;
        for (int i = 0; i < 20; i++) {
            last = step.update(batch);
        }
        assertTrue(last < 0.8 * first, first + " to " + last);
        try (var learned = step.vae()) {
            assertEquals(4, learned.posterior(batch).latentSize());
        }
        assertThrows(IllegalArgumentException.class, () -> step.update(frames().slice(0, 3)));
    }
}
