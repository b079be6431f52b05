package dev.reverie.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.dl4j.Networks;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.CheckpointContract;
import dev.reverie.core.FileException;
import dev.reverie.core.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class ModelFileTest implements CheckpointContract<ModelFile> {
    private final VaeConfig config = Small.config(5);

    @Override
    public ModelFile fresh() {
        return new ModelFile(config, ConvVaeArchitecture.network(config, new byte[ConvVaeArchitecture.FRAME], Seed.of(1)));
    }

    @Override
    public void advance(ModelFile model) {
        var x = Nd4j.create(DataType.FLOAT, config.batch(), ConvVaeArchitecture.FRAME);
        Views.view(x).fill(0.3f);
        model.network().fit(x, x);
    }

    @Override
    public void save(ModelFile model, Path file) {
        Networks.save(model.network(), file, true, ModelFile.entries(config));
    }

    @Override
    public ModelFile load(Path file) {
        return ModelFile.read(file);
    }

    @Override
    public Object state(ModelFile model) {
        return List.of(model.config(), model.network().params().dup(),
                model.network().getUpdater().getStateViewArray().dup(), model.network().getLayerWiseConfigurations().toJson());
    }

    @Test
    void aNetworkThatIsNoVaeIsRefused(@TempDir Path folder) {
        var file = folder.resolve("other.zip");
        Networks.save(fresh().network(), file, false, Map.of());
        assertTrue(assertThrows(FileException.class, () -> ModelFile.read(file)).getMessage().contains("vae.json"));
        var wider = VaeConfigJson.write(VaeConfig.paper(32, 1000)).getBytes(StandardCharsets.UTF_8);
        Networks.save(fresh().network(), file, false, Map.of("vae.json", wider));
        assertTrue(
                assertThrows(FileException.class, () -> ModelFile.read(file)).getMessage()
                        .contains("layer 0 must be ConvolutionLayerConf"));
        Networks.save(fresh().network(), file, false, Map.of("vae.json", "{\"latent\": \"x\"}".getBytes(StandardCharsets.UTF_8)));
        assertTrue(assertThrows(FileException.class, () -> ModelFile.read(file)).getMessage().contains("latent"));
    }

    @Test
    void aModelWhoseLayersHaveTheirEarlierNamesIsRead(@TempDir Path folder) throws IOException {
        var file = folder.resolve("model.zip");
        var model = fresh();
        save(model, file);
        var earlier = folder.resolve("earlier.zip");
        try (var zip = new ZipFile(file.toFile()); var out = new ZipOutputStream(Files.newOutputStream(earlier))) {
            for (var entry : Collections.list(zip.entries())) {
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                if (entry.getName().endsWith(".json")) {
                    bytes = new String(bytes, StandardCharsets.UTF_8).replace("LayerConf\"", "Config\"").getBytes(StandardCharsets.UTF_8);
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(bytes);
            }
        }
        assertEquals(state(model), state(ModelFile.read(earlier)));
    }
}
