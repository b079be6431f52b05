package dev.reverie.mdn;

import dev.reverie.core.Decimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The five noise models that are here, by their names. */
public final class GaussianNoise implements NoiseModelProvider {
    @Override
    public Map<String, Function<List<String>, NoiseModel>> models() {
        return Map.of("full", words -> new NoiseModel.Full(scale(words)), "diagonal", words -> new NoiseModel.Diagonal(scale(words)),
                "isotropic", words -> new NoiseModel.Isotropic(scale(words)),
                "shared-isotropic", words -> new NoiseModel.SharedIsotropic(scale(words)), "fixed", GaussianNoise::fixed);
    }

    private static NoiseModel fixed(List<String> words) {
        if (words.size() != 1) {
            throw new IllegalArgumentException("fixed must have one number, its deviation, had " + words);
        }
        return new NoiseModel.Fixed(Decimal.finite(words.get(0)));
    }

    private static Scale scale(List<String> words) {
        var numbers = words.stream().skip(1).mapToDouble(Decimal::finite).toArray();
        return switch (words.isEmpty() ? "" : words.get(0) + numbers.length) {
            case "" -> Scale.CLAMPED;
            case "exponential2" -> new Scale.Exponential(numbers[0], numbers[1]);
            case "softplus1" -> new Scale.Softplus(numbers[0]);
            default -> throw new IllegalArgumentException(
                    "scale must be exponential with two numbers, or softplus with one, was '" + String.join(" ", words) + "'");
        };
    }
}
