package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.MixtureRows.Rows;
import dev.reverie.core.Latents;
import dev.reverie.mdn.Factorisation;
import dev.reverie.mdn.MdnLayout;
import dev.reverie.mdn.MixtureLoss;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The mixture of the next latent: its negative log-likelihood, nats a dimension (Ha and Schmidhuber 2018, A.2).
 *
 * @param layout
 *            of {@link MdnLayout#ofKernel(int, int, Factorisation)}
 */
record LatentsHead(MdnLayout layout) implements Head {
    @Override
    public String name() {
        return "nll";
    }

    @Override
    public int outputs() {
        return layout.outputs();
    }

    @Override
    public int labels() {
        return layout.dimensions();
    }

    @Override
    public void label(Latents episode, int step, float[] z, int next, Floats into, int at) {
        into.write(at, z, next, layout.dimensions());
    }

    @Override
    public Loss loss(int rows, Engine engine) {
        var loss = MixtureLoss.of(layout, rows, engine);
        var weights = Floats.allocate(rows);
        return (outputs, labels, counts, count, back, sums) -> {
            float share = (float) (1.0 / count / layout.dimensions());
            for (int r = 0; r < rows; r++) {
                weights.set(r, counts.buffer().get(counts.row(r)) * share);
            }
            sums[0] = loss.run(outputs, labels, Rows.of(weights, 1), back ? outputs : null);
        };
    }

    /** NaN where there are several latents: {@link Prediction#latents} says what is expected of them. */
    @Override
    public double readout(Floats outputs, int at) {
        return Double.NaN;
    }

    @Override
    public Map<String, int[]> arrays() {
        var arrays = new LinkedHashMap<String, int[]>();
        int K = layout.components();
        if (layout.factorisation() == Factorisation.JOINT) {
            arrays.put("logits", new int[]{K});
            arrays.put("mixture", new int[]{2, K, layout.dimensions()});
        } else {
            arrays.put("mixture", new int[]{3, K, layout.dimensions()});
        }
        return arrays;
    }
}
