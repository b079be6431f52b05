package dev.reverie.experiments.cli;

import dev.reverie.core.Env;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.EnvConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which environment, in which variant: shared by the verbs that play one. */
final class EnvChoice {
    @Parameters(index = "0", paramLabel = "ENV", description = "Its name; see reverie envs.")
    private String name;

    @Option(names = "--set", paramLabel = "OPTION=VALUE",
            description = "Another value for one of the environment's options, such as size=64; see reverie envs ENV. May be repeated.")
    private List<String> settings = new ArrayList<>();

    EnvConfig config() {
        return of(name, settings);
    }

    Env make() {
        return Envs.make(config().name(), config().options());
    }

    /**
     * An environment and its options as words of the command line.
     *
     * @throws IllegalArgumentException
     *             if there is no such environment or option, or a word has no {@code =}; values are not looked at
     */
    static EnvConfig of(String name, List<String> settings) {
        var options = new LinkedHashMap<String, String>();
        for (var setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("--set must be OPTION=VALUE, such as size=64, was '" + setting + "'");
            }
            options.put(setting.substring(0, equals).strip(), setting.substring(equals + 1).strip());
        }
        Envs.entry(name).resolve(options);
        return new EnvConfig(name, options);
    }
}
