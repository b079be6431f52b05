package dev.reverie.compute.dl4j;

import dev.reverie.core.AtomicFile;
import dev.reverie.core.FileException;
import dev.reverie.core.Seed;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Building, saving and loading networks of these layers.
 *
 * <p>A file is what {@link ModelSerializer} reads, with further entries of ours beside its own. It is read without trusting it: see {@link
 * #load}. It is written whole or not at all, not compressed (weights are noise to a compressor), and the same network gives the same bytes.
 */
public final class Networks {
    static final Set<String> RESERVED = Set.of(ModelSerializer.CONFIGURATION_JSON, ModelSerializer.COEFFICIENTS_BIN,
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
     * Loads what {@link #save} wrote, with the updater's state if it is there. Nothing in the file is deserialised as a Java object, its
     * configuration may name our classes and DL4J's only, and its arrays must be as large as the configuration says and the file can hold.
     *
     * @throws FileException
     *             with the path: not there, cut off, or not such a file
     */
    public static Saved load(Path file) {
        try {
            return NetworkFile.read(file);
        } catch (FileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // DL4J meets what is wrong in a configuration with whatever comes.
            var reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().lines().findFirst().orElse("");
            throw new FileException(file, "holds no saved network: " + reason, new IOException(e));
        }
    }

    /**
     * Checks that a network has the layers that its owner would make: the same classes, widths and parameters.
     *
     * @throws IllegalArgumentException
     *             naming the first that differs
     */
    public static void checkLayers(MultiLayerNetwork network, List<? extends EngineLayerConfig> expected) {
        var found = network.getLayerWiseConfigurations().getConfs().stream().map(NeuralNetConfiguration::getLayer).map(Networks::words)
                .toList();
        var wanted = expected.stream().map(Networks::words).toList();
        for (int i = 0; i < Math.max(found.size(), wanted.size()); i++) {
            var one = i < found.size() ? found.get(i) : "none";
            var other = i < wanted.size() ? wanted.get(i) : "none";
            if (!one.equals(other)) {
                throw new IllegalArgumentException("layer " + i + " must be " + other + ", was " + one);
            }
        }
    }

    private static String words(Layer layer) {
        return !(layer instanceof EngineLayerConfig own) ? layer.getClass().getSimpleName()
                : own.getClass().getSimpleName() + " " + own.getNIn() + " to " + own.getNOut() + " "
                        + own.parameters().stream().map(p -> p.name() + p.shape()).toList();
    }
}
