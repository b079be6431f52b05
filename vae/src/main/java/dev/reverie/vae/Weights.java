package dev.reverie.vae;

import dev.reverie.compute.Floats;
import dev.reverie.compute.dl4j.Views;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** The parameters of a network's layers, without a copy; the network keeps the memory. */
record Weights(MultiLayerNetwork network) {
    Floats of(int layer) {
        return Views.view(network.getLayer(layer).getParam(ConvolutionLayerConf.W));
    }

    Floats bias(int layer) {
        return Views.view(network.getLayer(layer).getParam(ConvolutionLayerConf.B));
    }
}
