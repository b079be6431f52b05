package dev.reverie.vae;

import dev.reverie.compute.dl4j.Networks;
import dev.reverie.core.FileException;
import dev.reverie.core.TrainingIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * V on disk: the network and its configuration, and for a checkpoint where its training stands.
 *
 * @param progress
 *            of the training; null in a finished model
 * @param identity
 *            of the training; null in a finished model
 */
record ModelFile(VaeConfig config, MultiLayerNetwork network, TrainingState progress,
        TrainingIdentity identity) {
    private static final String CONFIG = "vae.json";
    private static final String PROGRESS = "training.txt";

    void write(Path file) {
        var entries = new HashMap<String, byte[]>();
        entries.put(CONFIG, VaeConfigJson.write(config).getBytes(StandardCharsets.UTF_8));
        if (progress != null) {
            entries.put(PROGRESS, progress.text().getBytes(StandardCharsets.UTF_8));
            entries.put(TrainingIdentity.ENTRY, identity.text().getBytes(StandardCharsets.UTF_8));
        }
        Networks.save(network, file, progress != null, entries);
    }

    /**
     * @throws FileException
     *             with the path: not there, cut off, or no VAE
     */
    static ModelFile read(Path file) {
        var saved = Networks.load(file);
        try {
            var config = VaeConfigJson.read(saved.text(CONFIG));
            Networks.checkLayers(saved.network(), ConvVaeArchitecture.layers(config, new byte[ConvVaeArchitecture.FRAME]));
            var progress = saved.entries().containsKey(PROGRESS) ? TrainingState.of(saved.text(PROGRESS)) : null;
            return new ModelFile(config, saved.network(), progress, identity(saved));
        } catch (IllegalArgumentException e) {
            throw new FileException(file, "holds no VAE: " + e.getMessage(), new IOException(e));
        }
    }

    /** Null in a finished model, and in checkpoints of versions that did not keep it. */
    static TrainingIdentity identity(Networks.Saved saved) {
        return saved.entries().containsKey(TrainingIdentity.ENTRY) ? TrainingIdentity.parse(saved.text(TrainingIdentity.ENTRY)) : null;
    }
}
