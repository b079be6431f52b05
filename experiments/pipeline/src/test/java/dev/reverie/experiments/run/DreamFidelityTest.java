package dev.reverie.experiments.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Correlation;
import dev.reverie.core.FileException;
import dev.reverie.core.Scores;
import dev.reverie.core.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DreamFidelityTest {
    @TempDir
    Path folder;

    private static DreamFidelity of(double... dreamAndReal) {
        var points = new ArrayList<DreamFidelity.Point>();
        for (int i = 0; i < dreamAndReal.length; i += 2) {
            points.add(new DreamFidelity.Point("generation " + i, i, new Returns(dreamAndReal[i], 1, 0.5),
                    new Returns(dreamAndReal[i + 1], 2, 0.25), Returns.NONE));
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
        assertArrayEquals(new double[]{2.5, 1, 2.5, 4}, Correlation.ranks(7, 3, 7, 9));
    }

    @Test
    void theBiasIsHowMuchTheDreamFlatters() {
        assertEquals(-5, of(1, 10, 2, 3).bias(), 1e-12);
    }

    /** Fisher's interval for ρ = 0.58 and n = 12 reaches from 0.01 to 0.87; for twelve equal players it is nearly everything. */
    @Test
    void controllersOfOnePlateauSayNothingAndUnlikePlayersMuch() {
        var random = Seed.of(3).random();
        var plateau = new ArrayList<DreamFidelity.Point>();
        var unlike = new ArrayList<DreamFidelity.Point>();
        for (int i = 0; i < 12; i++) {
            plateau.add(point(800 + 90 * random.nextGaussian(), 800 + 90 * random.nextGaussian(), 180));
            unlike.add(point(200 + 60 * i + 20 * random.nextGaussian(), 150 + 60 * i + 20 * random.nextGaussian(), 40));
        }
        var little = new DreamFidelity(plateau).rankInterval();
        assertTrue(little.low() < -0.2 && little.high() > 0.3, little.toString());
        var much = new DreamFidelity(unlike).rankInterval();
        assertTrue(much.low() > 0.8, much.toString());
        assertEquals(much, new DreamFidelity(unlike).rankInterval());
    }

    /** Over many samples of pairs without any relation, a 95% interval leaves 0 out about once in twenty times. */
    @Test
    void theIntervalHoldsItsWord() {
        var random = Seed.of(4).random();
        int out = 0;
        for (int sample = 0; sample < 40; sample++) {
            var points = IntStream.range(0, 16).mapToObj(i -> point(random.nextGaussian(), random.nextGaussian(), 0.01)).toList();
            var interval = new DreamFidelity(points).rankInterval();
            out += interval.low() > 0 || interval.high() < 0 ? 1 : 0;
        }
        // binomial with 0.05: 8 or more of 40 come once in 1,500 times
        assertTrue(out < 8, out + " of 40 intervals leave 0 out");
    }

    private static DreamFidelity.Point point(double dream, double real, double margin) {
        return new DreamFidelity.Point("one", 1, new Returns(dream, margin, 0), new Returns(real, margin, 0), Returns.NONE);
    }

    @Test
    void whereAllAreWorthTheSameNoNumberIsShown() {
        assertEquals("2 players: rank correlation of dream and real unknown, since all are worth the same on one side, bias +2",
                of(5, 2, 5, 4).text("players"));
        assertEquals("4 players: rank correlation of dream and real 1.00 (95% interval 1.00 to 1.00), bias +0",
                of(1, 1, 200, 200, 3000, 3000, 40000, 40000).text("players"));
    }

    @Test
    void fewPlayersHaveNoInterval() {
        assertFalse(of(1, 10, 2, 11, 300, 12).rankInterval().isKnown());
    }

    @Test
    void theHistoryAloneIsWhatEvolutionMade() {
        var points = new ArrayList<>(of(1, 10, 2, 3, 4, 5).points());
        points.add(new DreamFidelity.Point("blind sweep 100", -1, new Returns(7, 1, 1), new Returns(8, 1, 1), Returns.NONE));
        assertEquals(List.of(2, 4), new DreamFidelity(points).evolved().points().stream().map(DreamFidelity.Point::generation).toList());
    }

    @Test
    void endsAreCountedForAThousandStepsOfBothSidesCutAlike() {
        // 600 and 400 end by themselves, 1,000 is cut off
        var scores = new Scores(new double[]{600, 400, 1000}, new int[]{600, 400, 1000}, new long[3]);
        assertEquals(1, Returns.ends(scores, 1000), 1e-12);
        assertEquals(1.5, Returns.ends(scores, 2100), 1e-12);
    }

    @Test
    void whatIsSavedIsLoaded() throws IOException {
        var file = folder.resolve("fidelity.csv");
        var points = new ArrayList<>(of(1, 10, 2.5, Double.NaN).points());
        points.add(
                new DreamFidelity.Point("blind sweep 100", -1, new Returns(7, 1, 1), new Returns(8, 1, 1), new Returns(9, 2, Double.NaN)));
        var fidelity = new DreamFidelity(points);
        fidelity.save(file);
        assertEquals(fidelity.points().subList(1, 3), DreamFidelity.load(file).points().subList(1, 3));
        assertEquals("player,generation,dream,dreamMargin,dreamEnds,real,realMargin,realEnds,whole,wholeMargin",
                Files.readAllLines(file).get(0));
        assertEquals("blind sweep 100,,7.0,1.0,1.0,8.0,1.0,1.0,9.0,2.0", Files.readAllLines(file).get(3));
        Files.writeString(file, Files.readAllLines(file).get(0) + "\none,2\n");
        assertThrows(FileException.class, () -> DreamFidelity.load(file));
    }

    @Test
    void aFileOfAnEarlierVersionIsRead() throws IOException {
        var file = folder.resolve("fidelity.csv");
        Files.writeString(file, "generation,dream,dreamMargin,real,realMargin\n5,926.0,43.0,870.0,94.0\n");
        var point = DreamFidelity.load(file).points().get(0);
        assertEquals("generation 5", point.player());
        assertEquals(926, point.dream().mean());
        assertEquals(870, point.whole().mean());
        assertTrue(Double.isNaN(point.real().ends()));
        Files.writeString(file, "generation,dream,dreamMargin,real,realMargin\n1,2\n");
        assertThrows(FileException.class, () -> DreamFidelity.load(file));
    }
}
