package dev.reverie.compute.dl4j;

import dev.reverie.core.AtomicFile;
import dev.reverie.core.FileException;
import dev.reverie.core.Seed;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Building, saving and loading networks of these layers.
 *
 * <p>A file is what {@link ModelSerializer} reads, with further entries of ours beside its own. It is written whole or not at all, not compressed
 * (weights are noise to a compressor), and the same network gives the same bytes.
 */
public final class Networks {
    private static final Set<String> RESERVED = Set.of(ModelSerializer.CONFIGURATION_JSON, ModelSerializer.COEFFICIENTS_BIN,
            ModelSerializer.UPDATER_BIN, ModelSerializer.NORMALIZER_BIN, ModelSerializer.NO_PARAMS_MARKER,
            ModelSerializer.PREPROCESSOR_BIN);

    private Networks() {
    }

    /**
     * What {@link #load} found.
     *
     * @param entries
     *            those given to {@link #save}, by name
     */
    public record Saved(MultiLayerNetwork network, Map<String, byte[]> entries) {
        /** The text of an entry, in UTF-8. */
        public String text(String name) {
            var bytes = entries.get(name);
            if (bytes == null) {
                throw new IllegalArgumentException("entry must be one of " + entries.keySet() + ", was " + name);
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** A configuration to begin with: f32, and gradients that are means already. */
    public static NeuralNetConfiguration.Builder builder(Seed seed, IUpdater updater) {
        return new NeuralNetConfiguration.Builder().seed(seed.bits()).updater(updater).miniBatch(false).dataType(DataType.FLOAT);
    }

    /** A network of layers in a row, with initial parameters. */
    public static MultiLayerNetwork build(List<EngineLayerConfig> layers, Seed seed, IUpdater updater) {
        var list = builder(seed, updater).list();
        layers.forEach(list::layer);
        var network = new MultiLayerNetwork(list.build());
        network.init();
        return network;
    }

    /** Parameters of such a network. */
    public static long parameterCount(List<EngineLayerConfig> layers) {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).mapToLong(Parameter::size).sum();
    }

    /**
     * Saves configuration, parameters and iteration count.
     *
     * @param updater
     *            whether to save the updater's state too, for going on with the training
     * @param entries
     *            what to keep beside them, by name
     */
    public static void save(MultiLayerNetwork network, Path file, boolean updater, Map<String, byte[]> entries) {
        for (var name : entries.keySet()) {
            if (RESERVED.contains(name)) {
                throw new IllegalArgumentException("entry must not be named as one of DL4J's, was " + name);
            }
        }
        AtomicFile.write(file, out -> {
            var zip = new ZipOutputStream(out);
            zip.setLevel(Deflater.NO_COMPRESSION);
            begin(zip, ModelSerializer.CONFIGURATION_JSON);
            zip.write(network.getLayerWiseConfigurations().toJson().getBytes(StandardCharsets.UTF_8));
            array(zip, ModelSerializer.COEFFICIENTS_BIN, network.params());
            var state = updater ? network.getUpdater().getStateViewArray() : null;
            if (state != null && state.length() > 0) {
                array(zip, ModelSerializer.UPDATER_BIN, state);
            }
            for (var entry : new TreeMap<>(entries).entrySet()) {
                begin(zip, entry.getKey());
                zip.write(entry.getValue());
            }
            zip.finish();
        });
    }

    private static void begin(ZipOutputStream zip, String name) throws IOException {
        var entry = new ZipEntry(name);
        // Always the same, so that files compare; 1980 is where zip's time begins.
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
    }

    private static void array(ZipOutputStream zip, String name, INDArray array) throws IOException {
        begin(zip, name);
        var data = new DataOutputStream(new BufferedOutputStream(zip, 1 << 16));
        Nd4j.write(array, data);
        data.flush();
    }

    /**
     * Loads what {@link #save} wrote, with the updater's state if it is there.
     *
     * @throws FileException
     *             with the path: not there, cut off, or not such a file
     */
    public static Saved load(Path file) {
        try {
            var entries = entries(file);
            return new Saved(ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true), entries);
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (RuntimeException e) {
            // ModelSerializer wraps whatever happens to it.
            throw unreadable(file, new IOException(e));
        }
    }

    private static FileException unreadable(Path file, IOException e) {
        if (!Files.exists(file)) {
            return new FileException(file, "no such file", e);
        }
        return new FileException(file,
                "holds no saved network: " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()), e);
    }

    private static Map<String, byte[]> entries(Path file) throws IOException {
        var found = new LinkedHashMap<String, byte[]>();
        // Reads the directory at the file's end, so that a cut file is noticed.
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                if (!RESERVED.contains(entry.getName())) {
                    try (var in = zip.getInputStream(entry)) {
                        found.put(entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
        return found;
    }
}
