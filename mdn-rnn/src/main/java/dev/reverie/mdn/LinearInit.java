package dev.reverie.mdn;

import dev.reverie.compute.Floats;
import dev.reverie.core.Xoshiro256;
import java.util.Arrays;
import java.util.List;

/**
 * Where the last layer of a regressor begins: every component's mean on the least-squares line of the targets, a residual of the data away
 * from it, so that components are spread over what the line leaves open; the tanh units add little at first.
 *
 * <p>Residuals are chosen far from each other, with a probability that grows with the squared distance (k-means++, Arthur and Vassilvitskii
 * 2007).
 *
 * <p>With few rows an input, least squares would fit noise: there the line is a {@link Ridge} and components lie near it, so that the start
 * is about as good on new rows as that line with one Gaussian around it.
 */
final class LinearInit {
    /** Rows looked at. */
    private static final int MOST = 4_000;
    /** Of the tanh units' weights, beside Glorot's. */
    private static final float QUIET = 0.1f;
    private static final double RIDGE = 1e-3;
    /** Rows an input, below which the strength of the ridge is chosen. */
    private static final int FEW = 10;
    /** How far from the line to their residuals components go where rows are few. */
    private static final double NEAR = 0.25;

    private final MdnLayout layout;
    private final int inputs;
    private final int dimensions;
    private final int rows;
    private final double[] x;
    /** What the line leaves of the targets, [rows, D]. */
    private final double[] residuals;
    /** [P, D] */
    private final double[][] slopes;
    private final boolean few;

    private LinearInit(MdnLayout layout, TrainingRows table, boolean flat) {
        this.layout = layout;
        inputs = table.inputs();
        dimensions = layout.dimensions();
        rows = Math.min(table.training(), MOST);
        x = new double[rows * inputs];
        residuals = new double[rows * dimensions];
        Arrays.setAll(x, i -> table.x(i / inputs, i % inputs));
        Arrays.setAll(residuals, i -> table.y(i / dimensions, i % dimensions));
        few = few(table);
        if (flat) {
            slopes = new double[inputs][dimensions];
        } else if (few) {
            var ridge = Ridge.of(x, inputs, residuals, dimensions);
            slopes = ridge.slopes();
            System.arraycopy(ridge.residuals(), 0, residuals, 0, residuals.length);
        } else {
            slopes = slopes();
            for (int r = 0; r < rows; r++) {
                for (int d = 0; d < dimensions; d++) {
                    for (int p = 0; p < inputs; p++) {
                        residuals[r * dimensions + d] -= slopes[p][d] * x[r * inputs + p];
                    }
                }
            }
        }
    }

    /** Where to begin: one start, or where rows are few a choice of two, the second without slopes. */
    static List<LinearInit> of(MdnLayout layout, TrainingRows table) {
        var fit = new LinearInit(layout, table, false);
        return few(table) ? List.of(fit, new LinearInit(layout, table, true)) : List.of(fit);
    }

    private static boolean few(TrainingRows table) {
        return table.training() < FEW * table.inputs();
    }

    /** (XᵀX + εN)⁻¹XᵀY; columns have mean 0, so there is no constant. */
    private double[][] slopes() {
        var square = new double[inputs][inputs];
        var product = new double[inputs][dimensions];
        for (int r = 0; r < rows; r++) {
            for (int p = 0; p < inputs; p++) {
                for (int q = 0; q < inputs; q++) {
                    square[p][q] += x[r * inputs + p] * x[r * inputs + q] / rows;
                }
                for (int d = 0; d < dimensions; d++) {
                    product[p][d] += x[r * inputs + p] * residuals[r * dimensions + d] / rows;
                }
            }
        }
        for (int p = 0; p < inputs; p++) {
            square[p][p] += RIDGE;
        }
        var l = Triangular.factor("the inputs' covariance", square);
        for (int d = 0; d < dimensions; d++) {
            var column = new double[inputs];
            for (int p = 0; p < inputs; p++) {
                column[p] = product[p][d];
            }
            column = Triangular.solveTransposed(l, Triangular.solve(l, column));
            for (int p = 0; p < inputs; p++) {
                product[p][d] = column[p];
            }
        }
        return product;
    }

    /**
     * Sets the last layer.
     *
     * @param weights
     *            [units + P, outputs], as Glorot has them
     * @param bias
     *            [outputs]
     */
    void set(Floats weights, Floats bias, Xoshiro256 random) {
        int outputs = layout.outputs();
        int units = weights.size() / outputs - inputs;
        for (int i = 0; i < weights.size(); i++) {
            weights.set(i, i < units * outputs ? weights.get(i) * QUIET : 0);
        }
        bias.fill(0);
        for (int m = 0; m < layout.mixtures(); m++) {
            var distances = new double[rows];
            Arrays.fill(distances, 1);
            for (int k = 0; k < layout.components(); k++) {
                int row = draw(distances, random);
                var logScales = new double[layout.dimensionsEach()];
                for (int i = 0; i < layout.dimensionsEach(); i++) {
                    int d = dimension(m, i);
                    int at = layout.mean(m, k, i);
                    bias.set(at, (float) (residuals[row * dimensions + d] * (few ? NEAR : 1)));
                    for (int p = 0; p < inputs; p++) {
                        weights.set((units + p) * outputs + at, (float) slopes[p][d]);
                    }
                    logScales[i] = logScale(d);
                }
                begin(bias, m, k, logScales);
                for (int r = 0; r < rows; r++) {
                    double distance = distance(m, r, row);
                    distances[r] = k == 0 ? distance : Math.min(distances[r], distance);
                }
            }
        }
    }

    private void begin(Floats bias, int m, int k, double[] logScales) {
        var numbers = new double[layout.parameters()];
        layout.noise().begin(logScales, numbers);
        for (int p = 0; p < numbers.length; p++) {
            bias.set(layout.noise(m, k, p), (float) numbers[p]);
        }
    }

    /** ln σ of a dimension, such that the components together cover the residuals. */
    private double logScale(int d) {
        double squares = 0;
        for (int r = 0; r < rows; r++) {
            squares += residuals[r * dimensions + d] * residuals[r * dimensions + d] / rows;
        }
        return 0.5 * Math.log(squares + 1e-12)
                + (few ? 0.5 * Math.log1p(-NEAR * NEAR) : -0.5 * Math.log(layout.components()) / layout.dimensionsEach());
    }

    private int dimension(int m, int i) {
        return layout.mixtures() > 1 ? m : i;
    }

    private double distance(int m, int a, int b) {
        double sum = 0;
        for (int i = 0; i < layout.dimensionsEach(); i++) {
            double step = residuals[a * dimensions + dimension(m, i)] - residuals[b * dimensions + dimension(m, i)];
            sum += step * step;
        }
        return sum;
    }

    private static int draw(double[] weights, Xoshiro256 random) {
        double rest = random.nextDouble() * Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            rest -= weights[i];
            if (rest < 0) {
                return i;
            }
        }
        return random.nextInt(weights.length);
    }
}
