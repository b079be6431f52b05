package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RolloutTest {
    private static final Policy RANDOM = Policy.random(Space.discrete(2));
    private static final Seed SEED = Seed.of(3);

    private static Map<Integer, Episode> collect(Rollout rollout, int episodes) {
        var all = new ConcurrentSkipListMap<Integer, Episode>();
        assertEquals(rollout.collect(RANDOM, episodes, SEED, all::put), all.size());
        return new TreeMap<>(all);
    }

    @Test
    void anEpisodeIsWhatAPlainLoopGives() {
        var episode = Rollout.collect(new Walk(), RANDOM, 2, SEED).get(1);
        var env = new Walk();
        var actor = RANDOM.begin(SEED.child("policy", 1));
        var observation = env.reset(Rollout.environmentSeed(SEED, 1));
        assertEquals(Rollout.environmentSeed(SEED, 1), episode.seed());
        double sum = 0;
        for (int t = 0; t < episode.length(); t++) {
            assertEquals(observation, episode.observation(t));
            var action = actor.act(observation);
            assertArrayEquals(action, episode.action(t));
            var step = env.step(action);
            assertEquals((float) step.reward(), episode.rewards()[t]);
            sum += episode.rewards()[t];
            observation = step.observation();
            assertEquals(t == episode.length() - 1, step.done());
        }
        assertEquals(observation, episode.observation(episode.length()));
        assertEquals(sum, episode.totalReward());
        assertTrue(episode.terminated() ^ episode.truncated());
    }

    @Test
    void episodesAreTheSameOnAnyNumberOfThreads() {
        var rollout = Rollout.on(() -> new Walk(true));
        var expected = collect(rollout, 40);
        for (int threads : new int[]{2, 5, 64}) {
            assertEquals(expected, collect(rollout.withThreads(threads), 40));
        }
    }

    @Test
    void episodesPlayedByThemselvesAreThoseOfTheWhole() {
        var whole = collect(Rollout.on(Walk::new), 20);
        var some = new ConcurrentSkipListMap<Integer, Episode>();
        Rollout.on(Walk::new).withThreads(2).collect(RANDOM, new int[]{17, 3, 4}, SEED, some::put);
        assertEquals(Map.of(3, whole.get(3), 4, whole.get(4), 17, whole.get(17)), new TreeMap<>(some));
    }

    @Test
    void aPolicyThatReadsItsEnvironmentIsAskedForOneOnEach() {
        Policy reads = new Policy() {
            @Override
            public Policy on(Env env) {
                assertTrue(env instanceof Walk, "the environment itself, not a wrapper: " + env);
                return RANDOM;
            }

            @Override
            public Actor begin(Seed seed) {
                throw new IllegalStateException("plays on no environment");
            }
        };
        assertEquals(Rollout.collect(new Walk(), RANDOM, 3, SEED), Rollout.collect(new Walk(), reads, 3, SEED));
        assertEquals(Rollout.collect(new Walk(), RANDOM.held(2, 3), 3, SEED), Rollout.collect(new Walk(), reads.held(2, 3), 3, SEED));
        assertEquals(Rollout.evaluate(new Walk(), RANDOM, 3, SEED), Rollout.evaluate(new Walk(), reads, 3, SEED));
    }

    @Test
    void theFrameCapIsTheSameOnAnyNumberOfThreads() {
        var all = collect(Rollout.on(Walk::new), 100);
        var rollout = Rollout.on(Walk::new).withMaxFrames(500);
        var capped = collect(rollout, 100);
        int frames = 0;
        for (var episode : capped.values()) {
            assertTrue(frames < 500);
            frames += episode.length();
        }
        assertTrue(frames >= 500);
        capped.forEach((i, episode) -> assertEquals(all.get(i), episode));
        for (int threads : new int[]{2, 5, 16}) {
            assertEquals(capped, collect(rollout.withThreads(threads), 100), threads + " threads");
        }
    }

    @Test
    void theStepCapTruncates() {
        for (var episode : collect(Rollout.on(Walk::new).withMaxSteps(3), 20).values()) {
            assertTrue(episode.length() <= 3);
            assertEquals(episode.length() == 3 && !episode.terminated(), episode.truncated());
        }
    }

    @Test
    void scoresAreThoseOfTheEpisodes() {
        var episodes = collect(Rollout.on(Walk::new), 30);
        var scores = Rollout.on(Walk::new).withThreads(3).evaluate(RANDOM, 30, SEED);
        assertEquals(Rollout.evaluate(new Walk(), RANDOM, 30, SEED), scores);
        episodes.forEach((i, episode) -> {
            assertEquals(episode.totalReward(), scores.returns()[i], 1e-5);
            assertEquals(episode.length(), scores.lengths()[i]);
            assertEquals(episode.seed(), scores.seeds()[i]);
        });
        assertEquals(scores, Rollout.on(Walk::new).evaluate(RANDOM, scores.seeds(), SEED));
    }

    @Test
    void progressRisesToTheTotal() {
        var progress = new RecordedProgress();
        Rollout.on(Walk::new).withThreads(4).withProgress(progress).evaluate(RANDOM, 25, SEED);
        assertEquals(25, progress.updates().size());
        assertEquals(25, progress.updates().get(24).step());
    }

    @Test
    void aFailureEndsTheRolloutAndIsThrown() {
        Policy failing = seed -> observation -> new float[]{seed.path().endsWith("/7") ? 5 : 0};
        for (int threads : new int[]{1, 4}) {
            for (long frames : new long[]{Long.MAX_VALUE, 1_000_000}) {
                var rollout = Rollout.on(Walk::new).withThreads(threads).withMaxFrames(frames);
                var error = assertThrows(IllegalArgumentException.class, () -> rollout.collect(failing, 1000, SEED, (i, episode) -> {
                }));
                assertTrue(error.getMessage().contains("action"), error.getMessage());
            }
        }
    }

    @Test
    void anInterruptEndsItBetweenEpisodes() {
        var rollout = Rollout.on(Walk::new);
        assertThrows(CancellationException.class,
                () -> rollout.collect(RANDOM, 1000, SEED, (i, episode) -> Thread.currentThread().interrupt()));
        assertTrue(Thread.interrupted(), "the flag stays set");
    }

    @Test
    void aSweepGoesFromEndToEndAndBack() {
        var sweep = Policy.sweep(Space.box(new float[]{-1, 0}, new float[]{1, 5}));
        var firsts = new HashSet<Float>();
        for (int i = 0; i < 20; i++) {
            var actor = sweep.begin(SEED.child("sweep", i));
            boolean up = actor.act(null)[0] > 0;
            firsts.add(up ? 1f : -1f);
            assertArrayEquals(up ? new float[]{-1, 0} : new float[]{1, 5}, actor.act(null));
            assertArrayEquals(up ? new float[]{1, 5} : new float[]{-1, 0}, actor.act(null));
        }
        assertEquals(2, firsts.size(), "either end may be first");
        var choices = Policy.sweep(Space.discrete(4)).begin(SEED);
        assertEquals(3, choices.act(null)[0] + choices.act(null)[0]);
        var unbounded = Space.box(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 1);
        assertThrows(IllegalArgumentException.class, () -> Policy.sweep(unbounded));
    }

    @Test
    void heldActionsAreHeldForTheStatedNumbersOfSteps() {
        var held = RANDOM.held(2, 4).begin(SEED);
        var counter = new int[1];
        Policy counting = seed -> observation -> new float[]{counter[0]++};
        var numbers = counting.held(2, 4).begin(SEED);
        var runs = new int[5];
        float before = -1;
        int run = 0;
        for (int t = 0; t < 9_000; t++) {
            float action = numbers.act(null)[0];
            assertTrue(Space.discrete(2).contains(held.act(null)));
            if (action != before && t > 0) {
                runs[run]++;
                run = 0;
            }
            before = action;
            run++;
        }
        assertEquals(0, runs[0] + runs[1]);
        for (int length = 2; length <= 4; length++) {
            assertTrue(Math.abs(runs[length] - 1000) < 120, runs[length] + " runs of " + length);
        }
        assertThrows(IllegalArgumentException.class, () -> RANDOM.held(3, 2));
    }

    @Test
    void aBorrowedEnvironmentStaysOpenAndOwnOnesAreClosed() {
        var open = new boolean[]{true};
        Env env = Walk.closing(() -> open[0] = false);
        Rollout.evaluate(env, RANDOM, 2, SEED);
        assertTrue(open[0]);
        Rollout.on(() -> env).evaluate(RANDOM, 2, SEED);
        assertFalse(open[0]);
    }

    @Test
    void wrongOptionsAreNamed() {
        assertEquals("maxSteps must be >= 1, was 0",
                assertThrows(IllegalArgumentException.class, () -> Rollout.on(Walk::new).withMaxSteps(0)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> Rollout.on(Walk::new).withThreads(0));
        assertThrows(IllegalArgumentException.class, () -> Rollout.on(Walk::new).withMaxFrames(0));
        assertThrows(IllegalArgumentException.class, () -> Rollout.on(Walk::new).evaluate(RANDOM, 0, SEED));
    }

    /** Interrupts a thread at its hundredth step, and never ends. */
    private record Endless(Thread caller, AtomicInteger steps) implements Env {
        @Override
        public Observation reset(long seed) {
            return new Observation.Vector(0);
        }

        @Override
        public Step step(float[] action) {
            if (steps.incrementAndGet() == 100) {
                caller.interrupt();
            }
            return new Step(new Observation.Vector(0), 0, false, false);
        }

        @Override
        public Space.Box observationSpace() {
            return Space.box(new float[]{0}, new float[]{1});
        }

        @Override
        public Space actionSpace() {
            return Space.discrete(2);
        }
    }

    @Test
    void anInterruptEndsEpisodesWithoutEndOnEveryThread() {
        var steps = new AtomicInteger();
        var env = new Endless(Thread.currentThread(), steps);
        assertThrows(CancellationException.class, () -> Rollout.on(() -> env).withThreads(3).evaluate(RANDOM, 3, SEED));
        assertTrue(Thread.interrupted(), "the flag stays set");
        steps.set(0);
        try (var crew = new WorkerTeam(2, "helpers")) {
            assertThrows(CancellationException.class, () -> crew.run(2, part -> Rollout.evaluate(env, RANDOM, 1, SEED)),
                    "from within a part");
        }
        assertTrue(Thread.interrupted(), "the flag stays set");
    }
}
