package dev.reverie.controller.es;

import dev.reverie.core.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Early rejection: candidates that are clearly not among the best play no more episodes. After {@code first} episodes, and whenever their
 * number has doubled, those that go on are chosen; all have met the same chances until then, so that the comparison is paired.
 *
 * <p>A rejected candidate's fitness is its mean so far, but always below that of those that went on. A strategy must not depend on the
 * order of the rejected: {@code keep} should be what it selects, such as half of the population for CMA-ES without negative weights.
 */
public interface Racing {
    /** After how many episodes candidates are compared, in order. */
    List<Integer> interimChecks(int episodes);

    /**
     * Who goes on.
     *
     * @param returns
     *            [N][at least played]
     * @param alive
     *            candidates that still play
     * @param played
     *            episodes of each of them
     * @param interimChecks
     *            how many interim checks there are in all
     */
    List<Integer> survivors(double[][] returns, List<Integer> alive, int played, int interimChecks);

    /** Every candidate plays every episode. */
    record Off() implements Racing {
        @Override
        public List<Integer> interimChecks(int episodes) {
            return List.of();
        }

        @Override
        public List<Integer> survivors(double[][] returns, List<Integer> alive, int played, int interimChecks) {
            return alive;
        }
    }

    /**
     * Successive halving (Jamieson and Talwalkar 2016, arXiv 1502.07943): the better half by mean goes on, but no fewer than {@code keep},
     * and those that are as good as its last. It saves a known share of the episodes and promises nothing: with few first episodes a good
     * candidate may be lost to chance.
     *
     * @param first
     *            episodes before the first check, at least 1
     * @param keep
     *            how many go on to the end, at least 1
     */
    record Halving(int first, int keep) implements Racing {
        public Halving {
            Arguments.atLeast(1, "first", first);
            Arguments.atLeast(1, "keep", keep);
        }

        @Override
        public List<Integer> interimChecks(int episodes) {
            return doubling(first, episodes);
        }

        @Override
        public List<Integer> survivors(double[][] returns, List<Integer> alive, int played, int interimChecks) {
            if (alive.isEmpty()) {
                return alive;
            }
            int count = Math.min(alive.size(), Math.max(keep, (alive.size() + 1) / 2));
            var means = alive.stream().mapToDouble(k -> mean(returns[k], played)).toArray();
            double least = means[Ranking.bestFirst(means)[count - 1]];
            return IntStream.range(0, means.length).filter(i -> means[i] >= least).mapToObj(alive::get).toList();
        }
    }

    /**
     * A race (Maron and Moore 1994; Heidrich-Meisner and Igel 2009 for CMA-ES): a candidate is rejected when at least {@code keep} others
     * are significantly better, by one-sided paired t-tests of their returns.
     *
     * <p>A candidate whose true mean is among the {@code keep} best is rejected with a probability of at most {@code error}: that takes at
     * least one wrong test among the N − keep others in one of the interim checks, and each test is held at error / (interimChecks · (N −
     * keep)). As every t-test it takes differences of returns to be near normal; let {@code first} be no less than 4.
     *
     * @param first
     *            episodes before the first check, at least 2
     * @param keep
     *            at least 1
     * @param error
     *            within 0..1, both excluded
     */
    record Significance(int first, int keep, double error) implements Racing {
        public Significance {
            Arguments.atLeast(2, "first", first);
            Arguments.atLeast(1, "keep", keep);
            if (!(error > 0 && error < 1)) {
                throw new IllegalArgumentException("error must be within 0..1, both excluded, was " + error);
            }
        }

        @Override
        public List<Integer> interimChecks(int episodes) {
            return doubling(first, episodes);
        }

        @Override
        public List<Integer> survivors(double[][] returns, List<Integer> alive, int played, int interimChecks) {
            double level = error / (interimChecks * Math.max(1.0, returns.length - keep));
            return alive.stream().filter(k -> alive.stream()
                    .filter(j -> !j.equals(k) && StudentT.pairedAbove(returns[j], returns[k], played) <= level).limit(keep).count() < keep)
                    .toList();
        }
    }

    private static List<Integer> doubling(int first, int episodes) {
        var checks = new ArrayList<Integer>();
        for (long check = first; check < episodes; check *= 2) {
            checks.add((int) check);
        }
        return checks;
    }

    /** Of the first so many. */
    static double mean(double[] returns, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += returns[i];
        }
        return sum / count;
    }
}
