package dev.reverie.gym;

import dev.reverie.core.Arguments;
import dev.reverie.core.Env;
import dev.reverie.core.Observation;
import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.Step;
import dev.reverie.core.VectorEnv;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Finds out whether an environment keeps what {@link Env} promises, how long its episodes are and how fast it is.
 *
 * @param envs
 *            new instances
 * @param vectors
 *            so many of the same together, with SAME_STEP
 * @param steps
 *            how many each question may take
 */
public record GymCheck(Supplier<? extends Env> envs, IntFunction<? extends VectorEnv> vectors, int steps) {
    /**
     * An answer.
     *
     * @param question
     *            in a few words
     * @param passed
     *            whether the promise is kept; true also where nothing was promised
     * @param answer
     *            in a few words
     */
    public record Finding(String question, boolean passed, String answer) {
    }

    private static final int ROWS = 4;
    private static final String SAME = "same seed, same episode";
    private static final String OTHER = "other seeds, other episodes";
    private static final String WITHIN = "observations within their space";
    private static final String ENDS = "a random episode ends";

    public GymCheck {
        Objects.requireNonNull(envs, "envs");
        Objects.requireNonNull(vectors, "vectors");
        Arguments.atLeast(1, "steps", steps);
    }

    /** Asks everything. */
    public List<Finding> run() {
        var findings = new ArrayList<Finding>();
        run(findings::add);
        return findings;
    }

    /**
     * Asks everything, and tells each answer when it is there. An environment that gives a wrong value, such as a reward that is no number,
     * fails the question that met it; then nothing more is asked.
     */
    public void run(Consumer<Finding> told) {
        try (var one = envs.get(); var other = envs.get()) {
            told.accept(new Finding("observations", true, one.observationSpace().toString()));
            told.accept(new Finding("actions", true, one.actionSpace().toString()));
            var first = new ArrayList<Object>();
            boolean sound = ask(told, SAME, () -> {
                first.addAll(play(one, 1));
                return compared(SAME, first, play(other, 1));
            }) && ask(told, "earlier episodes leave no trace", () -> compared("earlier episodes leave no trace", first, play(one, 1)))
                    && ask(told, OTHER, () -> new Finding(OTHER, true, first.equals(play(other, 2)) ? "no" : "yes"))
                    && ask(told, WITHIN, () -> within(one.observationSpace(), first)) && ask(told, ENDS, () -> ends(one))
                    && ask(told, "steps/s, one", () -> speed(one));
            if (!sound) {
                return;
            }
        }
        try (var vector = vectors.apply(ROWS); var one = envs.get()) {
            if (ask(told, "together as alone", () -> row(vector, one))) {
                ask(told, "steps/s, " + ROWS + " together", () -> speed(vector));
            }
        }
    }

    /** Whether the question could be answered. */
    private static boolean ask(Consumer<Finding> told, String question, Supplier<Finding> answer) {
        try {
            told.accept(answer.get());
            return true;
        } catch (IllegalArgumentException e) {
            told.accept(new Finding(question, false, e.getMessage()));
            return false;
        }
    }

    private static void checkInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
    }

    private List<Object> play(Env env, long seed) {
        var random = Seed.of(seed).child("check").random();
        var seen = new ArrayList<Object>();
        seen.add(env.reset(seed));
        for (int t = 0; t < steps; t++) {
            checkInterrupt();
            var step = env.step(env.actionSpace().sample(random));
            seen.add(step);
            if (step.done()) {
                break;
            }
        }
        return seen;
    }

    private static Finding compared(String question, List<Object> expected, List<Object> actual) {
        for (int t = 0; t < Math.min(expected.size(), actual.size()); t++) {
            if (!expected.get(t).equals(actual.get(t))) {
                return new Finding(question, false, "no: they differ " + (t == 0 ? "from the start" : "from step " + t));
            }
        }
        return new Finding(question, true, "yes, through " + (expected.size() - 1) + " steps");
    }

    private static Finding within(Space.Box space, List<Object> seen) {
        for (int t = 0; t < seen.size(); t++) {
            var observation = seen.get(t) instanceof Step step ? step.observation() : (Observation) seen.get(t);
            if (!observation.fits(space)) {
                return new Finding(WITHIN, false, "no: at step " + t + ", of another shape");
            }
            if (observation instanceof Observation.Vector v && !space.contains(v.values())) {
                return new Finding(WITHIN, false, "no: at step " + t + ", " + outside(space, v.values()));
            }
        }
        return new Finding(WITHIN, true, "yes");
    }

    private static String outside(Space.Box space, float[] values) {
        int at = 0;
        while (values[at] >= space.low(at) && values[at] <= space.high(at)) {
            at++;
        }
        return "number " + at + " must be within " + space.low(at) + ".." + space.high(at) + ", was " + values[at];
    }

    private Finding ends(Env env) {
        var random = Seed.of(4).child("check").random();
        env.reset(4);
        for (int t = 1; t <= steps; t++) {
            checkInterrupt();
            var step = env.step(env.actionSpace().sample(random));
            if (step.done()) {
                return new Finding(ENDS, true,
                        (step.terminated() ? "terminated" : "truncated") + " after " + t + " steps");
            }
        }
        return new Finding(ENDS, true, "not within " + steps + " steps");
    }

    /** Row 0 of a vector against one of its own. */
    private Finding row(VectorEnv vector, Env one) {
        var expected = play(one, 5);
        var random = Seed.of(5).child("check").random();
        var out = vector.allocate();
        vector.reset(5, out);
        var seen = new ArrayList<Object>(List.of(out.observations().row(0)));
        int size = vector.actionSpace().size();
        for (int t = 1; t < expected.size(); t++) {
            var actions = new float[ROWS * size];
            System.arraycopy(vector.actionSpace().sample(random), 0, actions, 0, size);
            for (int i = 1; i < ROWS; i++) {
                System.arraycopy(actions, 0, actions, i * size, size);
            }
            vector.step(actions, out);
            Observations shown = out.done(0) ? out.finalObservations() : out.observations();
            seen.add(new Step(shown.row(0), ((Step) expected.get(t)).reward(), out.terminated()[0], out.truncated()[0]));
        }
        return compared("together as alone", expected, seen);
    }

    private Finding speed(VectorEnv vector) {
        var random = Seed.of(6).child("check").random();
        var out = vector.allocate();
        int size = vector.actionSpace().size();
        var actions = new float[ROWS * size];
        long begin = System.nanoTime();
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < ROWS; i++) {
                System.arraycopy(vector.actionSpace().sample(random), 0, actions, i * size, size);
            }
            checkInterrupt();
            vector.step(actions, out);
        }
        return rate("steps/s, " + ROWS + " together", ROWS * steps, System.nanoTime() - begin);
    }

    /** Without resets, which a vector has within its steps. */
    private Finding speed(Env env) {
        var random = Seed.of(3).child("check").random();
        long nanos = 0;
        boolean done = true;
        for (int t = 0; t < steps; t++) {
            checkInterrupt();
            if (done) {
                env.reset(3 + t);
            }
            var action = env.actionSpace().sample(random);
            long begin = System.nanoTime();
            done = env.step(action).done();
            nanos += System.nanoTime() - begin;
        }
        return rate("steps/s, one", steps, nanos);
    }

    private static Finding rate(String what, int steps, long nanos) {
        return new Finding(what, true, String.format(Locale.ROOT, "%,.0f", steps / (nanos / 1e9)));
    }
}
