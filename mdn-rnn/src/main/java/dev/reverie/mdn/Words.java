package dev.reverie.mdn;

import dev.reverie.core.Decimal;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Noise models, regularisers and bijectors as a few words, for files: {@code diagonal exponential -5.0 5.0}. */
final class Words {
    private Words() {
    }

    static String of(NoiseModel noise) {
        if (noise instanceof NoiseModel.Fixed fixed) {
            return "fixed " + fixed.deviation();
        }
        if (noise instanceof NoiseModel.Full full) {
            return "full " + of(full.scale());
        }
        if (noise instanceof NoiseModel.Diagonal diagonal) {
            return "diagonal " + of(diagonal.scale());
        }
        if (noise instanceof NoiseModel.Isotropic isotropic) {
            return "isotropic " + of(isotropic.scale());
        }
        return "shared-isotropic " + of(((NoiseModel.SharedIsotropic) noise).scale());
    }

    private static String of(Scale scale) {
        return scale instanceof Scale.Exponential e ? "exponential " + e.least() + " " + e.most()
                : "softplus " + ((Scale.Softplus) scale).floor();
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

    static String of(Regulariser regulariser) {
        return regulariser instanceof Regulariser.Entropy entropy ? "entropy " + entropy.weight()
                : "ordering " + ((Regulariser.Ordering) regulariser).weight()
                        + Arrays.stream(((Regulariser.Ordering) regulariser).direction()).mapToObj(d -> " " + d)
                                .collect(Collectors.joining());
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

    static String of(Bijector bijector) {
        if (bijector instanceof Bijector.Logit logit) {
            return "logit " + logit.low() + " " + logit.high();
        }
        return bijector instanceof Bijector.Log ? "log" : "identity";
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
