package dev.reverie.controller.es;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Pool;
import dev.reverie.core.FileException;
import dev.reverie.core.Seed;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * The covariance matrix adaptation evolution strategy: candidates from a normal distribution that learns its mean, its step size and its full covariance.
 *
 * <p>For up to about a thousand parameters, such as a linear controller's. Memory is 2 n² doubles, 5 n² while it decomposes; a generation costs O(n² λ),
 * and every few generations an eigendecomposition of O(n³), which for n in the hundreds and above is most of it. Only the order of the fitness values matters, not their size.
 *
 * <p>Source: Hansen, "The CMA Evolution Strategy: A Tutorial", arXiv 1604.00772v2, whose equation numbers stand beside the lines; cumulative step-size
 * adaptation, rank-one and rank-μ update, and by option the negative weights of active CMA. More careful than the tutorial: the step size grows at most by
 * e in a generation and not beyond 10^32, and the condition number of the covariance is kept below 10^14.
 */
public final class CmaEs implements EvolutionStrategy {
    /**
     * @param population
     *            λ, candidates of a generation, at least 2
     * @param stepSize
     *            σ at the beginning, > 0: a tenth to a third of how far the optimum may be
     * @param active
     *            whether bad candidates narrow the covariance in their direction
     */
    public record Options(int population, double stepSize, boolean active) {
        public Options {
            if (population < 2) {
                throw new IllegalArgumentException("population must be >= 2, was " + population);
            }
            if (!(stepSize > 0 && stepSize < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("stepSize must be > 0 and finite, was " + stepSize);
            }
        }

        /** λ = 4 + ⌊3 ln n⌋ (48), step size 0.1, not active. */
        public static Options of(int n) {
            if (n < 1) {
                throw new IllegalArgumentException("n must be >= 1, was " + n);
            }
            return new Options(4 + (int) StrictMath.floor(3 * StrictMath.log(n)), 0.1, false);
        }

        public Options withPopulation(int population) {
            return new Options(population, stepSize, active);
        }

        public Options withStepSize(double stepSize) {
            return new Options(population, stepSize, active);
        }

        public Options withActive(boolean active) {
            return new Options(population, stepSize, active);
        }
    }

    /** The standard normals of a generation and the steps they became, [λ][n]: x = m + σ y. */
    private record Sample(double[][] z, double[][] y) {
    }

    private final Options options;
    private final Seed seed;
    private final Pool pool;
    private final CmaConstants constants;
    private final Covariance covariance;
    private CmaState state;
    private Axes axes;
    private long decomposedAt;
    private Sample asked;

    CmaEs(CmaSnapshot from, Pool pool) {
        options = from.options();
        seed = from.seed();
        this.pool = pool;
        constants = CmaConstants.of(from.state().mean().length, options.population(), options.active());
        covariance = from.covariance();
        state = from.state();
        axes = from.axes();
        decomposedAt = from.decomposedAt();
    }

    /** From all zeros, as Ha and Schmidhuber (2018) begin. */
    public static CmaEs of(int size, Options options, Seed seed) {
        if (size < 1) {
            throw new IllegalArgumentException("size must be >= 1, was " + size);
        }
        return of(new double[size], options, seed);
    }

    /**
     * @param start
     *            the first mean, [n], finite; copied
     */
    public static CmaEs of(double[] start, Options options, Seed seed) {
        return of(start, options, seed, Engine.current().pool());
    }

    static CmaEs of(double[] start, Options options, Seed seed, Pool pool) {
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(seed, "seed");
        if (start.length < 1 || !Arrays.stream(start).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("start must have at least 1 element, all finite, was " + Arrays.toString(start));
        }
        int n = start.length;
        var state = CmaState.start(start, options.stepSize());
        return new CmaEs(new CmaSnapshot(options, seed, state, Covariance.identity(n), Axes.identity(n), 0), pool);
    }

    /**
     * Goes on where {@link #save} left off.
     *
     * @throws FileException
     *             if the file cannot be read or does not hold this strategy
     */
    public static CmaEs load(Path file) {
        return load(file, Engine.current().pool());
    }

    static CmaEs load(Path file, Pool pool) {
        return new CmaEs(CmaSnapshot.load(file), pool);
    }

    @Override
    public void save(Path file) {
        snapshot().save(file);
    }

    /** Shares the covariance, which the next {@link #tell} changes. */
    CmaSnapshot snapshot() {
        return new CmaSnapshot(options, seed, state, covariance, axes, decomposedAt);
    }

    public Options options() {
        return options;
    }

    @Override
    public int size() {
        return state.mean().length;
    }

    @Override
    public int population() {
        return options.population();
    }

    @Override
    public int generation() {
        return state.generation();
    }

    @Override
    public double[] mean() {
        return state.mean().clone();
    }

    @Override
    public double stepSize() {
        return state.stepSize();
    }

    @Override
    public double[][] ask() {
        if (asked == null) {
            asked = sample();
        }
        var candidates = new double[population()][size()];
        for (int k = 0; k < candidates.length; k++) {
            for (int i = 0; i < size(); i++) {
                candidates[k][i] = state.mean()[i] + state.stepSize() * asked.y[k][i]; // (40)
            }
        }
        return candidates;
    }

    private Sample sample() {
        var z = new double[population()][size()];
        pool.run(z.length, k -> {
            var random = seed.child("candidate", state.generation(), k).random();
            for (int i = 0; i < z[k].length; i++) {
                z[k][i] = random.nextGaussian(); // (38)
            }
        });
        return new Sample(z, axes.stretched(pool, z)); // (39)
    }

    @Override
    public void tell(double... fitness) {
        if (asked == null) {
            throw new IllegalStateException("tell must follow ask: generation " + generation() + " was not asked for");
        }
        int[] ranked = Ranking.bestFirst(fitness, population());
        var z = ordered(asked.z, ranked);
        var y = ordered(asked.y, ranked);
        state = state.next(constants, selected(y), axes.rotated(pool, selected(z)));
        adapt(z, y);
        decompose();
        asked = null;
    }

    private static double[][] ordered(double[][] rows, int[] order) {
        return Arrays.stream(order).mapToObj(k -> rows[k]).toArray(double[][]::new);
    }

    /** ⟨·⟩_w over the better half (41). */
    private double[] selected(double[][] ranked) {
        var mean = new double[size()];
        Combination.add(ranked, constants.weights(), 0, population() / 2, mean, 0, mean.length);
        return mean;
    }

    /** The rank-one and rank-μ updates (46), (47). */
    private void adapt(double[][] z, double[][] y) {
        double c1 = constants.rankOneRate();
        double cmu = constants.rankMuRate();
        double cc = constants.pathRate();
        int used = options.active() ? population() : population() / 2;
        var vectors = Arrays.copyOf(y, used + 1);
        var weights = new double[used + 1];
        double sum = 0;
        for (int k = 0; k < used; k++) {
            double w = constants.weights()[k];
            double length = CmaState.norm(z[k]);
            sum += w;
            weights[k] = cmu * (w >= 0 ? w : w * size() / Math.max(length * length, Double.MIN_NORMAL)); // (46): ‖C^−½ y‖ = ‖z‖
        }
        vectors[used] = state.covariancePath();
        weights[used] = c1;
        double lost = state.stalled(constants) ? cc * (2 - cc) : 0; // δ(h_σ)
        covariance.update(pool, 1 + c1 * lost - c1 - cmu * sum, weights, vectors); // (47)
    }

    /** B and D from C, but only when C has changed enough to be worth O(n³) (B.2). */
    private void decompose() {
        long evaluations = (long) state.generation() * population();
        if (evaluations - decomposedAt > constants.decompositionInterval()) {
            axes = covariance.axes();
            decomposedAt = evaluations;
        }
    }

    @Override
    public String toString() {
        return "CMA-ES of " + size() + " parameters, population " + population() + ", generation " + generation() + ", step size "
                + stepSize();
    }
}
