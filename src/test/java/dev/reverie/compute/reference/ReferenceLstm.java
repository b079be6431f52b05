package dev.reverie.compute.reference;

import dev.reverie.compute.Lstm;
import java.util.Arrays;

/**
 * A long short-term memory over a sequence: what {@link Lstm} computes, normalised or not, with everything backward needs.
 *
 * @param shape
 *            T, B, C, H and the constant added to the forget gate
 * @param x
 *            [T, B, C]
 * @param reset
 *            [T, B] or null; where it is not 0 the row begins anew
 * @param kernel
 *            [C + H, 4H], gates in the order i, f, c̃, o
 * @param bias
 *            as {@link Lstm#weights} has it
 * @param before
 *            [T, B, H], h as each step read it
 * @param cells
 *            [T, B, H]
 * @param norms
 *            [T, B, 5], of the four gates and the cell; null where nothing is normalised
 * @param hFinal
 *            [B, H]; likewise cFinal
 */
public record ReferenceLstm(Lstm.Shape shape, double[] x, double[] reset, double[] kernel, double[] bias, double[] before,
        ReferenceLstmCell[] cells, ReferenceLayerNorm[] norms, double[] hFinal, double[] cFinal) {
    /** Of the kernel [C + H, 4H], the bias [4H] or [10H], x [T, B, C], h0 and c0 [B, H]. */
    public record Gradients(double[] kernel, double[] bias, double[] x, double[] h0, double[] c0) {
    }

    /** The whole sequence, step by step and row by row. */
    public static ReferenceLstm forward(Lstm.Shape shape, double[] x, double[] reset, double[] h0, double[] c0, double[] kernel,
            double[] bias) {
        int B = shape.batch();
        int H = shape.hidden();
        double[] h = h0.clone();
        double[] c = c0.clone();
        var before = new double[shape.steps() * B * H];
        var cells = new ReferenceLstmCell[before.length];
        var norms = shape.normalised() ? new ReferenceLayerNorm[shape.steps() * B * 5] : null;
        for (int row = 0; row < shape.steps() * B; row++) {
            int state = row % B * H;
            if (begins(reset, row)) {
                Arrays.fill(h, state, state + H, 0);
                Arrays.fill(c, state, state + H, 0);
            }
            System.arraycopy(h, state, before, row * H, H);
            var gates = new double[4 * H];
            for (int g = 0; g < 4 * H; g++) {
                gates[g] = gate(shape, x, before, kernel, bias, row, g);
            }
            for (int k = 0; norms != null && k < 4; k++) {
                norms[row * 5 + k] = ReferenceLayerNorm.of(Arrays.copyOfRange(gates, k * H, (k + 1) * H));
                for (int j = 0; j < H; j++) {
                    gates[k * H + j] = bias[(4 + k) * H + j] * norms[row * 5 + k].values()[j] + bias[k * H + j];
                }
            }
            for (int j = 0; j < H; j++) {
                cells[row * H + j] = ReferenceLstmCell.step(gates[j], gates[H + j] + shape.forgetBias(), gates[2 * H + j],
                        gates[3 * H + j], c[state + j]);
            }
            if (norms != null) {
                norms[row * 5 + 4] = normalise(cells, row * H, H, bias);
            }
            for (int j = 0; j < H; j++) {
                h[state + j] = cells[row * H + j].h();
                c[state + j] = cells[row * H + j].c();
            }
        }
        return new ReferenceLstm(shape, x, reset, kernel, bias, before, cells, norms, h, c);
    }

    /** Puts the normalised cell in place of the new one, and its output. */
    private static ReferenceLayerNorm normalise(ReferenceLstmCell[] cells, int from, int H, double[] bias) {
        var norm = ReferenceLayerNorm.of(Arrays.stream(cells, from, from + H).mapToDouble(ReferenceLstmCell::c).toArray());
        for (int j = 0; j < H; j++) {
            var cell = cells[from + j];
            double c = bias[8 * H + j] * norm.values()[j] + bias[9 * H + j];
            cells[from + j] = new ReferenceLstmCell(cell.i(), cell.f(), cell.candidate(), cell.o(), cell.before(), c,
                    cell.o() * Math.tanh(c));
        }
        return norm;
    }

    /** Column g of [x, h]·kernel + bias; what is normalised has its bias afterwards. */
    private static double gate(Lstm.Shape shape, double[] x, double[] before, double[] kernel, double[] bias, int row, int g) {
        int C = shape.inputs();
        int H = shape.hidden();
        double sum = shape.normalised() ? 0 : bias[g];
        for (int i = 0; i < C; i++) {
            sum += x[row * C + i] * kernel[i * 4 * H + g];
        }
        for (int j = 0; j < H; j++) {
            sum += before[row * H + j] * kernel[(C + j) * 4 * H + g];
        }
        return sum;
    }

    private static boolean begins(double[] reset, int row) {
        return reset != null && reset[row] != 0;
    }

    /** The outputs, [T, B, H]. */
    public double[] h() {
        return Arrays.stream(cells).mapToDouble(ReferenceLstmCell::h).toArray();
    }

    /**
     * Back-propagation through time.
     *
     * @param dh
     *            [T, B, H], gradient of the outputs
     * @param dhFinal
     *            [B, H], gradient of the final h beyond that, or null for zero; likewise dcFinal
     */
    public Gradients backward(double[] dh, double[] dhFinal, double[] dcFinal) {
        int B = shape.batch();
        int C = shape.inputs();
        int H = shape.hidden();
        var dKernel = new double[kernel.length];
        var dBias = new double[shape.biasSize()];
        var dx = new double[x.length];
        double[] dhNow = dhFinal == null ? new double[B * H] : dhFinal.clone();
        double[] dcNow = dcFinal == null ? new double[B * H] : dcFinal.clone();
        for (int row = shape.steps() * B - 1; row >= 0; row--) {
            int state = row % B * H;
            var dOut = new double[H];
            for (int j = 0; j < H; j++) {
                dOut[j] = dhNow[state + j] + dh[row * H + j];
                dhNow[state + j] = 0;
            }
            double[] dGates;
            if (norms == null) {
                dGates = cellBackward(row, dOut, dcNow, state);
                for (int g = 0; g < 4 * H; g++) {
                    dBias[g] += dGates[g];
                }
            } else {
                dGates = normalisedBackward(row, dOut, dcNow, state, dBias);
            }
            for (int g = 0; g < 4 * H; g++) {
                for (int i = 0; i < C; i++) {
                    dKernel[i * 4 * H + g] += x[row * C + i] * dGates[g];
                    dx[row * C + i] += kernel[i * 4 * H + g] * dGates[g];
                }
                for (int j = 0; j < H; j++) {
                    dKernel[(C + j) * 4 * H + g] += before[row * H + j] * dGates[g];
                    dhNow[state + j] += kernel[(C + j) * 4 * H + g] * dGates[g];
                }
            }
            if (begins(reset, row)) {
                Arrays.fill(dhNow, state, state + H, 0);
                Arrays.fill(dcNow, state, state + H, 0);
            }
        }
        return new Gradients(dKernel, dBias, dx, dhNow, dcNow);
    }

    /** The gates' gradients, from those of h and c after the step, which becomes that of c before it. */
    private double[] cellBackward(int row, double[] dh, double[] dc, int state) {
        int H = shape.hidden();
        var dGates = new double[4 * H];
        for (int j = 0; j < H; j++) {
            var d = cells[row * H + j].backward(dh[j], dc[state + j]);
            dGates[j] = d.i();
            dGates[H + j] = d.f();
            dGates[2 * H + j] = d.candidate();
            dGates[3 * H + j] = d.o();
            dc[state + j] = d.c();
        }
        return dGates;
    }

    /** Likewise: back through the output, the cell's norm, the cell, and the gates' norms. */
    private double[] normalisedBackward(int row, double[] dh, double[] dc, int state, double[] dBias) {
        int H = shape.hidden();
        var dOut = new double[H];
        var dCell = new double[H];
        for (int j = 0; j < H; j++) {
            var cell = cells[row * H + j];
            double squashed = Math.tanh(cell.c());
            dOut[j] = dh[j] * squashed * cell.o() * (1 - cell.o());
            dCell[j] = dc[state + j] + dh[j] * cell.o() * (1 - squashed * squashed);
        }
        System.arraycopy(normBackward(norms[row * 5 + 4], dCell, 8 * H, 9 * H, dBias), 0, dc, state, H);
        double[] dGates = cellBackward(row, new double[H], dc, state);
        System.arraycopy(dOut, 0, dGates, 3 * H, H);
        for (int k = 0; k < 4; k++) {
            double[] d = Arrays.copyOfRange(dGates, k * H, (k + 1) * H);
            System.arraycopy(normBackward(norms[row * 5 + k], d, (4 + k) * H, k * H, dBias), 0, dGates, k * H, H);
        }
        return dGates;
    }

    /** Through gain and shift, which stand there in the bias, and through the norm. */
    private double[] normBackward(ReferenceLayerNorm norm, double[] d, int gain, int shift, double[] dBias) {
        var dValues = new double[d.length];
        for (int j = 0; j < d.length; j++) {
            dBias[gain + j] += d[j] * norm.values()[j];
            dBias[shift + j] += d[j];
            dValues[j] = d[j] * bias[gain + j];
        }
        return norm.backward(dValues);
    }
}
