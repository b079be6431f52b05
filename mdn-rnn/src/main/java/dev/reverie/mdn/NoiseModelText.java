package dev.reverie.mdn;

import dev.reverie.core.Decimal;
import dev.reverie.core.Providers;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Reads noise models, regularisers and bijectors from their words in a file: {@code diagonal exponential -5.0 5.0}. */
final class NoiseModelText {
    /** What reads noise models, by their names. */
    static final Providers<NoiseModelProvider, Function<List<String>, NoiseModel>> NOISE =
            new Providers<>("noise model", NoiseModelProvider.class, NoiseModelProvider::models, List.of());

    private NoiseModelText() {
    }

    static NoiseModel noise(String words) {
        var word = List.of(words.split(" "));
        return NOISE.find(word.get(0)).apply(word.subList(1, word.size()));
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
