package dev.reverie.experiments.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code reverie mdn}: mixture densities for one's own tables. */
@Command(name = "mdn", mixinStandardHelpOptions = true, versionProvider = Version.class, synopsisSubcommandLabel = "VERB",
        description = {"Learn p(y|x) as a mixture of Gaussians from a CSV file, and predict with it.", "",
            "For targets that x does not settle: where noise depends on x, where there are several answers, where one needs to know how sure to be. "
                    + "Guide: src/site/mixture-densities.md."},
        commandListHeading = "%nVerbs:%n",
        subcommands = {MdnTrainCommand.class, MdnPredictCommand.class}, footerHeading = "%nExamples:%n",
        footer = {"  reverie mdn train data.csv --target y --components 8 --out model.zip",
            "  reverie mdn predict model.zip new.csv --out predictions.csv"})
final class MdnCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Without a verb: how to go on. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut(), Ansi.OFF);
    }
}
