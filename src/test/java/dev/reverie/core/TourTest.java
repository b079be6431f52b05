package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour in package-info compiles, runs, and is this one. */
class TourTest {
    @TempDir
    Path root;

    @Test
    void theTourRuns() {
        var seed = Seed.of(42);
        try (var run = Run.open(root); var log = MetricLog.open(run.folder().metrics())) {
            var store = EpisodeStore.create(run.folder().episodes(), new Dataset("Walk", "1", Map.of(), ""));
            var rollout = Rollout.on(Walk::new).withThreads(2).withMaxSteps(1000);
            rollout.collect(Policy.random(Space.discrete(2)).held(1, 10), 100, seed.child("collect"), store::write);
            double longest = store.stream().mapToInt(Episode::length).max().orElseThrow();
            log.write("collect", 0, Map.of("longest", longest));
            Scores scores = rollout.evaluate(Policy.random(Space.discrete(2)), 100, seed.child("test"));
            log.write("test", 0, Map.of("mean", scores.mean(), "sd", scores.sd()));
        }
        assertEquals(2, MetricLog.read(new RunFolder(root).metrics()).size());
    }

    @Test
    void theTourIsTheOneInPackageInfo() throws IOException {
        var tour = Path.of("main/java/dev/reverie/core/package-info.java");
        var test = Path.of("test/java/dev/reverie/core/TourTest.java");
        assumeTrue(Files.exists(tour) && Files.exists(test), "the sources are not here");
        var text = Files.readString(tour);
        var code = text.substring(text.indexOf("{@code\n") + 7, text.indexOf(" * }</pre>")).lines().map(line -> line.substring(2).strip())
                .toList();
        var lines = Files.readAllLines(test).stream().map(String::strip).toList();
        assertEquals(10, code.size());
        for (var line : code) {
            assertTrue(lines.contains(line), line);
        }
    }
}
