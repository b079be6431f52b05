package dev.reverie.controller.es;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Pool;
import dev.reverie.core.Arguments;
import dev.reverie.core.FileException;
import dev.reverie.core.Seed;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The covariance matrix adaptation evolution strategy: candidates from a normal distribution that learns its mean, its step size and its
 * covariance.
 *
 * <p>With a full covariance for up to a few thousand parameters: memory is n² doubles (up to 250 parameters 5 n²), a generation costs O(n²
 * λ). The separable form is for more, O(n λ), and for functions whose parameters hardly interact. Only the order of the fitness values
 * matters, not their size. Candidates of equal fitness share their weights; a generation in which all are equal changes nothing.
 *
 * <p>Source: Hansen, "The CMA Evolution Strategy: A Tutorial", arXiv 1604.00772v2, whose equation numbers stand beside the lines;
 * cumulative step-size adaptation, rank-one and rank-μ update, and by option the negative weights of active CMA. More careful than the
 * tutorial: the step size grows at most by e in a generation and not beyond 10^32, and the condition number of the covariance is kept below
 * 10^14 where it is known.
 */
public final class CmaEs extends Generational<CmaEs.Options> {
    static final String NAME = "cma-es";
    /** From more parameters on, decomposing is most of the work. */
    private static final int MAX_DECOMPOSED = 250;

    /** How the covariance is kept. */
    public enum Form {
        /** {@link #DECOMPOSED} for up to 250 parameters, {@link #FACTORED} beyond. */
        AUTOMATIC,
        /** All elements, with their principal axes from a lazy eigendecomposition, as in the tutorial; O(n³) every few generations. */
        DECOMPOSED,
        /**
         * All elements, as a factor that is updated without any decomposition. Differs from the former in how the path of the step size
         * turns.
         */
        FACTORED,
        /** The diagonal alone. */
        SEPARABLE;

        Form of(int n) {
            return this != AUTOMATIC ? this : n <= MAX_DECOMPOSED ? DECOMPOSED : FACTORED;
        }
    }

    /**
     * @param population
     *            λ, candidates of a generation, at least 2
     * @param stepSize
     *            σ at the beginning, > 0: a tenth to a third of how far the optimum may be
     * @param active
     *            whether bad candidates narrow the covariance in their direction
     * @param form
     *            of the covariance; a strategy's own options do not say automatic
     * @param shaping
     *            of which only the weight decay matters
     */
    public record Options(int population, double stepSize, boolean active, Form form, FitnessShaping shaping) implements StrategyOptions {
        public Options {
            Arguments.atLeast(2, "population", population);
            Arguments.positive("stepSize", stepSize);
            Objects.requireNonNull(form, "form");
            Objects.requireNonNull(shaping, "shaping");
        }

        /** With the form that suits the size, and no weight decay. */
        public Options(int population, double stepSize, boolean active) {
            this(population, stepSize, active, Form.AUTOMATIC, FitnessShaping.raw());
        }

        /** λ = 4 + ⌊3 ln n⌋ (48), step size 0.1, not active. */
        public static Options of(int n) {
            return new Options(Utilities.population(n), 0.1, false);
        }

        public Options withPopulation(int population) {
            return new Options(population, stepSize, active, form, shaping);
        }

        public Options withStepSize(double stepSize) {
            return new Options(population, stepSize, active, form, shaping);
        }

        public Options withActive(boolean active) {
            return new Options(population, stepSize, active, form, shaping);
        }

        public Options withForm(Form form) {
            return new Options(population, stepSize, active, form, shaping);
        }

        public Options withShaping(FitnessShaping shaping) {
            return new Options(population, stepSize, active, form, shaping);
        }
    }

    private final Pool pool;
    private CmaConstants constants;
    private Covariance covariance;
    private CmaState state;
    /** The standard normals of a generation and the steps they became, [λ][n]: x = m + σ y. */
    private double[][] z;
    private double[][] y;

    private CmaEs(double[] start, Options options, Seed seed, Pool pool, CmaConstants constants) {
        super(NAME, seed, options);
        this.pool = pool;
        this.constants = constants;
        state = CmaState.start(start, options.stepSize());
        covariance = Covariance.identity(options.form(), start.length);
    }

    CmaEs(StrategyState from) {
        this(from, Engine.current().pool());
    }

    CmaEs(StrategyState from, Pool pool) {
        super(from.strategy());
        this.pool = pool;
        take(from);
    }

    /** From all zeros, with the usual options. */
    public static CmaEs of(int size, Seed seed) {
        return of(size, Options.of(size), seed);
    }

    /** From all zeros, as Ha and Schmidhuber (2018) begin. */
    public static CmaEs of(int size, Options options, Seed seed) {
        Arguments.atLeast(1, "size", size);
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
        start(start);
        var resolved = options.withForm(options.form().of(start.length));
        return of(start, resolved, seed, pool, constants(start.length, resolved));
    }

    /** With strategy parameters of the caller's, as a reference has them. */
    static CmaEs of(double[] start, Options options, Seed seed, Pool pool, CmaConstants constants) {
        return new CmaEs(start(start), options, seed, pool, constants);
    }

    private static CmaConstants constants(int n, Options options) {
        return options.form() == Form.SEPARABLE ? CmaConstants.separable(n, options.population(), options.active())
                : CmaConstants.of(n, options.population(), options.active());
    }

    /**
     * Goes on where {@link #save} left off.
     *
     * @throws FileException
     *             if the file cannot be read or does not hold this strategy
     */
    public static CmaEs load(Path file) {
        if (EvolutionStrategy.load(file) instanceof CmaEs strategy) {
            return strategy;
        }
        throw new FileException(file, "must hold the state of strategy '" + NAME + "', holds another's");
    }

    @Override
    StrategyState write(StrategyState to) {
        return covariance.write(to.with("initialStepSize", options().stepSize()).with("active", options().active())
                .with("form", options().form().name()).with("stepSize", state.stepSize()).with("mean", state.mean())
                .with("stepSizePath", state.stepSizePath()).with("covariancePath", state.covariancePath()));
    }

    @Override
    Options options(StrategyState from) {
        return new Options(from.count("population"), from.number("initialStepSize"), from.flag("active"),
                from.choice("form", Form.class), FitnessShaping.read(from));
    }

    @Override
    void read(StrategyState from, Options itsOptions) {
        int n = from.size();
        var itsState = new CmaState(from.count("generation"), from.number("stepSize"), from.doubles("mean", n),
                from.doubles("stepSizePath", n), from.doubles("covariancePath", n));
        covariance = Covariance.read(itsOptions.form(), from);
        constants = constants(n, itsOptions);
        state = itsState;
    }

    CmaState position() {
        return state;
    }

    Covariance covariance() {
        return covariance;
    }

    @Override
    double[] centre() {
        return state.mean();
    }

    @Override
    public double stepSize() {
        return state.stepSize();
    }

    @Override
    double[][] sample() {
        z = new double[population()][];
        pool.run(z.length, k -> z[k] = normals(k)); // (38)
        y = covariance.steps(pool, z); // (39)
        var candidates = new double[population()][size()];
        for (int k = 0; k < candidates.length; k++) {
            for (int i = 0; i < size(); i++) {
                candidates[k][i] = state.mean()[i] + state.stepSize() * y[k][i]; // (40)
            }
        }
        return candidates;
    }

    @Override
    void learn(double[][] candidates, double[] fitness) {
        learn(fitness);
    }

    /** From candidates of the caller's, as if they had been asked for. */
    void learnFrom(double[][] candidates, double[] fitness) {
        y = new double[candidates.length][size()];
        z = new double[candidates.length][];
        for (int k = 0; k < candidates.length; k++) {
            for (int i = 0; i < size(); i++) {
                y[k][i] = (candidates[k][i] - state.mean()[i]) / state.stepSize();
            }
            z[k] = covariance.normals(pool, y[k]);
        }
        learn(fitness);
    }

    private void learn(double[] fitness) {
        if (Ranking.flat(fitness)) {
            state = state.unmoved();
            return;
        }
        int[] ranked = Ranking.bestFirst(fitness);
        var weights = RankWeights.of(constants, fitness, ranked);
        double[][] steps = ordered(y, ranked);
        double[][] normals = ordered(z, ranked);
        double[] selected = weights.select(normals);
        state = state.next(constants, weights.mass(), weights.select(steps), covariance.whitened(pool, selected));
        covariance.learn(pool, constants, lesson(weights, normals, steps, selected));
    }

    private static double[][] ordered(double[][] rows, int[] order) {
        return Arrays.stream(order).mapToObj(k -> rows[k]).toArray(double[][]::new);
    }

    /** What goes into the rank-one and rank-μ updates (46), (47). */
    private Covariance.Lesson lesson(RankWeights ranks, double[][] normals, double[][] steps, double[] selected) {
        double c1 = constants.rankOneRate();
        double cmu = constants.rankMuRate();
        double cc = constants.pathRate();
        int used = options().active() ? population() : ranks.selected();
        var weights = new double[used];
        double sum = 0;
        for (int k = 0; k < used; k++) {
            double length = CmaState.norm(normals[k]); // (46): ‖C^−½ y‖ = ‖z‖
            sum += ranks.positive()[k] + ranks.negative()[k];
            weights[k] = cmu * (ranks.positive()[k] + ranks.negative()[k] * size() / Math.max(length * length, Double.MIN_NORMAL));
        }
        boolean stalled = state.stalled(constants);
        double lost = stalled ? cc * (2 - cc) : 0; // δ(h_σ)
        double gain = stalled ? 0 : Math.sqrt(cc * (2 - cc) * ranks.mass());
        return new Covariance.Lesson(1 + c1 * lost - c1 - cmu * sum, weights, Arrays.copyOf(steps, used), Arrays.copyOf(normals, used), c1,
                state.covariancePath(), 1 - cc, gain, selected, (long) state.generation() * population());
    }

    static Options options(StrategySettings settings, Form form) {
        return new Options(settings.population(), settings.stepSize(), settings.flag("active", false), form,
                FitnessShaping.raw().withWeightDecay(settings.weightDecay()));
    }

    /** What the registry knows of it, {@code sep-cma-es} with a diagonal covariance; states of both say {@code cma-es}, and their form. */
    static StrategyKind kind(boolean separable) {
        var form = separable ? Form.SEPARABLE : Form.AUTOMATIC;
        return new StrategyKind(separable ? "sep-cma-es" : NAME, List.of("active"),
                (size, settings, seed) -> of(size, options(settings, form), seed), CmaEs::new);
    }
}
