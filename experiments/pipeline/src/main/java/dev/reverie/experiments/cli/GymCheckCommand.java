package dev.reverie.experiments.cli;

import dev.reverie.core.VectorEnv;
import dev.reverie.envs.Envs;
import dev.reverie.gym.GymCheck;
import dev.reverie.gym.GymEnv;
import dev.reverie.gym.GymOptions;
import dev.reverie.gym.GymProvider;
import dev.reverie.gym.GymVectorEnv;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reverie gym check}: whether an environment keeps what environments promise. */
@Command(name = "check",
        description = {"Play an environment and tell its spaces, whether it keeps what environments promise, and how fast it is.", "",
            "Exit code 1 if it fails one of the questions.", ""},
        footer = {"  reverie gym check CarRacing-v3", "  reverie gym check CarRacing-v3 --option crop=0:84 --option size=64x64",
            "  reverie gym check my_module:MyEnv-v0", "  reverie gym check gym+http://127.0.0.1:5000/CartPole-v1",
            "  reverie gym check TakeCover"})
final class GymCheckCommand extends Verb {
    @Parameters(index = "0", paramLabel = "ID", description = "As Gymnasium has it, or any name of reverie's environments.")
    private String id;

    @Option(names = "--option", paramLabel = "KEY=VALUE", description = "Of the environment, such as size=64x64. May be repeated.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(names = "--steps", paramLabel = "N", defaultValue = "300", description = "Of each question (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Override
    public Integer call() {
        boolean known = id.startsWith("gym") || Envs.names().contains(id);
        var name = known ? id : GymProvider.PREFIX + id;
        var entry = Envs.entry(name);
        boolean python = name.startsWith(GymProvider.PREFIX);
        // before anything starts
        entry.resolve(options);
        if (python) {
            try (var env = (GymEnv) entry.make(options)) {
                env.spec().observationLayout().forEach(part -> say("observation", part.toString()));
                env.spec().actionLayout().forEach(part -> say("action", part.toString()));
                env.spec().limit().ifPresent(limit -> say("steps an episode at most", String.valueOf(limit)));
            }
        }
        var passed = new AtomicBoolean(true);
        new GymCheck(() -> entry.make(options),
                n -> python ? GymVectorEnv.make(GymOptions.of(name.substring(GymProvider.PREFIX.length()), options), n)
                        : VectorEnv.of(n, () -> entry.make(options)),
                steps).run(finding -> {
                    say(finding.question(), (finding.passed() ? "" : "FAILS: ") + finding.answer());
                    passed.compareAndSet(true, finding.passed());
                });
        return passed.get() ? 0 : Reverie.FAILED;
    }

    /** At once: the next answer may take a while. */
    private void say(String question, String answer) {
        say(String.format(Locale.ROOT, "%-31s  %s", question, answer));
    }
}
