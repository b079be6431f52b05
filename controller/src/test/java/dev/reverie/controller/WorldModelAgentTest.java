package dev.reverie.controller;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.core.Observation;
import dev.reverie.core.Policy;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.WorldModel;
import dev.reverie.core.WorldModelContract;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WorldModelAgentTest {
    /** [z, c, h] = [z, steps, 0, z before, action before]. */
    private static WorldModelAgent agent(float noise, double... parameters) {
        var controller = Controller.linear(Features.ZCH, new Echo.Memory(), Space.box(-1, 1, 1));
        return new WorldModelAgent(new Echo.Vision(noise), new Echo.Memory(), controller.withParameters(parameters));
    }

    private static float[] play(Policy.Actor actor) {
        var actions = new float[4];
        for (int t = 0; t < actions.length; t++) {
            actions[t] = actor.act(new Observation.Vector(0.1f * (t + 1)))[0];
        }
        return actions;
    }

    private static float tanh(double x) {
        return (float) StrictMath.tanh(x);
    }

    @Nested
    class TheMemory implements WorldModelContract {
        @Override
        public WorldModel worldModel() {
            return new Echo.Memory();
        }
    }

    @Test
    void theActionSeesThisLatent() {
        assertArrayEquals(new float[]{tanh(0.1f), tanh(0.2f), tanh(0.3f), tanh(0.4f)}, play(agent(0, 1, 0, 0, 0, 0).begin(Seed.of(1))),
                1e-6f);
    }

    @Test
    void theActionSeesTheMemoryBeforeItAdvances() {
        assertArrayEquals(new float[]{0, tanh(1), tanh(2), tanh(3)}, play(agent(0, 0, 1, 0, 0, 0).begin(Seed.of(1))), 1e-6f);
        assertArrayEquals(new float[]{0, tanh(0.1), tanh(0.2), tanh(0.3)}, play(agent(0, 0, 0, 0, 1, 0).begin(Seed.of(1))), 1e-6f);
    }

    @Test
    void theMemoryAdvancesWithThisAction() {
        float first = tanh(0.1f);
        float second = tanh(0.2f + first);
        float third = tanh(0.3f + second);
        assertArrayEquals(new float[]{first, second, third, tanh(0.4f + third)}, play(agent(0, 1, 0, 0, 0, 1).begin(Seed.of(1))), 1e-6f);
    }

    @Test
    void theLatentIsSampledWithTheEpisodesOwnRandomness() {
        var agent = agent(1, 1, 0, 0, 0, 0);
        var one = play(agent.begin(Seed.of(1)));
        assertArrayEquals(one, play(agent.begin(Seed.of(1))));
        assertFalse(Arrays.equals(one, play(agent.begin(Seed.of(2)))));
        var random = Seed.of(1).child("latent").random();
        assertEquals(tanh(0.1f + (float) random.nextGaussian()), one[0]);
    }

    @Test
    void episodesAtOnceDoNotMeet() {
        var agent = agent(1, 1, 0.1, 0, 0.5, 1);
        var alone = play(agent.begin(Seed.of(1)));
        var actor = agent.begin(Seed.of(1));
        var other = agent.begin(Seed.of(2));
        for (int t = 0; t < alone.length; t++) {
            var observation = new Observation.Vector(0.1f * (t + 1));
            var action = actor.act(observation);
            assertEquals(alone[t], action[0]);
            assertNotSame(action, other.act(observation));
        }
    }

    @Test
    void sizesMustAgree() {
        var small = Controller.linear(Features.ZH, 1, WorldModel.Part.lstm(3), Space.box(-1, 1, 1), false);
        var error = assertThrows(IllegalArgumentException.class, () -> new WorldModelAgent(new Echo.Vision(0), new Echo.Memory(), small));
        assertEquals("memory that C was made for must be [h [2], c [2]], that of M, was [h [3], c [3]]", error.getMessage());
    }
}
