package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import org.junit.jupiter.api.Test;

class RestartsTest {
    /** y = ±(1 + x) with noise 0.1. */
    private static Samples rows() {
        var random = Seed.of(1).random();
        var x = new double[500];
        var y = new double[500];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextDouble();
            y[i] = (random.nextBoolean() ? 1 : -1) * (1 + x[i]) + 0.1 * random.nextGaussian();
        }
        return Samples.of(x, y);
    }

    /** The first of three trainings is the one that a single training would be, so the best of three is at least as good. */
    @Test
    void theBestOnHeldOutRowsIsKept() {
        var config = MdnRegressorConfig.of(3).withHidden(8).withTraining(6, 64, 2e-2, 1e-2).withHeldOut(0.3, 20);
        var once = MdnRegressor.train(config, rows(), Seed.of(2), Progress.none());
        var best = MdnRegressor.train(config.withRestarts(4), rows(), Seed.of(2), Progress.none());
        assertTrue(best.heldOutNll() <= once.heldOutNll(), best.heldOutNll() + " and " + once.heldOutNll());
        // four chances at these few epochs find a better one
        assertTrue(best.heldOutNll() < once.heldOutNll(), "none was better");
        assertEquals(best.predict(0.5), MdnRegressor.train(config.withRestarts(4), rows(), Seed.of(2), Progress.none()).predict(0.5));
    }
}
