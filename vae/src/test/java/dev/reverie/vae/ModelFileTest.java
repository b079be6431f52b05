package dev.reverie.vae;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.dl4j.Networks;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.CheckpointContract;
import dev.reverie.core.FileException;
import dev.reverie.core.Seed;
import dev.reverie.core.TrainingIdentity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class ModelFileTest implements CheckpointContract<ModelFile> {
    private final VaeConfig config = Small.config(5);

    @Override
    public ModelFile fresh() {
        return new ModelFile(config, Blueprint.network(config, new byte[Blueprint.FRAME], Seed.of(1)), TrainingState.begin(Seed.of(2)),
                TrainingIdentity.of("", Seed.of(2), "data"));
    }

    @Override
    public void advance(ModelFile model) {
        var x = Nd4j.create(DataType.FLOAT, config.batch(), Blueprint.FRAME);
        Views.view(x).fill(0.3f);
        model.network().fit(x, x);
    }

    @Override
    public void save(ModelFile model, Path file) {
        model.write(file);
    }

    @Override
    public ModelFile load(Path file) {
        return ModelFile.read(file);
    }

    @Override
    public Object state(ModelFile model) {
        return List.of(model.config(), model.progress(), model.network().params().dup(),
                model.network().getUpdater().getStateViewArray().dup(), model.network().getLayerWiseConfigurations().toJson());
    }

    @Test
    void aNetworkThatIsNoVaeIsRefused(@TempDir Path folder) {
        var file = folder.resolve("other.zip");
        Networks.save(fresh().network(), file, false, Map.of());
        assertTrue(assertThrows(FileException.class, () -> ModelFile.read(file)).getMessage().contains("vae.json"));
        var wider = ConfigJson.write(VaeConfig.paper(32, 1000)).getBytes(StandardCharsets.UTF_8);
        Networks.save(fresh().network(), file, false, Map.of("vae.json", wider));
        assertTrue(
                assertThrows(FileException.class, () -> ModelFile.read(file)).getMessage().contains("layer 0 must be ConvolutionConfig"));
        Networks.save(fresh().network(), file, false, Map.of("vae.json", "{\"latent\": \"x\"}".getBytes(StandardCharsets.UTF_8)));
        assertTrue(assertThrows(FileException.class, () -> ModelFile.read(file)).getMessage().contains("latent"));
    }
}
