package dev.reverie.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.ContentHash;
import dev.reverie.core.Episode;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.Manifest;
import dev.reverie.core.Progress;
import dev.reverie.core.RecordedProgress;
import dev.reverie.core.Run;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.ExperimentConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectStageTest {
    private static final int EPISODES = 230;

    @TempDir
    Path root;

    private final Stage collect = new CollectStage();
    private ExperimentConfig config = ExperimentConfig.preset("tiny").with("env.name=Countdown", "collect.episodes=" + EPISODES);

    @AfterEach
    void noInterruptIsLeft() {
        Thread.interrupted();
    }

    /** As the pipeline runs it: it knows what was interrupted and what an interrupt in the middle of a write is. */
    private String run(String name, Progress progress) {
        try (var run = Run.open(root.resolve(name))) {
            var here = Manifest.Provenance.here("abc", Map.of());
            var pipeline = new Pipeline(List.of(collect), run, config, here, new ProgressListener(progress));
            return pipeline.run(pipeline.stages()).get(0).summary();
        }
    }

    private EpisodeStore store(String name) {
        return EpisodeStore.open(new RunFolder(root.resolve(name)).episodes());
    }

    @Test
    void playsAsManyEpisodesAsAreAskedForAndTellsHowFarItIs() {
        var progress = new RecordedProgress();
        var summary = run("a", progress);
        assertEquals(EPISODES, store("a").files().size());
        assertEquals(EPISODES, progress.updates().size());
        assertEquals(EPISODES, progress.updates().get(EPISODES - 1).total());
        long steps = store("a").stream().mapToLong(Episode::length).sum();
        assertTrue(summary.startsWith(String.format(Locale.ROOT, "%d episodes, %,d steps, ", EPISODES, steps)), summary);
    }

    @Test
    void anInterruptedCollectionGoesOnAndEndsWithTheSameFiles() {
        run("whole", Progress.none());
        var caller = Thread.currentThread();
        assertThrows(CancellationException.class, () -> run("parts", (step, total, message) -> {
            if (step == 110) {
                caller.interrupt();
            }
        }));
        Thread.interrupted();
        int there = store("parts").files().size();
        assertTrue(there >= 109 && there < EPISODES, "episodes that were kept: " + there);
        int begun = ToyEnvs.BEGUN.get();
        run("parts", new RecordedProgress());
        assertEquals(EPISODES - there, ToyEnvs.BEGUN.get() - begun, "an episode that was kept is not played again");
        assertEquals(ContentHash.of(store("whole").folder()), ContentHash.of(store("parts").folder()));
    }

    @Test
    void shortEpisodesAreNotKept() {
        config = config.with("collect.minSteps=15");
        run("a", Progress.none());
        var lengths = store("a").stream().map(Episode::length).toList();
        assertTrue(lengths.size() > 20 && lengths.size() < EPISODES, lengths.toString());
        assertTrue(lengths.stream().allMatch(length -> length >= 15), lengths.toString());
    }

    @Test
    void noEpisodeToKeepIsAMistakeInTheConfiguration() {
        config = config.with("collect.minSteps=100", "collect.episodes=5");
        var e = assertThrows(IllegalArgumentException.class, () -> run("a", Progress.none()));
        assertEquals("collect.minSteps must be less than the longest episode, was 100: no episode was kept", e.getMessage());
    }

    @Test
    void itDependsOnTheEnvironmentItsRulesAndItsOwnSection() {
        var before = collect.config(config);
        assertEquals(before, collect.config(config.with("vae.batch=20", "seed=3")));
        assertTrue(before.contains("version: 1"), before);
        assertNotEquals(before, collect.config(config.with("env.options.longest=30")));
        assertNotEquals(before, collect.config(config.with("collect.maxSteps=130")));
    }
}
