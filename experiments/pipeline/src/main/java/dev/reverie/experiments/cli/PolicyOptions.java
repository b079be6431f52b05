package dev.reverie.experiments.cli;

import dev.reverie.core.DidYouMean;
import dev.reverie.envs.BrownianPolicy;
import dev.reverie.experiments.config.CollectPolicy;
import java.util.List;
import picocli.CommandLine.Option;

/** What plays: shared by the verbs that play an environment by themselves. */
final class PolicyOptions {
    private static final List<String> NAMES = List.of("random", "hold", "sweep", "brownian", "untrained-agent", "scripted");

    @Option(names = "--policy", paramLabel = "NAME", description = {
        "What plays (default: random):",
        "  random           a new uniform action each step",
        "  hold             a uniform action, held for --hold-least to --hold-most steps; as Ha and Schmidhuber collected TakeCover",
        "  sweep            from one end of the actions to the other and back, each held for --hold-least to --hold-most steps",
        "  brownian         actions that wander by sqrt(--dt) a step; as reproductions collect CarRacing",
        "  untrained-agent  V, M and C with random weights, others each episode; as Ha and Schmidhuber collected CarRacing",
        "  scripted         an expert that reads the environment's state, where there is one"})
    private String name;

    @Option(names = "--hold-least", paramLabel = "STEPS", description = "For hold and sweep: at least so long (default: 1).")
    private Integer least;

    @Option(names = "--hold-most", paramLabel = "STEPS", description = "For hold and sweep: at most so long (default: 10).")
    private Integer most;

    @Option(names = "--dt", paramLabel = "VARIANCE", description = "For brownian: of a step's change (default: 0.02).")
    private Double dt;

    /** Whether any of these was given. */
    boolean isGiven() {
        return name != null || least != null || most != null || dt != null;
    }

    /** What was chosen. */
    CollectPolicy policy() {
        var chosen = name == null ? "random" : name;
        if (!NAMES.contains(chosen)) {
            throw new IllegalArgumentException("--policy: " + DidYouMean.unknown("", chosen, NAMES));
        }
        if (!chosen.equals("hold") && !chosen.equals("sweep") && (least != null || most != null)) {
            throw new IllegalArgumentException("--hold-least and --hold-most need --policy hold or sweep, not " + chosen);
        }
        if (!chosen.equals("brownian") && dt != null) {
            throw new IllegalArgumentException("--dt needs --policy brownian, not " + chosen);
        }
        return switch (chosen) {
            case "random" -> new CollectPolicy.Uniform();
            case "brownian" -> new CollectPolicy.Brownian(dt == null ? BrownianPolicy.DT : dt);
            case "untrained-agent" -> new CollectPolicy.Untrained();
            case "scripted" -> new CollectPolicy.Scripted();
            default -> held(chosen, least == null ? 1 : least, most == null ? 10 : most);
        };
    }

    private static CollectPolicy held(String chosen, int least, int most) {
        if (least < 1 || most < least) {
            throw new IllegalArgumentException("--hold-least and --hold-most must be 1 <= least <= most, were " + least + " and " + most);
        }
        return chosen.equals("hold") ? new CollectPolicy.Held(least, most) : new CollectPolicy.Sweep(least, most);
    }
}
