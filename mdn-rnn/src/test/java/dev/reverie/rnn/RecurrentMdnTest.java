package dev.reverie.rnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.compute.Engine;
import dev.reverie.compute.dl4j.Networks;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.CheckpointContract;
import dev.reverie.core.Seed;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** M as a network of DL4J, in training. */
class RecurrentMdnTest implements CheckpointContract<MultiLayerNetwork> {
    private static final int STEPS = 12;
    private static final int BATCH = 3;
    private static final MdnRnnShape SIZES = LstmShapes.of(2, 1, 32, 3);

    @Override
    public MultiLayerNetwork fresh() {
        return RnnTraining.network(Coin.config(10), 2, 1, Seed.of(1));
    }

    private static INDArray normal(long key, int width) {
        var array = Nd4j.create(STEPS * BATCH, width);
        var values = Views.view(array);
        Engine.current().kernels().sampling().gaussian(key, 0, values, 0, values.size());
        return array;
    }

    private static INDArray labels(long key) {
        var labels = normal(key, SIZES.labels());
        labels.getColumn(2).assign(0);
        labels.getColumn(3).assign(1);
        return labels;
    }

    @Override
    public void advance(MultiLayerNetwork network) {
        long key = network.getIterationCount();
        network.fit(normal(key, SIZES.inputs()), labels(key + 1000));
    }

    @Override
    public void save(MultiLayerNetwork network, Path file) {
        Networks.save(network, file, true, Map.of());
    }

    @Override
    public MultiLayerNetwork load(Path file) {
        return Networks.load(file).network();
    }

    @Override
    public Object state(MultiLayerNetwork network) {
        return List.of(network.getIterationCount(), Arrays.toString(network.params().toFloatVector()),
                Arrays.toString(network.getUpdater().getStateViewArray().toFloatVector()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsTrainedIsWhatIsAdvancedStepByStep(boolean layerNorm) {
        var config = Coin.config(10).withLayerNorm(layerNorm);
        var network = RnnTraining.network(config, 2, 1, Seed.of(1));
        advance(network);
        var x = normal(1, SIZES.inputs());
        for (int b = 0; b < BATCH; b++) {
            x.putScalar(b, SIZES.inputs() - 1, 1);
            for (int t = 1; t < STEPS; t++) {
                x.putScalar(t * BATCH + b, SIZES.inputs() - 1, 0);
            }
        }
        var outputs = network.output(x).toFloatMatrix();
        var model = MdnRnn.of(config, network);
        for (int b = 0; b < BATCH; b++) {
            var state = model.open(1);
            state.begin(0);
            for (int t = 0; t < STEPS; t++) {
                var row = x.getRow(t * BATCH + b).toFloatVector();
                state.z().put(0, Arrays.copyOf(row, 2));
                state.actions().set(0, row[2]);
                state.advance(1);
                state.predict(1);
                var prediction = state.prediction(0);
                var expected = outputs[t * BATCH + b];
                assertEquals(expected[0], prediction.restartLogit(), 1e-5);
                var mixtures = SIZES.layout().read(IntStream.range(1, expected.length).mapToDouble(i -> expected[i]).toArray());
                for (int d = 0; d < 2; d++) {
                    assertArrayEquals(mixtures.get(d).weights(), prediction.latents().get(d).weights(), 1e-5);
                    for (int k = 0; k < mixtures.get(d).size(); k++) {
                        assertEquals(mixtures.get(d).component(k).mean(0), prediction.latents().get(d).component(k).mean(0), 1e-5);
                        assertEquals(mixtures.get(d).component(k).scale(0), prediction.latents().get(d).component(k).scale(0), 1e-5);
                    }
                }
            }
        }
    }

    @Test
    void theNetworksScoreIsTheLoss() {
        var network = fresh();
        var x = normal(1, SIZES.inputs());
        var y = labels(2);
        var weights = Weights.in(Views.view(network.params()), SIZES);
        try (var unrolled = new BpttPass(SIZES, STEPS, BATCH, 3, 0, Engine.current())) {
            assertEquals(unrolled.loss(weights, Views.view(x), Views.view(y), null).score(), network.score(new DataSet(x, y)), 1e-9);
        }
        assertEquals(SIZES.parameterCount(), network.numParams());
    }

    @Test
    void gradientsAreClippedByValue() {
        var network = fresh();
        var far = labels(2);
        far.getColumn(0).assign(1e4);
        var before = network.params().dup();
        network.fit(normal(1, SIZES.inputs()), far);
        // Adam's first step is the rate for every gradient that is not tiny, whatever its size.
        assertEquals(Coin.config(10).rate().from(), network.params().sub(before).normmaxNumber().doubleValue(), 1e-4);
        var mean = network.getUpdater().getStateViewArray().toFloatVector();
        assertEquals(0.1, Arrays.copyOf(mean, mean.length / 2)[argmax(mean)], 1e-6, "the first moment is a tenth of the clipped gradient");
    }

    @Test
    void gradientsAreClippedByTheirLength() {
        var network = RnnTraining.network(Coin.config(10).withClipping(MdnRnnConfig.Clipping.NORM), 2, 1, Seed.of(1));
        var far = labels(2);
        far.getColumn(0).assign(1e4);
        network.fit(normal(1, SIZES.inputs()), far);
        var state = network.getUpdater().getStateViewArray().toFloatVector();
        double squares = 0;
        for (int i = 0; i < state.length / 2; i++) {
            squares += state[i] * state[i];
        }
        assertEquals(0.1, Math.sqrt(squares), 1e-5, "the first moment is a tenth of a gradient of length 1");
    }

    private static int argmax(float[] values) {
        int most = 0;
        for (int i = 0; i < values.length / 2; i++) {
            most = values[i] > values[most] ? i : most;
        }
        return most;
    }

    @Test
    void rowsThatAreNoWholeWindowsAreRefused() {
        var network = fresh();
        assertThrows(IllegalArgumentException.class, () -> network.output(Nd4j.create(STEPS + 1, SIZES.inputs())));
    }
}
