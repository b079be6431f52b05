package dev.reverie.gym;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Env;
import dev.reverie.core.EnvContract;
import dev.reverie.core.Observation;
import dev.reverie.core.Policy;
import dev.reverie.core.Rollout;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.VectorEnv;
import dev.reverie.core.VectorEnvContract;
import dev.reverie.envs.ActionGrid;
import dev.reverie.envs.Envs;
import dev.reverie.envs.Mdp;
import dev.reverie.envs.Resize;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bridge to the real Gymnasium, Box2D and ViZDoom. */
class GymLiveTest {
    @Nested
    class CartPole implements EnvContract {
        @Override
        public Env env() {
            return LivePython.env("CartPole-v1");
        }
    }

    @Nested
    class CartPolesTogether implements VectorEnvContract {
        @Override
        public VectorEnv vector(int count, VectorEnv.Autoreset autoreset) {
            return GymVectorEnv.make(GymOptions.of("CartPole-v1"), count, 2, autoreset, () -> GymClient.start(LivePython.here()));
        }

        @Override
        public Env env() {
            return LivePython.env("CartPole-v1");
        }
    }

    /** Determinism by seed, no traces, spaces, flags, together as alone. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Pendulum-v1         | 250 | Box F32[3] within [-1.0, -1.0, -8.0]..[1.0, 1.0, 8.0] | Box F32[1] within -2.0..2.0 | truncated after 200 steps",
        "MountainCar-v0      | 250 | Box F32[2] within [-1.2, -0.07]..[0.6, 0.07] | Discrete 0..2 | truncated after 200 steps",
        "CarRacing-v3        | 20  | Box U8[96, 96, 3] within 0.0..255.0 | Box F32[3] within [-1.0, 0.0, 0.0]..1.0 | not within 20 steps",
        "VizdoomTakeCover-v1 | 40  | Box U8[240, 320, 3] within 0.0..255.0 | Discrete 0..2 | not within 40 steps"})
    void theRealEnvironmentsKeepWhatIsPromised(String id, int steps, String observations, String actions, String end) {
        var options = GymOptions.of(id);
        var findings = new GymCheck(() -> LivePython.env(id),
                n -> GymVectorEnv.make(options, n, 1, VectorEnv.Autoreset.SAME_STEP, () -> GymClient.start(LivePython.here())), steps)
                .run();
        assertEquals(List.of(), findings.stream().filter(finding -> !finding.passed()).toList());
        assertEquals(List.of(observations, actions), findings.stream().limit(2).map(GymCheck.Finding::answer).toList());
        assertEquals(end, findings.get(6).answer());
    }

    @Test
    void tenThousandStepsTogetherAreThoseAloneThroughAllAutoresets() {
        int n = 4;
        var options = GymOptions.of("CartPole-v1");
        try (var ours = VectorEnv.of(n, () -> LivePython.env("CartPole-v1"));
                var theirs = GymVectorEnv.make(options, n, 2, VectorEnv.Autoreset.SAME_STEP, () -> GymClient.start(LivePython.here()))) {
            var alone = ours.allocate();
            var together = theirs.allocate();
            ours.reset(3, alone);
            theirs.reset(3, together);
            var random = Seed.of(4).random();
            int ends = 0;
            for (int t = 0; t < 10_000 / n; t++) {
                var actions = new float[n];
                for (int i = 0; i < n; i++) {
                    actions[i] = random.nextInt(2);
                }
                ours.step(actions, alone);
                theirs.step(actions, together);
                assertEquals(alone.observations(), together.observations(), "step " + t);
                assertEquals(alone.finalObservations(), together.finalObservations());
                assertArrayEquals(alone.rewards(), together.rewards());
                assertArrayEquals(alone.terminated(), together.terminated());
                ends += alone.done(0) ? 1 : 0;
            }
            assertTrue(ends > 50, ends + " ends");
        }
    }

    @Test
    void theServerCropsAndResizesAsWeDoToTheBit() {
        try (var seen = LivePython.env("CarRacing-v3", "crop", "0:84", "size", "64x64");
                var whole = Resize.of(LivePython.env("CarRacing-v3"), 64, 64).withRows(0, 84)) {
            assertEquals(whole.reset(5), seen.reset(5));
            for (int t = 0; t < 30; t++) {
                var action = new float[]{0.3f, 0.5f, 0};
                assertEquals(whole.step(action), seen.step(action), "step " + t);
            }
        }
    }

    @Test
    void aDoomFrameIsThePapersAndMinusOneIsLeft() {
        try (var doom =
                LivePython.env("VizdoomTakeCover-v1", "kwargs", "{\"screen_resolution\": \"RES_640X480\", \"render_hud\": true}", "crop",
                        "0:400", "size", "64x64", "choices", "2,0,1", "limit", "2100")) {
            assertEquals(Space.frame(64, 64, 3), doom.observationSpace());
            assertEquals(Space.box(-1, 1, 1), doom.actionSpace());
            assertEquals(2100, doom.spec().limit().orElseThrow());
            int left = wall(doom, -1);
            int stay = wall(doom, 0);
            int right = wall(doom, 1);
            // the left wall comes nearer, its bright edge moves inwards
            assertTrue(left > stay && stay > right, left + " " + stay + " " + right);
        }
    }

    /** How many columns from the left are side wall in row 32, after 30 tics of one action. */
    private static int wall(GymEnv doom, float action) {
        doom.reset(1);
        Observation.Frame frame = null;
        for (int t = 0; t < 30; t++) {
            frame = (Observation.Frame) doom.step(new float[]{action}).observation();
        }
        int columns = 0;
        while (columns < 63 && Math.abs(frame.at(25, columns, 0) - frame.at(25, columns + 1, 0)) < 10) {
            columns++;
        }
        return columns;
    }

    @Test
    void frameSkipAddsRewardsAndTheLimitTruncates() {
        try (var env = LivePython.env("CartPole-v1", "skip", "3", "limit", "7")) {
            env.reset(1);
            assertEquals(3, env.step(new float[]{1}).reward());
            assertEquals(3, env.step(new float[]{0}).reward());
            var last = env.step(new float[]{1});
            assertEquals("1.0 false true", last.reward() + " " + last.terminated() + " " + last.truncated());
            assertThrows(IllegalStateException.class, () -> env.step(new float[]{1}));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "discrete | Discrete 0..2                             | 2             | 7",
        "choices  | Box F32[2] within 0.0..[2.0, 5.0]         | 1.9 4.2       | 0 1 0 0 0 0 1",
        "bits     | Box F32[4] within 0.0..2.0                | 0 1 0.9 2     | 0 1 0 1",
        "grid     | Box F32[2, 2] within 0.0..[2.0, 3.0, 4.0, 2.0] | 1 2.5 3 0 | 0 1 0 0 1 0 0 0 1 1 0",
        "whole    | Box F32[2, 2] within -3.0..3.0            | -3 0.6 -0.4 3 | -3 1 0 3",
        "bytes    | Box F32[3] within 0.0..255.0              | 0 254.6 7     | 0 255 7",
        "long     | Box F32[2] within -9.0..1000000.0         | -9 1000000    | -9 1000000",
        "half     | Box F32[2] within -2.0..2.0               | -2 0.5        | -2 0.5",
        "double   | Box F32[1] within -2.0..2.0               | 0.25          | 0.25",
        "signs    | Box F32[2] within 0.0..1.0                | 0.4 0.6       | 0 1",
        "nested   | Box F32[5] within [0.0, -1.0, -1.0, 0.0, 0.0]..[3.0, 1.0, 1.0, 2.0, 2.0] | 2 0.5 -1 1 0 | 0 0 1 0.5 -1 1 0"})
    void everyKindOfSpaceGoesThereAndBack(String kind, String actions, String action, String shown) {
        try (var env = LivePython.env("test_envs:Spaces-v0", "kwargs", "{\"kind\": \"" + kind + "\"}")) {
            assertEquals(actions, env.actionSpace().toString().replaceFirst("within \\[0.0(, 0.0)+]\\.\\.", "within 0.0.."));
            env.reset(2);
            var step = env.step(numbers(action));
            assertEquals(Arrays.toString(numbers(shown)), Arrays.toString(((Observation.Vector) step.observation()).values()));
            assertEquals(0.1, step.reward());
            // whatever is drawn from the space as it is told, is in theirs
            Rollout.on(() -> LivePython.env("test_envs:Spaces-v0", "kwargs", "{\"kind\": \"" + kind + "\"}")).withMaxSteps(50)
                    .evaluate(Policy.random(env.actionSpace()), 1, Seed.of(1).child(kind));
        }
    }

    @Test
    void theLayoutTellsWhichNumbersAreWhat() {
        try (var env = LivePython.env("test_envs:Spaces-v0", "kwargs", "{\"kind\": \"nested\"}")) {
            assertEquals(List.of("0..2 gear: one-hot, Discrete(3, start=-1)", "3..4 wheels/0: numbers, Box(-1.0, 1.0, (2,), float32)",
                    "5..6 wheels/1: 0 or 1 each, MultiBinary(2)"),
                    env.spec().observationLayout().stream().map(GymSpec.Part::toString).toList());
            var choice = "the whole part of each number is the choice, ";
            assertEquals(List.of("0..0 gear: " + choice + "Discrete(3, start=-1)", "1..2 wheels/0: numbers, Box(-1.0, 1.0, (2,), float32)",
                    "3..4 wheels/1: " + choice + "MultiBinary(2)"),
                    env.spec().actionLayout().stream().map(GymSpec.Part::toString).toList());
        }
        try (var left = LivePython.env("test_envs:Spaces-v0", "kwargs", "{\"kind\": \"eyes\"}", "observe", "left")) {
            assertEquals(List.of("0..71 left: picture, Box(0, 255, (4, 6, 3), uint8)"),
                    left.spec().observationLayout().stream().map(GymSpec.Part::toString).toList());
        }
    }

    private static float[] numbers(String text) {
        var words = text.strip().split(" ");
        var numbers = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Float.parseFloat(words[i]);
        }
        return numbers;
    }

    @Test
    void oneOfSeveralPicturesCanBeChosen() {
        var eyes = "{\"kind\": \"eyes\"}";
        try (var left = LivePython.env("test_envs:Spaces-v0", "kwargs", eyes, "observe", "left", "crop", "1:3,2:6")) {
            assertEquals(Space.frame(2, 4, 3), left.observationSpace());
            assertEquals(18 + 6, ((Observation.Frame) left.reset(1)).at(0, 0, 0));
        }
        try (var right = LivePython.env("test_envs:Spaces-v0", "kwargs", eyes, "observe", "right")) {
            assertEquals(Space.frame(4, 6, 1), right.observationSpace());
            assertEquals(103, ((Observation.Frame) right.reset(1)).at(0, 1, 0));
        }
        var refusal = assertThrows(IllegalArgumentException.class,
                () -> LivePython.env("test_envs:Spaces-v0", "kwargs", eyes, "observe", "middle"));
        assertEquals("test_envs:Spaces-v0: observe must be all, render or one of left, right, was middle", refusal.getMessage());
    }

    @Test
    void whatIsDrawnCanBeObserved() {
        try (var env = LivePython.env("CartPole-v1", "observe", "render", "size", "40x60")) {
            assertEquals(Space.frame(40, 60, 3), env.observationSpace());
            assertEquals(env.reset(1), env.reset(1));
        }
    }

    @Test
    void anMdpOfRl4jPlaysIt() {
        var box = Space.box(-2, 2, 1);
        var mdp = Mdp.of(() -> LivePython.env("Pendulum-v1"), ActionGrid.of(box, 3), Seed.of(1));
        mdp.reset();
        int steps = 0;
        while (!mdp.isDone()) {
            mdp.step(steps++ % 3);
        }
        assertEquals(200, steps);
        mdp.close();
    }

    @Test
    void theVersionsThatDecideHowItPlaysAreTold() {
        LivePython.here();
        var software = Envs.entry("gym:CarRacing-v3").software(Map.of());
        assertEquals(Set.of("python", "gymnasium", "numpy", "box2d", "pygame-ce", "vizdoom"), software.keySet());
        software.values().forEach(version -> assertTrue(version.matches("\\d+\\.\\d+.*"), software.toString()));
        assertEquals(Map.of(), Envs.entry("CarRacing").software(Map.of()));
    }

    @Test
    void aTruncatedOrRandomMessageIsAnsweredOrEndsTheConnection() throws Exception {
        var python = LivePython.here();
        var process = new ProcessBuilder(python.executable(), LivePython.folder().resolve("fuzz_server.py").toString(),
                "src/main/resources/dev/reverie/gym/gym_server.py", "100000").redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
    }
}
