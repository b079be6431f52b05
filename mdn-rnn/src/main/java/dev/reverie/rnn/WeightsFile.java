package dev.reverie.rnn;

import dev.reverie.compute.Floats;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.FileException;
import dev.reverie.core.LearningRate;
import dev.reverie.core.Npy;
import dev.reverie.core.Npz;
import dev.reverie.core.Seed;
import dev.reverie.mdn.Factorisation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** M's parameters as named f32 arrays, for other programs: names and layouts are those of {@link MdnRnn#exportWeights}. */
final class WeightsFile {
    private static final String INPUT = "lstm.input.weight";
    private static final String MEMORY = "lstm.hidden.weight";
    static final String BIAS = "lstm.bias";
    private static final String GAIN = "lstm.gain";
    private static final String CELL_GAIN = "lstm.cell.gain";
    private static final String CELL_SHIFT = "lstm.cell.shift";
    private static final String END_WEIGHT = "restart.endWeight";

    private WeightsFile() {
    }

    /** A model as a file has it. */
    record Model(MdnRnnConfig config, MultiLayerNetwork network) {
    }

    static void write(MdnRnnConfig config, MdnRnnShape sizes, Floats parameters, Path file) {
        var weights = Weights.in(parameters, sizes);
        int H = sizes.hidden();
        float[] kernel = weights.kernel().toArray();
        float[] bias = weights.bias().toArray();
        for (int j = H; j < 2 * H; j++) {
            bias[j] += sizes.forgetBias();
        }
        var arrays = new LinkedHashMap<String, Npy>();
        int split = sizes.inputs() * 4 * H;
        arrays.put(INPUT, Npy.of(Arrays.copyOf(kernel, split), sizes.inputs(), 4 * H));
        arrays.put(MEMORY, Npy.of(Arrays.copyOfRange(kernel, split, kernel.length), H, 4 * H));
        arrays.put(BIAS, Npy.of(Arrays.copyOf(bias, 4 * H), 4 * H));
        if (sizes.layerNorm()) {
            arrays.put(GAIN, Npy.of(Arrays.copyOfRange(bias, 4 * H, 8 * H), 4 * H));
            arrays.put(CELL_GAIN, Npy.of(Arrays.copyOfRange(bias, 8 * H, 9 * H), H));
            arrays.put(CELL_SHIFT, Npy.of(Arrays.copyOfRange(bias, 9 * H, 10 * H), H));
        }
        for (var part : parts(sizes)) {
            arrays.put(part.weight(), Npy.of(part.columns(weights.head(), H, sizes.outputs()), part.shape(H)));
            arrays.put(part.bias(), Npy.of(part.columns(weights.headBias(), 1, sizes.outputs()), part.shape()));
        }
        if (sizes.heads().restart()) {
            arrays.put(END_WEIGHT, Npy.of(new float[]{(float) config.restartWeight()}, 1));
        }
        Npz.save(file, arrays);
    }

    static Model read(Path file) {
        try {
            return read(file, Npz.load(file));
        } catch (IllegalArgumentException e) {
            throw new FileException(file, "holds no weights of M: " + e.getMessage(), new IOException(e));
        }
    }

    private static Model read(Path file, Map<String, Npy> arrays) {
        int[] mixture = shape(file, arrays, "mixture.bias", 3);
        int[] input = shape(file, arrays, INPUT, 2);
        boolean restart = arrays.containsKey("restart.weight");
        int reward = arrays.containsKey("reward.bias") ? shape(file, arrays, "reward.bias", 2)[1] : 0;
        int H = input[1] / 4;
        if (mixture[0] != 2 && mixture[0] != 3) {
            throw new FileException(file,
                    "mixture.bias must be [3, K, Z], or [2, K, Z] beside logits.bias, was " + arrays.get("mixture.bias"));
        }
        int K = mixture[1];
        int Z = mixture[2];
        int A = input[0] - Z - (restart ? 1 : 0);
        if (A < 1 || H < 1) {
            throw new FileException(file, INPUT + " must have a row for each of " + Z + " latents, the actions"
                    + (restart ? ", the restart" : "") + ", and 4 columns for each hidden, was " + arrays.get(INPUT));
        }
        double endWeight = arrays.containsKey(END_WEIGHT) ? floats(file, arrays, END_WEIGHT, 1)[0] : 1;
        var config = new MdnRnnConfig(H, K, 0, new MdnRnnConfig.Windows(1, 1, 0), 1, LearningRate.constant(1e-3), 1, endWeight, 0, 0,
                new MdnRnnConfig.Heads(restart, reward), MdnRnnConfig.Clipping.VALUE,
                mixture[0] == 2 ? Factorisation.JOINT : Factorisation.PER_DIMENSION).withLayerNorm(arrays.containsKey(GAIN));
        var sizes = Trainer.sizes(config, Z, A);
        var read = new LinkedHashMap<String, float[]>();
        shapes(sizes).forEach((name, shape) -> read.put(name, floats(file, arrays, name, shape)));
        // Only now that every array is as large as the others say is there a network of that size.
        var network = Trainer.network(config, Z, A, Seed.of(0));
        var weights = Weights.in(Views.view(network.params()), sizes);
        weights.kernel().write(0, read.get(INPUT), 0, input[0] * 4 * H);
        weights.kernel().write(input[0] * 4 * H, read.get(MEMORY), 0, H * 4 * H);
        weights.bias().write(0, read.get(BIAS), 0, 4 * H);
        if (sizes.layerNorm()) {
            weights.bias().write(4 * H, read.get(GAIN), 0, 4 * H);
            weights.bias().write(8 * H, read.get(CELL_GAIN), 0, H);
            weights.bias().write(9 * H, read.get(CELL_SHIFT), 0, H);
        }
        for (var part : parts(sizes)) {
            part.set(weights.head(), read.get(part.weight()), sizes.outputs());
            part.set(weights.headBias(), read.get(part.bias()), sizes.outputs());
        }
        return new Model(config, network);
    }

    /** The arrays of a model, and what shapes they have. */
    private static Map<String, int[]> shapes(MdnRnnShape sizes) {
        int H = sizes.hidden();
        var shapes = new LinkedHashMap<String, int[]>();
        shapes.put(INPUT, new int[]{sizes.inputs(), 4 * H});
        shapes.put(MEMORY, new int[]{H, 4 * H});
        shapes.put(BIAS, new int[]{4 * H});
        if (sizes.layerNorm()) {
            shapes.put(GAIN, new int[]{4 * H});
            shapes.put(CELL_GAIN, new int[]{H});
            shapes.put(CELL_SHIFT, new int[]{H});
        }
        for (var part : parts(sizes)) {
            shapes.put(part.weight(), part.shape(H));
            shapes.put(part.bias(), part.shape());
        }
        return shapes;
    }

    /**
     * Some columns of the head.
     *
     * @param from
     *            the first of them
     * @param shape
     *            of one row of them
     */
    private record Part(String name, int from, int... shape) {
        String weight() {
            return name + ".weight";
        }

        String bias() {
            return name + ".bias";
        }

        int[] shape(int hidden) {
            var whole = new int[shape.length + 1];
            whole[0] = hidden;
            System.arraycopy(shape, 0, whole, 1, shape.length);
            return whole;
        }

        private int count() {
            return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        }

        float[] columns(Floats matrix, int rows, int of) {
            var values = new float[rows * count()];
            for (int r = 0; r < rows; r++) {
                matrix.read(r * of + from, values, r * count(), count());
            }
            return values;
        }

        void set(Floats matrix, float[] values, int of) {
            for (int r = 0; r < values.length / count(); r++) {
                matrix.write(r * of + from, values, r * count(), count());
            }
        }
    }

    private static List<Part> parts(MdnRnnShape sizes) {
        var parts = new ArrayList<Part>();
        if (sizes.heads().restart()) {
            parts.add(new Part("restart", 0, 1));
        }
        if (sizes.heads().reward() > 0) {
            parts.add(new Part("reward", sizes.rewardAt(), 3, sizes.heads().reward()));
        }
        if (sizes.factorisation() == Factorisation.JOINT) {
            parts.add(new Part("logits", sizes.mixturesAt(), sizes.components()));
            parts.add(new Part("mixture", sizes.mixturesAt() + sizes.components(), 2, sizes.components(), sizes.latent()));
        } else {
            parts.add(new Part("mixture", sizes.mixturesAt(), 3, sizes.components(), sizes.latent()));
        }
        return parts;
    }

    private static int[] shape(Path file, Map<String, Npy> arrays, String name, int dimensions) {
        int[] shape = array(file, arrays, name).shape();
        if (shape.length != dimensions || Arrays.stream(shape).anyMatch(n -> n < 1)) {
            throw new FileException(file, name + " must have " + dimensions + " dimensions, none of them 0, was " + arrays.get(name));
        }
        return shape;
    }

    private static Npy array(Path file, Map<String, Npy> arrays, String name) {
        var array = arrays.get(name);
        if (array == null) {
            throw new FileException(file, "has no array '" + name + "', only " + arrays.keySet());
        }
        return array;
    }

    private static float[] floats(Path file, Map<String, Npy> arrays, String name, int... shape) {
        var array = array(file, arrays, name);
        if (array.type() != Npy.Type.F4 || !Arrays.equals(array.shape(), shape)) {
            throw new FileException(file, name + " must be <f4" + Arrays.toString(shape) + ", was " + array);
        }
        return array.floats();
    }
}
