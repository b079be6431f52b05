package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reverie.core.Npy;
import dev.reverie.core.Npz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Against what Gymnasium does now, where there is one. */
class CarRacingLiveTest implements CarRacingConformance {
    private static final String PYTHON = "REVERIE_GYM_PYTHON";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void askGymnasium() throws IOException, InterruptedException {
        var python = System.getenv(PYTHON);
        assumeTrue(python != null && !python.isBlank(),
                () -> PYTHON + " is not set: CarRacing is compared with the golden files only; see envs/src/test/python/setup");
        var output = folder.resolve("output.txt");
        var process = new ProcessBuilder(python, Path.of("src/test/python/golden.py").toAbsolutePath().toString(), folder.toString())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertEquals(0, process.waitFor(), () -> {
            try {
                return Files.readString(output);
            } catch (IOException e) {
                return e.getMessage();
            }
        });
    }

    @Override
    public Map<String, Npy> golden(String name) {
        return Npz.load(folder.resolve(name + ".npz"));
    }
}
