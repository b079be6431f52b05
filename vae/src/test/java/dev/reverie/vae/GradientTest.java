package dev.reverie.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Precision;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.LearningRate;
import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The whole network against finite differences of its own score, in f32: coarse, but no term can be missing. */
class GradientTest {
    private static final int ROWS = 3;
    private static final int CHECKS = 12;

    private static MultiLayerNetwork network(double beta, double freeNats) {
        var config = new VaeConfig(3, 1, beta, freeNats, new VaeConfig.Emphasis(3, 0.15), ROWS, ROWS, LearningRate.constant(1e-3), 0);
        var mean = ((Observations.Frames) MovingSquare.episode(9, 1).observations().slice(0, 1)).pixels();
        var network = ConvVaeArchitecture.network(config, mean, Seed.of(2));
        // Away from zero, where half of the rectifiers stand on their edge.
        var parameters = Views.view(network.params());
        var random = Seed.of(3).random();
        for (int i = 0; i < parameters.size(); i++) {
            parameters.set(i, parameters.get(i) + 0.05f * (float) random.nextGaussian());
        }
        return network;
    }

    private static INDArray frames() {
        var frames = (Observations.Frames) MovingSquare.episode(4, ROWS - 1).observations();
        var values = new float[frames.pixels().length];
        Pixels.toFloats(frames.pixels(), 0, values, 0, values.length);
        var x = Nd4j.create(DataType.FLOAT, ROWS, ConvVaeArchitecture.FRAME);
        Views.view(x).put(0, values);
        return x;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 100})
    void gradientsEqualFiniteDifferencesOfTheScore(double freeNats) {
        var network = network(20, freeNats);
        var x = frames();
        network.setInput(x);
        network.setLabels(x);
        network.computeGradientAndScore();
        var data = new DataSet(x, x);
        for (int layer = 0; layer < network.getnLayers(); layer++) {
            for (var name : network.getLayer(layer).paramTable().keySet()) {
                var gradient = Views.view(network.gradient().getGradientFor(layer + "_" + name)).toArray();
                check(network, data, Views.view(network.getLayer(layer).getParam(name)), gradient, layer + " " + name);
            }
        }
    }

    /** The elements with the largest gradients, and some others. */
    private static void check(MultiLayerNetwork network, DataSet data, Floats parameter, float[] gradient, String name) {
        double scale = 0;
        for (float g : gradient) {
            scale = Math.max(scale, Math.abs(g));
        }
        assertTrue(scale > 0, name + " has no gradient");
        var random = Seed.of(7).child("check").random();
        for (int n = 0; n < CHECKS; n++) {
            int i = random.nextInt(gradient.length);
            float before = parameter.get(i);
            float step = 2e-3f;
            parameter.set(i, before + step);
            double above = network.score(data, true);
            parameter.set(i, before - step);
            double below = network.score(data, true);
            parameter.set(i, before);
            assertEquals((above - below) / (2 * step), gradient[i], 0.02 * scale + 0.05, name + " " + i);
        }
    }

    @Test
    void belowTheFreeNatsTheDivergenceCostsAConstant() {
        var x = frames();
        var network = network(20, 100);
        double free = network.score(new DataSet(x, x), true);
        double reconstruction = free - 20 * 100 * 3;
        assertEquals(reconstruction, network(0, 0).score(new DataSet(x, x), true), 1e-6 * free);
        double charged = network(20, 0).score(new DataSet(x, x), true);
        var latent = (LatentLayer) network.getLayer(ConvVaeArchitecture.LATENT);
        assertEquals(20 * latent.kl(), charged - reconstruction, 1e-6 * free);
        assertTrue(latent.kl() > 0);
    }

    @ParameterizedTest
    @EnumSource
    void gradientsEqualFiniteDifferencesInDouble(VaeConfig.Likelihood likelihood) {
        var config = new VaeConfig(3, 1, 20, 0.1, new VaeConfig.Emphasis(3, 0.15), ROWS, ROWS, LearningRate.constant(1e-3), 0, likelihood,
                VaeConfig.Augmentation.none(), Precision.F32);
        var mean = ((Observations.Frames) MovingSquare.episode(9, 1).observations().slice(0, 1)).pixels();
        var network = ConvVaeArchitecture.network(config, mean, Seed.of(2));
        var all = Views.view(network.params());
        var random = Seed.of(3).random();
        for (int i = 0; i < all.size(); i++) {
            all.set(i, all.get(i) + 0.05f * (float) random.nextGaussian());
        }
        var x = frames();
        network.setInput(x);
        network.setLabels(x);
        network.computeGradientAndScore();
        var oracle = new DoubleVae(config, network, mean, ROWS);
        var frames = DoubleVae.doubles(Views.view(x));
        // What rounding to f32 leaves of the largest gradients, through all layers.
        double noise = 5e-6 * network.getFlattenedGradients().amaxNumber().doubleValue();
        assertEquals(oracle.loss(frames), network.score(), 1e-5 * network.score());
        for (int layer = 0; layer < network.getnLayers(); layer++) {
            for (int which = 0; which < 2; which++) {
                var parameter = oracle.parameters.get(layer)[which];
                var gradient = DoubleVae.gradient(network, layer, which).toArray();
                double scale = 0;
                for (float g : gradient) {
                    scale = Math.max(scale, Math.abs(g));
                }
                for (int n = 0; n < 4; n++) {
                    int i = random.nextInt(gradient.length);
                    double before = parameter[i];
                    parameter[i] = before + 1e-6;
                    double above = oracle.loss(frames);
                    parameter[i] = before - 1e-6;
                    double below = oracle.loss(frames);
                    parameter[i] = before;
                    assertEquals((above - below) / 2e-6, gradient[i], 1e-3 * scale + noise,
                            "largest " + noise / 5e-6 + " layer " + layer + ", " + which + ", " + i);
                }
            }
        }
    }
}
