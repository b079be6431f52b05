package dev.reverie.dream;

import dev.reverie.compute.Floats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One dream as it went, T steps: for film strips.
 *
 * @param latentSize
 *            Z
 * @param z
 *            [T+1, Z]; the last one is what the last step led to
 * @param actions
 *            [T, A]
 * @param restartLogits
 *            [T], of the dream being over after the step
 * @param over
 *            whether it ended by itself
 */
public record Dream(int latentSize, float[] z, float[] actions, float[] restartLogits, boolean over) {
    public Dream {
        if (restartLogits.length == 0 || z.length != (restartLogits.length + 1) * latentSize
                || actions.length % restartLogits.length != 0) {
            throw new IllegalArgumentException("z must be [T+1, Z], actions [T, A] and restartLogits [T], had " + z.length + ", "
                    + actions.length + " and " + restartLogits.length + " elements with Z = " + latentSize);
        }
    }

    /** T. */
    public int length() {
        return restartLogits.length;
    }

    /** A copy of z_t, t in 0..T. */
    public float[] z(int t) {
        return Arrays.copyOfRange(z, t * latentSize, (t + 1) * latentSize);
    }

    /** A copy of the action of step t, in 0..T-1. */
    public float[] action(int t) {
        int A = actions.length / length();
        return Arrays.copyOfRange(actions, t * A, (t + 1) * A);
    }

    /** Writes down what happens in the first row of a block. */
    static final class Recorder {
        private final DreamBlock block;
        private final int latent;
        private final List<float[]> z = new ArrayList<>();
        private final List<float[]> actions = new ArrayList<>();
        private final List<float[]> logits = new ArrayList<>();

        /** Before the first step. */
        Recorder(DreamBlock block) {
            this.block = block;
            latent = block.state().z().size() / block.rows();
            z.add(row(block.state().z(), latent));
        }

        void step() {
            var state = block.state();
            z.add(row(state.z(), latent));
            actions.add(row(state.actions(), state.actions().size() / state.rows()));
            logits.add(new float[]{state.restartLogit(0)});
        }

        private static float[] row(Floats rows, int width) {
            var row = new float[width];
            rows.read(0, row, 0, width);
            return row;
        }

        Dream dream(boolean over) {
            return new Dream(latent, joined(z), joined(actions), joined(logits), over);
        }

        private static float[] joined(List<float[]> parts) {
            int width = parts.get(0).length;
            var all = new float[parts.size() * width];
            for (int i = 0; i < parts.size(); i++) {
                System.arraycopy(parts.get(i), 0, all, i * width, width);
            }
            return all;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dream d && latentSize == d.latentSize && over == d.over && Arrays.equals(z, d.z)
                && Arrays.equals(actions, d.actions)
                && Arrays.equals(restartLogits, d.restartLogits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(z);
    }

    @Override
    public String toString() {
        return "Dream[" + length() + " steps" + (over ? ", over" : "") + "]";
    }
}
