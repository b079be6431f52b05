package dev.reverie.compute.dl4j;

import dev.reverie.core.Archive;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonToken;

/**
 * Reads a saved network without trusting the file: no Java deserialisation, only known classes in the configuration, and no array that is
 * larger than the configuration and the file's own length say.
 *
 * <p>It replaces {@link ModelSerializer}'s reading, which deserialises {@code preprocessor.bin} and allocates what a header asks for.
 */
final class NetworkFile {
    /** Where the classes of a configuration may come from: layers, and what a layer's configuration is made of. */
    private static final List<String> PACKAGES = List.of("dev.reverie.", "org.deeplearning4j.nn.conf.", "org.deeplearning4j.nn.weights.",
            "org.nd4j.linalg.activations.", "org.nd4j.linalg.learning.", "org.nd4j.linalg.lossfunctions.", "org.nd4j.linalg.schedule.");
    /** A layer's class as files written by earlier versions name it, which had no {@code LayerConf}. */
    private static final Pattern EARLIER_LAYER = Pattern.compile("\"(dev\\.reverie\\.vae\\.\\w+?)Config\"");
    private static final int DEEPEST = 64;
    /** Bytes that any entry may have. */
    private static final int SMALL = 1 << 24;
    /** A larger entry has at most so many bytes for each of the file: numbers that were trained hardly compress. */
    private static final int MAX_RATIO = 16;
    private static final int CHUNK = 1 << 14;

    private final Archive archive;
    private final long length;

    private NetworkFile(Archive archive, long length) {
        this.archive = archive;
        this.length = length;
    }

    /** Reads a file; what is wrong is told without its name. */
    static Networks.Saved read(Path file) throws IOException {
        try (var archive = Archive.open(file)) {
            return new NetworkFile(archive, Files.size(file)).read();
        }
    }

    private Networks.Saved read() throws IOException {
        for (var name : List.of(ModelSerializer.PREPROCESSOR_BIN, ModelSerializer.NORMALIZER_BIN)) {
            if (archive.names().contains(name)) {
                throw new IOException("its entry " + name + " holds Java objects, which are not read; save the network without it");
            }
        }
        var network = new MultiLayerNetwork(configuration());
        network.init(array(ModelSerializer.COEFFICIENTS_BIN, parameters(network.getLayerWiseConfigurations())), false);
        if (archive.names().contains(ModelSerializer.UPDATER_BIN)) {
            var updater = network.getUpdater();
            var state = updater.getStateViewArray();
            updater.setStateViewArray(network, array(ModelSerializer.UPDATER_BIN, state == null ? 0 : state.length()), false);
        }
        return new Networks.Saved(network, entries());
    }

    private MultiLayerConfiguration configuration() throws IOException {
        var json = new String(bytes(ModelSerializer.CONFIGURATION_JSON), StandardCharsets.UTF_8);
        checkClasses(json);
        var configuration = MultiLayerConfiguration.fromJson(EARLIER_LAYER.matcher(json).replaceAll("\"$1LayerConf\""));
        if (configuration.getConfs() == null || configuration.getConfs().isEmpty()
                || configuration.getConfs().stream().anyMatch(conf -> conf == null || conf.getLayer() == null)) {
            throw new IOException("its configuration has no layers");
        }
        configuration.setDataType(DataType.FLOAT);
        return configuration;
    }

    /** Fails before anything is made of a configuration that names a class it should not. */
    static void checkClasses(String json) throws IOException {
        try (var parser = new JsonFactory().createParser(json)) {
            int depth = 0;
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth > DEEPEST) {
                    throw new IOException("its configuration is nested deeper than " + DEEPEST);
                }
                if (token == JsonToken.FIELD_NAME && parser.getText().startsWith("@")) {
                    parser.nextToken();
                    var name = parser.getText();
                    if (PACKAGES.stream().noneMatch(name::startsWith)) {
                        throw new IOException(
                                "its configuration asks for the class '" + name + "', which is neither ours nor a layer of DL4J");
                    }
                }
            }
        }
    }

    private static long parameters(MultiLayerConfiguration configuration) {
        long parameters = 0;
        for (var conf : configuration.getConfs()) {
            parameters = Math.addExact(parameters, conf.getLayer().initializer().numParams(conf));
        }
        return parameters;
    }

    private Map<String, byte[]> entries() throws IOException {
        var found = new LinkedHashMap<String, byte[]>();
        for (var name : archive.names()) {
            if (!Networks.RESERVED.contains(name)) {
                found.put(name, bytes(name));
            }
        }
        return found;
    }

    private byte[] bytes(String name) throws IOException {
        try {
            return archive.bytes(name, (int) Math.max(SMALL, Math.min(length, Integer.MAX_VALUE - 8)));
        } catch (IOException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
    }

    /** An array as DL4J writes it, f32, which must have so many elements. */
    private INDArray array(String name, long elements) throws IOException {
        try {
            return archive.read(name, (in, size) -> {
                if (size > Math.max(SMALL, MAX_RATIO * length)) {
                    throw new IOException("cannot be " + size + " bytes in a file of " + length);
                }
                return array(in, size, elements);
            });
        } catch (IOException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
    }

    private static INDArray array(InputStream in, long size, long elements) throws IOException {
        var data = new DataInputStream(in);
        var counted = new Header(data, "LONG");
        if (counted.count < 4 || counted.count > 2 * 32 + 4) {
            throw new IOException("the shape must be 4 to 68 numbers, was " + counted.count);
        }
        var shape = new long[(int) counted.count];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = data.readLong();
        }
        var values = new Header(data, "FLOAT");
        long there = size - counted.length - 8 * counted.count - values.length;
        if (values.count != elements || there != 4 * elements || elements < 1) {
            throw new IOException("must have the " + elements + " numbers of the configuration, has " + values.count + " in " + there
                    + " bytes");
        }
        int axes = (int) Math.max(0, Math.min(shape[0], 32));
        var extents = Arrays.copyOfRange(shape, 1, 1 + Math.min(axes, shape.length - 1));
        // A vector, or a matrix of one row or column: nothing else is flat.
        if (extents.length < 1 || extents.length > 2
                || Arrays.stream(extents).reduce(1, (a, b) -> a == 1 ? b : b == 1 ? a : -1) != elements) {
            throw new IOException("must be a vector of " + elements + " numbers, was " + Arrays.toString(extents));
        }
        return filled(in, extents);
    }

    private static INDArray filled(InputStream in, long[] extents) throws IOException {
        var array = Nd4j.createUninitialized(DataType.FLOAT, extents, 'c');
        var view = Views.view(array);
        var bytes = new byte[4 * CHUNK];
        var floats = new float[CHUNK];
        for (int at = 0; at < view.size(); at += CHUNK) {
            int count = Math.min(CHUNK, view.size() - at);
            if (in.readNBytes(bytes, 0, 4 * count) < 4 * count) {
                throw new IOException("ends early");
            }
            ByteBuffer.wrap(bytes).asFloatBuffer().get(floats, 0, count);
            view.write(at, floats, 0, count);
        }
        return array;
    }

    /** What stands before the numbers of a buffer of DL4J: how it was kept, how many they are, their type. */
    private static final class Header {
        final long count;
        final long length;

        Header(DataInputStream in, String wanted) throws IOException {
            var mode = in.readUTF();
            if (!mode.equals("MIXED_DATA_TYPES")) {
                throw new IOException("must be an array as DL4J 1.0.0 writes it, was kept as '" + printable(mode) + "'");
            }
            count = in.readLong();
            var type = in.readUTF();
            if (!type.equals(wanted)) {
                throw new IOException("must be of type " + wanted + ", was '" + printable(type) + "'");
            }
            length = 2 + mode.length() + 8 + 2 + type.length();
        }

        private static String printable(String text) {
            return text.substring(0, Math.min(40, text.length())).replaceAll("[^ -~]", "?");
        }
    }
}
