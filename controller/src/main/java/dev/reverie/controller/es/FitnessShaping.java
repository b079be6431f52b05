package dev.reverie.controller.es;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a strategy makes of fitness values before it learns from them. Strategies that look at ranks alone ({@link CmaEs}, {@link SimpleGa},
 * {@link Xnes}, {@link Snes}) notice of it only the weight decay.
 *
 * <p>An infinite value counts as one range of the finite ones beyond them.
 *
 * @param scale
 *            of the values
 * @param weightDecay
 *            times the mean square of a candidate's parameters is taken from its scaled value, so that small parameters are favoured. Below
 *            0 large ones are: the published experiments of Ha and Schmidhuber (2018) have −0.01, against its purpose, and it reproduces
 *            their numbers
 */
public record FitnessShaping(Scale scale, double weightDecay) {
    /** Of values. */
    public enum Scale {
        /** As they are. */
        RAW,
        /**
         * From −½ for the worst to ½ for the best, by rank alone; equals share their rank's mean (Salimans et al. 2017, arXiv 1703.03864).
         */
        CENTRED_RANKS,
        /** Less their mean, over their standard deviation; 0 where all are equal. */
        Z_SCORE
    }

    public FitnessShaping {
        Objects.requireNonNull(scale, "scale");
        if (!Double.isFinite(weightDecay)) {
            throw new IllegalArgumentException("weightDecay must be finite, was " + weightDecay);
        }
    }

    public static FitnessShaping raw() {
        return new FitnessShaping(Scale.RAW, 0);
    }

    public static FitnessShaping centredRanks() {
        return new FitnessShaping(Scale.CENTRED_RANKS, 0);
    }

    public static FitnessShaping zScore() {
        return new FitnessShaping(Scale.Z_SCORE, 0);
    }

    public FitnessShaping withWeightDecay(double weightDecay) {
        return new FitnessShaping(scale, weightDecay);
    }

    /**
     * The values to learn from.
     *
     * @param fitness
     *            [N], not NaN, not modified
     * @param candidates
     *            [N][n], not modified
     * @return [N], finite
     */
    public double[] of(double[] fitness, double[][] candidates) {
        double[] shaped = finite(fitness);
        switch (scale) {
            case RAW -> {
            }
            case CENTRED_RANKS -> shaped = ranks(shaped);
            case Z_SCORE -> shaped = scores(shaped);
            default -> throw new AssertionError(scale);
        }
        for (int k = 0; weightDecay != 0 && k < shaped.length; k++) {
            shaped[k] -= weightDecay * meanSquare(candidates[k]);
        }
        return shaped;
    }

    private static double[] finite(double[] fitness) {
        double least = Arrays.stream(fitness).filter(Double::isFinite).min().orElse(0);
        double greatest = Arrays.stream(fitness).filter(Double::isFinite).max().orElse(0);
        double range = greatest > least ? greatest - least : 1;
        return Arrays.stream(fitness).map(f -> Double.isFinite(f) ? f : f > 0 ? greatest + range : least - range).toArray();
    }

    private static double[] ranks(double[] fitness) {
        int count = fitness.length;
        return Ranking.worth(fitness, (from, to) -> count == 1 ? 0 : 0.5 - (from + to - 1) / 2.0 / (count - 1));
    }

    private static double[] scores(double[] fitness) {
        if (Ranking.flat(fitness)) {
            return new double[fitness.length]; // rounding of the mean would make a deviation
        }
        double mean = Arrays.stream(fitness).average().orElseThrow();
        double sd = Math.sqrt(Arrays.stream(fitness).map(f -> (f - mean) * (f - mean)).average().orElseThrow());
        return Arrays.stream(fitness).map(f -> sd > 0 ? (f - mean) / sd : 0).toArray();
    }

    private static double meanSquare(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v * v;
        }
        return sum / x.length;
    }

    StrategyState write(StrategyState state) {
        return state.with("shapingScale", scale.name()).with("weightDecay", weightDecay);
    }

    /** Files written before the changelog's "one weight decay" have its size and its sign apart. */
    static FitnessShaping read(StrategyState state) {
        double decay = !state.has("shapingRate") ? state.number("weightDecay")
                : state.text("shapingDecay").equals("PENALTY") ? state.number("shapingRate") : -state.number("shapingRate");
        return new FitnessShaping(state.choice("shapingScale", Scale.class), decay);
    }
}
