package dev.reverie.experiments.run;

import dev.reverie.controller.WorldModelAgent;
import dev.reverie.core.Policy;
import dev.reverie.core.Seed;
import java.util.Arrays;

/**
 * V, M and C as {@link WorldModelAgent} plays them, but now and then a random action is taken and held, and M is told that one: to see what
 * C does not do by itself.
 *
 * @param explore
 *            how often, at a step without one, a random action begins; it is held for 1 to 10 steps
 */
record ExploringAgent(WorldModelAgent agent, double explore) implements Policy {
    private static final int LONGEST = 10;

    @Override
    public Actor begin(Seed seed) {
        var random = seed.child("explore").random();
        var actions = agent.controller().actionSpace();
        var held = new float[actions.size()];
        int[] left = new int[1];
        return agent.begin(seed, action -> {
            if (left[0] == 0 && random.nextDouble() < explore) {
                left[0] = 1 + random.nextInt(LONGEST);
                System.arraycopy(actions.sample(random), 0, held, 0, held.length);
            }
            boolean exploring = left[0] > 0;
            left[0] = Math.max(0, left[0] - 1);
            return exploring ? Arrays.copyOf(held, held.length) : action;
        });
    }
}
