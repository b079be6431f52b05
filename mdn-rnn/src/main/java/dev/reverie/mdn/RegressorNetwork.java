package dev.reverie.mdn;

import dev.reverie.compute.dl4j.EngineAdam;
import dev.reverie.compute.dl4j.EngineLayerConfig;
import dev.reverie.compute.dl4j.Networks;
import dev.reverie.core.LearningRate;
import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** The DL4J network of a {@link MdnRegressor}: tanh layers that each see the inputs, too, and the mixture's numbers on top. */
final class RegressorNetwork {
    private RegressorNetwork() {
    }

    /** A new one, with the initial parameters of DL4J. */
    static MultiLayerNetwork of(MdnRegressorConfig config, int inputs, MdnLayout layout, LearningRate rate, Seed seed) {
        var list = Networks.builder(seed, new EngineAdam(rate)).list();
        layers(config.hidden(), inputs, layout, config.regularisers()).forEach(list::layer);
        var network = new MultiLayerNetwork(list.build());
        network.init();
        return network;
    }

    /** @param hidden widths of the tanh layers */
    static List<EngineLayerConfig> layers(List<Integer> hidden, int inputs, MdnLayout layout, List<Regulariser> regularisers) {
        var layers = new ArrayList<EngineLayerConfig>();
        int width = inputs;
        for (int units : hidden) {
            layers.add(new HiddenLayer(width, units, inputs));
            width = units + inputs;
        }
        layers.add(new MixtureLayer(width, layout, regularisers));
        return layers;
    }
}
