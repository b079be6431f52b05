package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.InPlaceEnv;
import dev.reverie.core.Observation;
import dev.reverie.core.Seed;
import dev.reverie.core.StateEnv;
import dev.reverie.core.StateEnvContract;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StateEnvTest {
    private record Subject(String name) implements StateEnvContract {
        @Override
        public StateEnv stateEnv() {
            return (StateEnv) Envs.make(name);
        }
    }

    @TestFactory
    Stream<DynamicNode> ours() {
        return Envs.names().stream().filter(name -> Envs.make(name) instanceof StateEnv)
                .map(name -> Contracts.of(name, StateEnvContract.class, new Subject(name)));
    }

    private static double number(StateEnv env, String name) {
        var state = new float[env.stateNames().size()];
        env.state(state, 0);
        return state[env.stateNames().indexOf(name)];
    }

    @Test
    void theOptionStateShowsTheStateInsteadOfThePicture() {
        try (var seen = (InPlaceEnv) Envs.make("TakeCover", Map.of("state", "true")); var env = new TakeCover()) {
            seen.begin(8);
            env.begin(8);
            for (int t = 0; t < 60; t++) {
                assertEquals(env.play(new float[]{1}), seen.play(new float[]{1}));
                var state = new float[env.stateNames().size()];
                env.state(state, 0);
                assertArrayEquals(state, ((Observation.Vector) seen.look()).values());
            }
        }
    }

    /** A fireball thrown at a player who stands still crosses his line where he is, after (distance / 10) tics. */
    @Test
    void anImpactIsToldWhereAndWhenItWillBe() {
        var game = new TakeCoverGame(Seed.of(9).random());
        game.fire(Imp.X, TakeCoverPlayer.START_Y);
        var fireball = game.fireballs().get(0);
        double tics = (fireball.x() - TakeCoverPlayer.START_X) / Fireball.SPEED;
        var state = new float[TakeCoverState.NAMES.size()];
        TakeCoverState.write(game, state, 0);
        for (int i = 0; i < TakeCoverState.OFFSETS.length; i++) {
            for (int j = 0; j < TakeCoverState.TICS.length; j++) {
                double there = TakeCoverState.OFFSETS[i] / 12;
                double then = (tics - TakeCoverState.TICS[j]) / (3 + TakeCoverState.TICS[j] / 4);
                assertEquals(Math.exp(-0.5 * (there * there + then * then)), state[i * TakeCoverState.TICS.length + j], 1e-6);
            }
        }
    }

    @Test
    void theMiddleOfTheRoadIsBelowTheCarAtTheStart() {
        try (var env = new CarRacing()) {
            env.begin(10);
            assertEquals(0, number(env, "road offset 0"), 0.05);
            assertEquals(0, number(env, "road heading 0"), 0.1);
            assertEquals(0, number(env, "wheels on grass"));
        }
    }

    /** Steering and gas as the state says, without a picture: offset and heading have the right signs. */
    @Test
    void aCarThatSteersByTheRoadAheadStaysOnIt() {
        try (var env = new CarRacing()) {
            env.begin(11);
            double reward = 0;
            while (!env.done()) {
                double steer = 3 * number(env, "road offset 3") - 0.8 * number(env, "road heading 6") + 0.2 * number(env, "spin");
                double gas = number(env, "speed") < 0.7 ? 0.3 : 0;
                reward += env.play(new float[]{(float) Math.max(-1, Math.min(steer, 1)), (float) gas, 0});
            }
            assertTrue(reward > 700, "reward " + reward);
        }
    }
}
