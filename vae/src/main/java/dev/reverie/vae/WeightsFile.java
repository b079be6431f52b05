package dev.reverie.vae;

import dev.reverie.compute.Floats;
import dev.reverie.core.FileException;
import dev.reverie.core.Npy;
import dev.reverie.core.Npz;
import dev.reverie.core.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * V's parameters as named f32 arrays, for other programs. Layers are {@code conv1}..{@code conv4}, {@code mu}, {@code logvar}, {@code
 * dense}, {@code deconv1}..{@code deconv4}, each with {@code NAME.weight} and {@code NAME.bias}.
 *
 * <p>Layouts: convolutions [ky, kx, in, out], as TensorFlow has them; transposed ones [in, ky, kx, out]; dense layers [in, out]. What
 * {@code mu} and {@code logvar} take is conv4's output in the order (y, x, channel).
 */
final class WeightsFile {
    private static final String WEIGHT = ".weight";
    private static final String BIAS = ".bias";
    /** Rows and columns of a frame, where they are not 64. */
    private static final String SIDE = "frame.side";

    private WeightsFile() {
    }

    static void write(VaeConfig config, MultiLayerNetwork network, Path file) {
        int side = ConvVaeArchitecture.side(network);
        var weights = new Weights(network);
        var arrays = new LinkedHashMap<String, Npy>();
        for (var part : parts(config, side)) {
            arrays.put(part.name() + WEIGHT, Npy.of(part.columns(weights.of(part.layer()), true), part.shape()));
            arrays.put(part.name() + BIAS, Npy.of(part.columns(weights.bias(part.layer()), false), part.outputs()));
        }
        if (side != ConvVaeArchitecture.SIZE) {
            arrays.put(SIDE, Npy.of(new float[]{side}, 1));
        }
        Npz.save(file, arrays);
    }

    /** A new network with the parameters of a file; its width and latent size are those of the arrays. */
    static ModelFile read(Path file) {
        var arrays = Npz.load(file);
        var config = VaeConfig.paper(last(file, arrays, "mu" + WEIGHT), 100).withWidth(last(file, arrays, "conv1" + WEIGHT));
        int side = arrays.containsKey(SIDE) ? (int) Npz.floats(file, arrays, SIDE, 1)[0] : ConvVaeArchitecture.SIZE;
        check(file, arrays, config, side);
        // Only now that every array is as large as the others say is there a network of that size.
        var network = ConvVaeArchitecture.network(config, new byte[ConvVaeArchitecture.frame(side)], Seed.of(0));
        var weights = new Weights(network);
        for (var part : parts(config, side)) {
            part.set(weights.of(part.layer()), Npz.floats(file, arrays, part.name() + WEIGHT, part.shape()), true);
            part.set(weights.bias(part.layer()), Npz.floats(file, arrays, part.name() + BIAS, part.outputs()), false);
        }
        return new ModelFile(config, network);
    }

    private static void check(Path file, Map<String, Npy> arrays, VaeConfig config, int side) {
        try {
            for (var part : parts(config, side)) {
                Npz.floats(file, arrays, part.name() + WEIGHT, part.shape());
                Npz.floats(file, arrays, part.name() + BIAS, part.outputs());
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new FileException(file, "holds no weights of V: " + e.getMessage(), new IOException(e));
        }
    }

    private static int last(Path file, Map<String, Npy> arrays, String name) {
        var array = arrays.get(name);
        if (array == null || array.size() == 0) {
            throw new FileException(file, "has no array '" + name + "', only " + arrays.keySet());
        }
        int[] shape = array.shape();
        return shape.length == 0 ? 1 : shape[shape.length - 1];
    }

    /**
     * A layer as others see it: some columns of one of ours.
     *
     * @param rows
     *            of our weights, a matrix
     * @param from
     *            our columns of this part begin here
     * @param of
     *            our columns in all
     */
    private record Part(String name, int layer, int rows, int from, int columns, int of, int outputs, int... shape) {
        float[] columns(Floats matrix, boolean weight) {
            var values = new float[weight ? rows * columns : outputs];
            int count = weight ? columns : outputs;
            for (int i = 0; i < values.length; i++) {
                values[i] = matrix.get(place(i, count, weight));
            }
            return values;
        }

        void set(Floats matrix, float[] values, boolean weight) {
            for (int i = 0; i < values.length; i++) {
                matrix.set(place(i, weight ? columns : outputs, weight), values[i]);
            }
        }

        private int place(int i, int count, boolean weight) {
            return (weight ? i / count * of : 0) + from + i % count;
        }
    }

    private static Iterable<Part> parts(VaeConfig config, int side) {
        var parts = new java.util.ArrayList<Part>();
        int layer = 0;
        for (var c : ConvVaeArchitecture.encoder(side, config.width())) {
            parts.add(whole("conv" + (layer + 1), layer++, c.weightSize() / c.outputs(), c.outputs(), c.outputs(), c.kernel(), c.kernel(),
                    c.inputs(), c.outputs()));
        }
        int inputs = ConvVaeArchitecture.latent(config, side).shape(1).inputs();
        int seed = ConvVaeArchitecture.seedSize(side, config.width());
        int latent = config.latent();
        parts.add(new Part("mu", layer, inputs, 0, latent, 2 * latent, latent, inputs, latent));
        parts.add(new Part("logvar", layer++, inputs, latent, latent, 2 * latent, latent, inputs, latent));
        parts.add(whole("dense", layer++, latent, seed, seed, latent, seed));
        int number = 1;
        for (var c : ConvVaeArchitecture.decoder(side, config.width())) {
            parts.add(whole("deconv" + number++, layer++, c.inputs(), c.weightSize() / c.inputs(), c.outputs(), c.inputs(), c.kernel(),
                    c.kernel(), c.outputs()));
        }
        return parts;
    }

    private static Part whole(String name, int layer, int rows, int columns, int outputs, int... shape) {
        return new Part(name, layer, rows, 0, columns, columns, outputs, shape);
    }
}
