package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Dataset;
import dev.reverie.core.Env;
import dev.reverie.core.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvsTest {
    /** Brings a TakeCover of 20 tics; registered by the test's resources. */
    public static final class Provider implements EnvProvider {
        @Override
        public List<EnvEntry> entries() {
            return List.of(new EnvEntry("Sprint", "7", "TakeCover, but short.", List.of(new EnvOption("tics", "20", ">= 1")),
                    options -> new TakeCover(TakeCover.Options.defaults().withLimit(options.integer("tics")))));
        }
    }

    private static void assertRefused(String message, Runnable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    private static int length(Env env) {
        env.reset(1);
        int steps = 0;
        Step step;
        do {
            step = env.step(new float[]{0});
            steps++;
        } while (!step.done());
        return steps;
    }

    @Test
    void everyEntryMakesANewEnvironment() {
        for (var name : Envs.names()) {
            try (var one = Envs.make(name); var other = Envs.make(name)) {
                assertNotSame(one, other);
                assertEquals(name, Envs.entry(name).name());
                assertTrue(!Envs.entry(name).description().isBlank());
            }
        }
        assertInstanceOf(TakeCover.class, Envs.make("TakeCover"));
    }

    @Test
    void optionsReachTheEnvironment() {
        assertEquals(30, length(Envs.make("TakeCover", Map.of("limit", "30"))));
        assertEquals(15, length(Envs.make("TakeCover", Map.of("limit", "30", "frameSkip", "2"))));
    }

    @Test
    void aUsersOwnIsFound() {
        assertTrue(Envs.names().contains("Sprint"));
        assertEquals(20, length(Envs.make("Sprint")));
        assertEquals(5, length(Envs.make("Sprint", Map.of("tics", "5"))));
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearestAndAll() {
        var known = String.join(", ", Envs.names());
        assertRefused("environment: unknown 'TakeCovr'; did you mean TakeCover? known: " + known, () -> Envs.make("TakeCovr"));
        assertRefused("environment: unknown 'takecover'; did you mean TakeCover? known: " + known, () -> Envs.make("takecover"));
        assertRefused("environment: unknown 'Tetris'; known: " + known, () -> Envs.make("Tetris"));
    }

    @Test
    void anUnknownOptionIsAnsweredWithTheNearestAndAll() {
        assertRefused("environment TakeCover: unknown option 'frameskp'; did you mean frameSkip? known: frameSkip, limit, size, state",
                () -> Envs.make("TakeCover", Map.of("frameskp", "2")));
        assertRefused("environment TakeCover: unknown option 'gravity'; known: frameSkip, limit, size, state",
                () -> Envs.dataset("TakeCover", Map.of("gravity", "2"), ""));
    }

    @Test
    void aWrongValueIsAnsweredWithWhatIsAllowed() {
        assertRefused("environment TakeCover: frameSkip must be a whole number, was 'two'",
                () -> Envs.make("TakeCover", Map.of("frameSkip", "two")));
        assertRefused("environment TakeCover: limit must be >= 1, was 0", () -> Envs.make("TakeCover", Map.of("limit", "0")));
    }

    @Test
    void optionsAreReadAsNumbersAndFlags() {
        var options = new EnvOptions(Map.of("on", "true", "off", "false", "half", "0.5", "some", "many"));
        assertTrue(options.flag("on") && !options.flag("off"));
        assertEquals(0.5, options.number("half"));
        assertEquals("many", options.text("some"));
        assertRefused("some must be true or false, was 'many'", () -> options.flag("some"));
        assertRefused("some must be a finite number, was 'many'", () -> options.number("some"));
        assertRefused("half must be a whole number, was '0.5'", () -> options.integer("half"));
        assertRefused("option other is read but not declared in the entry", () -> options.text("other"));
    }

    @Test
    void aDatasetSaysAllOptionsWhetherSpelledOutOrNot() {
        var expected = new Dataset("TakeCover", "2", Map.of("frameSkip", "1", "limit", "900", "size", "64", "state", "false"), "abc");
        assertEquals(expected, Envs.dataset("TakeCover", Map.of("limit", "900"), "abc"));
        assertEquals(expected, Envs.dataset("TakeCover", Map.of("limit", "900", "frameSkip", "1"), "abc"));
    }

    @Test
    void anOptionDeclaredTwiceIsRefused() {
        var option = new EnvOption("size", "9", "rooms a side");
        assertRefused("environment Maze: option size is declared twice",
                () -> new EnvEntry("Maze", "1", "Find the way out.", List.of(option, option), options -> new TakeCover()));
    }
}
