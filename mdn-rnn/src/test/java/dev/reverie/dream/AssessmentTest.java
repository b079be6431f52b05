package dev.reverie.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.rnn.Coin;
import dev.reverie.rnn.MdnRnn;
import dev.reverie.rnn.MdnRnnConfig;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssessmentTest {
    private static final List<Latents> EPISODES =
            IntStream.range(0, 60).mapToObj(i -> Coin.episode(Seed.of(9).child("coin", i), 60)).toList();

    private static final Assessment KNOWING = of(Coin.model());

    private static Assessment of(MdnRnn model) {
        return Assessment.of(model, EPISODES, Seed.of(1));
    }

    @Test
    void episodesOfOneStepShowNothingThatIsNoNumber() {
        var one = new Latents(2, new float[4], new float[4], new float[1], new float[]{Float.NaN}, true, false, 0);
        try (var model = MdnRnn.untrained(Coin.config(1), 2, 1, Seed.of(1))) {
            var assessment = Assessment.of(model, List.of(one, one), Seed.of(2));
            assertFalse(assessment.lines().toString().contains("NaN"), assessment.lines().toString());
            assertTrue(assessment.values().values().stream().allMatch(Double::isFinite), assessment.values().toString());
            assertTrue(assessment.lines().toString().contains("every step is one"), assessment.lines().toString());
        }
    }

    @Test
    void whoKnowsTheCoinIsCloseToItsEntropyAndCanBeTakenAtItsWord() {
        var one = KNOWING.oneStep();
        assertEquals(EPISODES.stream().mapToInt(Latents::length).sum(), one.steps());
        assertEquals(Coin.ENTROPY, one.nll(), 0.15);
        assertTrue(one.singleNll() > one.nll() + 0.1, "a toss has two sides: " + one);
        assertEquals(0.5 * Math.log(2 * Math.PI) + 0.5 * (1 + Coin.NOISE * Coin.NOISE), one.standardNll(), 0.01);
        assertTrue(one.persistenceNll() > one.standardNll(), "the coin seldom stays: " + one);
        for (double level : new double[]{0.5, 0.8, 0.95}) {
            assertEquals(level, one.calibration().centralCoverage(level), 0.06);
        }
    }

    @Test
    void endsAreForeseenByWhoKnowsTheCoinOnly() {
        var ends = KNOWING.oneStep().ends().orElseThrow();
        assertEquals(EPISODES.stream().filter(Latents::terminated).count(), ends.ends());
        assertTrue(ends.area() > 0.99 && ends.found() > 0.9 && ends.brier() < 0.3 * ends.climatology(), ends.toString());
        var guessed = of(MdnRnn.untrained(Coin.config(1), 2, 1, Seed.of(1))).oneStep().ends().orElseThrow();
        assertTrue(guessed.area() < 0.95 && guessed.brier() > ends.brier(), guessed.toString());
    }

    @Test
    void nothingIsSaidOfEndsWithoutAHeadForThem() {
        var headless = of(MdnRnn.untrained(Coin.config(1).withHeads(MdnRnnConfig.Heads.NONE), 2, 1, Seed.of(1)));
        assertTrue(headless.oneStep().ends().isEmpty());
        assertTrue(headless.values().keySet().stream().noneMatch(name -> name.startsWith("end") || name.startsWith("brier")),
                headless.values().toString());
        assertTrue(headless.lines().stream().noneMatch(line -> line.startsWith("ends")), headless.lines().toString());
    }

    @Test
    void openLoopErrorsAreThoseOfACoinThatIsTossedUnseen() {
        var horizons = KNOWING.openLoop().horizons();
        assertEquals(List.of(1, 5, 10), horizons.stream().map(OpenLoop.Horizon::steps).limit(3).toList());
        assertTrue(horizons.get(0).moments() >= 60 && horizons.get(2).moments() < horizons.get(1).moments());
        assertTrue(horizons.stream().noneMatch(h -> h.steps() > 50), "no episode has 100 steps");
        // A toss, three of eight actions, is answered by about 0, wrong by 1.
        assertEquals(Math.sqrt(3 / 8.0), horizons.get(0).error(), 0.2);
        assertTrue(horizons.get(0).persistence() > 1.5, horizons.toString());
        assertTrue(horizons.get(2).error() < 1.3, horizons.toString());
        for (var horizon : horizons) {
            // One of the averages is the last latent alone, on other draws.
            assertTrue(horizon.averagePersistence() < horizon.persistence() + 0.05, horizons.toString());
        }
        assertEquals(horizons.get(0).meanPersistence(), KNOWING.openLoopOfMeans().horizons().get(0).persistence(), 1e-9);
    }

    @Test
    void anAverageOfWhatWasSeenLosesTheNoiseOfWhatStays() {
        var means = new float[2 * 401];
        Arrays.fill(means, 3);
        var logVariances = new float[means.length];
        var episode = new Latents(2, means, logVariances, new float[400], new float[400], false, true, 0);
        var averages = RecentAverage.of(episode, 400, Seed.of(2).random());
        for (int r = 0; r < RecentAverage.RATES.length; r++) {
            // Of independent noise of variance 1: rate/(2 - rate).
            double deviation = Math.sqrt(RecentAverage.RATES[r] / (2 - RecentAverage.RATES[r]));
            assertEquals(3, averages[r][0], 4 * deviation);
        }
        assertTrue(Math.abs(averages[RecentAverage.RATES.length - 1][1] - 3) < 0.6);
    }

    @Test
    void theSameSeedGivesTheSameNumbersByName() {
        var values = KNOWING.values();
        assertEquals(values, of(Coin.model()).values());
        assertTrue(values.containsKey("error10") && values.containsKey("coverage80") && values.containsKey("endArea"), values.toString());
        assertTrue(values.values().stream().allMatch(Double::isFinite), values.toString());
        assertEquals(3 + KNOWING.openLoop().horizons().size(), KNOWING.lines().size());
    }

    @Test
    void nothingHeldOutIsToldWithItsRemedy() {
        var error = assertThrows(IllegalArgumentException.class, () -> Assessment.of(Coin.model(), List.of(), Seed.of(1)));
        assertEquals("episodes must be at least one to measure on, were none; set heldOut above 0", error.getMessage());
    }
}
