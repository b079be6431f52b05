package dev.reverie.experiments.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code reverie gym}: the environments of Python. */
@Command(name = "gym", mixinStandardHelpOptions = true, versionProvider = Version.class, synopsisSubcommandLabel = "VERB",
        description = {"Play Gymnasium's environments, ViZDoom's and your own from here: gym:ID is an environment like any other.", ""},
        commandListHeading = "%nVerbs:%n",
        subcommands = {GymSetupCommand.class, GymListCommand.class, GymCheckCommand.class, GymServeCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {"  reverie gym setup                        once: Gymnasium with Box2D, and ViZDoom",
            "  reverie gym check CarRacing-v3", "  reverie collect gym-carracing",
            "  reverie evaluate runs/takecover-1 --env gym:VizdoomTakeCover-v1"})
final class GymCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Without a verb: how to go on. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut(), Ansi.OFF);
    }
}
