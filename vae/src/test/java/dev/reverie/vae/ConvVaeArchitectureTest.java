package dev.reverie.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.compute.Convolution;
import dev.reverie.core.Seed;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvVaeArchitectureTest {
    @ParameterizedTest
    @CsvSource({"32, 4348547", "64, 4446915"})
    void parametersAreAsManyAsThePapers(int latent, long expected) {
        assertEquals(expected, ConvVaeArchitecture.parameterCount(VaeConfig.paper(latent, 1000)));
    }

    @Test
    void theNetworkHasTheParametersOfTheCount() {
        var config = Small.config(1);
        assertEquals(ConvVaeArchitecture.parameterCount(config),
                ConvVaeArchitecture.network(config, new byte[ConvVaeArchitecture.FRAME], Seed.of(1)).numParams());
    }

    @Test
    void imagesShrinkToTwoByTwoAndGrowFromOnePixel() {
        assertEquals(List.of(31, 14, 6, 2), ConvVaeArchitecture.encoder(32).stream().map(Convolution.Shape::outHeight).toList());
        assertEquals(List.of(32, 64, 128, 256), ConvVaeArchitecture.encoder(32).stream().map(Convolution.Shape::outputs).toList());
        assertEquals(List.of(5, 13, 30, 64), ConvVaeArchitecture.decoder(32).stream().map(Convolution.Shape::outHeight).toList());
        assertEquals(List.of(128, 64, 32, 3), ConvVaeArchitecture.decoder(32).stream().map(Convolution.Shape::outputs).toList());
    }

    @Test
    void weightsBeginAsGlorotsAndBiasesAtZero() {
        var network = ConvVaeArchitecture.network(Small.config(1), new byte[ConvVaeArchitecture.FRAME], Seed.of(1));
        for (int layer = 0; layer < network.getnLayers(); layer++) {
            assertEquals(0, network.getLayer(layer).getParam("b").amaxNumber().doubleValue());
        }
        // μ and log σ² are drawn as two layers of Z, not one of 2Z.
        assertEquals(Math.sqrt(6.0 / (64 + 4)), network.getLayer(ConvVaeArchitecture.LATENT).getParam("W").amaxNumber().doubleValue(),
                0.01);
        assertEquals(Math.sqrt(6.0 / (16 * (3 + 2))), network.getLayer(0).getParam("W").amaxNumber().doubleValue(), 0.02);
    }

    @Test
    void theConfigurationSurvivesJson() {
        var mean = new byte[ConvVaeArchitecture.FRAME];
        mean[7] = -9;
        var configuration = ConvVaeArchitecture.network(Small.config(1), mean, Seed.of(1)).getLayerWiseConfigurations();
        assertEquals(configuration.toJson(), MultiLayerConfiguration.fromJson(configuration.toJson()).toJson());
        var config = Small.config(3);
        assertEquals(config, VaeConfigJson.read(VaeConfigJson.write(config)));
    }
}
