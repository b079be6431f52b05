package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.LearningRate;
import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The fused pass beside DL4J's own way through the same network. */
class BatchPassTest {
    private static final int ROWS = 53;
    private static final int INPUTS = 2;

    static List<MdnLayout> layouts() {
        return RowLossTest.layouts();
    }

    private static float[] normal(int size, Seed seed) {
        var random = seed.random();
        var values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (0.6 * random.nextGaussian());
        }
        return values;
    }

    private static TrainingRows table(int dimensions, boolean weighted, int rows) {
        var weights = new double[weighted ? rows : 0];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i % 5;
        }
        return new TrainingRows(INPUTS, normal(rows * INPUTS, Seed.of(1)), dimensions, normal(rows * dimensions, Seed.of(2)), weights, 0,
                Seed.of(3));
    }

    private static BatchPass fused(MdnRegressorConfig config, MdnLayout layout, TrainingRows table, Engine engine) {
        return new BatchPass(new ParameterLayout(INPUTS, config.hidden(), layout.outputs()),
                MdnLoss.of(layout, config.regularisers(), engine), table, table.count(), engine);
    }

    /** [rows, columns] of planes. */
    private static INDArray rows(float[] planes, int from, int columns) {
        var array = Nd4j.create(ROWS, columns);
        for (int c = 0; c < columns; c++) {
            for (int r = 0; r < ROWS; r++) {
                array.putScalar(r, c, planes[(from + c) * ROWS + r]);
            }
        }
        return array;
    }

    private static void compare(MdnRegressorConfig config, MdnLayout layout, boolean weighted) {
        var table = table(layout.dimensions(), weighted, ROWS);
        var network = RegressorNetwork.of(config, INPUTS, layout, LearningRate.constant(1e-3), Seed.of(4));
        var parameters = Views.view(network.params());
        parameters.put(0, normal(parameters.size(), Seed.of(5)));
        var gradient = Floats.allocate(parameters.size());
        double loss = fused(config, layout, table, Engine.current()).train(parameters, 0, ROWS, gradient);
        var expected = dl4j(network, table, layout.dimensions());
        assertEquals(network.score(), loss, 1e-5 * (1 + Math.abs(loss)));
        float most = 1e-3f;
        for (float g : expected) {
            most = Math.max(most, Math.abs(g));
        }
        assertArrayEquals(expected, gradient.toArray(), 2e-5f * most, layout + " " + config);
    }

    private static float[] dl4j(MultiLayerNetwork network, TrainingRows table, int dimensions) {
        var planes = new float[(INPUTS + dimensions + 1) * ROWS];
        table.gather(0, ROWS, planes);
        network.setInput(rows(planes, 0, INPUTS));
        network.setLabels(rows(planes, INPUTS, dimensions));
        network.setLayerMaskArrays(null, rows(planes, INPUTS + dimensions, 1));
        network.computeGradientAndScore();
        return network.gradient().gradient().dup().data().asFloat();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void lossAndGradientAreThoseOfTheNetwork(MdnLayout layout) {
        var config = MdnRegressorConfig.of(layout.components()).withNoise(layout.noise()).withFactorisation(layout.factorisation());
        compare(config.withHidden(7, 5), layout, true);
        compare(config.withHidden(6), layout, false);
        compare(config.withHidden().withRegularisers(new Regulariser.Entropy(0.3), new Regulariser.Ordering(0.2)), layout, true);
        compare(config.withHidden(1, 4, 3).withRegularisers(new Regulariser.Ordering(0.2)), layout, false);
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        var layout = MdnLayout.joint(4, 1);
        var config = MdnRegressorConfig.of(4).withHidden(9, 8);
        var table = table(1, true, 5_000);
        var parameters = Floats.of(normal(new ParameterLayout(INPUTS, config.hidden(), layout.outputs()).parameters(), Seed.of(6)));
        var results = new ArrayList<float[]>();
        for (int threads : new int[]{1, 2, 3}) {
            var gradient = Floats.allocate(parameters.size());
            var pass = fused(config, layout, table, Engine.fast(threads));
            double train = pass.train(parameters, 0, 5_000, gradient);
            assertEquals(train, pass.loss(parameters, 0, 5_000), 1e-9);
            results.add(gradient.toArray());
        }
        assertArrayEquals(results.get(0), results.get(1));
        assertArrayEquals(results.get(0), results.get(2));
    }

    @Test
    void theNetworkOwnsStateAndCountAndTellsItsListeners() {
        var heard = new ArrayList<Double>();
        var listener = new BaseTrainingListener() {
            @Override
            public void iterationDone(Model model, int iteration, int epoch) {
                assertEquals(heard.size(), iteration);
                heard.add(model.score());
            }
        };
        var x = new double[100];
        var y = new double[100];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 10;
            y[i] = i % 7;
        }
        var model = MdnRegressor.train(MdnRegressorConfig.of(2).withTraining(3, 32, 1e-2, 1e-3).withHeldOut(0, 1), Samples.of(x, y),
                Seed.of(7), Progress.none(), listener);
        assertEquals(12, heard.size());
        assertEquals(12, model.network().getIterationCount());
        var state = model.network().getUpdater().getStateViewArray();
        assertEquals(2 * model.parameterCount(), state.length());
        assertEquals(true, state.maxNumber().doubleValue() > 0);
    }
}
