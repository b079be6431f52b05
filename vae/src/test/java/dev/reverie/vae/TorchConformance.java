package dev.reverie.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.core.Npy;
import dev.reverie.core.Observations;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

/** Layer by layer what PyTorch computes with the same weights, in double. */
interface TorchConformance {
    float TOLERANCE = 1e-4f;
    List<String> LAYERS = List.of("conv1", "conv2", "conv3", "conv4", "mu", "dense", "deconv1", "deconv2", "deconv3", "deconv4");

    /** Weights as {@link Vae#exportWeights} writes them. */
    Path weights();

    /** {@code frames}, and every layer's output for them. */
    Map<String, Npy> outputs();

    private Observations.Frames frames() {
        var frames = outputs().get("frames");
        return new Observations.Frames(frames.shape()[0], 64, 64, 3, frames.bytes());
    }

    @Test
    default void everyLayerOfTheNetworkAgrees() {
        var frames = frames();
        var values = new float[frames.pixels().length];
        Pixels.toFloats(frames.pixels(), 0, values, 0, values.length);
        var network = WeightsFile.read(weights()).network();
        var found = network.feedForward(Nd4j.createFromArray(values).reshape(frames.count(), ConvVaeArchitecture.FRAME));
        for (int i = 0; i < LAYERS.size(); i++) {
            assertArrayEquals(outputs().get(LAYERS.get(i)).floats(), found.get(i + 1).dup().data().asFloat(), TOLERANCE, LAYERS.get(i));
        }
    }

    @Test
    default void posteriorsAndDecodedFramesAgree() {
        var frames = frames();
        try (var vae = Vae.importWeights(weights())) {
            var posterior = vae.posterior(frames);
            assertArrayEquals(outputs().get("mu").floats(), posterior.means(), TOLERANCE);
            assertArrayEquals(outputs().get("logvar").floats(), posterior.logVariances(), TOLERANCE);
            var shown = (Observations.Frames) Observations.allocate(frames.count(), vae.observationSpace());
            vae.decode(posterior.means(), shown);
            var decoded = outputs().get("deconv4").floats();
            for (int i = 0; i < decoded.length; i++) {
                assertEquals(255 * decoded[i], shown.pixels()[i] & 0xFF, 0.52, "pixel " + i);
            }
        }
    }

}
