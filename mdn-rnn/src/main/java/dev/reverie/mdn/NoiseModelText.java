package dev.reverie.mdn;

import dev.reverie.core.Decimal;
import dev.reverie.core.DidYouMean;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads noise models, regularisers and bijectors from their words in a file: {@code diagonal exponential -5.0 5.0}. */
final class NoiseModelText {
    private NoiseModelText() {
    }

    static NoiseModel noise(String words) {
        var word = List.of(words.split(" "));
        var models = noiseModels();
        var model = models.get(word.get(0));
        if (model == null) {
            throw new IllegalArgumentException(DidYouMean.unknown("noise model", word.get(0), models.keySet())
                    + "; a noise model of your own needs a NoiseModelProvider");
        }
        return model.apply(word.subList(1, word.size()));
    }

    /** What reads them, by their names. */
    static SortedMap<String, Function<List<String>, NoiseModel>> noiseModels() {
        var models = new TreeMap<String, Function<List<String>, NoiseModel>>();
        for (var provider : ServiceLoader.load(NoiseModelProvider.class)) {
            provider.models().forEach((name, model) -> {
                if (models.putIfAbsent(name, model) != null) {
                    throw new IllegalStateException("noise model: '" + name + "' of " + provider.getClass().getName()
                            + " is a name already taken; rename it");
                }
            });
        }
        return models;
    }

    static Regulariser regulariser(String words) {
        var word = words.split(" ");
        double weight = Decimal.finite(word[1]);
        return switch (word[0]) {
            case "entropy" -> new Regulariser.Entropy(weight);
            case "ordering" -> new Regulariser.Ordering(weight, Arrays.stream(word).skip(2).mapToDouble(Decimal::finite).toArray());
            default -> throw unknown("regulariser", words);
        };
    }

    static Bijector bijector(String words) {
        var word = words.split(" ");
        return switch (word[0]) {
            case "identity" -> new Bijector.Identity();
            case "log" -> new Bijector.Log();
            case "logit" -> new Bijector.Logit(Decimal.finite(word[1]), Decimal.finite(word[2]));
            default -> throw unknown("bijector", words);
        };
    }

    private static IllegalArgumentException unknown(String what, String words) {
        return new IllegalArgumentException(what + " must be one this version knows, was '" + words + "'");
    }
}
