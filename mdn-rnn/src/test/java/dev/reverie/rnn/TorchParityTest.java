package dev.reverie.rnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.core.Npy;
import dev.reverie.core.Npz;
import dev.reverie.core.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Beside PyTorch's memory, head and loss with the same weights over 500 steps, in double: files that {@code
 * src/test/python/torch_mdn_rnn.py} made.
 */
class TorchParityTest {
    private static final int STEPS = 500;
    private static final int BATCH = 2;

    private Path file;
    private Map<String, Npy> torch;
    private MdnRnnShape sizes;
    private Weights weights;
    private CarriedMemory memory;

    private void open(String memoryName) {
        var folder = Path.of("src/test/resources/rnn", memoryName);
        file = folder.resolve("weights.npz");
        torch = Npz.load(folder.resolve("outputs.npz"));
        var network = WeightsFile.read(file).network();
        sizes = ((RecurrentMdnLayer) network.getLayer(0)).sizes();
        weights = Weights.in(Floats.of(network.params().toFloatVector()), sizes);
        memory = CarriedMemory.of(BATCH, sizes.memory(), Floats.of(torch.get("first").floats()));
    }

    private Floats inputs() {
        var inputs = Floats.allocate(STEPS * BATCH * sizes.inputs());
        for (int r = 0; r < STEPS * BATCH; r++) {
            inputs.write(r * sizes.inputs(), torch.get("z").floats(), r * 2, 2);
            inputs.write(r * sizes.inputs() + 2, torch.get("action").floats(), r, 1);
            inputs.set(r * sizes.inputs() + 3, torch.get("first").floats()[r]);
        }
        return inputs;
    }

    private Floats labels() {
        var labels = Floats.allocate(STEPS * BATCH * sizes.labels());
        for (int r = 0; r < STEPS * BATCH; r++) {
            labels.write(r * sizes.labels(), torch.get("z").floats(), (r + BATCH) * 2, 2);
            labels.write(r * sizes.labels() + 2, torch.get("over").floats(), r, 1);
            labels.set(r * sizes.labels() + 3, 1);
        }
        return labels;
    }

    private BpttPass unrolled() {
        return new BpttPass(sizes, STEPS, BATCH, 10, 0, Engine.current());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm", "transformer"})
    void outputsAgreeOverAllSteps(String memoryName) {
        open(memoryName);
        var outputs = Floats.allocate(STEPS * BATCH * sizes.outputs());
        try (var unrolled = unrolled()) {
            unrolled.outputs(weights, inputs(), memory, outputs);
        }
        float[] restart = torch.get("restart").floats();
        float[] mixtures = torch.get("mixtures").floats();
        for (int r = 0; r < STEPS * BATCH; r++) {
            var row = outputs.slice(r * sizes.outputs(), sizes.outputs()).toArray();
            assertEquals(restart[r], row[0], 1e-4, "row " + r);
            assertArrayEquals(Arrays.copyOfRange(mixtures, r * 12, r * 12 + 12), Arrays.copyOfRange(row, 1, 13), 1e-4f, "row " + r);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm", "transformer"})
    void lossAndGradientsAgree(String memoryName) {
        open(memoryName);
        var gradients = Floats.allocate(sizes.parameterCount());
        Losses losses;
        try (var unrolled = unrolled()) {
            losses = unrolled.train(weights, inputs(), labels(), 0, memory, Weights.in(gradients, sizes));
        }
        assertEquals(torch.get("loss").doubles()[0], losses.nll(), 1e-5);
        assertEquals(torch.get("loss").doubles()[1], losses.sum("restart", 0), 1e-5);
        var found = Weights.in(gradients, sizes).memory().toArray();
        for (var array : sizes.memory().arrays()) {
            assertArrayEquals(theirs(array.name()), Arrays.copyOfRange(found, array.at(), array.at() + array.size()), 1e-5f, array.name());
        }
        var bias = Weights.in(gradients, sizes).headBias().toArray();
        assertArrayEquals(theirs("restart.bias"), Arrays.copyOf(bias, 1), 1e-5f);
        assertArrayEquals(theirs("mixture.bias"), Arrays.copyOfRange(bias, 1, 13), 1e-5f);
        var head = Weights.in(gradients, sizes).head().toArray();
        for (int j = 0; j < sizes.hidden(); j++) {
            assertEquals(theirs("restart.weight")[j], head[j * 13], 1e-5f);
            assertArrayEquals(Arrays.copyOfRange(theirs("mixture.weight"), j * 12, j * 12 + 12),
                    Arrays.copyOfRange(head, j * 13 + 1, j * 13 + 13),
                    1e-5f);
        }
    }

    private float[] theirs(String name) {
        return torch.get("gradient." + name).floats();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm", "transformer"})
    void theModelStepByStepAgrees(String memoryName) {
        open(memoryName);
        float[] restart = torch.get("restart").floats();
        float[] first = torch.get("first").floats();
        try (var model = MdnRnn.importWeights(file); var state = model.open(BATCH)) {
            for (int t = 0; t < STEPS; t++) {
                state.z().write(0, torch.get("z").floats(), t * 4, 4);
                state.actions().write(0, torch.get("action").floats(), t * 2, 2);
                for (int b = 0; b < BATCH; b++) {
                    if (first[t * BATCH + b] != 0) {
                        state.begin(b);
                    }
                }
                state.advance(BATCH);
                state.predict(BATCH);
                for (int b = 0; b < BATCH; b++) {
                    assertEquals(restart[t * BATCH + b], state.restartLogit(b), 1e-4, "step " + t);
                }
            }
        }
    }

    @Test
    void networksAreReadAsTheyAreWritten() throws IOException {
        for (var heads : new MdnRnnConfig.Heads[]{MdnRnnConfig.Heads.RESTART, MdnRnnConfig.Heads.NONE, new MdnRnnConfig.Heads(true, 3)}) {
            var file = Files.createTempFile("weights", ".npz");
            var model = MdnRnn.untrained(Coin.config(1).withHeads(heads), 5, 2, Seed.of(1));
            model.exportWeights(file);
            var read = MdnRnn.importWeights(file);
            var z = new float[]{1, 2, 3, 4, 5};
            var ours = Coin.expected(model, z, 6, 7);
            var again = Coin.expected(read, z, 6, 7);
            assertEquals(heads, read.config().heads());
            assertArrayEquals(Coin.remembered(model, z, 6, 7), Coin.remembered(read, z, 6, 7), 1e-6f);
            assertEquals(ours.restartLogit(), again.restartLogit(), 1e-6);
            assertArrayEquals(ours.latents().get(4).mean(), again.latents().get(4).mean(), 1e-6);
            assertEquals(heads.restart() ? model.config().restartWeight() : 1, read.config().restartWeight());
            Files.delete(file);
        }
    }
}
