package dev.reverie.vae;

import dev.reverie.core.Npy;
import dev.reverie.core.Npz;
import java.nio.file.Path;
import java.util.Map;

/** Beside files that {@code src/test/python/torch_vae.py golden 2 4 src/test/resources/vae} made. */
class TorchGoldenTest implements TorchConformance {
    private static final Path FOLDER = Path.of("src/test/resources/vae");
    private static final Map<String, Npy> OUTPUTS = Npz.load(FOLDER.resolve("outputs.npz"));

    @Override
    public Path weights() {
        return FOLDER.resolve("weights.npz");
    }

    @Override
    public Map<String, Npy> outputs() {
        return OUTPUTS;
    }
}
