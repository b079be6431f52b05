package dev.reverie.vae;

import dev.reverie.core.Decimal;
import dev.reverie.core.Seed;

/**
 * What a checkpoint keeps besides the network, whose iteration is the cursor into the data: the seed, and the sums since the last line of the log.
 *
 * @param count
 *            updates that were summed
 */
record TrainingState(Seed seed, int count, double loss, double reconstruction, double kl) {
    static TrainingState begin(Seed seed) {
        return new TrainingState(seed, 0, 0, 0, 0);
    }

    TrainingState plus(double batchLoss, double batchReconstruction, double batchKl) {
        return new TrainingState(seed, count + 1, loss + batchLoss, reconstruction + batchReconstruction, kl + batchKl);
    }

    String text() {
        return String.join(" ", seed.path(), Integer.toString(count), Double.toString(loss), Double.toString(reconstruction),
                Double.toString(kl));
    }

    static TrainingState of(String text) {
        var parts = text.split(" ");
        if (parts.length != 5) {
            throw new IllegalArgumentException("training state must be five words, was '" + text + "'");
        }
        return new TrainingState(new Seed(parts[0]), Decimal.integer(parts[1]), Decimal.number(parts[2]),
                Decimal.number(parts[3]), Decimal.number(parts[4]));
    }
}
