package dev.reverie.vae;

import dev.reverie.compute.Activation;
import dev.reverie.compute.dl4j.EngineAdam;
import dev.reverie.compute.dl4j.EngineLayerConfig;
import dev.reverie.compute.dl4j.Networks;
import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** The network of a {@link VectorVae}: hidden layers, the latent, and the hidden layers in reverse. */
final class DenseVaeArchitecture {
    private DenseVaeArchitecture() {
    }

    /** Index of the {@link LatentLayerConf}. */
    static int latent(VectorVaeConfig config) {
        return config.hidden().size();
    }

    /**
     * @param size
     *            elements of an observation
     */
    static List<EngineLayerConfig> layers(VectorVaeConfig config, int size) {
        var layers = new ArrayList<EngineLayerConfig>();
        int width = size;
        for (int next : config.hidden()) {
            layers.add(new DenseLayerConf(width, next, Activation.RELU));
            width = next;
        }
        layers.add(new LatentLayerConf(width, config.latent(), config.beta(), config.freeNats()));
        width = config.latent();
        for (int i = config.hidden().size() - 1; i >= 0; i--) {
            layers.add(new DenseLayerConf(width, config.hidden().get(i), Activation.RELU));
            width = config.hidden().get(i);
        }
        layers.add(new VectorLayerConf(width, size, config.noise()));
        return layers;
    }

    /** A new network with initial parameters. */
    static MultiLayerNetwork network(VectorVaeConfig config, int size, Seed seed) {
        return Networks.build(layers(config, size), seed, new EngineAdam(config.rate()));
    }
}
