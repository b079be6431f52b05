package dev.reverie.experiments.config;

import dev.reverie.core.Arguments;
import dev.reverie.core.Policy;
import dev.reverie.core.Space;
import dev.reverie.envs.BrownianPolicy;
import dev.reverie.envs.ScriptedPolicy;
import dev.reverie.envs.UntrainedAgent;

/** What plays the episodes that V and M learn from. In YAML, {@code type} says which; the command line has names of its own. */
public sealed interface CollectPolicy
        permits CollectPolicy.Uniform, CollectPolicy.Held, CollectPolicy.Sweep, CollectPolicy.Brownian, CollectPolicy.Untrained,
        CollectPolicy.Scripted,
        CollectPolicy.Agent {
    /**
     * The policy on these actions.
     *
     * @throws IllegalArgumentException
     *             if it has none of that kind
     */
    Policy on(Space actions);

    /** Whether its actions answer what it sees. Those of a policy that does not look are the same policy in a dream, too. */
    default boolean looks() {
        return false;
    }

    /** Its name on the command line, and its numbers: {@code hold 1..10}. The same text is the same policy. */
    String text();

    /** {@code type: uniform}: a new uniform action each step. */
    record Uniform() implements CollectPolicy {
        @Override
        public Policy on(Space actions) {
            return Policy.random(actions);
        }

        @Override
        public String text() {
            return "random";
        }
    }

    /**
     * {@code type: held}: uniform actions, each held for a random number of steps, as Ha and Schmidhuber (2018) collected DoomTakeCover.
     *
     * @param least
     *            steps an action is held
     * @param most
     *            steps an action is held
     */
    record Held(int least, int most) implements CollectPolicy {
        public Held {
            Arguments.atLeast(1, "least", least);
            Arguments.atLeast(least, "most", most);
        }

        @Override
        public Policy on(Space actions) {
            return Policy.random(actions).held(least, most);
        }

        @Override
        public String text() {
            return "hold " + least + ".." + most;
        }
    }

    /**
     * {@code type: sweep}: from one end of the actions to the other and back, each end held for a random number of steps; see {@link
     * Policy#sweep}.
     *
     * @param least
     *            steps an end is held
     * @param most
     *            steps an end is held
     */
    record Sweep(int least, int most) implements CollectPolicy {
        public Sweep {
            Arguments.atLeast(1, "least", least);
            Arguments.atLeast(least, "most", most);
        }

        @Override
        public Policy on(Space actions) {
            return Policy.sweep(actions).held(least, most);
        }

        @Override
        public String text() {
            return "sweep " + least + ".." + most;
        }
    }

    /**
     * {@code type: brownian}: actions that wander; see {@link BrownianPolicy}.
     *
     * @param dt
     *            variance of a step's change; 0.02 is usual for CarRacing
     */
    record Brownian(double dt) implements CollectPolicy {
        public Brownian {
            Arguments.positive("dt", dt);
        }

        @Override
        public Policy on(Space actions) {
            return BrownianPolicy.on(actions, dt);
        }

        @Override
        public String text() {
            return "brownian " + dt;
        }
    }

    /** {@code type: untrained}: random agents, as Ha and Schmidhuber (2018) collected CarRacing; see {@link UntrainedAgent}. */
    record Untrained() implements CollectPolicy {
        @Override
        public Policy on(Space actions) {
            return new UntrainedAgent(actions);
        }

        @Override
        public String text() {
            return "untrained-agent";
        }
    }

    /**
     * {@code type: agent}: V, M and C of the round before, in {@code reverie iterate}.
     *
     * @param explore
     *            how often, at a step without one, a random action begins, which is then held for 1 to 10 steps; in 0..1
     */
    record Agent(double explore) implements CollectPolicy {
        public Agent {
            if (!(explore >= 0 && explore <= 1)) {
                throw new IllegalArgumentException("explore must be in 0..1, was " + explore);
            }
        }

        /** The share of all steps whose action is random, on average: holding 5.5 steps, 0.1 makes 38%. */
        public double share() {
            double held = 5.5;
            return explore * held / (1 + explore * (held - 1));
        }

        @Override
        public boolean looks() {
            return true;
        }

        /** Not without the round before. */
        @Override
        public Policy on(Space actions) {
            throw new IllegalArgumentException(
                    "collect.policy must be another than agent where no round was before; rounds are made by: reverie iterate");
        }

        @Override
        public String text() {
            return "agent " + explore;
        }
    }

    /** {@code type: scripted}: an expert that reads the environment's state; see {@link ScriptedPolicy}. */
    record Scripted() implements CollectPolicy {
        @Override
        public Policy on(Space actions) {
            return new ScriptedPolicy();
        }

        @Override
        public boolean looks() {
            return true;
        }

        @Override
        public String text() {
            return "scripted";
        }
    }
}
