package dev.reverie.experiments.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DreamFidelityTest {
    @TempDir
    Path folder;

    private static DreamFidelity of(double... dreamAndReal) {
        var points = new ArrayList<DreamFidelity.Point>();
        for (int i = 0; i < dreamAndReal.length; i += 2) {
            points.add(new DreamFidelity.Point(i, dreamAndReal[i], 1, dreamAndReal[i + 1], 2));
        }
        return new DreamFidelity(points);
    }

    @Test
    void theRankCorrelationKnowsOrderAlone() {
        assertEquals(1, of(1, 10, 2, 11, 300, 12).rankCorrelation(), 1e-12);
        assertEquals(-1, of(1, 12, 2, 11, 300, 10).rankCorrelation(), 1e-12);
        assertTrue(Double.isNaN(of(5, 1, 5, 2).rankCorrelation()));
    }

    /** Spearman (1904) without ties: 1 − 6 Σd² / n(n² − 1); here d = 0, 1, −1, 0. */
    @Test
    void withoutTiesItIsTheClosedForm() {
        assertEquals(1 - 6 * 2 / 60.0, of(1, 1, 2, 3, 3, 2, 4, 4).rankCorrelation(), 1e-12);
    }

    @Test
    void equalsShareTheirRank() {
        assertArrayEquals(new double[]{2.5, 1, 2.5, 4}, DreamFidelity.ranks(7, 3, 7, 9));
    }

    @Test
    void theBiasIsHowMuchTheDreamFlatters() {
        assertEquals(-5, of(1, 10, 2, 3).bias(), 1e-12);
    }

    @Test
    void whatIsSavedIsLoaded() throws IOException {
        var file = folder.resolve("fidelity.csv");
        var fidelity = of(1, 10, 2.5, Double.NaN);
        fidelity.save(file);
        assertEquals(fidelity, DreamFidelity.load(file));
        Files.writeString(file, "generation,dream,dreamMargin,real,realMargin\n1,2\n");
        assertThrows(FileException.class, () -> DreamFidelity.load(file));
    }
}
