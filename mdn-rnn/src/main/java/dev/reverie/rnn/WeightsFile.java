package dev.reverie.rnn;

import dev.reverie.compute.Floats;
import dev.reverie.compute.TransformerSizes;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.FileException;
import dev.reverie.core.LearningRate;
import dev.reverie.core.NamedOptions;
import dev.reverie.core.Npy;
import dev.reverie.core.Npz;
import dev.reverie.core.Seed;
import dev.reverie.mdn.Factorisation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** M's parameters as named f32 arrays, for other programs: names and layouts are those of {@link MdnRnn#exportWeights}. */
final class WeightsFile {
    private static final String LSTM = "lstm.input.weight";
    private static final String TRANSFORMER = "transformer.embedding.weight";
    private static final String HEADS = "transformer.heads";
    private static final String CONTEXT = "transformer.context";
    /** Any of these is in a file of M. */
    static final List<String> MARKS = List.of(LSTM, TRANSFORMER, "mixture.weight");
    private static final String END_WEIGHT = "restart.endWeight";
    /** Texts of what is found by its name, u1. */
    private static final String MORE_HEADS = "heads.more";
    private static final String MEMORY = "memory.custom";
    private static final String INPUTS = "memory.inputs";

    private WeightsFile() {
    }

    /** A model as a file has it. */
    record Model(MdnRnnConfig config, MultiLayerNetwork network) {
    }

    static void write(MdnRnnConfig config, MdnRnnShape sizes, Floats parameters, Path file) {
        var weights = Weights.in(parameters, sizes);
        int H = sizes.hidden();
        float[] memory = sizes.memory().exported(weights.memory());
        var arrays = new LinkedHashMap<String, Npy>();
        for (var array : sizes.memory().arrays()) {
            arrays.put(array.name(), Npy.of(Arrays.copyOfRange(memory, array.at(), array.at() + array.size()), extents(array.shape())));
        }
        if (sizes.memory() instanceof TransformerShape transformer) {
            arrays.put(HEADS, Npy.of(new float[]{transformer.sizes().heads()}, 1));
            arrays.put(CONTEXT, Npy.of(new float[]{transformer.sizes().context()}, 1));
        }
        for (var part : parts(sizes)) {
            arrays.put(part.weight(), Npy.of(part.columns(weights.head(), H, sizes.outputs()), part.shape(H)));
            arrays.put(part.bias(), Npy.of(part.columns(weights.headBias(), 1, sizes.outputs()), part.shape()));
        }
        if (!sizes.heads().more().isEmpty()) {
            arrays.put(MORE_HEADS, text(String.join("\n", sizes.heads().more())));
        }
        if (config.memory() instanceof MemoryConfig.Custom custom) {
            arrays.put(MEMORY, text(custom.toString()));
            arrays.put(INPUTS, Npy.of(new float[]{sizes.inputs()}, 1));
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
        boolean restart = arrays.containsKey("restart.weight");
        int reward = arrays.containsKey("reward.bias") ? shape(file, arrays, "reward.bias", 2)[1] : 0;
        if (mixture[0] != 2 && mixture[0] != 3) {
            throw new FileException(file,
                    "mixture.bias must be [3, K, Z], or [2, K, Z] beside logits.bias, was " + arrays.get("mixture.bias"));
        }
        int K = mixture[1];
        int Z = mixture[2];
        var heads = new MdnRnnConfig.Heads(restart, reward,
                arrays.containsKey(MORE_HEADS) ? text(arrays.get(MORE_HEADS)).lines().toList() : List.of());
        var memory = memory(file, arrays);
        int A = memory.inputs() - Z - (restart ? 1 : 0);
        if (A < 1) {
            throw new FileException(file, (memory instanceof LstmShape ? LSTM : TRANSFORMER) + " must have a row for each of " + Z
                    + " latents, the actions" + (restart ? ", the restart" : "") + ", had " + memory.inputs());
        }
        double endWeight = arrays.containsKey(END_WEIGHT) ? Npz.floats(file, arrays, END_WEIGHT, 1)[0] : 1;
        var config = new MdnRnnConfig(memory.width(), K, 0, new MdnRnnConfig.Windows(1, 1, 0), 1, LearningRate.constant(1e-3), 1, endWeight,
                0, 0).withHeads(heads).withFactorisation(mixture[0] == 2 ? Factorisation.JOINT : Factorisation.PER_DIMENSION)
                .withLayerNorm(memory instanceof LstmShape lstm && lstm.layerNorm()).withMemory(kind(memory, arrays));
        var sizes = RnnTraining.sizes(config, Z, A);
        var read = new LinkedHashMap<String, float[]>();
        shapes(sizes).forEach((name, shape) -> read.put(name, Npz.floats(file, arrays, name, shape)));
        // Only now that every array is as large as the others say is there a network of that size.
        var network = RnnTraining.network(config, Z, A, Seed.of(0));
        var weights = Weights.in(Views.view(network.params()), sizes);
        for (var array : sizes.memory().arrays()) {
            weights.memory().write(array.at(), read.get(array.name()), 0, array.size());
        }
        for (var part : parts(sizes)) {
            part.set(weights.head(), read.get(part.weight()), sizes.outputs());
            part.set(weights.headBias(), read.get(part.bias()), sizes.outputs());
        }
        return new Model(config, network);
    }

    private static Npy text(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return Npy.of(bytes, bytes.length);
    }

    private static String text(Npy array) {
        return new String(array.bytes(), StandardCharsets.UTF_8);
    }

    /** As the file's arrays are large; one of a provider reads as many numbers as {@code memory.inputs} says. */
    private static MemoryShape memory(Path file, Map<String, Npy> arrays) {
        if (arrays.containsKey(MEMORY)) {
            return MemoryProvider.make(NamedOptions.of(text(arrays.get(MEMORY))), (int) Npz.floats(file, arrays, INPUTS, 1)[0]);
        }
        if (!arrays.containsKey(TRANSFORMER)) {
            int[] input = shape(file, arrays, LSTM, 2);
            if (input[1] < 4) {
                throw new FileException(file, LSTM + " must have 4 columns for each hidden, was " + arrays.get(LSTM));
            }
            return new LstmShape(input[0], input[1] / 4, 0, arrays.containsKey("lstm.gain"));
        }
        int[] embedding = shape(file, arrays, TRANSFORMER, 2);
        int layers = 0;
        while (arrays.containsKey("transformer.layer." + layers + ".qkv.weight")) {
            layers++;
        }
        return new TransformerShape(new TransformerSizes(embedding[0], embedding[1], layers, (int) Npz.floats(file, arrays, HEADS, 1)[0],
                (int) Npz.floats(file, arrays, CONTEXT, 1)[0]));
    }

    private static MemoryConfig kind(MemoryShape memory, Map<String, Npy> arrays) {
        if (arrays.containsKey(MEMORY)) {
            return MemoryConfig.Custom.of(text(arrays.get(MEMORY)));
        }
        return memory instanceof TransformerShape t
                ? new MemoryConfig.Transformer(t.sizes().layers(), t.sizes().width(), t.sizes().heads(), t.sizes().context())
                : new MemoryConfig.Lstm();
    }

    private static int[] extents(List<Integer> shape) {
        return shape.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The arrays of a model, and what shapes they have. */
    private static Map<String, int[]> shapes(MdnRnnShape sizes) {
        int H = sizes.hidden();
        var shapes = new LinkedHashMap<String, int[]>();
        sizes.memory().arrays().forEach(array -> shapes.put(array.name(), extents(array.shape())));
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
        for (var slot : sizes.slots(1)) {
            int at = slot.output();
            for (var array : slot.head().arrays().entrySet()) {
                parts.add(new Part(array.getKey(), at, array.getValue()));
                at += Arrays.stream(array.getValue()).reduce(1, (a, b) -> a * b);
            }
        }
        return parts;
    }

    private static int[] shape(Path file, Map<String, Npy> arrays, String name, int dimensions) {
        int[] shape = Npz.array(file, arrays, name).shape();
        if (shape.length != dimensions || Arrays.stream(shape).anyMatch(n -> n < 1)) {
            throw new FileException(file, name + " must have " + dimensions + " dimensions, none of them 0, was " + arrays.get(name));
        }
        return shape;
    }
}
