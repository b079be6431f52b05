package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Observation;
import dev.reverie.core.Policy;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The policies that episodes are collected with. */
class CollectingPoliciesTest {
    private static final Observation NOTHING = new Observation.Vector(0);
    private static final Space.Box DRIVING = Space.box(new float[]{-1, 0, 0}, new float[]{1, 1, 1});
    private static final Space.Box WIDE = Space.box(-1000, 1000, 1);

    private static float[][] play(Policy policy, long seed, int steps) {
        var actor = policy.begin(Seed.of(seed));
        var actions = new float[steps][];
        Arrays.setAll(actions, t -> actor.act(NOTHING));
        return actions;
    }

    @Test
    void everyActionIsOneOfTheSpaceAndTheSameSeedGivesTheSame() {
        for (var space : List.of(DRIVING, WIDE, Space.box(-2, 2, 1), Space.discrete(5))) {
            for (var policy : space instanceof Space.Box box ? List.of(new BrownianPolicy(box, 0.02), new UntrainedAgent(space))
                    : List.<Policy>of(new UntrainedAgent(space))) {
                var actions = play(policy, 3, 200);
                for (var action : actions) {
                    space.check("action", action);
                }
                assertTrue(Arrays.deepEquals(actions, play(policy, 3, 200)), policy.toString());
            }
        }
    }

    @Test
    void brownianIncrementsHaveTheVarianceOfTheStepAndDoNotDependOnEachOther() {
        int n = 20_000;
        var path = play(new BrownianPolicy(WIDE, 0.02), 1, n);
        double square = 0;
        double neighbours = 0;
        for (int t = 2; t < n; t++) {
            double step = path[t][0] - path[t - 1][0];
            square += step * step;
            neighbours += step * (path[t - 1][0] - path[t - 2][0]);
        }
        assertEquals(0.02, square / (n - 2), 0.001);
        assertEquals(0, neighbours / square, 0.03);
    }

    @Test
    void brownianActionsStopAtTheirBounds() {
        var path = play(new BrownianPolicy(DRIVING, 0.02), 2, 2000);
        assertTrue(Arrays.stream(path).anyMatch(action -> action[1] == 0) && Arrays.stream(path).anyMatch(action -> action[1] == 1));
    }

    @Test
    void choicesCannotWander() {
        var e = assertThrows(IllegalArgumentException.class, () -> BrownianPolicy.on(Space.discrete(3), 1));
        assertTrue(e.getMessage().startsWith("a Brownian policy needs actions that are numbers"), e.getMessage());
    }

    @Test
    void cauchyHasItsQuartilesAtOne() {
        var random = Seed.of(1).random();
        int n = 40_000;
        int within = 0;
        int positive = 0;
        for (int i = 0; i < n; i++) {
            double x = UntrainedAgent.cauchy(random);
            within += Math.abs(x) < 1 ? 1 : 0;
            positive += x > 0 ? 1 : 0;
        }
        assertEquals(0.5, within / (double) n, 0.01);
        assertEquals(0.5, positive / (double) n, 0.01);
    }

    /** W z + b with z normal has mean b; so gas, (1 + tanh)/2, lies about one half, and half of all agents never brake for long. */
    @Test
    void anUntrainedAgentHalfPressesTheGasAndBrakesOnlyAboveZero() {
        int agents = 400;
        int braking = 0;
        double gas = 0;
        for (int agent = 0; agent < agents; agent++) {
            double brake = 0;
            for (var action : play(new UntrainedAgent(DRIVING), agent, 50)) {
                gas += action[1] / 50 / agents;
                brake += action[2] > 0 ? 1 : 0;
            }
            braking += brake > 25 ? 1 : 0;
        }
        assertEquals(0.5, gas, 0.03);
        assertEquals(0.5, braking / (double) agents, 0.1);
    }

    @Test
    void scriptedPlaysWhatItKnows() {
        try (var car = new CarRacing(CarRacing.Options.small())) {
            assertTrue(new ScriptedPolicy().on(car) instanceof CarRacingDriver);
        }
        try (var cover = new TakeCover()) {
            assertTrue(new ScriptedPolicy().on(cover) instanceof TakeCoverDodger);
        }
        try (var cart = new CartPole()) {
            assertThrows(IllegalArgumentException.class, () -> new ScriptedPolicy().on(cart));
        }
    }
}
