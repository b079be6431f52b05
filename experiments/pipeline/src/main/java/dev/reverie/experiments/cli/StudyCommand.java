package dev.reverie.experiments.cli;

import dev.reverie.core.Seed;
import dev.reverie.experiments.progress.Clock;
import dev.reverie.experiments.study.Studies;
import dev.reverie.experiments.study.Study;
import dev.reverie.experiments.study.StudyContext;
import dev.reverie.experiments.study.StudyResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reverie study}: small experiments whose truth is known, with their plots, a table and results.json. */
@Command(name = "study", description = {"Run a study of mixture densities; without a name, list the studies there are.", "",
    "A study draws data whose true density is known, trains on them, and says how near it came. It writes its plots (PNG), table.md and "
            + "results.json, and shows the table. The same seed gives the same figures, durations aside.",
    ""},
        footer = {"  reverie study                                             which there are", "  reverie study coverage",
            "  reverie study robot-arm --seed 2 --out runs/arm-2"})
final class StudyCommand extends Verb {
    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Which one.")
    private String name;

    @Option(names = "--out", paramLabel = "DIR", description = "Where its files go; made if there is none (default: runs/study-NAME).")
    private Path folder;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of everything (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--scale", paramLabel = "SHARE", defaultValue = "1", hidden = true,
            description = "Fewer rows and epochs, to see that it works.")
    private double scale;

    @Option(names = {"-q", "--quiet"}, description = "Say only what went wrong.")
    private boolean quiet;

    @Override
    public Integer call() {
        if (name == null) {
            list();
            return 0;
        }
        if (!(scale >= StudyContext.LEAST && scale <= 1)) {
            throw new IllegalArgumentException("--scale must be in " + StudyContext.LEAST + "..1, was " + scale);
        }
        var study = Studies.named(name);
        var target = folder == null ? Path.of("runs", "study-" + name) : folder;
        Output.folder("--out", target, List.of());
        return interruptible("no figures of " + name + " were written", () -> run(study, target));
    }

    private void list() {
        int width = Studies.all().stream().mapToInt(study -> study.name().length()).max().orElse(0);
        Studies.all().forEach(study -> out().printf(Locale.ROOT, "%-" + width + "s  %s%n", study.name(), study.about()));
        out().flush();
    }

    private void run(Study study, Path target) {
        long begin = System.nanoTime();
        var result = found(study, target);
        result.save(target, study.name(), command());
        if (!quiet) {
            say(result.text());
            say("in " + target + ", after " + Clock.text(Duration.ofNanos(System.nanoTime() - begin)));
        }
    }

    private StudyResult found(Study study, Path target) {
        try (var display = display(quiet, study.name(), study.unit())) {
            return study.run(new StudyContext(target, Seed.of(seed), scale, display));
        }
    }

    /** That gives the same figures again. */
    private String command() {
        return "reverie study " + name + " --seed " + seed + (scale == 1 ? "" : " --scale " + scale);
    }
}
