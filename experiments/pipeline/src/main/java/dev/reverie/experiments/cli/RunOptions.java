package dev.reverie.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which experiment, and in which folder: shared by every verb that runs stages. */
final class RunOptions {
    @Parameters(index = "0", arity = "0..1", paramLabel = "PRESET|FILE",
            description = "What to run: a preset (see reverie config) or a YAML file. Without it, the configuration saved in --run.")
    String experiment;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Another value for one key, such as rnn.hidden=128. May be repeated.")
    List<String> settings = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "The same as --set seed=N.")
    Long seed;

    @Option(names = "--run", paramLabel = "DIR",
            description = "The run folder; made if there is none (default: runs/NAME-SEED, such as runs/takecover-1).")
    Path folder;

    @Option(names = "--overwrite",
            description = "Replace what the folder holds of another configuration, seed or data. Without it that is refused.")
    boolean overwrite;

    @Option(names = {"-q", "--quiet"}, description = "Say only what went wrong.")
    boolean quiet;

    /** All settings, --seed last. */
    List<String> allSettings() {
        var all = new ArrayList<>(settings);
        if (seed != null) {
            all.add("seed=" + seed);
        }
        return all;
    }
}
