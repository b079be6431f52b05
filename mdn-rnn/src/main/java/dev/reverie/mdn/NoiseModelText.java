package dev.reverie.mdn;

import dev.reverie.core.Decimal;
import java.util.Arrays;

/** Reads noise models, regularisers and bijectors from their words in a file: {@code diagonal exponential -5.0 5.0}. */
final class NoiseModelText {
    private NoiseModelText() {
    }

    static NoiseModel noise(String words) {
        var word = words.split(" ");
        return switch (word[0]) {
            case "fixed" -> new NoiseModel.Fixed(Decimal.finite(word[1]));
            case "full" -> new NoiseModel.Full(scale(word));
            case "diagonal" -> new NoiseModel.Diagonal(scale(word));
            case "isotropic" -> new NoiseModel.Isotropic(scale(word));
            case "shared-isotropic" -> new NoiseModel.SharedIsotropic(scale(word));
            default -> throw unknown("noise model", words);
        };
    }

    private static Scale scale(String[] word) {
        return switch (word[1]) {
            case "exponential" -> new Scale.Exponential(Decimal.finite(word[2]), Decimal.finite(word[3]));
            case "softplus" -> new Scale.Softplus(Decimal.finite(word[2]));
            default -> throw unknown("scale", word[1]);
        };
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
