package dev.reverie.envs;

import dev.reverie.core.Env;
import dev.reverie.core.Rollout;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.Xoshiro256;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.deeplearning4j.gym.StepReply;
import org.deeplearning4j.rl4j.mdp.MDP;
import org.deeplearning4j.rl4j.space.ActionSpace;
import org.deeplearning4j.rl4j.space.DiscreteSpace;
import org.deeplearning4j.rl4j.space.Encodable;
import org.deeplearning4j.rl4j.space.ObservationSpace;

/**
 * The bridge to rl4j, both ways: any environment of ours as an {@link MDP} ({@link #of(Supplier, Seed)}), and any MDP as an environment
 * ({@link #env(MDP)}).
 *
 * <pre>{@code
 * MDP<EncodedObservation, Integer, DiscreteSpace> cartPole = Mdp.of(CartPole::new, Seed.of(1));
 * MDP<EncodedObservation, Integer, DiscreteSpace> pendulum = Mdp.of(Pendulum::new, ActionGrid.of(box, 5), Seed.of(1));
 * Env theirs = Mdp.env(mdp);
 * }</pre>
 *
 * <p>What rl4j does not know, and what becomes of it:
 * <ul>
 * <li>Seeds: episode i, from 0, is reset with {@link Rollout#environmentSeed} of the seed given, so that an MDP plays the episodes of a
 * rollout; instance k of {@link #newInstance}, from 1, has {@code seed.child("instance", k)}.
 * <li>Terminated and truncated: done is either. The {@link dev.reverie.core.Step} itself is in {@link StepReply#getInfo}.
 * <li>Continuous actions: refused, unless an {@link ActionGrid} makes a choice of them.
 * </ul>
 *
 * <p>Written against rl4j-api 1.0.0-M1.1, the last there is. An ND4J backend is needed only by those who ask for arrays.
 */
public final class Mdp implements MDP<EncodedObservation, Integer, DiscreteSpace> {
    private final Supplier<? extends Env> envs;
    private final ActionGrid grid;
    private final Seed seed;
    private final Env env;
    private final IntFunction<float[]> actions;
    private final Choices choices;
    private int episodes;
    private int instances;
    private boolean done;

    private Mdp(Supplier<? extends Env> envs, ActionGrid grid, Seed seed) {
        this.envs = envs;
        this.grid = grid;
        this.seed = Objects.requireNonNull(seed, "seed");
        env = envs.get();
        var random = seed.child("action").random();
        if (grid != null) {
            if (!grid.box().equals(env.actionSpace())) {
                env.close();
                throw new IllegalArgumentException("grid must be over the action space, " + env.actionSpace() + ", was over " + grid.box());
            }
            actions = grid::action;
            choices = new Choices(grid.size(), grid.idle(), random);
        } else if (env.actionSpace() instanceof Space.Discrete discrete) {
            actions = choice -> new float[]{choice};
            choices = new Choices(discrete.n(), 0, random);
        } else {
            env.close();
            throw new IllegalArgumentException("action space must be Discrete, since rl4j has no other, was " + env.actionSpace()
                    + ": make a choice of it, Mdp.of(envs, ActionGrid.of(box, 3), seed)");
        }
    }

    /**
     * An environment with discrete actions as an MDP.
     *
     * @param envs
     *            asked for one environment now, which {@link #close} closes, and for another by {@link #newInstance}
     * @throws IllegalArgumentException
     *             if actions are continuous
     */
    public static Mdp of(Supplier<? extends Env> envs, Seed seed) {
        return new Mdp(envs, null, seed);
    }

    /**
     * An environment with continuous actions as an MDP.
     *
     * @param envs
     *            asked for one environment now, which {@link #close} closes, and for another by {@link #newInstance}
     * @param grid
     *            over the whole action space
     */
    public static Mdp of(Supplier<? extends Env> envs, ActionGrid grid, Seed seed) {
        return new Mdp(envs, Objects.requireNonNull(grid, "grid"), seed);
    }

    /**
     * An MDP as an environment that shows vectors, or whatever the environment within an {@link Mdp} shows. MDPs take no seed, so an
     * episode is not determined by the seed of {@code reset}.
     *
     * @param mdp
     *            closed with the environment
     */
    public static <O extends Encodable, S extends ActionSpace<Integer>> Env env(MDP<O, Integer, S> mdp) {
        return env(mdp, MdpObservations.of(mdp.getObservationSpace()), seed -> mdp.reset());
    }

    /**
     * An MDP as an environment.
     *
     * @param mdp
     *            closed with the environment
     * @param observations
     *            what it shows; {@link Space#frame} if these are the bytes of pictures, [height, width, channels]
     * @param reset
     *            starts an episode from a seed and gives its first observation: {@code mdp::reset} for an {@link Mdp}; for others whatever
     *            seeds them, then {@code mdp.reset()}
     */
    public static <O extends Encodable, S extends ActionSpace<Integer>> Env env(MDP<O, Integer, S> mdp, Space.Box observations,
            LongFunction<O> reset) {
        return new MdpEnv<>(mdp, observations, reset);
    }

    @Override
    public EncodedObservation reset() {
        return reset(Rollout.environmentSeed(seed, episodes++));
    }

    /** Starts an episode with a seed for the environment; the numbering of the others goes on as if it had not been. */
    public EncodedObservation reset(long seed) {
        var first = env.reset(seed);
        done = false;
        return new EncodedObservation(first);
    }

    /** Its info is the {@link dev.reverie.core.Step}. */
    @Override
    public StepReply<EncodedObservation> step(Integer choice) {
        var step = env.step(actions.apply(choice));
        done = step.done();
        return new StepReply<>(new EncodedObservation(step.observation()), step.reward(), done, step);
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public ObservationSpace<EncodedObservation> getObservationSpace() {
        return new MdpObservations(env.observationSpace());
    }

    /** Random actions come from the seed given; doing nothing is choice 0, or {@link ActionGrid#idle}. */
    @Override
    public DiscreteSpace getActionSpace() {
        return choices;
    }

    @Override
    public Mdp newInstance() {
        return new Mdp(envs, grid, seed.child("instance", ++instances));
    }

    @Override
    public void close() {
        env.close();
    }

    /** Draws from our own generator: ND4J's would need a backend, and is one for all. */
    private static final class Choices extends DiscreteSpace {
        private final int idle;
        private final Xoshiro256 random;

        Choices(int size, int idle, Xoshiro256 random) {
            super(size, null);
            this.idle = idle;
            this.random = random;
        }

        @Override
        public Integer randomAction() {
            return random.nextInt(getSize());
        }

        @Override
        public Integer noOp() {
            return idle;
        }
    }
}
