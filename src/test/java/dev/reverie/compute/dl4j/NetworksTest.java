package dev.reverie.compute.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.CheckpointContract;
import dev.reverie.core.FileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworksTest implements CheckpointContract<MultiLayerNetwork> {
    @Override
    public MultiLayerNetwork fresh() {
        return EngineLayerTest.network(EngineLayerTest.adam());
    }

    @Override
    public void advance(MultiLayerNetwork network) {
        network.fit(EngineLayerTest.data());
    }

    @Override
    public void save(MultiLayerNetwork network, Path file) {
        Networks.save(network, file, true, Map.of());
    }

    @Override
    public MultiLayerNetwork load(Path file) {
        return Networks.load(file).network();
    }

    @Override
    public Object state(MultiLayerNetwork network) {
        return List.of(network.params().dup(), network.getUpdater().getStateViewArray().dup(), network.getIterationCount(),
                network.getLayerWiseConfigurations().toJson());
    }

    @Test
    void entriesComeBack(@TempDir Path folder) {
        var file = folder.resolve("model.zip");
        Networks.save(fresh(), file, false, Map.of("config.json", "{}".getBytes(StandardCharsets.UTF_8), "mean.bin", new byte[]{1, -2}));
        var saved = Networks.load(file);
        assertEquals("{}", saved.text("config.json"));
        assertArrayEquals(new byte[]{1, -2}, saved.entries().get("mean.bin"));
        assertThrows(IllegalArgumentException.class, () -> saved.text("other"));
        assertThrows(IllegalArgumentException.class,
                () -> Networks.save(fresh(), file, false, Map.of(ModelSerializer.UPDATER_BIN, new byte[1])));
    }

    @Test
    void modelSerializerReadsTheFileToo(@TempDir Path folder) throws IOException {
        var network = fresh();
        advance(network);
        save(network, folder.resolve("ours.zip"));
        assertEquals(state(network), state(ModelSerializer.restoreMultiLayerNetwork(folder.resolve("ours.zip").toFile(), true)));
        ModelSerializer.writeModel(network, folder.resolve("theirs.zip").toFile(), true);
        assertEquals(state(network), state(load(folder.resolve("theirs.zip"))));
    }

    @Test
    void aFileOfAnotherKindIsAnErrorThatNamesIt(@TempDir Path folder) throws IOException {
        var text = folder.resolve("text.zip");
        Files.writeString(text, "not a network");
        assertTrue(assertThrows(FileException.class, () -> Networks.load(text)).getMessage().contains(text.toString()));
        var zip = folder.resolve("other.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("something"));
        }
        assertTrue(assertThrows(FileException.class, () -> Networks.load(zip)).getMessage().contains(zip.toString()));
    }
}
