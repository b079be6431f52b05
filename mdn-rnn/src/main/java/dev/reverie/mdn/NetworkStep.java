package dev.reverie.mdn;

import dev.reverie.compute.AdamStep;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.LearningRate;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * An update of a DL4J network by Adam, as its own {@code fit} would do, without what that costs beside the arithmetic: parameters, updater
 * state and iteration count are the network's, its listeners are told of each.
 */
final class NetworkStep {
    private final MultiLayerNetwork network;
    private final BatchPass batches;
    private final LearningRate rate;
    private final Floats parameters;
    private final Floats gradient;
    private final Floats mean;
    private final Floats variance;

    /**
     * @param network
     *            whose updater is an {@link dev.reverie.compute.dl4j.EngineAdam} of this rate
     */
    NetworkStep(MultiLayerNetwork network, BatchPass batches, LearningRate rate) {
        this.network = network;
        this.batches = batches;
        this.rate = rate;
        parameters = Views.view(network.params());
        gradient = Floats.allocate(parameters.size());
        var state = Views.view(network.getUpdater().getStateViewArray());
        mean = state.slice(0, parameters.size());
        variance = state.slice(parameters.size(), parameters.size());
    }

    /** The network's own. */
    Floats parameters() {
        return parameters;
    }

    /** Mean loss of so many rows from {@code from} on, before the update by them. */
    double run(int from, int size) {
        double loss = batches.train(parameters, from, size, gradient);
        int iteration = network.getIterationCount();
        // Kingma and Ba 2015
        var settings = new AdamStep.Settings(rate.at(iteration), 0.9, 0.999, 1e-8, iteration + 1L, Double.POSITIVE_INFINITY);
        Engine.current().kernels().adam().update(settings, parameters, gradient, mean, variance, 0, parameters.size());
        network.setScore(loss);
        for (var listener : network.getListeners()) {
            listener.iterationDone(network, iteration, network.getEpochCount());
        }
        network.setIterationCount(iteration + 1);
        return loss;
    }
}
