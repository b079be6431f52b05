package dev.reverie.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Against {@link Lstm} as a whole it is in the contract; here beside what can be said without it. */
class NormalisedCellTest {
    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** Of two values, the greater is normalised to 1 and the smaller to −1, whatever they are. */
    @Test
    void ofTwoUnitsOnlyTheOrderCounts() {
        double[] w = Numbers.normal(1, NormalisedCell.weightsSize(2));
        int[] greater = {1, 0, 0, 1};
        var before = new double[]{0.3, -0.2};
        for (var engine : new Engine[]{Engine.current(), Engine.plain(1)}) {
            for (double scale : new double[]{0.01, 1, 1000}) {
                var gates = Floats.allocate(8);
                for (int k = 0; k < 4; k++) {
                    gates.set(2 * k, (float) (5 * scale));
                    gates.set(2 * k + 1, (float) ((greater[k] == 1 ? 6 : 4) * scale));
                }
                var c = Numbers.floats(before);
                var h = Floats.allocate(2);
                NormalisedCell.of(2, Numbers.floats(w), engine.kernels()).forward(1, gates, 0, c, 0, c, 0, h, 0, 2, null, 0);
                var gate = new double[4][2];
                var cell = new double[2];
                for (int j = 0; j < 2; j++) {
                    for (int k = 0; k < 4; k++) {
                        gate[k][j] = w[2 * k + j] + w[8 + 2 * k + j] * (greater[k] == j ? 1 : -1);
                    }
                    cell[j] = sigmoid(gate[1][j]) * before[j] + sigmoid(gate[0][j]) * Math.tanh(gate[2][j]);
                }
                for (int j = 0; j < 2; j++) {
                    double carried = w[18 + j] + w[16 + j] * (cell[j] > cell[1 - j] ? 1 : -1);
                    assertEquals(carried, c.get(j), 1e-5);
                    assertEquals(sigmoid(gate[3][j]) * Math.tanh(carried), h.get(j), 1e-5);
                }
            }
        }
    }
}
