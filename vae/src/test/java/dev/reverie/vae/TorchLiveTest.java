package dev.reverie.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reverie.core.Npy;
import dev.reverie.core.Npz;
import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beside PyTorch itself, the paper's network, if {@code REVERIE_TORCH_PYTHON} names a Python that has it. */
class TorchLiveTest implements TorchConformance {
    private static final String PYTHON = "REVERIE_TORCH_PYTHON";
    private static final int FRAMES = 3;

    @TempDir
    private static Path folder;
    private static Map<String, Npy> outputs;

    @BeforeAll
    static void askTorch() throws IOException, InterruptedException {
        var python = System.getenv(PYTHON);
        assumeTrue(python != null && !python.isBlank(), () -> PYTHON + " is not set: V is compared with the golden files only");
        var config = VaeConfig.paper(32, 100);
        WeightsFile.write(config, ConvVaeArchitecture.network(config, new byte[ConvVaeArchitecture.FRAME], Seed.of(1)),
                folder.resolve("weights.npz"));
        var frames = (Observations.Frames) MovingSquare.episode(1, FRAMES - 1).observations();
        var asked = Map.of("frames", Npy.of(frames.pixels(), FRAMES, 64, 64, 3));
        Npz.save(folder.resolve("frames.npz"), asked);
        run(python, "src/test/python/torch_vae.py", "answer", folder.resolve("weights.npz"), folder.resolve("frames.npz"),
                folder.resolve("outputs.npz"));
        outputs = new HashMap<>(Npz.load(folder.resolve("outputs.npz")));
        outputs.putAll(asked);
    }

    private static String run(String python, Object... arguments) throws IOException, InterruptedException {
        var output = folder.resolve("output.txt");
        var command = new java.util.ArrayList<>(List.of(python));
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        int code = process.waitFor();
        var said = Files.readString(output);
        assertEquals(0, code, said);
        return said;
    }

    @Override
    public Path weights() {
        return folder.resolve("weights.npz");
    }

    @Override
    public Map<String, Npy> outputs() {
        return outputs;
    }

    /** The block of Python that begins with the mark. */
    @Test
    void theSnippetOfTheGuideReadsTheWeights() throws IOException, InterruptedException {
        var guide = Files.readString(Path.of("../src/site/vae.md"));
        int from = guide.indexOf("```python\n") + "```python\n".length();
        var snippet = guide.substring(from, guide.indexOf("```", from)).replace("weights.npz", weights().toString());
        assertTrue(snippet.lines().count() <= 20, "lines: " + snippet.lines().count());
        var file = folder.resolve("snippet.py");
        Files.writeString(file, snippet + "\nx = np.load('" + folder.resolve("frames.npz") + "')['frames'] / 255\n"
                + "mu, logvar = encode(torch.tensor(x, dtype=torch.float32))\n"
                + "o = np.load('" + folder.resolve("outputs.npz") + "')\n"
                + "assert np.allclose(mu, o['mu'], atol=1e-4) and np.allclose(logvar, o['logvar'], atol=1e-4)\n"
                + "assert np.allclose(decode(mu), o['deconv4'], atol=1e-4)\nprint('agrees')\n");
        assertTrue(run(System.getenv(PYTHON), file).contains("agrees"));
    }
}
