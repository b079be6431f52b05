package dev.reverie.vae;

import dev.reverie.compute.dl4j.Networks;
import dev.reverie.core.FileException;
import dev.reverie.core.LearningRate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** A {@link VectorVae} on disk, as {@link ModelFile} is a {@link Vae}'s. */
record VectorFile(VectorVaeConfig config, VectorStandardisation scale, MultiLayerNetwork network) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String CONFIG = "vector-vae.json";

    /** What the file holds beside the network. */
    static Map<String, byte[]> entries(VectorVaeConfig config, VectorStandardisation scale) {
        return Map.of(CONFIG, json(config, scale).getBytes(StandardCharsets.UTF_8));
    }

    void write(Path file) {
        Networks.save(network, file, false, entries(config, scale));
    }

    private static String json(VectorVaeConfig config, VectorStandardisation scale) {
        var tree = MAPPER.createObjectNode().put("latent", config.latent());
        config.hidden().forEach(tree.putArray("hidden")::add);
        tree.put("beta", config.beta()).put("freeNats", config.freeNats()).put("noise", config.noise());
        tree.put("vectors", config.vectors()).put("batch", config.batch());
        tree.putObject("rate").put("from", config.rate().from()).put("to", config.rate().to()).put("decay", config.rate().decay());
        tree.put("heldOut", config.heldOut());
        var means = tree.putArray("means");
        var deviations = tree.putArray("deviations");
        for (int i = 0; i < scale.size(); i++) {
            means.add(scale.means()[i]);
            deviations.add(scale.deviations()[i]);
        }
        return tree.toPrettyString() + "\n";
    }

    /**
     * @throws FileException
     *             with the path: not there, cut off, or no VAE of vectors
     */
    static VectorFile read(Path file) {
        var saved = Networks.load(file);
        try {
            var tree = MAPPER.readTree(saved.text(CONFIG));
            var hidden = new ArrayList<Integer>();
            tree.path("hidden").forEach(width -> hidden.add(width.asInt()));
            var rate = tree.path("rate");
            var config =
                    new VectorVaeConfig(tree.path("latent").asInt(), hidden, tree.path("beta").asDouble(), tree.path("freeNats").asDouble(),
                            tree.path("noise").asDouble(), tree.path("vectors").asLong(), tree.path("batch").asInt(),
                            new LearningRate(rate.path("from").asDouble(), rate.path("to").asDouble(), rate.path("decay").asDouble()),
                            tree.path("heldOut").asDouble());
            var scale = new VectorStandardisation(floats(tree.path("means")), floats(tree.path("deviations")));
            Networks.checkLayers(saved.network(), DenseVaeArchitecture.layers(config, scale.size()));
            return new VectorFile(config, scale, saved.network());
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw new FileException(file, "holds no VAE of vectors: " + e.getMessage(), new IOException(e));
        }
    }

    private static float[] floats(JsonNode array) {
        var values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).floatValue();
        }
        return values;
    }
}
