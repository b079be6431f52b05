package dev.reverie.compute.reference;

import dev.reverie.compute.Lstm;

/**
 * A long short-term memory over a sequence: what {@link Lstm} computes, with everything backward needs.
 *
 * @param shape
 *            T, B, C, H and the constant added to the forget gate
 * @param x
 *            [T, B, C]
 * @param reset
 *            [T, B] or null; where it is not 0 the row begins anew
 * @param kernel
 *            [C + H, 4H], gates in the order i, f, c̃, o
 * @param before
 *            [T, B, H], h as each step read it
 * @param cells
 *            [T, B, H]
 * @param hFinal
 *            [B, H]; likewise cFinal
 */
public record ReferenceLstm(Lstm.Shape shape, double[] x, double[] reset, double[] kernel, double[] before, ReferenceLstmCell[] cells,
        double[] hFinal, double[] cFinal) {
    /** Of the kernel [C + H, 4H], the bias [4H], x [T, B, C], h0 and c0 [B, H]. */
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
        for (int row = 0; row < shape.steps() * B; row++) {
            int state = row % B * H;
            if (begins(reset, row)) {
                java.util.Arrays.fill(h, state, state + H, 0);
                java.util.Arrays.fill(c, state, state + H, 0);
            }
            System.arraycopy(h, state, before, row * H, H);
            for (int j = 0; j < H; j++) {
                cells[row * H + j] = ReferenceLstmCell.step(gate(shape, x, before, kernel, bias, row, j),
                        gate(shape, x, before, kernel, bias, row, H + j) + shape.forgetBias(),
                        gate(shape, x, before, kernel, bias, row, 2 * H + j), gate(shape, x, before, kernel, bias, row, 3 * H + j),
                        c[state + j]);
            }
            for (int j = 0; j < H; j++) {
                h[state + j] = cells[row * H + j].h();
                c[state + j] = cells[row * H + j].c();
            }
        }
        return new ReferenceLstm(shape, x, reset, kernel, before, cells, h, c);
    }

    /** Column g of [x, h]·kernel + bias. */
    private static double gate(Lstm.Shape shape, double[] x, double[] before, double[] kernel, double[] bias, int row, int g) {
        int C = shape.inputs();
        int H = shape.hidden();
        double sum = bias[g];
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
        return java.util.Arrays.stream(cells).mapToDouble(ReferenceLstmCell::h).toArray();
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
        var dBias = new double[4 * H];
        var dx = new double[x.length];
        double[] dhNow = dhFinal == null ? new double[B * H] : dhFinal.clone();
        double[] dcNow = dcFinal == null ? new double[B * H] : dcFinal.clone();
        for (int row = shape.steps() * B - 1; row >= 0; row--) {
            int state = row % B * H;
            var dGates = new double[4 * H];
            for (int j = 0; j < H; j++) {
                var d = cells[row * H + j].backward(dhNow[state + j] + dh[row * H + j], dcNow[state + j]);
                dGates[j] = d.i();
                dGates[H + j] = d.f();
                dGates[2 * H + j] = d.candidate();
                dGates[3 * H + j] = d.o();
                dcNow[state + j] = d.c();
                dhNow[state + j] = 0;
            }
            for (int g = 0; g < 4 * H; g++) {
                dBias[g] += dGates[g];
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
                java.util.Arrays.fill(dhNow, state, state + H, 0);
                java.util.Arrays.fill(dcNow, state, state + H, 0);
            }
        }
        return new Gradients(dKernel, dBias, dx, dhNow, dcNow);
    }
}
