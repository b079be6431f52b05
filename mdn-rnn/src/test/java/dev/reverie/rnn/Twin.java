package dev.reverie.rnn;

import dev.reverie.compute.Lstm;
import dev.reverie.compute.TransformerSizes;
import dev.reverie.compute.reference.ReferenceLstm;
import dev.reverie.compute.reference.ReferenceTransformer;
import dev.reverie.mdn.MdnLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * M's score over B sequences of T steps and its gradient, all in double: what {@link BpttPass} does in single precision. Memories are the
 * compute package's references, mixtures are {@link dev.reverie.mdn.Mixture}s.
 *
 * @param inputs
 *            [T·B, inputs]
 * @param labels
 *            [T·B, labels]
 * @param factors
 *            what the head sees h multiplied by, [T·B, H]
 * @param resets
 *            [T, B], or null
 * @param h
 *            before the first step, [B, H]; like c it is not used where the memory is a transformer, which begins empty
 */
record Twin(MdnRnnShape sizes, int steps, int batch, double endWeight, double[] inputs, double[] labels, double[] factors, double[] resets,
        double[] h, double[] c) {
    /** Before the first step nothing is remembered. */
    static Twin empty(MdnRnnShape sizes, int steps, int batch, double endWeight, double[] inputs, double[] labels, double[] factors) {
        var zeros = new double[batch * sizes.hidden()];
        return new Twin(sizes, steps, batch, endWeight, inputs, labels, factors, null, zeros, zeros);
    }

    /** Score, its gradient by the parameters, and h and c after the last step. */
    record Result(double score, double[] gradient, double[] h, double[] c) {
    }

    /**
     * What the memory gives.
     *
     * @param h
     *            [T·B, H]
     * @param backward
     *            the gradient of its parameters, from that of h
     */
    private record Remembered(double[] h, double[] hFinal, double[] cFinal, UnaryOperator<double[]> backward) {
    }

    private int headAt() {
        return sizes.memory().parameterCount();
    }

    private Remembered remember(double[] parameters) {
        if (sizes.memory() instanceof LstmShape lstm) {
            int kernel = lstm.kernelSize();
            var pass = ReferenceLstm.forward(
                    new Lstm.Shape(steps, batch, sizes.inputs(), sizes.hidden(), lstm.forgetBias(), lstm.layerNorm()), inputs, resets, h, c,
                    Arrays.copyOf(parameters, kernel), Arrays.copyOfRange(parameters, kernel, headAt()));
            return new Remembered(pass.h(), pass.hFinal(), pass.cFinal(), dh -> {
                var back = pass.backward(dh, null, null);
                var gradient = Arrays.copyOf(back.kernel(), headAt());
                System.arraycopy(back.bias(), 0, gradient, kernel, back.bias().length);
                return gradient;
            });
        }
        return transformer(((TransformerShape) sizes.memory()).sizes(), Arrays.copyOf(parameters, headAt()));
    }

    private Remembered transformer(TransformerSizes shape, double[] parameters) {
        int H = sizes.hidden();
        var out = new double[steps * batch * H];
        var rows = new ArrayList<ReferenceTransformer>();
        for (int b = 0; b < batch; b++) {
            var row = new ReferenceTransformer(shape, parameters);
            for (int r = b; r < steps * batch; r += batch) {
                if (resets != null && resets[r] != 0) {
                    row.begin();
                }
                System.arraycopy(row.step(Arrays.copyOfRange(inputs, r * shape.inputs(), (r + 1) * shape.inputs())), 0, out, r * H, H);
            }
            rows.add(row);
        }
        return new Remembered(out, null, null, dh -> {
            var gradient = new double[parameters.length];
            for (int b = 0; b < batch; b++) {
                var own = new double[steps][];
                for (int t = 0; t < steps; t++) {
                    own[t] = Arrays.copyOfRange(dh, (t * batch + b) * H, (t * batch + b + 1) * H);
                }
                double[] part = rows.get(b).backward(own);
                Arrays.setAll(gradient, i -> gradient[i] + part[i]);
            }
            return gradient;
        });
    }

    double score(double[] parameters) {
        return run(parameters).score();
    }

    Result run(double[] parameters) {
        int H = sizes.hidden();
        int O = sizes.outputs();
        var memory = remember(parameters);
        double[] out = memory.h();
        var dh = new double[out.length];
        var gradient = new double[parameters.length];
        double score = 0;
        for (int r = 0; r < steps * batch; r++) {
            var row = new double[O];
            for (int o = 0; o < O; o++) {
                row[o] = parameters[headAt() + sizes.headSize() + o];
                for (int j = 0; j < H; j++) {
                    row[o] += factors[r * H + j] * out[r * H + j] * parameters[headAt() + j * O + o];
                }
            }
            var slope = new double[O];
            score += loss(r, row, slope);
            for (int o = 0; o < O; o++) {
                gradient[headAt() + sizes.headSize() + o] += slope[o];
                for (int j = 0; j < H; j++) {
                    gradient[headAt() + j * O + o] += factors[r * H + j] * out[r * H + j] * slope[o];
                    dh[r * H + j] += factors[r * H + j] * parameters[headAt() + j * O + o] * slope[o];
                }
            }
        }
        System.arraycopy(memory.backward().apply(dh), 0, gradient, 0, headAt());
        return new Result(score, gradient, memory.hFinal(), memory.cFinal());
    }

    private boolean counts(int r) {
        return labels[r * sizes.labels() + sizes.latent() + 1] != 0;
    }

    /** Row r's share of the score. */
    private double loss(int r, double[] row, double[] slope) {
        if (!counts(r)) {
            return 0;
        }
        double count = 0;
        for (int i = 0; i < steps * batch; i++) {
            count += counts(i) ? 1 : 0;
        }
        int Z = sizes.latent();
        int at = r * sizes.labels();
        double loss = 0;
        if (sizes.heads().restart()) {
            double p = 1 / (1 + Math.exp(-row[0]));
            boolean end = labels[at + Z] != 0;
            loss -= (end ? endWeight * Math.log(p) : Math.log(1 - p)) / count;
            slope[0] = (end ? -endWeight * (1 - p) : p) / count;
        }
        if (sizes.heads().reward() > 0) {
            loss += mixtures(MdnLayout.ofKernel(sizes.heads().reward(), 1), row, sizes.heads().restart() ? 1 : 0,
                    new double[]{labels[at + Z + 2]}, 1 / count, slope);
        }
        return loss
                + mixtures(sizes.layout(), row, sizes.latents().output(), Arrays.copyOfRange(labels, at, at + Z), 1 / count / Z, slope);
    }

    /** Bishop 1994, eqs. 31–39. */
    private static double mixtures(MdnLayout layout, double[] row, int at, double[] y, double weight, double[] slope) {
        var all = layout.read(Arrays.copyOfRange(row, at, at + layout.outputs()));
        double loss = 0;
        for (int m = 0; m < all.size(); m++) {
            double[] target = all.size() == 1 ? y : new double[]{y[m]};
            var mixture = all.get(m);
            var shares = mixture.responsibilities(target);
            loss -= weight * mixture.logDensity(target);
            for (int k = 0; k < shares.length; k++) {
                slope[at + layout.logit(m, k)] = weight * (mixture.weight(k) - shares[k]);
                for (int i = 0; i < target.length; i++) {
                    double scale = mixture.component(k).scale(i);
                    double u = (target[i] - mixture.component(k).mean(i)) / scale;
                    slope[at + layout.mean(m, k, i)] = -weight * shares[k] * u / scale;
                    slope[at + layout.noise(m, k, i)] = weight * shares[k] * (1 - u * u);
                }
            }
        }
        return loss;
    }

    /** By central differences of the score. */
    double[] differences(double[] parameters) {
        double step = 1e-5;
        var gradient = new double[parameters.length];
        for (int i = 0; i < gradient.length; i++) {
            var moved = parameters.clone();
            moved[i] = parameters[i] + step;
            double up = score(moved);
            moved[i] = parameters[i] - step;
            gradient[i] = (up - score(moved)) / (2 * step);
        }
        return gradient;
    }
}
