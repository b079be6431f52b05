package dev.reverie.mdn;

import dev.reverie.compute.Floats;
import dev.reverie.core.Xoshiro256;

/**
 * Where the first tanh layer begins: with units whose bends are spread over the whole range of the inputs, rare ends included (Nguyen and
 * Widrow 1990). By Glorot's rule all would bend at the mean, and what happens three deviations away would have to wait until they have
 * moved there.
 */
final class NguyenWidrowInit {
    /** Nguyen and Widrow have 0.7; smoother units say less where there is little data. */
    private static final double STEEPNESS = 0.2;

    private final int inputs;
    private final double[] least;
    private final double[] most;

    NguyenWidrowInit(TrainingRows table) {
        inputs = table.inputs();
        least = new double[inputs];
        most = new double[inputs];
        for (int r = 0; r < table.count(); r++) {
            for (int p = 0; p < inputs; p++) {
                least[p] = Math.min(least[p], table.x(r, p));
                most[p] = Math.max(most[p], table.x(r, p));
            }
        }
    }

    /**
     * @param weights
     *            [P, units]
     * @param bias
     *            [units]
     */
    void set(Floats weights, Floats bias, Xoshiro256 random) {
        int units = bias.size();
        double steepness = STEEPNESS * Math.pow(units, 1.0 / inputs);
        for (int u = 0; u < units; u++) {
            var direction = new double[inputs];
            double norm = 0;
            for (int p = 0; p < inputs; p++) {
                direction[p] = random.nextGaussian();
                norm += direction[p] * direction[p];
            }
            double shift = 0;
            for (int p = 0; p < inputs; p++) {
                double half = Math.max((most[p] - least[p]) / 2, 1e-3);
                double weight = steepness * direction[p] / Math.sqrt(norm) / half;
                // Evenly along a line, at random in more dimensions.
                double share = inputs == 1 ? (u + 0.5) / units : random.nextDouble();
                shift -= weight * (least[p] + share * (most[p] - least[p]));
                weights.set(p * units + u, (float) weight);
            }
            bias.set(u, (float) shift);
        }
    }
}
