package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What everything that is saved and restored keeps: a strategy, a network in training, a metric of state.
 *
 * @param <T>
 *            what is saved
 */
public interface CheckpointContract<T> {
    /** A new one at its beginning. */
    T fresh();

    /** Takes it one step further: an update, a generation. */
    void advance(T subject);

    void save(T subject, Path file);

    T load(Path file);

    /** All that makes two of them behave alike, to be compared with {@code equals}; texts and lists, not arrays. */
    Object state(T subject);

    /** Whether the same state is saved as the same bytes; not so where a library writes the time of day into its files. */
    default boolean savesSameBytes() {
        return true;
    }

    @Test
    default void restoredContinuesIdentically(@TempDir Path folder) {
        var subject = fresh();
        for (int i = 0; i < 3; i++) {
            advance(subject);
        }
        save(subject, folder.resolve("checkpoint"));
        var restored = load(folder.resolve("checkpoint"));
        assertEquals(state(subject), state(restored));
        for (int i = 0; i < 3; i++) {
            var before = state(subject);
            advance(subject);
            advance(restored);
            assertNotEquals(before, state(subject), "advancing must show in the state");
            assertEquals(state(subject), state(restored), (i + 1) + " steps after the checkpoint");
        }
    }

    @Test
    default void savingChangesNothing(@TempDir Path folder) {
        var saved = fresh();
        var untouched = fresh();
        for (int i = 0; i < 3; i++) {
            save(saved, folder.resolve("checkpoint"));
            advance(saved);
            advance(untouched);
        }
        assertEquals(state(untouched), state(saved));
    }

    @Test
    default void sameStateIsSameFile(@TempDir Path folder) throws IOException {
        assumeTrue(savesSameBytes(), "the files hold more than the state");
        var one = fresh();
        var other = fresh();
        advance(one);
        advance(other);
        save(one, folder.resolve("one"));
        save(other, folder.resolve("other"));
        assertEquals(-1, Files.mismatch(folder.resolve("one"), folder.resolve("other")));
    }

    @Test
    default void aCutFileIsAnErrorThatNamesIt(@TempDir Path folder) throws IOException {
        var whole = folder.resolve("whole");
        save(fresh(), whole);
        var bytes = Files.readAllBytes(whole);
        for (int length : new int[]{0, 1, bytes.length / 2, bytes.length - 1}) {
            var cut = folder.resolve("cut-" + length);
            Files.write(cut, Arrays.copyOf(bytes, length));
            var error = assertThrows(FileException.class, () -> load(cut), length + " of " + bytes.length + " bytes");
            assertTrue(error.getMessage().contains(cut.toString()), error.getMessage());
        }
    }

    @Test
    default void aMissingFileIsAnErrorThatNamesIt(@TempDir Path folder) {
        var missing = folder.resolve("missing");
        var error = assertThrows(FileException.class, () -> load(missing));
        assertTrue(error.getMessage().contains(missing.toString()), error.getMessage());
    }
}
