package dev.reverie.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.Coin;
import dev.reverie.rnn.MdnRnn;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DreamStatisticsTest {
    private static final List<Latents> EPISODES =
            IntStream.range(0, 400).mapToObj(i -> Coin.episode(Seed.of(11).child("coin", i), 60)).toList();
    private static final DreamStatistics.Setting SETTING = new DreamStatistics.Setting(DreamOptions.of(Temperature.ONE), 400, 1, 60);

    private static DreamStatistics of(MdnRnn model, DreamStatistics.Setting setting) {
        return DreamStatistics.of(model, EPISODES, EPISODES.subList(0, 120), setting, Seed.of(3));
    }

    @Test
    void dreamsOfWhoKnowsTheCoinLastAsLong() {
        var told = of(Coin.model(), SETTING);
        for (var lengths : told.dreamt().values()) {
            assertTrue(lengths.distance(told.real()) < 1.5 * lengths.chanceDistance(told.real()), told.lines().toString());
        }
        assertTrue(told.control().accuracy() < 0.56, told.lines().toString());
        assertEquals(List.of("dream, over above 0.0", "dream, over by chance"), List.copyOf(told.dreamt().keySet()));
        assertEquals(told, of(Coin.model(), SETTING));
    }

    @Test
    void dreamsOfWhoKnowsNothingAreToldAtOnce() {
        var endless = new DreamStatistics.Setting(SETTING.options().withEnding(new Termination.Threshold(1e9)), 40, 1, 60);
        var told = of(MdnRnn.untrained(Coin.config(1), 2, 1, Seed.of(1)), endless);
        assertTrue(told.dreamt().values().iterator().next().distance(told.real()) > 0.9, told.lines().toString());
        assertTrue(told.windows().accuracy() > 0.9 && told.windows().area() > 0.95, told.lines().toString());
    }

    /** Sequences whose latents are normal, correlated from frame to frame. */
    private static List<float[]> sequences(double correlation, Seed seed) {
        return IntStream.range(0, 60).mapToObj(i -> {
            var random = seed.child("sequence", i).random();
            var z = new float[3 * 40];
            for (int j = 0; j < z.length; j++) {
                double noise = random.nextGaussian();
                z[j] = (float) (j < 3 ? noise : correlation * z[j - 3] + Math.sqrt(1 - correlation * correlation) * noise);
            }
            return z;
        }).toList();
    }

    @Test
    void aClassifierTellsApartWhatDiffersOverTimeAlone() {
        var some = sequences(0.5, Seed.of(1));
        var alike = ClassifierTwoSampleTest.of(some, sequences(0.5, Seed.of(2)), 3, Seed.of(4));
        assertEquals(0.5, alike.accuracy(), 0.04);
        assertEquals(0.5, alike.area(), 0.04);
        var other = ClassifierTwoSampleTest.of(some, sequences(0.9, Seed.of(3)), 3, Seed.of(4));
        assertTrue(other.accuracy() > 0.9 && other.area() > 0.95, other.toString());
        assertTrue(alike.interval().low() < 0.5 && alike.interval().high() > 0.5, alike.toString());
        assertTrue(alike.interval().low() < alike.area() && alike.area() < alike.interval().high(), alike.toString());
        assertTrue(other.interval().low() > 0.9 && other.interval().low() < other.area(), other.toString());
    }

    @Test
    void deathsSixTimesTooRareStandBesideEachOther() {
        var real = LengthComparison.of(new int[]{500, 500, 1000, 1000}, 1, 1000);
        var dream = LengthComparison.of(new int[]{1000, 1000, 1000, 1000}, 1, 1000);
        assertEquals(2 / 3.0, real.ends(), 1e-12);
        assertEquals(0, dream.ends());
    }

    @Test
    void lengthsAreComparedWhereBothAreSeen() {
        var real = LengthComparison.of(new int[]{5, 3, 9, 1, 7}, 3, 8);
        assertEquals(List.of(3, 5, 7, 8), IntStream.of(real.sorted()).boxed().toList());
        assertEquals(5, real.quantile(0.5));
        assertEquals(0.25, real.capped());
        assertEquals(0.5, real.distance(LengthComparison.of(new int[]{3, 5, 8, 8, 8, 8, 8, 8}, 3, 8)), 1e-12);
        assertEquals(0, real.distance(real));
    }

    @Test
    void tooFewEpisodesAreToldInOneLine() {
        var error = assertThrows(IllegalArgumentException.class,
                () -> DreamStatistics.of(Coin.model(), EPISODES, EPISODES.subList(0, 2), SETTING, Seed.of(3)));
        assertTrue(error.getMessage().startsWith("heldOut must be at least 4 episodes of 8 steps"), error.getMessage());
    }
}
