package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import java.util.Arrays;
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

    @Test
    void heldOutRowsAreJudgedByTheirLikelihoodAlone() {
        var config = MdnRegressorConfig.of(3).withHidden(8).withTraining(40, 64, 2e-2, 1e-3).withHeldOut(0.3, 40);
        double plain = MdnRegressor.train(config, rows(), Seed.of(1), Progress.none()).heldOutNll();
        var spread = config.withRegularisers(new Regulariser.Entropy(0.3));
        double spreadOut = MdnRegressor.train(spread, rows(), Seed.of(1), Progress.none()).heldOutNll();
        assertTrue(spreadOut > plain - 0.05, spreadOut + " is better than " + plain + ", as if the entropy of the weights counted");
    }

    /**
     * The first of several trainings is the one that a single training would be, so the best is at least as good, and now and then better.
     */
    @Test
    void theBestOnHeldOutRowsIsKept() {
        var config = MdnRegressorConfig.of(3).withHidden(8).withTraining(4, 64, 2e-2, 1e-2).withHeldOut(0.3, 20);
        int better = 0;
        for (int seed = 0; seed < 6; seed++) {
            double once = MdnRegressor.train(config, rows(), Seed.of(seed), Progress.none()).heldOutNll();
            double best = MdnRegressor.train(config.withRestarts(3), rows(), Seed.of(seed), Progress.none()).heldOutNll();
            assertTrue(best <= once, best + " and " + once);
            better += best < once ? 1 : 0;
        }
        assertTrue(better > 0, "no restart was ever better");
    }

    /** Held-out rows that stop a training and choose among restarts make their own likelihood look better than that of new rows. */
    @Test
    void theHeldOutLikelihoodIsALittleTooGood() {
        var config = MdnRegressorConfig.of(3).withHidden(8).withTraining(20, 16, 3e-2, 1e-2).withHeldOut(0.3, 20).withRestarts(3);
        double difference = 0;
        for (int seed = 0; seed < 12; seed++) {
            var random = Seed.of(100 + seed).random();
            var all = new double[2][1_060];
            for (int i = 0; i < all[0].length; i++) {
                all[0][i] = random.nextGaussian();
                all[1][i] = random.nextGaussian();
            }
            var model = MdnRegressor.train(config, Samples.of(Arrays.copyOf(all[0], 60), Arrays.copyOf(all[1], 60)), Seed.of(seed),
                    Progress.none());
            var fresh = Samples.of(Arrays.copyOfRange(all[0], 60, 1_060), Arrays.copyOfRange(all[1], 60, 1_060));
            difference += (NllComparison.nll(model, fresh) - model.heldOutNll()) / 12;
        }
        assertTrue(difference > 0.02, "new rows cost " + difference + " nats more");
    }
}
