package dev.reverie.envs;

import dev.reverie.core.Npy;
import dev.reverie.core.Npz;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Against what Gymnasium does now, where there is one. */
class CarRacingLiveTest implements CarRacingConformance {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void askGymnasium() throws IOException, InterruptedException {
        RealGymnasium.write("golden.py", folder);
    }

    @Override
    public Map<String, Npy> golden(String name) {
        return Npz.load(folder.resolve(name + ".npz"));
    }
}
