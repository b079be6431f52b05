package dev.reverie.controller.es;

import java.util.Arrays;
import java.util.Objects;

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
 * @param bestCandidate
 *            parameters of the candidate with the greatest fitness, the first of equals; copied
 * @param mean
 *            of the strategy, after it learned from them: the parameters to use where fitness is noisy, since the best candidate was also the luckiest;
 *            copied
 */
public record Generation(int number, double bestFitness, double meanFitness, double worstFitness, double stepSize, double[] bestCandidate,
        double[] mean) {
    public Generation {
        bestCandidate = bestCandidate.clone();
        mean = mean.clone();
    }

    /** Sums up what {@code strategy} was just told. */
    static Generation of(EvolutionStrategy strategy, double[][] candidates, double[] fitness) {
        int[] ranked = Ranking.bestFirst(fitness, candidates.length);
        return new Generation(strategy.generation() - 1, fitness[ranked[0]], Arrays.stream(fitness).average().orElseThrow(),
                fitness[ranked[ranked.length - 1]], strategy.stepSize(), candidates[ranked[0]], strategy.mean());
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
                && Double.compare(stepSize, o.stepSize) == 0 && Arrays.equals(bestCandidate, o.bestCandidate)
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
