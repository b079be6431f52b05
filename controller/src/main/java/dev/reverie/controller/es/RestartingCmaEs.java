package dev.reverie.controller.es;

import dev.reverie.core.Seed;
import java.util.Arrays;
import java.util.List;

/**
 * CMA-ES with restarts, for functions with many local optima: when a run has converged, stagnates or has gone on for too long, another
 * begins elsewhere, with another population.
 *
 * <p>A run begins at the start, each later one at a draw from N(start, σ² I), which stands for the draw from a box that the papers have.
 * {@link #mean} is the centre of the best run: of those that ended by the median fitness of their last generations, and of the one that
 * goes on by the same. The population changes with the runs, so that a budget is better told in evaluations than in generations.
 *
 * <p>Source: Auger and Hansen, CEC 2005 (IPOP); Hansen, GECCO 2009 (BIPOP), where as in the author's implementation a small run ends at the
 * latest after half of the evaluations that all large ones took. The rules that end a run are those of Hansen's tutorial, B.3.
 */
public final class RestartingCmaEs extends Generational<CmaEs.Options> {
    private RestartSchedule schedule;
    private CmaEs.Options usual;
    private double[] start;
    private CmaEs run;
    private CmaTermination termination;
    /** Of all generations before this run. */
    private long evaluationsBefore;
    /** The mean at the end of the best run so far, and its median fitness there; null and −∞ during the first run. */
    private double[] kept;
    private double keptWorth = Double.NEGATIVE_INFINITY;

    private RestartingCmaEs(RestartSchedule.Kind kind, double[] start, CmaEs.Options options, Seed seed) {
        super(kind.strategy(), seed, options);
        this.start = start;
        usual = options;
        schedule = RestartSchedule.first(kind, options.population(), options.stepSize());
        run = run(start);
        termination = CmaTermination.fresh();
    }

    RestartingCmaEs(StrategyState from) {
        super(from.strategy());
        take(from);
    }

    /**
     * With a population that doubles at every restart.
     *
     * @param start
     *            the first mean, [n], finite; copied
     * @param options
     *            of the first run
     */
    public static RestartingCmaEs ipop(double[] start, CmaEs.Options options, Seed seed) {
        return of(RestartSchedule.Kind.IPOP, start, options, seed);
    }

    /** With large and small populations in turn, see {@link #ipop}. */
    public static RestartingCmaEs bipop(double[] start, CmaEs.Options options, Seed seed) {
        return of(RestartSchedule.Kind.BIPOP, start, options, seed);
    }

    static RestartingCmaEs of(RestartSchedule.Kind kind, double[] start, CmaEs.Options options, Seed seed) {
        return new RestartingCmaEs(kind, start(start), options.withForm(options.form().of(start.length)), seed);
    }

    /** Without shaping, which this strategy has done already. */
    private CmaEs run(double[] from) {
        return CmaEs.of(from, options().withShaping(FitnessShaping.raw()), seed().child("run", schedule.run()));
    }

    /** How many runs have ended. */
    public int restarts() {
        return schedule.run();
    }

    @Override
    public long evaluations() {
        return evaluationsBefore + evaluationsOfRun();
    }

    private long evaluationsOfRun() {
        return (long) run.generation() * run.population();
    }

    @Override
    StrategyState write(StrategyState to) {
        var own = schedule.write(to).with("kind", schedule.kind().name()).with("usualPopulation", usual.population())
                .with("firstStepSize", usual.stepSize()).with("evaluationsBefore", evaluationsBefore).with("mean", centre())
                .with("start", start);
        var ended = kept == null ? own : own.with("kept", kept).with("keptWorth", keptWorth);
        return termination.write(ended).with("current", run.state());
    }

    @Override
    CmaEs.Options options(StrategyState from) {
        return new CmaEs(from.part("current")).options().withShaping(FitnessShaping.read(from)).withPopulation(from.count("population"));
    }

    @Override
    void read(StrategyState from, CmaEs.Options itsOptions) {
        int n = from.size();
        var itsSchedule = RestartSchedule.read(from.choice("kind", RestartSchedule.Kind.class), from, itsOptions);
        var itsUsual = itsOptions.withPopulation(from.count("usualPopulation")).withStepSize(from.number("firstStepSize"));
        var itsStart = from.doubles("start", n);
        var itsRun = new CmaEs(from.part("current"));
        var itsTermination = CmaTermination.read(from, itsRun.generation());
        boolean ended = itsSchedule.run() > 0;
        var itsKept = ended ? from.doubles("kept", n) : null;
        double itsWorth = ended ? from.number("keptWorth") : Double.NEGATIVE_INFINITY;
        evaluationsBefore = from.whole("evaluationsBefore");
        schedule = itsSchedule;
        usual = itsUsual;
        start = itsStart;
        run = itsRun;
        termination = itsTermination;
        kept = itsKept;
        keptWorth = itsWorth;
    }

    @Override
    double[] centre() {
        return kept != null && keptWorth > termination.worth() ? kept : run.centre();
    }

    /** Of the run that goes on. */
    @Override
    public double stepSize() {
        return run.stepSize();
    }

    @Override
    double[][] sample() {
        return run.ask();
    }

    @Override
    void learn(double[][] candidates, double[] fitness) {
        run.tell(fitness);
        termination.see(fitness);
        if (evaluationsOfRun() >= schedule.budget()
                || termination.isOver(run.generation(), candidates, fitness, run.centre(), schedule.stepSize())) {
            restart();
        }
    }

    private void restart() {
        if (kept == null || termination.worth() > keptWorth) {
            kept = run.mean();
            keptWorth = termination.worth();
        }
        evaluationsBefore = evaluations();
        schedule = schedule.next(usual.population(), usual.stepSize(), evaluationsOfRun(), seed());
        change(usual.withPopulation(schedule.population()).withStepSize(schedule.stepSize()));
        var random = seed().child("start", schedule.run()).random();
        run = run(Arrays.stream(start).map(m -> m + usual.stepSize() * random.nextGaussian()).toArray());
        termination = CmaTermination.fresh();
    }

    /** What the registry knows of it. */
    static StrategyKind kind(RestartSchedule.Kind kind) {
        return new StrategyKind(kind.strategy(), List.of("active", "separable"), (size, settings, seed) -> {
            var form = settings.flag("separable", false) ? CmaEs.Form.SEPARABLE : CmaEs.Form.AUTOMATIC;
            return of(kind, new double[size], CmaEs.options(settings, form), seed);
        }, RestartingCmaEs::new);
    }
}
