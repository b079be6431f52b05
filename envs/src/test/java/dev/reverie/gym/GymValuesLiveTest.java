package dev.reverie.gym;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Observation;
import dev.reverie.core.Step;
import dev.reverie.core.VectorEnv;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What environments of people give: taken where it can only be meant in one way, else told with its name, its step and its value. */
class GymValuesLiveTest {
    private static final String AT = ", at step 2 of the episode with seed 7";
    private static GymClient client;

    @BeforeAll
    static void start() {
        client = GymClient.start(LivePython.here());
    }

    @AfterAll
    static void end() {
        if (client != null) {
            client.close();
        }
    }

    /** Not to be closed: all are made on one connection. */
    private static GymEnv odd(String id, String kwargs) {
        return GymEnv.make(client, LivePython.options("test_envs:" + id, "kwargs", "{" + kwargs + "}"));
    }

    private static Step second(String kwargs) {
        var env = odd("Odd-v0", kwargs);
        env.reset(7);
        env.step(new float[]{0});
        return env.step(new float[]{0});
    }

    private static String wrong(String id, String kwargs) {
        return assertThrows(IllegalArgumentException.class, () -> {
            var env = odd(id, kwargs);
            env.reset(7);
            env.step(new float[]{0});
            env.step(new float[]{0});
        }).getMessage();
    }

    @ParameterizedTest
    @CsvSource({"int, 2", "bool, 1", "float32, 0.5", "int8, -3", "numpy bool, 1", "one, 0.5", "0d, 0.5", "nested, 0.5"})
    void oneNumberIsAReward(String kind, double expected) {
        assertEquals(expected, second("\"reward\": \"" + kind + "\"").reward());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "none      | a finite number, was None", "nan       | a finite number, was nan", "inf       | a finite number, was -inf",
        "numpy nan | a finite number, was nan", "two       | a finite number, was array([1., 2.])", "empty     | a finite number, was []",
        "string    | a finite number, was '1.0'", "complex   | a finite number, was 1j", "ragged    | a finite number, was [[1], [1, 2]]",
        "large     | within ±3.4e38, was 1e+39", "dict      | a finite number, was {'a': 1}"})
    void aRewardThatIsNoNumberIsToldWithItsStep(String kind, String message) {
        assertEquals("test_envs:Odd-v0: step: reward must be " + message + AT, wrong("Odd-v0", "\"reward\": \"" + kind + "\""));
    }

    @Test
    void aRewardOfManyDigitsIsToldShortly() {
        var message = wrong("Odd-v0", "\"reward\": \"huge\"");
        assertTrue(message.matches("test_envs:Odd-v0: step: reward must be a finite number, was 10{77,79}….*" + AT), message);
    }

    @ParameterizedTest
    @CsvSource({"numpy", "one", "int", "float"})
    void oneTruthIsAFlag(String kind) {
        var terminated = second("\"terminated\": \"" + kind + "\"");
        assertEquals("true false", terminated.terminated() + " " + terminated.truncated());
        var both = second("\"terminated\": \"" + kind + "\", \"truncated\": \"" + kind + "\"");
        assertEquals("true true", both.terminated() + " " + both.truncated());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            value = {"none | None", "string | 'False'", "two | array([ True, False])", "many | 2", "nan | nan",
                "empty | array([], dtype=bool)"})
    void aFlagThatIsNoneIsTold(String kind, String value) {
        assertEquals("test_envs:Odd-v0: step: terminated must be true or false, was " + value + AT,
                wrong("Odd-v0", "\"terminated\": \"" + kind + "\""));
        assertEquals("test_envs:Odd-v0: step: truncated must be true or false, was " + value + AT,
                wrong("Odd-v0", "\"truncated\": \"" + kind + "\""));
    }

    @ParameterizedTest
    @CsvSource({"list", "float64", "tuple"})
    void numbersOfAnyTypeAreAnObservation(String kind) {
        assertEquals("[1.0, 2.5, 1.0]",
                Arrays.toString(((Observation.Vector) second("\"observation\": \"" + kind + "\"").observation()).values()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "nan      | observation[1] must be a finite number, was nan", "inf      | observation[2] must be a finite number, was -inf",
        "wide     | observation[0] must be a finite number, was inf", "column   | observation must have shape [3], had [3, 1]",
        "scalar   | observation must have shape [3], had []", "short    | observation must have shape [3], had [1]",
        "none     | observation must be numbers, was None", "strings  | observation must be numbers, was ['1', '2', '3']",
        "ragged   | observation must be numbers, was [[1], 2, 3]",
        "objects  | observation must be numbers, was array([None, None, None], dtype=object)",
        "choice   | observation must be a choice within 5..7, was 8", "half     | observation must be a choice within 0..2, was 0.5",
        "choices  | observation must be a choice within 0..2, was -1", "no part  | observation must have a part b, was {'a': [0, 0, 0]}",
        "part     | observation b[1] must be a finite number, was nan", "turned   | observation must have shape [2, 4, 3], had [4, 2, 3]",
        "bright   | observation must be whole numbers within 0..255, was array([[[256, 256, 256], [256, 256, 256]], [[256, 256, 256], [256, 256, 256]]])"})
    void anObservationThatIsNoneIsTold(String kind, String message) {
        assertEquals("test_envs:Odd-v0: step: " + message + AT, wrong("Odd-v0", "\"observation\": \"" + kind + "\""));
    }

    @Test
    void picturesAreTakenWithoutLossOrRefused() {
        var same = (Observation.Frame) second("\"observation\": \"picture\"").observation();
        assertEquals(7, same.at(1, 1, 2));
        assertEquals(6, ((Observation.Frame) second("\"observation\": \"grey\"").observation()).at(1, 2, 0));
        assertTrue(wrong("Odd-v0", "\"observation\": \"fraction\"").contains("must be whole numbers within 0..255, was array([[[0.5"));
    }

    @Test
    void channelsThatComeFirstAreTurned() {
        var env = odd("Odd-v0", "\"observation\": \"first\"");
        assertEquals("[0..29: picture, channels first there, Box(0, 255, (3, 2, 5), uint8)]", env.spec().observationLayout().toString());
        var frame = (Observation.Frame) second("\"observation\": \"first\"").observation();
        assertEquals("2 5 3", frame.height() + " " + frame.width() + " " + frame.channels());
        assertEquals(2 * 10 + 5 + 3, frame.at(1, 3, 2));
    }

    @Test
    void whatIsOutsideItsSpaceIsTakenAndLeftToTheCheck() {
        assertEquals(99, ((Observation.Vector) second("\"observation\": \"outside\"").observation()).values()[0]);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Odd-v0        | old step   | step must give observation, reward, terminated, truncated, info, as in Gymnasium since version 0.26, gave 4 values, ([1, 2.5, True], 2, False, {}), at step 2 of the episode with seed 7",
        "Odd-v0        | nothing    | step must give observation, reward, terminated, truncated, info, as in Gymnasium since version 0.26, gave None, at step 2 of the episode with seed 7",
        "OddLimited-v0 | old step   | step must be as Gymnasium calls it since version 0.26: not enough values to unpack (expected 5, got 4), at step 2 of the episode with seed 7",
        "Odd-v0        | bare reset | reset must give observation, info, as in Gymnasium since version 0.26, gave array(",
        "Odd-v0        | no info    | reset must give observation, info, as in Gymnasium since version 0.26, gave 2 values, (array("})
    void theOldWayOfStepAndResetIsTold(String id, String call, String message) {
        var told = wrong(id, "\"call\": \"" + call + "\"");
        assertTrue(told.startsWith("test_envs:" + id + ": " + message.substring(0, message.indexOf(' ')) + ": " + message), told);
    }

    @Test
    void aResetWithoutASeedIsTold() {
        var told = wrong("Unseeded-v0", "");
        assertTrue(told.matches("test_envs:Unseeded-v0: reset: reset must be as Gymnasium calls it since version 0.26: .*'seed'"
                + ", at the start of the episode with seed 7"), told);
    }

    @Test
    void anInfoMayBeMissing() {
        odd("Odd-v0", "\"call\": \"null info\"").reset(1);
    }

    @Test
    void ofSeveralTheOneIsTold() {
        try (var vector = GymVectorEnv.make(LivePython.options("test_envs:Odd-v0", "kwargs", "{\"reward\": \"none\"}"), 3, 1,
                VectorEnv.Autoreset.SAME_STEP, () -> GymClient.start(LivePython.here()))) {
            var out = vector.allocate();
            vector.reset(7, out);
            vector.step(new float[3], out);
            assertEquals("test_envs:Odd-v0: step: reward must be a finite number, was None, at environment 0 of 3, step 2 of the episode "
                    + "with seed 7", assertThrows(IllegalArgumentException.class, () -> vector.step(new float[3], out)).getMessage());
            vector.reset(8, out);
        }
    }

    @Test
    void moreChoicesThanThereIsRoomForAreRefusedBeforeTheyAreMade() {
        var refusal = assertThrows(IllegalArgumentException.class,
                () -> LivePython.env("test_envs:Spaces-v0", "kwargs", "{\"kind\": \"billions\"}"));
        assertEquals("test_envs:Spaces-v0: the observation must have at most 16777216 numbers, would have 4000000000: choices are one-hot",
                refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"reward\": \"none\"          | same seed, same episode         | test_envs:Odd-v0: step: reward must be a finite number, was None",
        "\"observation\": \"nan\"      | same seed, same episode         | test_envs:Odd-v0: step: observation[1] must be a finite number",
        "\"call\": \"old step\"        | same seed, same episode         | test_envs:Odd-v0: step: step must be as Gymnasium calls it since version 0.26: ",
        "\"observation\": \"outside\"  | observations within their space | no: at step 2, number 0 must be within -10.0..10.0, was 99.0"})
    void theCheckFindsThem(String kwargs, String question, String answer) {
        var options = LivePython.options("test_envs:Odd-v0", "kwargs", "{" + kwargs + "}", "limit", "5");
        var findings = new GymCheck(() -> GymEnv.make(GymClient.start(LivePython.here()), options),
                n -> GymVectorEnv.make(options, n, 1, VectorEnv.Autoreset.SAME_STEP, () -> GymClient.start(LivePython.here())), 5).run();
        var failed = findings.stream().filter(finding -> !finding.passed()).toList();
        assertEquals(question, failed.get(0).question(), findings.toString());
        assertTrue(failed.get(0).answer().startsWith(answer), failed.toString());
    }
}
