package dev.reverie.experiments.cli;

import picocli.CommandLine.Command;

/** {@code reverie gym}: the environments of Python. */
@Command(name = "gym", synopsisSubcommandLabel = "VERB",
        description = {"Play Gymnasium's environments, ViZDoom's and your own from here: gym:ID is an environment like any other.", ""},
        commandListHeading = "%nVerbs:%n",
        subcommands = {GymSetupCommand.class, GymListCommand.class, GymCheckCommand.class, GymServeCommand.class},
        footer = {"  reverie gym setup                        once: Gymnasium with Box2D, and ViZDoom",
            "  reverie gym check CarRacing-v3", "  reverie collect gym-carracing",
            "  reverie evaluate runs/takecover-1 --env gym:VizdoomTakeCover-v1"})
final class GymCommand extends Verb {
    /** Without a verb: how to go on. */
    @Override
    public Integer call() {
        return usage();
    }
}
