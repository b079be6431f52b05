package dev.reverie.benchmarks;

import dev.reverie.core.Env;
import dev.reverie.core.Policy;
import dev.reverie.core.Seed;
import dev.reverie.core.VectorEnv;
import dev.reverie.core.VectorStep;
import dev.reverie.envs.CarRacing;
import dev.reverie.envs.CarRacingDriver;
import dev.reverie.envs.TakeCover;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whole steps of environments, picture included: one alone on one core, and {@value #ROWS} side by side on all cores.
 *
 * <p>What is played is chosen beforehand: the scripted driver's way over tracks that Gymnasium has, too, and chance in TakeCover.
 */
final class EnvWorks {
    /** The same as in {@code carracing.py} on the peer's side. */
    private static final int SEED = 1000;
    private static final int STEPS = 500;
    private static final int ROWS = 64;

    private EnvWorks() {
    }

    static List<Work> all() {
        Supplier<CarRacing> small = () -> new CarRacing(CarRacing.Options.small());
        return List.of(steps("carracing 64x64 step", 1, () -> alone(small.get(), drives(1), 0)),
                steps("carracing 96x96 step", 1, () -> alone(new CarRacing(), drives(1), 0)),
                steps("takecover 64x64 step", 1, () -> alone(new TakeCover(), chance(1), 1)),
                steps("carracing 64x64 step all cores", ROWS, () -> together(small, drives(ROWS))),
                steps("carracing 96x96 step all cores", ROWS, () -> together(CarRacing::new, drives(ROWS))),
                steps("takecover 64x64 step all cores", ROWS, () -> together(TakeCover::new, chance(ROWS))));
    }

    private static Work steps(String name, int count, Supplier<Session> start) {
        return Work.counted(name, "steps/s", count, engine -> start.get());
    }

    /** What the driver does, [STEPS][rows, 3]; row i on the track of SEED + i. */
    static float[][] drives(int rows) {
        var tape = new float[STEPS][3 * rows];
        for (int i = 0; i < rows; i++) {
            var env = new CarRacing(CarRacing.Options.small());
            var driver = new CarRacingDriver(env).begin(Seed.of(0));
            var seen = env.reset(SEED + i);
            for (int t = 0; t < STEPS; t++) {
                var action = driver.act(seen);
                System.arraycopy(action, 0, tape[t], 3 * i, 3);
                var step = env.step(action);
                if (step.done()) {
                    throw new IllegalStateException("the drive of seed " + (SEED + i) + " ends within " + STEPS + " steps");
                }
                seen = step.observation();
            }
        }
        return tape;
    }

    /** [STEPS][rows], each held for ten steps. */
    private static float[][] chance(int rows) {
        var tape = new float[STEPS][rows];
        for (int i = 0; i < rows; i++) {
            var actor = Policy.random(new TakeCover().actionSpace()).held(10, 10).begin(Seed.of(i));
            for (int t = 0; t < STEPS; t++) {
                tape[t][i] = actor.act(null)[0];
            }
        }
        return tape;
    }

    /** Begins anew at the end of the tape, and of an episode, with a seed {@code stride} further. */
    private static Session alone(Env env, float[][] tape, int stride) {
        var call = new Runnable() {
            private int t = STEPS;
            private int episodes;

            @Override
            public void run() {
                if (t == STEPS) {
                    env.reset(SEED + episodes++ * stride);
                    t = 0;
                }
                t = env.step(tape[t]).done() ? STEPS : t + 1;
            }
        };
        return Session.of(call, env::close);
    }

    private static Session together(Supplier<? extends Env> envs, float[][] tape) {
        return together(VectorEnv.of(ROWS, envs, VectorEnv.Autoreset.SAME_STEP, Runtime.getRuntime().availableProcessors()), tape);
    }

    /** Begins anew at the end of the tape. */
    static Session together(VectorEnv vector, float[][] tape) {
        VectorStep out = vector.allocate();
        var call = new Runnable() {
            private int t = STEPS;

            @Override
            public void run() {
                if (t == STEPS) {
                    vector.reset(SEED, out);
                    t = 0;
                }
                vector.step(tape[t++], out);
            }
        };
        return Session.of(call, vector::close);
    }
}
