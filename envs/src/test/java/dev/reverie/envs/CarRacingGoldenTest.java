package dev.reverie.envs;

import dev.reverie.core.Npy;
import dev.reverie.core.Npz;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;

/** Against what Gymnasium did when the golden files were made. */
class CarRacingGoldenTest implements CarRacingConformance {
    @Override
    public Map<String, Npy> golden(String name) {
        try {
            return Npz.load(Path.of(CarRacingGoldenTest.class.getResource("/carracing/" + name + ".npz").toURI()));
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
