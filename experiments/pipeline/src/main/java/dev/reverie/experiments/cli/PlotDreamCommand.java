package dev.reverie.experiments.cli;

import dev.reverie.core.RunFolder;
import dev.reverie.experiments.run.DreamPlots;
import dev.reverie.experiments.run.Replacement;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reverie plot futures|uncertainty|filmstrip}: one picture of what M expects or dreams. */
final class PlotDreamCommand extends Verb {
    private final String name;
    private final BiConsumer<DreamPlots, Path> plot;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run folder whose train-rnn is done; a film strip needs its evolve, too.")
    private Path run;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Of what is drawn and dreamt (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE.png", description = "Where the picture goes (default: RUN/plots/NAME-SEED.png).")
    private Path out;

    private PlotDreamCommand(String name, BiConsumer<DreamPlots, Path> plot) {
        this.name = name;
        this.plot = plot;
    }

    /** Gives {@code reverie plot} its verbs. */
    static void addTo(CommandLine parent) {
        add(parent, "futures", "Draw how an episode may go on from a step, in M's opinion, and how it did.", DreamPlots::futures);
        add(parent, "uncertainty", "Draw what M expected of every next frame: noise, and different futures.", DreamPlots::uncertainty);
        add(parent, "filmstrip", "Draw the end of a real episode, what V sees of it, and the end of a dream.", DreamPlots::filmStrip);
    }

    private static void add(CommandLine parent, String name, String about, BiConsumer<DreamPlots, Path> plot) {
        var verb = new CommandLine(new PlotDreamCommand(name, plot));
        verb.getCommandSpec().usageMessage().description(about, "").footer("  reverie plot " + name + " runs/takecover-1",
                "  reverie plot " + name + " runs/takecover-1 --seed 7 --out " + name + ".png");
        parent.addSubcommand(name, verb);
    }

    @Override
    public Integer call() {
        var folder = new RunFolder(run);
        var file = out == null ? folder.plots().resolve(name + "-" + seed + ".png") : out;
        Output.picture("--out", file, Output.inputs(folder));
        Replacement.refuse(folder, file);
        try (var plots = DreamPlots.open(folder, seed)) {
            plot.accept(plots, file);
        }
        say(file);
        return 0;
    }
}
