package dev.reverie.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.core.Scores;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SweepTest {
    /** Margin 12.706 times the distance of the two returns from their mean. */
    private static Sweep.Entry entry(String value, double real, double spread) {
        var scores = new Scores(new double[]{real - spread, real + spread}, new int[]{1, 1}, new long[2]);
        return new Sweep.Entry(value, Optional.of(scores), scores, scores, new DreamFidelity(List.of(
                new DreamFidelity.Point("generation 1", 1, new Returns(3, 0, 0), new Returns(1, 0, 0), Returns.NONE))));
    }

    @Test
    void theGreatestRealScoreIsRecommendedAndWhatIsNotToldFromItNamed() {
        var sweep = new Sweep("dream.temperature", List.of(entry("0.1", 10, 0.1), entry("1.0", 19, 0.1), entry("1.15", 20, 0.1)));
        assertEquals("recommended: dream.temperature=1.15, of the greatest real score; intervals that overlap with its own: 1.0",
                sweep.recommendation());
    }

    @Test
    void theTableHasARowForEachValue() {
        var table = new Sweep("vae.beta", List.of(entry("0.1", 10, 0))).table();
        assertEquals(List.of(List.of("0.1", "10 ± 0", "10 ± 0", "10 ± 0", "10 to 10", "–", "–", "+2")), table.rows());
    }
}
