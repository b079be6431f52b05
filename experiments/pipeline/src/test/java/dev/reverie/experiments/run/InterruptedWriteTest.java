package dev.reverie.experiments.run;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.core.FileException;
import dev.reverie.core.Manifest;
import dev.reverie.core.Run;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.ExperimentConfig;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptedWriteTest {
    @TempDir
    Path root;

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
        public StageSummary run(StageContext context) {
            throw new FileException(context.checkpoint(), "closed", new ClosedByInterruptException());
        }
    }

    @Test
    void anInterruptThatMeetsAWriteIsAnInterrupt() {
        try (var run = Run.open(root)) {
            var pipeline = new Pipeline(List.of(new Closed()), run, ExperimentConfig.preset("tiny"),
                    Manifest.Provenance.here("abc", Map.of()), PipelineListener.none());
            assertThrows(CancellationException.class, () -> pipeline.run(pipeline.stages()));
        }
    }
}
