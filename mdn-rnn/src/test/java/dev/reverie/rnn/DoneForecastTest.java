package dev.reverie.rnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DoneForecastTest {
    private static DoneForecast forecast(double[] logits, boolean[] over, double endWeight) {
        return DoneForecast.of(logits, Arrays.stream(logits).map(logit -> DoneForecast.probability(logit, endWeight)).toArray(), over);
    }

    @Test
    void scoresAreThoseWorkedOutByHand() {
        var forecast =
                forecast(new double[]{Math.log(3), 0, -Math.log(3), Math.log(3)}, new boolean[]{true, false, false, false}, 1);
        assertEquals(4, forecast.steps());
        assertEquals(1, forecast.ends());
        assertEquals((0.0625 + 0.25 + 0.0625 + 0.5625) / 4, forecast.brier(), 1e-12);
        assertEquals(0.1875, forecast.climatology(), 1e-12);
        assertEquals((0.5 + 0.5 + 0.25) / 4, forecast.calibrationError(), 1e-12);
        assertEquals(2.5 / 3, forecast.area(), 1e-12, "of three pairs one is a tie");
        assertEquals(1, forecast.found());
        assertEquals(1 / 3.0, forecast.alarms(), 1e-12);
    }

    @Test
    void whoSaysTheTruthIsCalibratedWhateverTrainingWeighed() {
        var random = Seed.of(1).random();
        int n = 40_000;
        var logits = new double[n];
        var over = new boolean[n];
        for (int i = 0; i < n; i++) {
            double p = random.nextDouble() * random.nextDouble();
            over[i] = random.nextDouble() < p;
            logits[i] = Math.log(10 * p / (1 - p));
        }
        var forecast = forecast(logits, over, 10);
        assertTrue(forecast.calibrationError() < 0.01, forecast.toString());
        assertTrue(forecast.brier() < forecast.climatology() && forecast.area() > 0.75, forecast.toString());
        assertTrue(forecast(logits, over, 1).calibrationError() > 0.2);
    }

    @Test
    void aRecallOfFewEndsIsUncertain() {
        var logits = new double[1000];
        var over = new boolean[1000];
        for (int i = 0; i < 45; i++) {
            over[i] = true;
            logits[i] = i < 25 ? 1 : -1;
        }
        var forecast = forecast(logits, over, 10);
        assertEquals(25 / 45.0, forecast.found(), 1e-12);
        assertEquals(0.41, forecast.foundInterval().low(), 0.005);
        assertEquals(0.69, forecast.foundInterval().high(), 0.005);
    }

    @Test
    void whatCountsTwiceIsAsIfItWereThereTwice() {
        var scores = new double[]{0.3, 0.1, 0.3, 0.7, 0.2};
        var is = new boolean[]{true, false, false, true, false};
        var twice = new double[]{0.3, 0.1, 0.3, 0.3, 0.7, 0.7, 0.7};
        var isTwice = new boolean[]{true, false, false, false, true, true, true};
        assertEquals(DoneForecast.area(twice, isTwice),
                DoneForecast.area(scores, is, DoneForecast.ascending(scores), new int[]{1, 1, 2, 3, 0}), 1e-12);
    }

    @Test
    void withoutEndsThereIsNothingToFind() {
        var forecast = forecast(new double[]{1, -1}, new boolean[2], 10);
        assertTrue(Double.isNaN(forecast.area()) && Double.isNaN(forecast.found()));
        assertEquals(0.5, forecast.alarms());
        assertThrows(IllegalArgumentException.class, () -> forecast(new double[0], new boolean[0], 1));
    }
}
