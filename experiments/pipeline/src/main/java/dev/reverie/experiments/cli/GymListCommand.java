package dev.reverie.experiments.cli;

import dev.reverie.gym.GymClient;
import dev.reverie.gym.GymPython;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reverie gym list}: what there is. */
@Command(name = "list", mixinStandardHelpOptions = true, versionProvider = Version.class,
        description = {"List the environments that Gymnasium there knows.", ""}, footerHeading = "%nExamples:%n",
        footer = {"  reverie gym list", "  reverie gym list doom"})
final class GymListCommand implements Runnable {
    @Parameters(index = "0", arity = "0..1", paramLabel = "WORD", defaultValue = "", description = "Only those with this in their name.")
    private String word;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        var out = spec.commandLine().getOut();
        try (var client = GymClient.start(GymPython.standard())) {
            var versions = client.versions();
            var lower = word.toLowerCase(Locale.ROOT);
            client.list().stream().filter(one -> one.id().toLowerCase(Locale.ROOT).contains(lower))
                    .forEach(one -> out.println("gym:" + one.id()));
            out.println("by gymnasium " + versions.get("gymnasium") + " of " + versions.get("executable"));
        }
        out.flush();
    }
}
