package dev.reverie.experiments.cli;

import dev.reverie.core.Observation.Frame;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Seed;
import dev.reverie.experiments.config.SizeLimits;
import dev.reverie.experiments.plots.AnimatedGif;
import dev.reverie.experiments.plots.Figures;
import dev.reverie.experiments.plots.FilmStrip;
import dev.reverie.experiments.run.DreamScreen;
import dev.reverie.experiments.run.Replacement;
import dev.reverie.mdn.Temperature;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reverie dream}: one dream of a run, as a film or a strip. */
@Command(name = "dream", description = {"Dream: M in place of the environment, shown through V.", "",
    "The run's C acts; before there is one, actions are drawn at random. A film (.gif) has every step, a strip (.png) twelve of them.",
    "",
    "With --statistics a thousand dreams under the actions of the recorded episodes stand beside these: whether they last as long, and",
    "whether a classifier can tell them apart. With --rounding dreams in bf16 stand beside the same in f32.", ""},
        footer = {"  reverie dream runs/takecover-1",
            "  reverie dream runs/takecover-1 --temperature 0.5 --seed 7 --out calm.gif",
            "  reverie dream runs/takecover-1 --out strip.png", "  reverie dream runs/takecover-1 --statistics",
            "  reverie dream runs/takecover-1 --rounding"})
final class DreamCommand extends Verb {
    private static final int STRIP = 12;
    private static final int SCALE = 4;
    /** Bytes that are kept of a step of a dream, at least. */
    private static final double STEP = 64;
    /** Of a film's frame: close to TakeCover's and CarRacing's own speed for a GIF. */
    private static final int MILLIS = 40;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run folder whose train-rnn is done.")
    private Path run;

    @Option(names = "--temperature", paramLabel = "T",
            description = "Above 1 less certain, towards 0 without chance (default: the run's; with "
                    + "--statistics and --rounding 1, which M learned).")
    private Double temperature;

    @Option(names = "--steps", paramLabel = "N", description = "Where the dream is cut off (default: the run's dream.maxSteps).")
    private Integer steps;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the dream (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE", description = "A .gif or .png (default: RUN/plots/dream-SEED.gif).")
    private Path out;

    @Option(names = "--statistics", description = "Print a table of many dreams beside the recorded episodes; no film.")
    private boolean statistics;

    @Option(names = "--rounding", description = "Print what dreaming in bf16 changes: what M expects, and how long dreams last; no film.")
    private boolean rounding;

    @Option(names = "--dreams", paramLabel = "N", defaultValue = "1000",
            description = "For --statistics and --rounding (default: ${DEFAULT-VALUE}).")
    private int dreams;

    @Override
    public Integer call() {
        if (statistics && rounding) {
            throw wrong("--statistics and --rounding are two tables; ask for one");
        }
        if (temperature != null) {
            Temperature.of(temperature);
        }
        atLeast(1, "--steps", steps);
        atLeast(1, "--dreams", dreams);
        SizeLimits.onHeap("--steps", steps == null ? 1 : steps, STEP * (steps == null ? 1 : steps));
        SizeLimits.onHeap("--dreams", dreams, STEP * dreams);
        if (statistics || rounding) {
            refuse("--out", out);
            refuse("--steps", steps);
            return interruptible("nothing was written", this::compare);
        }
        film();
        return 0;
    }

    private void refuse(String option, Object value) {
        if (value != null) {
            throw wrong(
                    option + " has no meaning with " + (rounding ? "--rounding" : "--statistics") + ", which writes a table to standard "
                            + "output and cuts dreams off where episodes were");
        }
    }

    private void compare() {
        try (var screen = DreamScreen.open(new RunFolder(run))) {
            var warmth = Temperature.of(temperature == null ? 1 : temperature);
            var lines = rounding ? screen.rounding(warmth, dreams, Seed.of(seed)).lines()
                    : screen.statistics(warmth, dreams, Seed.of(seed)).lines();
            sayAll(lines);
            screen.caution().ifPresent(this::say);
        }
    }

    private void film() {
        var file = out == null ? new RunFolder(run).plots().resolve("dream-" + seed + ".gif") : out;
        boolean film = file.toString().endsWith(".gif");
        if (!film && !file.toString().endsWith(".png")) {
            throw wrong("--out must end with .gif or .png, was " + file);
        }
        Output.file("--out", file, Output.inputs(new RunFolder(run)));
        Replacement.refuse(new RunFolder(run), file);
        try (var screen = DreamScreen.open(new RunFolder(run))) {
            double tau = temperature == null ? screen.usual().temperature() : temperature;
            var dream = screen.dream(Temperature.of(tau), steps == null ? screen.usual().maxSteps() : steps, Seed.of(seed));
            draw(screen.frames(dream), film, file);
            var out = out();
            out.printf(Locale.ROOT, "%,d steps at temperature %s, %s%s%n%s%n", dream.length(), tau, dream.over() ? "then over" : "cut off",
                    screen.piloted() ? "" : "; no C yet, actions at random", file);
            out.flush();
        }
    }

    private static void draw(List<Frame> frames, boolean film, Path file) {
        if (film) {
            AnimatedGif.save(IntStream.range(0, frames.size()).mapToObj(t -> picture(frames, List.of(t), SCALE)).toList(), file, MILLIS);
        } else {
            int last = frames.size() - 1;
            int columns = Math.min(STRIP, frames.size());
            Figures.save(picture(frames, IntStream.range(0, columns).map(i -> last * i / Math.max(1, columns - 1)).boxed().toList(), 2),
                    file);
        }
    }

    private static BufferedImage picture(List<Frame> frames, List<Integer> steps, int scale) {
        return new FilmStrip(steps, List.of(new FilmStrip.Row("dream", steps.stream().map(frames::get).toList()))).picture(scale);
    }
}
