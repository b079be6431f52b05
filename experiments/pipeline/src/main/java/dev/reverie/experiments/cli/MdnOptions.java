package dev.reverie.experiments.cli;

import dev.reverie.core.Decimal;
import dev.reverie.experiments.config.SizeLimits;
import dev.reverie.mdn.Bijector;
import dev.reverie.mdn.Factorisation;
import dev.reverie.mdn.MdnRegressorConfig;
import dev.reverie.mdn.NoiseModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What a regressor is to be and how it is to be trained. */
final class MdnOptions {
    @Option(names = "--components", paramLabel = "K", defaultValue = "8", description = "How many Gaussians (default: ${DEFAULT-VALUE}).")
    private int components;

    @Option(names = "--noise", paramLabel = "MODEL", defaultValue = "diagonal",
            description = {
                "full, diagonal, isotropic, shared, fixed=σ with σ in deviations of the target, or one of your own,",
                "as NAME or NAME=WORD,..., that a NoiseModelProvider makes known (default: ${DEFAULT-VALUE})."})
    private String noise;

    @Option(names = "--factorisation", paramLabel = "HOW", defaultValue = "joint",
            description = "joint: one mixture over all targets; per-dimension: one each (default: ${DEFAULT-VALUE}).")
    private String factorisation;

    @Option(names = "--positive", paramLabel = "Y", description = "Targets that are > 0: learned as logarithms.")
    private List<String> positive = new ArrayList<>();

    @Option(names = "--bounded", paramLabel = "Y=LOW:HIGH", description = "Targets between two bounds: learned as logits.")
    private List<String> bounded = new ArrayList<>();

    @Option(names = "--hidden", paramLabel = "WIDTH", split = ",", defaultValue = "24,24",
            description = "Widths of the tanh layers (default: ${DEFAULT-VALUE}).")
    private Integer[] hidden;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "200",
            description = "Passes over the rows, at most; ends earlier when held-out rows no longer gain (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "256", description = "Rows in an update (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--rate", paramLabel = "RATE", defaultValue = "0.01",
            description = "Of Adam at first; falls to a hundredth (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--restarts", paramLabel = "N", defaultValue = "1",
            description = "Trainings from different weights, of which the best on held-out rows is kept (default: ${DEFAULT-VALUE}).")
    private int restarts;

    MdnRegressorConfig config(List<String> targets) {
        double parameters = 0;
        double before = 1;
        for (int width : hidden) {
            parameters += before * width;
            before = width;
            SizeLimits.onHeap("--hidden", width, 4 * 8 * parameters);
        }
        SizeLimits.onHeap("--components", components, 4 * 8.0 * components * before);
        return MdnRegressorConfig.of(components).withHidden(hidden).withNoise(noiseModel()).withFactorisation(factorisation(factorisation))
                .withTargets(bijectors(targets).toArray(new Bijector[0])).withTraining(epochs, batch, rate, rate / 100)
                .withRestarts(restarts);
    }

    private NoiseModel noiseModel() {
        var words = noise.replace('=', ' ').replace(',', ' ');
        try {
            return NoiseModel.of(words.equals("shared") ? "shared-isotropic" : words);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--noise " + noise + ": " + e.getMessage(), e);
        }
    }

    private static Factorisation factorisation(String how) {
        return switch (how) {
            case "joint" -> Factorisation.JOINT;
            case "per-dimension" -> Factorisation.PER_DIMENSION;
            default -> throw new IllegalArgumentException("--factorisation must be joint or per-dimension, was " + how);
        };
    }

    /** One a target. */
    private List<Bijector> bijectors(List<String> targets) {
        var positives = ColumnNames.of("--positive", positive);
        var logits = logits();
        for (var name : positives) {
            amongTargets("--positive", name, targets);
            if (logits.containsKey(name)) {
                throw new IllegalArgumentException("--positive and --bounded must name different targets, both name " + name);
            }
        }
        logits.keySet().forEach(name -> amongTargets("--bounded", name, targets));
        return targets.stream().map(name -> positives.contains(name) ? new Bijector.Log()
                : logits.getOrDefault(name, new Bijector.Identity())).toList();
    }

    /** What is bounded, by name. */
    private Map<String, Bijector> logits() {
        var logits = new LinkedHashMap<String, Bijector>();
        for (var text : ColumnNames.of("--bounded", bounded)) {
            int equals = text.lastIndexOf('=');
            var ends = text.substring(equals + 1).split(":", -1);
            if (equals < 1 || ends.length != 2) {
                throw new IllegalArgumentException(
                        "--bounded must be Y=LOW:HIGH, such as " + (equals < 1 ? "y" : text.substring(0, equals)) + "=0:1, was " + text);
            }
            var name = text.substring(0, equals);
            double low = number("--bounded " + name, ends[0]);
            double high = number("--bounded " + name, ends[1]);
            if (!(low < high)) {
                throw new IllegalArgumentException("--bounded " + name + " must have LOW < HIGH, was " + ends[0] + ":" + ends[1]);
            }
            if (logits.put(name, new Bijector.Logit(low, high)) != null) {
                throw new IllegalArgumentException("--bounded must name each column once, " + name + " is there twice");
            }
        }
        return logits;
    }

    private static void amongTargets(String option, String name, List<String> targets) {
        if (!targets.contains(name)) {
            throw new IllegalArgumentException(option + " must name targets, which are " + String.join(", ", targets) + ", was " + name);
        }
    }

    private static double number(String option, String text) {
        try {
            return Decimal.finite(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " " + e.getMessage(), e);
        }
    }
}
