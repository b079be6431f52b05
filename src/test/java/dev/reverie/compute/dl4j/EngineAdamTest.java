package dev.reverie.compute.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.core.CheckpointContract;
import dev.reverie.core.LearningRate;
import dev.reverie.core.Seed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

class EngineAdamTest implements CheckpointContract<MultiLayerNetwork> {
    private static final LearningRate RATE = new LearningRate(0.02, 0.001, 0.9);

    private static MultiLayerNetwork network(IUpdater updater) {
        return EngineLayerTest.network(Networks.builder(Seed.of(3), updater));
    }

    private static double distance(INDArray one, INDArray other) {
        return one.sub(other).amaxNumber().doubleValue();
    }

    @Override
    public MultiLayerNetwork fresh() {
        return network(new EngineAdam(RATE));
    }

    @Override
    public void advance(MultiLayerNetwork network) {
        network.fit(EngineLayerTest.data());
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
        return List.of(network.params().dup(), network.getUpdater().getStateViewArray().dup(),
                network.getLayerWiseConfigurations().toJson());
    }

    @Test
    void itIsTheAdamOfDl4j() {
        var ours = fresh();
        var theirs = network(new Adam(new FallingRate(RATE)));
        for (int step = 0; step < 20; step++) {
            advance(ours);
            advance(theirs);
            assertEquals(0, distance(ours.params(), theirs.params()), 2e-5, "after step " + step);
        }
        assertEquals(0, distance(ours.getUpdater().getStateViewArray(), theirs.getUpdater().getStateViewArray()), 1e-4);
    }

    @Test
    void manyParametersAreCutIntoPiecesThatChangeNothing() {
        int size = (1 << 17) + 5;
        var state = Nd4j.create(DataType.FLOAT, 2L * size);
        var gradient = EngineLayerTest.normal(3, 1, size).reshape(size);
        var expected = gradient.dup();
        new EngineAdam(RATE).instantiate(state, true).applyUpdater(gradient, 0, 0);
        for (int i : new int[]{0, 1 << 15, (1 << 16) - 1, size - 1}) {
            assertEquals(0.02 * Math.signum(expected.getFloat(i)), gradient.getFloat(i), 1e-6, "the first step is the rate");
            assertEquals(0.1 * expected.getFloat(i), state.getFloat(i), 1e-6);
        }
    }

    @Test
    void settingsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> new EngineAdam(RATE, 1, 0.999, 1e-8));
        assertThrows(IllegalArgumentException.class, () -> new EngineAdam(RATE, 0.9, 0.999, 0));
        var network = fresh();
        network.setLearningRate(0.5);
        assertEquals(0.5, network.getLearningRate(0));
    }
}
