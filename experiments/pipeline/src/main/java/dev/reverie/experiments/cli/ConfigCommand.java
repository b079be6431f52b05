package dev.reverie.experiments.cli;

import dev.reverie.experiments.config.Presets;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reverie config}: the presets, to read and to begin one's own from. */
@Command(name = "config", mixinStandardHelpOptions = true, versionProvider = Version.class,
        description = "Show a preset with its comments; without a name, the presets there are.", footerHeading = "%nExamples:%n",
        footer = {"  reverie config takecover", "  reverie config takecover > my.yaml; reverie run my.yaml"})
final class ConfigCommand implements Runnable {
    @Parameters(index = "0", arity = "0..1", paramLabel = "PRESET", description = "Its name.")
    private String preset;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (preset != null) {
            out.print(Presets.text(preset));
        } else {
            for (String name : Presets.NAMES) {
                out.printf(Locale.ROOT, "%-10s  %s%n", name, Presets.text(name).lines().findFirst().orElse("").replaceFirst("# ", ""));
            }
        }
        out.flush();
    }
}
