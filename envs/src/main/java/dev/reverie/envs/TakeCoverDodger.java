package dev.reverie.envs;

import dev.reverie.core.Observation;
import dev.reverie.core.Policy;
import dev.reverie.core.Seed;

/**
 * A dodger who reads the state of a {@link TakeCover} and not its picture: tries some hundred ways to move in the next two seconds against
 * the fireballs in flight and those whose throw is seen coming, and begins the one that keeps the most room. A yardstick of what the rules
 * allow, a test driver, and a source of long episodes.
 *
 * <pre>{@code
 * var env = new TakeCover();
 * double mean = Rollout.evaluate(env, new TakeCoverDodger(env), 100, Seed.of(1)).mean();
 * }</pre>
 *
 * <p>It belongs to its environment, so it plays on that alone and on one thread. It draws no random numbers and thinks for about 0.2 ms a
 * step.
 */
public final class TakeCoverDodger implements Policy {
    private static final float[][] ACTIONS = {{1}, {0}, {-1}};

    private final TakeCover env;

    /** A dodger for one environment. */
    public TakeCoverDodger(TakeCover env) {
        this.env = env;
    }

    @Override
    public Actor begin(Seed seed) {
        return new Actor() {
            private final DodgePlanner planner = new DodgePlanner(env.options().frameSkip());

            @Override
            public float[] act(Observation observation) {
                return ACTIONS[planner.direction(env.game()) + 1].clone();
            }
        };
    }
}
