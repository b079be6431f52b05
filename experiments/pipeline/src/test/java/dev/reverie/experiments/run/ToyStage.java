package dev.reverie.experiments.run;

import dev.reverie.core.AtomicFile;
import dev.reverie.core.MetricLog;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.ExperimentConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** Counts to its number of steps, keeping the count in its checkpoint; then writes what it read, and its seed. */
public final class ToyStage implements Stage {
    private final String name;
    private final String section;
    private final List<String> reads;
    private final int steps;
    private int runs;
    private int stepsRun;
    private int interruptAt = Integer.MAX_VALUE;

    /** Depends on {@code section} of the configuration and on the outputs of the stages named in {@code reads}. */
    public ToyStage(String name, String section, int steps, String... reads) {
        this.name = name;
        this.section = section;
        this.steps = steps;
        this.reads = List.of(reads);
    }

    /** From now on, is interrupted before this step. */
    void interruptAt(int step) {
        interruptAt = step;
    }

    int runs() {
        return runs;
    }

    /** Steps done in all runs. */
    int stepsRun() {
        return stepsRun;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String verb() {
        return "make-" + name;
    }

    @Override
    public String about() {
        return "Count to " + steps + ".";
    }

    private static Path output(RunFolder folder, String stage) {
        return folder.root().resolve("output").resolve(stage + ".txt");
    }

    @Override
    public List<Path> reads(RunFolder folder) {
        return reads.stream().map(stage -> output(folder, stage)).toList();
    }

    @Override
    public List<Path> writes(RunFolder folder) {
        return List.of(output(folder, name));
    }

    @Override
    public String config(ExperimentConfig config) {
        return config.section(section);
    }

    @Override
    public StageSummary run(StageContext context) {
        runs++;
        try {
            int from = Files.exists(context.checkpoint()) ? Integer.parseInt(Files.readString(context.checkpoint())) : 0;
            var text = new StringBuilder("from " + context.seed());
            for (var file : reads(context.folder())) {
                text.append(", after ").append(Files.readString(file));
            }
            count(from, context);
            try (var log = MetricLog.open(context.folder().metrics())) {
                log.write(name, steps, Map.of("steps", (double) steps));
            }
            AtomicFile.write(output(context.folder(), name), text.toString());
            return new StageSummary("counted to " + steps);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count(int from, StageContext context) {
        for (int step = from; step < steps; step++) {
            if (step == interruptAt || Thread.interrupted()) {
                AtomicFile.write(context.checkpoint(), Integer.toString(step));
                throw new CancellationException("interrupted at " + step);
            }
            stepsRun++;
            context.progress().update(step + 1, steps, "");
        }
    }
}
