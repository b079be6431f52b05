package dev.reverie.experiments.cli;

import picocli.CommandLine.Command;

/** {@code reverie mdn}: mixture densities for one's own tables. */
@Command(name = "mdn", synopsisSubcommandLabel = "VERB",
        description = {"Learn p(y|x) as a mixture of Gaussians from a CSV file, and predict with it.", "",
            "For targets that x does not settle: where noise depends on x, where there are several answers, where one needs to know how sure to be. "
                    + "Guide: src/site/mixture-densities.md."},
        commandListHeading = "%nVerbs:%n",
        subcommands = {MdnTrainCommand.class, MdnPredictCommand.class},
        footer = {"  reverie mdn train data.csv --target y --components 8 --out model.zip",
            "  reverie mdn predict model.zip new.csv --out predictions.csv"})
final class MdnCommand extends Verb {
    /** Without a verb: how to go on. */
    @Override
    public Integer call() {
        return usage();
    }
}
