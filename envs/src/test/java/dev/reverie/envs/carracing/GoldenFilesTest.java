package dev.reverie.envs.carracing;

import dev.reverie.core.Npy;
import dev.reverie.core.Npz;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;

/** Against the golden files kept with the tests. */
class GoldenFilesTest implements TrackConformance, DriveConformance {
    @Override
    public Map<String, Npy> golden(String name) {
        try {
            return Npz.load(Path.of(GoldenFilesTest.class.getResource("/carracing/" + name + ".npz").toURI()));
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
