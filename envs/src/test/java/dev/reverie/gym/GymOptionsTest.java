package dev.reverie.gym;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reverie.core.Space;
import dev.reverie.envs.Envs;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked for, and what is told. */
class GymOptionsTest {
    @Test
    void optionsBecomeTheRequest() throws IOException {
        var options = LivePython.options("CarRacing-v3", "kwargs", "{\"continuous\": false}", "crop", ":84,6:", "size", "64x32", "choices",
                "2,0,1", "limit", "50", "timeout", "1.5");
        var expected = """
                {"id": "CarRacing-v3", "count": 4, "skip": 1, "observe": "", "replyLimit": 1000, "seconds": 1.5,
                 "kwargs": {"continuous": false}, "limit": 50, "crop": [0, 84, 6, 0], "size": [64, 32], "choices": [2, 0, 1]}""";
        var mapper = JsonMapper.builder().build();
        assertEquals(mapper.readTree(expected), mapper.readTree(options.request(4, 1000)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "crop    | 84      | crop must be FROM:TO",
        "size    | 64      | size must be HEIGHTxWIDTH, was '64'",
        "size    | 0x64    | size must be HEIGHTxWIDTH, was '0x64'",
        "skip    | 0       | skip must be >= 1, was 0",
        "limit   | -1      | limit must be >= 0, was -1",
        "choices | a,b     | choices must be whole numbers with commas between, was 'a,b'",
        "kwargs  | [1]     | kwargs must be a JSON object such as {\"continuous\": false}, was [1]",
        "kwargs  | {       | kwargs must be a JSON object",
        "timeout | 0       | timeout must be > 0 and < 1e6 seconds, was 0.0",
        "cropp   | 0:84    | did you mean crop?"})
    void wrongOptionsAreRefusedBeforeAnythingStarts(String name, String value, String message) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Envs.make("gym:CarRacing-v3", Map.of(name, value)));
        assertTrue(refusal.getMessage().startsWith("environment gym:CarRacing-v3: ") && refusal.getMessage().contains(message),
                refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "gym+ftp://127.0.0.1:1/A-v0     | must be gym:ID",
        "gym+http://127.0.0.1/A-v0      | must be gym:ID",
        "gym+http://127.0.0.1:99999/A   | port in 'gym+http://127.0.0.1:99999/A' must be within 1..65535",
        "gym:                           | unknown",
        "gymCarRacing-v3                | unknown"})
    void wrongNamesAreRefused(String name, String message) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Envs.entry(name));
        assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    }

    @Test
    void theVersionIsThatOfTheRules() {
        assertEquals("v3", Envs.entry("gym:CarRacing-v3").version());
        assertEquals("v12", Envs.entry("gym+http://[::1]:5000/my_module:ALE/Pong-v12").version());
        assertEquals("unversioned", Envs.entry("gym:Mine").version());
    }

    @Test
    void otherMachinesAreRefusedUnlessAllowed() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Envs.make("gym+http://192.0.2.1:5000/CartPole-v1"));
        assertEquals("environment gym+http://192.0.2.1:5000/CartPole-v1: host 192.0.2.1 is not this machine, and everything would go over "
                + "the network unencrypted; allow it with remote=true, or make a tunnel to 127.0.0.1", refusal.getMessage());
        assertThrows(IllegalArgumentException.class,
                () -> GymClient.connect(java.net.InetSocketAddress.createUnresolved("192.0.2.1", 1), "t"));
    }

    @Test
    void spacesAreReadAsTold() throws IOException {
        var spec = GymSpec.of("""
                {"id": "A-v0", "observation": {"kind": "frame", "shape": [4, 6, 3], "low": [0], "high": [255],
                  "layout": [{"path": "eye/left", "space": "Box(…)", "offset": 0, "size": 72, "meaning": "picture"}]},
                 "action": {"kind": "box", "shape": [2], "low": [-1, -Infinity], "high": [1]}, "limit": null}""".getBytes());
        assertEquals(Space.frame(4, 6, 3), spec.observationSpace());
        assertEquals(Space.box(new float[]{-1, Float.NEGATIVE_INFINITY}, new float[]{1, 1}), spec.actionSpace());
        assertEquals("[0..71 eye/left: picture, Box(…)]", spec.observationLayout().toString());
        assertTrue(spec.limit().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{}", "[]", "{\"observation\": {\"kind\": \"frame\", \"shape\": [4, 6]}}",
        "{\"observation\": {\"kind\": \"box\", \"shape\": [2000000000, 2000000000], \"low\": [0], \"high\": [1]}}",
        "{\"observation\": {\"kind\": \"discrete\", \"n\": 3}}",
        "{\"observation\": {\"kind\": \"frame\", \"shape\": [4, 6, 3]}, \"action\": {\"kind\": \"discrete\", \"n\": 0}}",
        "{\"observation\": {\"kind\": \"box\", \"shape\": [2], \"low\": [1, 2, 3], \"high\": [4]}}"})
    void spacesThatAreNoneAreRefused(String json) {
        assertThrows(IOException.class, () -> GymSpec.of(json.getBytes()));
    }
}
