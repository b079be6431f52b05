package dev.reverie.controller.es;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of one generation.
 *
 * @param number
 *            how many were before it; the index of its seed
 * @param bestFitness
 *            the greatest of its candidates
 * @param meanFitness
 *            their mean
 * @param worstFitness
 *            the least
 * @param stepSize
 *            of the strategy, after it learned from them
 * @param evaluations
 *            of candidates so far, all generations together
 * @param bestCandidate
 *            parameters of the candidate with the greatest fitness, the first of equals; copied
 * @param mean
 *            of the strategy, after it learned from them: the parameters to use where fitness is noisy, since the best candidate was also
 *            the luckiest; copied
 * @param reassessed
 *            what the two are worth with other chances, in generations where that was asked for
 */
public record Generation(int number, double bestFitness, double meanFitness, double worstFitness, double stepSize, long evaluations,
        double[] bestCandidate, double[] mean, Optional<Reassessed> reassessed) {
    /**
     * Fitness with chances that nothing was selected by, so that it flatters neither.
     *
     * @param mean
     *            of the strategy's mean
     * @param best
     *            of the best candidate
     */
    public record Reassessed(double mean, double best) {
    }

    public Generation {
        bestCandidate = bestCandidate.clone();
        mean = mean.clone();
    }

    /** Sums up what {@code strategy} was just told. */
    static Generation of(EvolutionStrategy strategy, double[][] candidates, double[] fitness) {
        int[] ranked = Ranking.bestFirst(fitness);
        return new Generation(strategy.generation() - 1, fitness[ranked[0]], Arrays.stream(fitness).average().orElseThrow(),
                fitness[ranked[ranked.length - 1]], strategy.stepSize(), strategy.evaluations(),
                candidates[ranked[0]], strategy.mean(), Optional.empty());
    }

    /** Whether all candidates were worth the same, so that there was nothing to learn; see {@link PlateauDetector}. */
    public boolean flat() {
        return bestFitness == worstFitness;
    }

    Generation with(Reassessed reassessed) {
        return new Generation(number, bestFitness, meanFitness, worstFitness, stepSize, evaluations, bestCandidate, mean,
                Optional.of(reassessed));
    }

    /** A copy. */
    @Override
    public double[] bestCandidate() {
        return bestCandidate.clone();
    }

    /** A copy. */
    @Override
    public double[] mean() {
        return mean.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Generation o && number == o.number && Double.compare(bestFitness, o.bestFitness) == 0
                && Double.compare(meanFitness, o.meanFitness) == 0 && Double.compare(worstFitness, o.worstFitness) == 0
                && Double.compare(stepSize, o.stepSize) == 0 && evaluations == o.evaluations && reassessed.equals(o.reassessed)
                && Arrays.equals(bestCandidate, o.bestCandidate)
                && Arrays.equals(mean, o.mean);
    }

    @Override
    public int hashCode() {
        return Objects.hash(number, bestFitness, meanFitness, worstFitness, stepSize, Arrays.hashCode(bestCandidate),
                Arrays.hashCode(mean));
    }

    /** The numbers, without the parameters. */
    @Override
    public String toString() {
        return "Generation[" + number + ", best " + bestFitness + ", mean " + meanFitness + ", worst " + worstFitness + ", step size "
                + stepSize + "]";
    }
}
