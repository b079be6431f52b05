package dev.reverie.rnn;

import dev.reverie.compute.MixtureRows.Rows;
import dev.reverie.compute.Pool;

/**
 * Cross-entropy of the restart logit x with its target y: W·y·ln(1 + e^−x) + (1 − y)·ln(1 + e^x), and its gradient.
 *
 * <p>Blocks of rows are cut by their number alone and added in order, so the number of threads changes no bit.
 */
final class DoneLoss {
    private static final int BLOCK = 256;

    private final int rows;
    private final double endWeight;
    private final Pool pool;
    private final Losses[] blocks;

    /**
     * @param endWeight
     *            W, of rows whose target is 1
     */
    DoneLoss(int rows, double endWeight, Pool pool) {
        this.rows = rows;
        this.endWeight = endWeight;
        this.pool = pool;
        this.blocks = new Losses[(rows + BLOCK - 1) / BLOCK];
    }

    /**
     * @param logits
     *            [N, 1]
     * @param targets
     *            [N, 2]: y, then whether the row counts
     * @param gradients
     *            [N, 1], of the mean over rows that count; may be {@code logits}; null where it is not needed
     * @param count
     *            how many rows count
     * @return with nothing of latents and rewards
     */
    Losses run(Rows logits, Rows targets, Rows gradients, int count) {
        pool.run(blocks.length, block -> blocks[block] = block(block * BLOCK, logits, targets, gradients, count));
        return Losses.sum(blocks, count);
    }

    private Losses block(int from, Rows logits, Rows targets, Rows gradients, int count) {
        double sum = 0;
        int ends = 0;
        int found = 0;
        int alarms = 0;
        for (int r = from; r < Math.min(rows, from + BLOCK); r++) {
            boolean counts = targets.buffer().get(targets.row(r) + 1) != 0;
            double gradient = 0;
            if (counts) {
                double x = logits.buffer().get(logits.row(r));
                boolean end = targets.buffer().get(targets.row(r)) != 0;
                double small = Math.exp(-Math.abs(x));
                double weight = end ? endWeight : 1;
                double wrong = end ? -x : x;
                sum += weight * (Math.max(wrong, 0) + Math.log1p(small));
                double share = (wrong > 0 ? 1 : small) / (1 + small);
                gradient = (end ? -weight : weight) * share / count;
                ends += end ? 1 : 0;
                found += end && x > 0 ? 1 : 0;
                alarms += !end && x > 0 ? 1 : 0;
            }
            if (gradients != null) {
                gradients.buffer().set(gradients.row(r), (float) gradient);
            }
        }
        return new Losses(0, 0, sum / count, 0, ends, found, alarms);
    }
}
