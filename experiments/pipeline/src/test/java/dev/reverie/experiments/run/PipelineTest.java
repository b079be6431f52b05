package dev.reverie.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.AtomicFile;
import dev.reverie.core.FileException;
import dev.reverie.core.Manifest;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Progress;
import dev.reverie.core.Run;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.ExperimentConfig;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {
    private static final Manifest.Provenance HERE = Manifest.Provenance.here("abc", Map.of());

    @TempDir
    Path root;

    private final ToyStage first = new ToyStage("first", "vae", 3);
    private final ToyStage second = new ToyStage("second", "rnn", 10, "first");
    private final ToyStage third = new ToyStage("third", "dream", 2, "second");
    private final List<Stage> all = List.of(first, second, third);
    private final List<String> heard = new ArrayList<>();
    private ExperimentConfig config = ExperimentConfig.preset("tiny");

    private final Listener listener = new Listener() {
        @Override
        public void upToDate(Stage stage) {
            heard.add(stage.name() + " up to date");
        }

        @Override
        public Progress begins(Stage stage, String reason, boolean resumed) {
            heard.add(stage.name() + (resumed ? " goes on: " : " begins: ") + reason);
            return Progress.none();
        }

        @Override
        public void finished(Stage stage, Outcome outcome) {
            heard.add(stage.name() + " " + outcome.summary());
        }

        @Override
        public void ended(Stage stage) {
            heard.add(stage.name() + " ended");
        }
    };

    private List<Outcome> run(Stage... wanted) {
        heard.clear();
        try (var run = Run.open(root)) {
            return new Pipeline(all, run, config, HERE, listener).run(wanted.length == 0 ? all : List.of(wanted));
        }
    }

    private List<Optional<String>> reasons() {
        try (var run = Run.open(root)) {
            return new Pipeline(all, run, config, HERE, listener).look().stream().map(Outcome::reason).toList();
        }
    }

    private String output(String stage) throws IOException {
        return Files.readString(root.resolve("output").resolve(stage + ".txt"));
    }

    @Test
    void stagesRunInOrderAndThenAreUpToDate() throws IOException {
        var outcomes = run();
        assertEquals(List.of("first begins: never finished", "first counted to 3", "second begins: never finished", "second counted to 10",
                "third begins: never finished", "third counted to 2"), heard);
        assertEquals("from 1/third, after from 1/second, after from 1/first", output("third"));
        assertEquals(List.of("first", "second", "third"), outcomes.stream().map(Outcome::stage).toList());

        var again = run();
        assertEquals(List.of("first up to date", "second up to date", "third up to date"), heard);
        assertEquals(List.of("counted to 3", "counted to 10", "counted to 2"), again.stream().map(Outcome::summary).toList());
        assertEquals(1, first.runs());
    }

    @Test
    void aChangedSectionRunsItsStageAndThoseItsOutputReaches() {
        run();
        config = config.with("rnn.hidden=17");
        run();
        // second writes the same as before, so third need not run
        assertEquals(List.of("first up to date", "second begins: configuration changed", "second counted to 10", "third up to date"),
                heard);
    }

    @Test
    void anotherSeedRunsEverything() throws IOException {
        run();
        config = config.with("seed=2");
        run();
        assertEquals(List.of(2, 2, 2), List.of(first.runs(), second.runs(), third.runs()));
        assertEquals("from 2/third, after from 2/second, after from 2/first", output("third"));
    }

    @Test
    void aDamagedOutputIsMadeAgain() throws IOException {
        run();
        AtomicFile.write(root.resolve("output/second.txt"), "damaged");
        assertEquals(List.of(Optional.empty(), Optional.of("output/second.txt is not what was written"),
                Optional.of("output/second.txt changed")), reasons());
        run();
        assertEquals("second begins: output/second.txt is not what was written", heard.get(1));
        assertEquals("third up to date", heard.get(3));
    }

    @Test
    void anInterruptedStageGoesOnFromItsCheckpoint() {
        second.interruptAt(4);
        assertThrows(CancellationException.class, this::run);
        assertEquals("second ended", heard.get(heard.size() - 1));
        second.interruptAt(Integer.MAX_VALUE);
        run();
        assertEquals(List.of("first up to date", "second goes on: never finished"), heard.subList(0, 2));
        assertEquals(10, second.stepsRun());
        assertFalse(Files.exists(root.resolve("second/checkpoint")));
        assertFalse(Files.exists(root.resolve("second/unfinished.txt")));
    }

    @Test
    void aCheckpointOfOtherInputsIsNotUsed() {
        second.interruptAt(4);
        assertThrows(CancellationException.class, this::run);
        second.interruptAt(Integer.MAX_VALUE);
        config = config.with("rnn.hidden=17");
        run();
        assertEquals("second begins: never finished", heard.get(1));
        assertEquals(4 + 10, second.stepsRun());
    }

    @Test
    void theTimeOfInterruptedAttemptsCounts() throws IOException {
        second.interruptAt(4);
        assertThrows(CancellationException.class, this::run);
        second.interruptAt(Integer.MAX_VALUE);
        var unfinished = root.resolve("second/unfinished.txt");
        AtomicFile.write(unfinished, Files.readAllLines(unfinished).get(0) + "\n" + Duration.ofHours(1) + "\n");
        var outcome = run().get(1);
        assertTrue(outcome.duration().orElseThrow().compareTo(Duration.ofHours(1)) >= 0, outcome.toString());
    }

    @Test
    void aStageBegunAnewLosesItsOldMetrics() {
        run();
        config = config.with("rnn.hidden=17");
        run();
        var stages = MetricLog.read(new RunFolder(root).metrics()).stream().map(MetricLog.Entry::stage).toList();
        assertEquals(List.of("first", "third", "second"), stages);
    }

    @Test
    void oneStageAloneNeedsWhatItReads() {
        var e = assertThrows(IllegalArgumentException.class, () -> run(second));
        assertEquals(root.resolve("output/first.txt") + " is missing; first: reverie make-first --run " + root, e.getMessage());
        run(first);
        run(second);
        assertEquals(List.of("second begins: never finished", "second counted to 10"), heard);
        assertEquals(List.of(Optional.empty(), Optional.empty(), Optional.of("never finished")), reasons());
    }

    @Test
    void lookingTellsWhatAStageWaitsFor() {
        assertEquals(List.of(Optional.of("never finished"), Optional.of("waits for output/first.txt"),
                Optional.of("waits for output/second.txt")), reasons());
    }

    /** Writes in vain. */
    private record Closed() implements Stage {
        @Override
        public String name() {
            return "closed";
        }

        @Override
        public String about() {
            return "Write in vain.";
        }

        @Override
        public List<Path> reads(RunFolder folder) {
            return List.of();
        }

        @Override
        public List<Path> writes(RunFolder folder) {
            return List.of();
        }

        @Override
        public String config(ExperimentConfig config) {
            return "";
        }

        @Override
        public Report run(Context context) {
            throw new FileException(context.checkpoint(), "closed", new ClosedByInterruptException());
        }
    }

    @Test
    void anInterruptThatMeetsAWriteIsAnInterrupt() {
        try (var run = Run.open(root)) {
            var pipeline = new Pipeline(List.of(new Closed()), run, config, HERE, Listener.none());
            assertThrows(CancellationException.class, () -> pipeline.run(pipeline.stages()));
        }
    }

    @Test
    void anUnknownStageIsOneLineWithTheNearest() {
        assertEquals(List.of(first, second), Stages.until(all, "second"));
        var e = assertThrows(IllegalArgumentException.class, () -> Stages.until(all, "secnd"));
        assertEquals("secnd: unknown stage; did you mean second?", e.getMessage());
    }
}
