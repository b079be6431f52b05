package dev.reverie.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.AtomicFile;
import dev.reverie.core.Manifest;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Progress;
import dev.reverie.core.Run;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.ExperimentConfig;
import java.io.IOException;
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

    private final PipelineListener listener = new PipelineListener() {
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
        public void finished(Stage stage, StageStatus outcome) {
            heard.add(stage.name() + " " + outcome.summary());
        }

        @Override
        public void ended(Stage stage) {
            heard.add(stage.name() + " ended");
        }
    };

    private List<StageStatus> run(Stage... wanted) {
        heard.clear();
        try (var run = Run.open(root)) {
            return new Pipeline(all, run, config, HERE, listener).run(wanted.length == 0 ? all : List.of(wanted));
        }
    }

    private List<Optional<String>> reasons() {
        try (var run = Run.open(root)) {
            return new Pipeline(all, run, config, HERE, listener).look().stream().map(StageStatus::reason).toList();
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
        assertEquals(List.of("first", "second", "third"), outcomes.stream().map(StageStatus::stage).toList());

        var again = run();
        assertEquals(List.of("first up to date", "second up to date", "third up to date"), heard);
        assertEquals(List.of("counted to 3", "counted to 10", "counted to 2"), again.stream().map(StageStatus::summary).toList());
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

    private Replacement replacement(ExperimentConfig before) {
        try (var run = Run.open(root)) {
            return new Pipeline(all, run, config, HERE, listener).replacement(Optional.ofNullable(before));
        }
    }

    @Test
    void whatAnotherConfigurationWouldReplaceIsTold() {
        var before = config;
        assertTrue(replacement(null).isNothing());
        run(first, second);
        assertTrue(replacement(before).isNothing());
        config = before.with("dream.temperature=2");
        assertTrue(replacement(before).isNothing(), "a stage that never ran");
        config = before.with("rnn.hidden=17");
        assertEquals(List.of("second"), replacement(before).stages());
        config = before.with("vae.latent=9");
        assertEquals(List.of("first", "second"), replacement(before).stages(), "what reads its output, too");
        config = before.with("seed=2");
        assertEquals(List.of("first", "second"), replacement(null).stages());
    }

    @Test
    void aStageThatWasInterruptedIsReplacedToo() {
        var before = config;
        second.interruptAt(4);
        assertThrows(CancellationException.class, this::run);
        assertTrue(replacement(before).isNothing());
        config = before.with("rnn.hidden=17");
        assertEquals(List.of("second"), replacement(before).stages());
    }

    @Test
    void filesThatNoStageWroteAreTold() throws IOException {
        AtomicFile.write(root.resolve("output/second.txt"), "the user's");
        AtomicFile.write(new RunFolder(root).metrics(), "of a training by itself\n");
        assertEquals(List.of(root.resolve("output/second.txt"), new RunFolder(root).metrics()), replacement(null).files());
    }

    @Test
    void aStageThatIsNotTidyIsTidiedOnceItIsUpToDate() throws IOException {
        run();
        var report = Files.readString(root.resolve("second/report.txt"));
        // as a kill between the manifest and the end leaves it, and a report that was lost
        AtomicFile.write(root.resolve("second/unfinished.txt"), "x\nPT1S\n");
        AtomicFile.write(root.resolve("second/checkpoint"), "4");
        Files.delete(root.resolve("second/report.txt"));
        assertEquals("counted to 10", run().get(1).summary());
        assertEquals("second up to date", heard.get(1));
        assertEquals(report, Files.readString(root.resolve("second/report.txt")));
        assertFalse(Files.exists(root.resolve("second/unfinished.txt")) || Files.exists(root.resolve("second/checkpoint")));
    }

    @Test
    void aDamagedMetricLogIsRestored() throws IOException {
        run();
        var metrics = new RunFolder(root).metrics();
        var whole = Files.readString(metrics);
        for (var damage : List.of("", "\0\0\0\n", whole.replace("second", "sec\"nd"), whole.replace("10", "11"))) {
            Files.writeString(metrics, damage);
            run();
            assertEquals(List.of("first up to date", "second up to date", "third up to date"), heard);
            assertEquals(whole, Files.readString(metrics));
        }
    }

    @Test
    void temporaryFilesOfOthersStay() throws IOException {
        var theirs = root.resolve("second/.draft.tmp");
        var ours = root.resolve("second/.checkpoint.reverie-999999999-5-1.tmp");
        AtomicFile.write(theirs, "");
        AtomicFile.write(ours, "");
        run();
        assertTrue(Files.exists(theirs) && !Files.exists(ours));
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
    void anAttemptWhoseTimeCannotBeReadGoesOn() throws IOException {
        second.interruptAt(4);
        assertThrows(CancellationException.class, this::run);
        second.interruptAt(Integer.MAX_VALUE);
        var unfinished = root.resolve("second/unfinished.txt");
        AtomicFile.write(unfinished, Files.readAllLines(unfinished).get(0) + "\nsoon\n");
        heard.clear();
        run();
        assertTrue(heard.stream().anyMatch(line -> line.startsWith("second goes on")), heard.toString());
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

    @Test
    void anUnknownStageIsOneLineWithTheNearest() {
        assertEquals(List.of(first, second), Stages.until(all, "second"));
        var e = assertThrows(IllegalArgumentException.class, () -> Stages.until(all, "secnd"));
        assertEquals("secnd: unknown stage; did you mean second?", e.getMessage());
    }
}
