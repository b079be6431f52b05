package dev.reverie.rnn;

import dev.reverie.core.Decimal;
import java.util.List;
import java.util.Map;

/**
 * {@code signal}: a head on a signal that was recorded with the episodes ({@code collect.signals}). Options: {@code of}, its name; {@code
 * loss}, {@code mixture} of so many {@code components} (1 is a Gaussian), or {@code logistic} for one that is 0 or 1; {@code weight} of the
 * loss beside the others.
 */
public final class SignalHead implements HeadProvider {
    @Override
    public String name() {
        return "signal";
    }

    @Override
    public List<String> options() {
        return List.of("components", "loss", "of", "weight");
    }

    @Override
    public Head create(Map<String, String> options) {
        var of = options.get("of");
        if (of == null) {
            throw new IllegalArgumentException("of is missing: the signal's name, as in signal of=health");
        }
        var loss = options.getOrDefault("loss", "mixture");
        double weight = Decimal.number(options.getOrDefault("weight", "1"));
        int components = Decimal.integer(options.getOrDefault("components", "1"));
        if (!(weight > 0) || Double.isInfinite(weight) || components < 1) {
            throw new IllegalArgumentException("weight must be > 0 and components >= 1, were " + weight + " and " + components);
        }
        var signal = new StepNumber.Signal(of);
        return switch (loss) {
            case "mixture" -> new ScalarHead("signal." + of, components, signal, weight);
            case "logistic" -> new LogisticHead("signal." + of, signal, 1, weight);
            default -> throw new IllegalArgumentException("loss must be mixture or logistic, was " + loss);
        };
    }
}
