package dev.reverie.controller.es;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CmaConstantsTest {
    /** Computed from Table 1 of Hansen's tutorial in decimal arithmetic of 40 digits. */
    @ParameterizedTest
    @CsvSource({
        "10, 10, true, 0.456272646903406, -0.549749917697385, 3.1672992814107, 0.284428587946367, 1.28442858794637, 0.294990383035622, "
                + "0.0152838245247517, 0.0235517766504175, 3.08472656516901, 2.57495692029967",
        "1088, 64, true, 0.116656804379777, -0.0589850850990822, 17.6216524068557, 0.0176672698252669, 1.01766726982527, 0.00367772641030182, "
                + "1.68549915371919e-06, 2.68128348299729e-05, 32.9772670935564, 206.410414887502",
        "867, 64, false, 0.116656804379777, 0, 17.6216524068557, 0.0220561767508352, 1.02205617675084, 0.00461554217923816, "
                + "2.65265178187274e-06, 4.21844589273996e-05, 29.4363751488502, 164.635413012489",
        "2, 6, true, 0.637042571241217, -1.15598177815892, 2.02861146461006, 0.446204987378317, 1.44620498737832, 0.624554539026826, "
                + "0.154815399896414, 0.0855927794266643, 1.254272742819, 1.24787767556294",
        "3, 100, true, 0.0823582365646732, 0, 26.966655064651, 0.828407950691698, 4.92415667532982, 0.520017799793065, "
                + "0.0439979579921903, 0.95600204200781, 1.59687753025861, 3.33333333333333"})
    void constantsAreThoseOfTheTutorial(int n, int population, boolean active, double firstWeight, double lastWeight, double mass,
            double stepSizeRate,
            double damping, double pathRate, double rankOne, double rankMu, double length, double interval) {
        var k = CmaConstants.of(n, population, active);
        assertEquals(firstWeight, k.weights()[0], 1e-13);
        assertEquals(lastWeight, k.weights()[population - 1], 1e-13);
        var found = new double[]{k.muEff(), k.stepSizeRate(), k.stepSizeDamping(), k.pathRate(), k.rankOneRate(), k.rankMuRate(),
            k.chiN(), k.decompositionInterval()};
        var expected = new double[]{mass, stepSizeRate, damping, pathRate, rankOne, rankMu, length, interval};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(1, found[i] / expected[i], 1e-12, "constant " + i);
        }
    }

    /** pycma 4.5.0 with {@code CMA_diagonal}: c1_sep, cmu_sep and cc_sep of n = 20, λ = 12. */
    @Test
    void theSeparableVariantHasTheRatesOfItsReference() {
        var k = CmaConstants.separable(20, 12, false);
        assertEquals(0.03432799281030094, k.rankOneRate(), 1e-15);
        assertEquals(0.05653859816658076, k.rankMuRate(), 1e-15);
        assertEquals(0.25259494835857677, k.pathRate(), 1e-15);
        assertEquals(CmaConstants.of(20, 12, false).stepSizeDamping(), k.stepSizeDamping());
    }

    @Test
    void positiveWeightsSumToOneAndFall() {
        for (int population : new int[]{2, 3, 7, 64}) {
            var weights = CmaConstants.of(20, population, false).weights();
            assertEquals(1, Arrays.stream(weights).sum(), 1e-14);
            assertArrayEquals(weights, Arrays.stream(weights).boxed().sorted((a, b) -> Double.compare(b, a)).mapToDouble(w -> w).toArray());
            assertEquals(0, Arrays.stream(weights).skip(population / 2).sum());
        }
    }

    @Test
    void theDefaultPopulationGrowsWithTheLogarithm() {
        assertEquals(new CmaEs.Options(4, 0.1, false), CmaEs.Options.of(1));
        assertEquals(10, CmaEs.Options.of(10).population());
        assertEquals(24, CmaEs.Options.of(867).population());
        assertEquals(24, CmaEs.Options.of(1088).population());
    }
}
