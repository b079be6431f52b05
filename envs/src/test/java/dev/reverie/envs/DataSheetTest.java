package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataSheetTest {
    @Test
    void aClassCommentBecomesPlainText() {
        var sheet = DataSheet.parse("""
                package maze;

                /**
                 * Find the way
                 * out of a {@link Maze}.
                 *
                 * <table>
                 * <caption>Data sheet</caption>
                 * <tr><td>action</td><td>one of {@code 0..3}</td></tr>
                 * <tr><td>truncated</td><td>after {@link Options#limit} steps, when |x| &lt; 3 and
                 * <i>not</i> before</td></tr>
                 * </table>
                 *
                 * <p>Source: {@link java.util.List#of(Object) here}.
                 */
                public final class Maze {
                """);
        assertEquals(Optional.of(new DataSheet("Find the way out of a Maze.",
                Map.of("action", "one of 0..3", "truncated", "after limit steps, when |x| < 3 and not before"), List.of("Source: here."))),
                sheet);
    }

    @Test
    void withoutASourceOrACommentThereIsNoSheet() {
        assertEquals(Optional.empty(), DataSheet.of(DataSheetTest.class));
        assertEquals(Optional.empty(), DataSheet.parse("public final class Maze {"));
    }

    @Test
    void everyEnvironmentOfOursHasOneWithItsRewardAndItsEnd() {
        for (var name : Envs.names()) {
            try (var env = Envs.make(name)) {
                DataSheet.of(env.getClass()).ifPresent(sheet -> assertTrue(
                        sheet.rows().keySet().containsAll(List.of("action", "observation", "reward", "terminated", "truncated")), name));
            }
        }
        assertTrue(DataSheet.of(CartPole.class).orElseThrow().about().startsWith("Keep a pole upright"));
    }
}
