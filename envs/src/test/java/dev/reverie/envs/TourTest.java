package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.EpisodeStore;
import dev.reverie.core.Policy;
import dev.reverie.core.Rollout;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour in package-info compiles, runs, and is this one. */
class TourTest {
    @TempDir
    Path folder;

    @Test
    void theTourRuns() {
        var lines = new ArrayList<String>();
        var options = Map.of("frameSkip", "2");
        for (var option : Envs.entry("TakeCover").options()) {
            lines.add(option.name() + " = " + option.defaultValue() + ": " + option.meaning());
        }
        var store = EpisodeStore.create(folder, Envs.dataset("TakeCover", options, ""));
        var rollout = Rollout.on(() -> Envs.make("TakeCover", options)).withThreads(2);
        var policy = Policy.random(Space.box(-1, 1, 1)).held(1, 10);
        rollout.collect(policy, 3, Seed.of(1), store::write);
        double tics = rollout.evaluate(policy, 3, Seed.of(2)).mean();
        assertEquals("frameSkip = 1: tics a step, >= 1", lines.get(0));
        assertEquals(3, store.stream().count());
        assertTrue(tics > 50, "lived " + tics);
    }

    @Test
    void theTourIsTheOneInPackageInfo() throws IOException {
        var text = Files.readString(Path.of("src/main/java/dev/reverie/envs/package-info.java"));
        var test = Files.readAllLines(Path.of("src/test/java/dev/reverie/envs/TourTest.java")).stream().map(String::strip).toList();
        text.substring(text.indexOf("{@code\n") + 7, text.indexOf(" * }</pre>")).lines().map(line -> line.substring(2).strip())
                .forEach(line -> assertTrue(test.contains(line), line));
    }
}
