package dev.reverie.vae;

import dev.reverie.compute.dl4j.Networks;
import dev.reverie.core.FileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** V on disk: the network and its configuration. */
record ModelFile(VaeConfig config, MultiLayerNetwork network) {
    private static final String CONFIG = "vae.json";

    /** What the file holds beside the network. */
    static Map<String, byte[]> entries(VaeConfig config) {
        return Map.of(CONFIG, VaeConfigJson.write(config).getBytes(StandardCharsets.UTF_8));
    }

    void write(Path file) {
        Networks.save(network, file, false, entries(config));
    }

    /**
     * @throws FileException
     *             with the path: not there, cut off, or no VAE
     */
    static ModelFile read(Path file) {
        var saved = Networks.load(file);
        try {
            var config = VaeConfigJson.read(saved.text(CONFIG));
            Networks.checkLayers(saved.network(),
                    ConvVaeArchitecture.layers(config, new byte[ConvVaeArchitecture.frame(ConvVaeArchitecture.side(saved.network()))]));
            return new ModelFile(config, saved.network());
        } catch (IllegalArgumentException e) {
            throw new FileException(file, "holds no VAE: " + e.getMessage(), new IOException(e));
        }
    }
}
