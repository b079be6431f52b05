package dev.reverie.experiments.cli;

import dev.reverie.core.Arguments;
import dev.reverie.core.Observations;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Seed;
import dev.reverie.experiments.config.SizeLimits;
import dev.reverie.experiments.plots.Figures;
import dev.reverie.experiments.run.Replacement;
import dev.reverie.vae.FrameSource;
import dev.reverie.vae.Vae;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the plots of V have in common: V of a run, and frames to show it. */
final class PlotOptions {
    @Parameters(index = "0", paramLabel = "RUN", description = "A run folder, or the --out of train-vae.")
    private Path run;

    @Mixin
    private FrameOptions frames;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the choice of frames (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE.png", description = "Where the picture goes (default: RUN/plots/NAME-SEED.png).")
    private Path out;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Before anything is loaded. */
    static void check(int count) {
        Arguments.atLeast(1, "--count", count);
        SizeLimits.onHeap("--count", count, (double) count * 64 * 64 * 3);
    }

    /** Loads V, once it is known that a picture can be saved. */
    Vae vae() {
        if (out != null) {
            var inputs = new ArrayList<>(Output.inputs(new RunFolder(run)));
            inputs.addAll(frames.folders());
            Output.picture("--out", out, inputs);
        }
        return Vae.load(new RunFolder(run).vae());
    }

    /** Frames from everywhere. */
    Observations.Frames frames(int count) {
        frames.check();
        var source = frames.given() ? frames.source() : FrameSource.of(frames.episodes(run));
        return source.draw(count, Seed.of(seed).child("plot").random());
    }

    /** Saves a picture and says where. */
    void save(BufferedImage picture, String name) {
        var file = out == null ? new RunFolder(run).plots().resolve(name + "-" + seed + ".png") : out;
        Replacement.refuse(new RunFolder(run), file);
        Figures.save(picture, file);
        say(file.toString());
    }

    void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
