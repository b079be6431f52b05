package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Env;
import dev.reverie.core.EnvContract;
import dev.reverie.core.Observation;
import dev.reverie.core.Rollout;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.Step;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.deeplearning4j.gym.StepReply;
import org.deeplearning4j.rl4j.mdp.MDP;
import org.deeplearning4j.rl4j.space.ArrayObservationSpace;
import org.deeplearning4j.rl4j.space.Box;
import org.deeplearning4j.rl4j.space.DiscreteSpace;
import org.deeplearning4j.rl4j.space.ObservationSpace;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MdpTest {
    private static final Seed SEED = Seed.of(5);

    private static Env roundTrip(Mdp mdp) {
        return Mdp.env(mdp, Mdp.env(mdp).observationSpace(), mdp::reset);
    }

    @Nested
    class ThereAndBack implements EnvContract {
        @Override
        public Env env() {
            return roundTrip(Mdp.of(CartPole::new, SEED));
        }
    }

    @Nested
    class PicturesThereAndBack implements EnvContract {
        @Override
        public Env env() {
            return roundTrip(Mdp.of(() -> new Pendulum(Pendulum.Options.picture()), grid(3), SEED));
        }
    }

    private static ActionGrid grid(int points) {
        return ActionGrid.of(new Pendulum().actionSpace(), points);
    }

    @Test
    void anMdpPlaysTheEpisodesOfARollout() {
        var cartPole = new CartPole();
        var mdp = Mdp.of(CartPole::new, SEED);
        var choices = Seed.of(6).random();
        for (int i = 0; i < 3; i++) {
            var first = cartPole.reset(Rollout.environmentSeed(SEED, i));
            assertEquals(first, mdp.reset().observation());
            assertFalse(mdp.isDone());
            while (!mdp.isDone()) {
                int choice = choices.nextInt(2);
                var expected = cartPole.step(new float[]{choice});
                var reply = mdp.step(choice);
                assertEquals(expected.observation(), reply.getObservation().observation());
                assertEquals(expected.reward(), reply.getReward());
                assertEquals(expected.done(), reply.isDone());
                assertEquals(expected, reply.getInfo());
            }
        }
    }

    @Test
    void thereAndBackIsTheSameEpisode() {
        var cartPole = new CartPole(new CartPole.Options(20, false));
        var back = roundTrip(Mdp.of(() -> new CartPole(new CartPole.Options(20, false)), SEED));
        assertEquals(cartPole.observationSpace(), back.observationSpace());
        assertEquals(cartPole.actionSpace(), back.actionSpace());
        for (long seed = 0; seed < 5; seed++) {
            assertEquals(cartPole.reset(seed), back.reset(seed));
            Step step;
            int t = 0;
            do {
                var action = new float[]{t++ % 2};
                step = cartPole.step(action);
                assertEquals(step, back.step(action));
            } while (!step.done());
            assertTrue(step.truncated(), "the flag that rl4j does not know");
        }
    }

    @Test
    void isDoneIsEitherEnd() {
        var mdp = Mdp.of(() -> new CartPole(new CartPole.Options(2, false)), SEED);
        mdp.reset();
        assertFalse(mdp.step(0).isDone());
        assertTrue(mdp.step(1).isDone());
        assertTrue(mdp.isDone());
        mdp.reset();
        assertFalse(mdp.isDone());
    }

    @Test
    void otherInstancesPlayOtherEpisodesAndTheSameOnesAgain() {
        var one = Mdp.of(CartPole::new, SEED);
        var other = Mdp.of(CartPole::new, SEED);
        var child = one.newInstance();
        assertEquals(child.reset(), other.newInstance().reset());
        assertFalse(one.newInstance().reset().equals(one.reset()));
    }

    @Test
    @SuppressWarnings("deprecation") // Encodable.toArray, by rl4j.
    void arraysAreOfTheObservationsShapeAndBounds() {
        var mdp = Mdp.of(CartPole::new, SEED);
        var first = mdp.reset();
        var values = ((Observation.Vector) first.observation()).values();
        assertArrayEquals(values, first.getData().toFloatVector());
        assertArrayEquals(IntStream.range(0, 4).mapToDouble(i -> values[i]).toArray(), first.toArray());
        assertArrayEquals(new int[]{4}, mdp.getObservationSpace().getShape());
        assertEquals(-4.8f, mdp.getObservationSpace().getLow().getFloat(0));
        assertEquals(Float.POSITIVE_INFINITY, mdp.getObservationSpace().getHigh().getFloat(3));

        var ball = Mdp.of(BouncingBall::new, ActionGrid.of(new BouncingBall().actionSpace(), 3), SEED);
        var picture = (Observation.Frame) ball.reset().observation();
        var data = new EncodedObservation(picture).getData();
        assertArrayEquals(new long[]{64, 64, 3}, data.shape());
        assertArrayEquals(new long[]{64, 64, 3}, ball.getObservationSpace().getHigh().shape());
        assertEquals(255, ball.getObservationSpace().getHigh().getFloat(63, 63, 2));
        assertEquals(picture.at(20, 30, 1), data.getInt(20, 30, 1));
        assertEquals(9, ball.getActionSpace().getSize());
    }

    @Test
    void continuousActionsNeedAGrid() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Mdp.of(Pendulum::new, SEED));
        assertEquals("action space must be Discrete, since rl4j has no other, was Box F32[1] within -2.0..2.0: make a choice of it, "
                + "Mdp.of(envs, ActionGrid.of(box, 3), seed)", refusal.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Mdp.of(Pendulum::new, ActionGrid.of(Space.box(-1, 1, 1), 3), SEED));

        var pendulum = new Pendulum();
        var mdp = Mdp.of(Pendulum::new, grid(5), SEED);
        pendulum.reset(1);
        mdp.reset(1);
        assertEquals(pendulum.step(new float[]{-1}), mdp.step(1).getInfo());
        assertEquals(pendulum.step(new float[]{2}), mdp.step(4).getInfo());
        assertEquals(2, mdp.getActionSpace().noOp());
        assertThrows(IllegalArgumentException.class, () -> mdp.step(5));
    }

    @Test
    void randomActionsFollowFromTheSeed() {
        var draws = new ArrayList<Integer>();
        var again = new ArrayList<Integer>();
        var space = Mdp.of(Pendulum::new, grid(7), SEED).getActionSpace();
        var same = Mdp.of(Pendulum::new, grid(7), SEED).getActionSpace();
        for (int n = 0; n < 100; n++) {
            draws.add(space.randomAction());
            again.add(same.randomAction());
        }
        assertEquals(draws, again);
        assertEquals(7, draws.stream().distinct().count());
    }

    /** An MDP as others write them: counts up by the action, ends at 3. */
    private static final class Counter implements MDP<Box, Integer, DiscreteSpace> {
        private final ObservationSpace<Box> observations = new ArrayObservationSpace<>(new int[]{1});
        private int count;
        private boolean closed;

        @Override
        public ObservationSpace<Box> getObservationSpace() {
            return observations;
        }

        @Override
        public DiscreteSpace getActionSpace() {
            return new DiscreteSpace(2);
        }

        @Override
        public Box reset() {
            count = 0;
            return new Box(count);
        }

        @Override
        public StepReply<Box> step(Integer action) {
            count += action;
            return new StepReply<>(new Box(count), action * 0.5, isDone(), null);
        }

        @Override
        public boolean isDone() {
            return count == 3;
        }

        @Override
        public Counter newInstance() {
            return new Counter();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Nested
    class Foreign implements EnvContract {
        @Override
        public Env env() {
            return Mdp.env(new Counter());
        }

        @Override
        public boolean isRandom() {
            return false;
        }
    }

    @Test
    void aForeignMdpIsAnEnvironment() {
        var counter = new Counter();
        var env = Mdp.env(counter);
        assertEquals(Space.box(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 1), env.observationSpace());
        assertEquals(Space.discrete(2), env.actionSpace());
        assertEquals(new Observation.Vector(0), env.reset(1));
        assertEquals(new Step(new Observation.Vector(1), 0.5, false, false), env.step(new float[]{1}));
        assertEquals(new Step(new Observation.Vector(1), 0, false, false), env.step(new float[]{0}));
        env.step(new float[]{1});
        assertEquals(new Step(new Observation.Vector(3), 0.5, true, false), env.step(new float[]{1}));
        env.close();
        assertTrue(counter.closed);
    }

    @Test
    void aForeignMdpMayShowPictures() {
        var counter = new Counter();
        var env = Mdp.env(counter, Space.frame(1, 1, 1), seed -> {
            counter.reset();
            counter.count = (int) seed;
            return new Box(seed);
        });
        assertEquals(new Observation.Frame(1, 1, 1, new byte[]{(byte) 200}), env.reset(200));
        assertThrows(IllegalStateException.class, () -> env.reset(300));
        assertEquals("observation of the MDP must have 2 elements for Box F32[2] within 0.0..9.0, had 1",
                assertThrows(IllegalStateException.class, () -> Mdp.env(counter, Space.box(0, 9, 2), seed -> counter.reset()).reset(0))
                        .getMessage());
    }
}
