package dev.reverie.experiments.cli;

import dev.reverie.experiments.config.Presets;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code reverie config}: the presets, to read and to begin one's own from. */
@Command(name = "config", description = "Show a preset with its comments; without a name, the presets there are.",
        footer = {"  reverie config takecover", "  reverie config takecover > my.yaml; reverie run my.yaml"})
final class ConfigCommand extends Verb {
    @Parameters(index = "0", arity = "0..1", paramLabel = "PRESET", description = "Its name.")
    private String preset;

    @Override
    public Integer call() {
        if (preset != null) {
            out().print(Presets.text(preset));
        } else {
            for (String name : Presets.NAMES) {
                out().printf(Locale.ROOT, "%-10s  %s%n", name, Presets.text(name).lines().findFirst().orElse("").replaceFirst("# ", ""));
            }
        }
        out().flush();
        return 0;
    }
}
