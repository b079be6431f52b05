package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.MixtureRows.Rows;
import dev.reverie.core.Latents;
import dev.reverie.mdn.MdnLayout;
import dev.reverie.mdn.Mixture;
import dev.reverie.mdn.MixtureLoss;
import java.util.List;
import java.util.Map;

/**
 * A mixture of Gaussians over one number of a step, such as its reward: the negative log-likelihood, nats.
 *
 * @param components
 *            K
 * @param number
 *            which number
 * @param weight
 *            of its loss beside the others
 */
record ScalarHead(String name, int components, StepNumber number, double weight) implements Head {
    private MdnLayout layout() {
        return MdnLayout.ofKernel(components, 1);
    }

    @Override
    public int outputs() {
        return 3 * components;
    }

    @Override
    public int labels() {
        return 1;
    }

    @Override
    public List<String> signals() {
        return number instanceof StepNumber.Signal signal ? List.of(signal.name()) : List.of();
    }

    @Override
    public void check(Latents episode) {
        number.check(episode);
    }

    @Override
    public void label(Latents episode, int step, float[] z, int next, Floats into, int at) {
        into.set(at, number.of(episode, step));
    }

    @Override
    public Loss loss(int rows, Engine engine) {
        var loss = MixtureLoss.of(layout(), rows, engine);
        var weights = Floats.allocate(rows);
        return (outputs, labels, counts, count, back, sums) -> {
            for (int r = 0; r < rows; r++) {
                float share = counts.buffer().get(counts.row(r)) / count;
                weights.set(r, weight == 1 ? share : (float) (share * weight));
            }
            sums[0] = loss.run(outputs, labels, Rows.of(weights, 1), back ? outputs : null) / weight;
        };
    }

    /** The mean. */
    @Override
    public double readout(Floats outputs, int at) {
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < components; k++) {
            most = Math.max(most, outputs.get(at + k));
        }
        double total = 0;
        double sum = 0;
        for (int k = 0; k < components; k++) {
            double share = StrictMath.exp(outputs.get(at + k) - most);
            total += share;
            sum += share * outputs.get(at + components + k);
        }
        return sum / total;
    }

    /** All of it. */
    Mixture mixture(Floats outputs, int at) {
        var row = new double[outputs()];
        for (int i = 0; i < row.length; i++) {
            row[i] = outputs.get(at + i);
        }
        return layout().read(row).get(0);
    }

    @Override
    public Map<String, int[]> arrays() {
        return Map.of(name, new int[]{3, components});
    }
}
