package dev.reverie.rnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.core.Hidden;
import dev.reverie.core.Npy;
import dev.reverie.core.Npz;
import dev.reverie.core.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Beside PyTorch's LSTM, head and loss with the same weights over 500 steps, in double: files that {@code src/test/python/torch_mdn_rnn.py} made. */
class TorchParityTest {
    private static final Path FOLDER = Path.of("src/test/resources/rnn");
    private static final Path WEIGHTS = FOLDER.resolve("weights.npz");
    private static final Map<String, Npy> THEIRS = Npz.load(FOLDER.resolve("outputs.npz"));
    private static final int STEPS = 500;
    private static final int BATCH = 2;

    private final MdnRnnShape sizes = ((RecurrentMdnLayer) WeightsFile.read(WEIGHTS).network().getLayer(0)).sizes();
    private final Weights weights = Weights.in(Floats.of(WeightsFile.read(WEIGHTS).network().params().toFloatVector()), sizes);

    private Floats inputs() {
        var inputs = Floats.allocate(STEPS * BATCH * sizes.inputs());
        for (int r = 0; r < STEPS * BATCH; r++) {
            inputs.write(r * sizes.inputs(), THEIRS.get("z").floats(), r * 2, 2);
            inputs.write(r * sizes.inputs() + 2, THEIRS.get("action").floats(), r, 1);
            inputs.set(r * sizes.inputs() + 3, r < BATCH ? 1 : 0);
        }
        return inputs;
    }

    private Floats labels() {
        var labels = Floats.allocate(STEPS * BATCH * sizes.labels());
        for (int r = 0; r < STEPS * BATCH; r++) {
            labels.write(r * sizes.labels(), THEIRS.get("z").floats(), (r + BATCH) * 2, 2);
            labels.write(r * sizes.labels() + 2, THEIRS.get("over").floats(), r, 1);
            labels.set(r * sizes.labels() + 3, 1);
        }
        return labels;
    }

    private BpttPass unrolled() {
        return new BpttPass(sizes, STEPS, BATCH, 10, 0, Engine.current());
    }

    @Test
    void outputsAgreeOverAllSteps() {
        var outputs = Floats.allocate(STEPS * BATCH * sizes.outputs());
        try (var unrolled = unrolled()) {
            unrolled.outputs(weights, inputs(), outputs);
        }
        float[] restart = THEIRS.get("restart").floats();
        float[] mixtures = THEIRS.get("mixtures").floats();
        for (int r = 0; r < STEPS * BATCH; r++) {
            var row = outputs.slice(r * sizes.outputs(), sizes.outputs()).toArray();
            assertEquals(restart[r], row[0], 1e-4, "row " + r);
            assertArrayEquals(Arrays.copyOfRange(mixtures, r * 12, r * 12 + 12), Arrays.copyOfRange(row, 1, 13), 1e-4f, "row " + r);
        }
    }

    @Test
    void lossAndGradientsAgree() {
        var gradients = Floats.allocate(sizes.parameterCount());
        Losses losses;
        try (var unrolled = unrolled()) {
            losses = unrolled.train(weights, inputs(), labels(), 0, null, Weights.in(gradients, sizes));
        }
        assertEquals(THEIRS.get("loss").doubles()[0], losses.nll(), 1e-5);
        assertEquals(THEIRS.get("loss").doubles()[1], losses.restart(), 1e-5);
        var kernel = Weights.in(gradients, sizes).kernel().toArray();
        int split = sizes.inputs() * 4 * sizes.hidden();
        assertArrayEquals(theirs("lstm.input.weight"), Arrays.copyOf(kernel, split), 1e-5f);
        assertArrayEquals(theirs("lstm.hidden.weight"), Arrays.copyOfRange(kernel, split, kernel.length), 1e-5f);
        assertArrayEquals(theirs("lstm.bias"), Weights.in(gradients, sizes).bias().toArray(), 1e-5f);
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

    private static float[] theirs(String name) {
        return THEIRS.get("gradient." + name).floats();
    }

    @Test
    void theModelStepByStepAgrees() {
        try (var model = MdnRnn.importWeights(WEIGHTS)) {
            float[] restart = THEIRS.get("restart").floats();
            var memory = model.initial(BATCH);
            for (int t = 0; t < STEPS; t++) {
                var z = Arrays.copyOfRange(THEIRS.get("z").floats(), t * 4, t * 4 + 4);
                model.advance(memory, z, Arrays.copyOfRange(THEIRS.get("action").floats(), t * 2, t * 2 + 2), memory);
                var first = Hidden.zeros(1, model.hiddenSize());
                first.setRow(0, memory, 0);
                assertEquals(restart[t * BATCH], model.predict(first).restartLogit(), 1e-4, "step " + t);
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
            var ours = model.advance(model.initial(), z, new float[]{6, 7});
            var again = read.advance(read.initial(), z, new float[]{6, 7});
            assertEquals(heads, read.config().heads());
            assertArrayEquals(ours.h(), again.h(), 1e-6f);
            assertEquals(model.predict(ours).restartLogit(), read.predict(again).restartLogit(), 1e-6);
            assertArrayEquals(model.predict(ours).latents().get(4).mean(), read.predict(again).latents().get(4).mean(), 1e-6);
            assertEquals(heads.restart() ? model.config().restartWeight() : 1, read.config().restartWeight());
            Files.delete(file);
        }
    }
}
