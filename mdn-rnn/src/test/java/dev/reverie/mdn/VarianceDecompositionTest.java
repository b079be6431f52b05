package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.core.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

class VarianceDecompositionTest {
    private static final Mixture THREE = Mixture.of(new double[]{0.5, 0.3, 0.2}, new double[]{1, 3, -2}, new double[]{0.4, 0.7, 1.5});

    @Test
    void withoutABijectorItIsTheMoments() {
        var spread = Predictive.of(THREE).spread();
        assertEquals(1, spread.mean(), 1e-12);
        assertEquals(0.677, spread.within(), 1e-12);
        assertEquals(3, spread.between(), 1e-12);
        assertEquals(Math.sqrt(3.677), spread.deviation(), 1e-12);
    }

    @Test
    void aLogNormalIsThatOfTheTextbook() {
        var spread =
                new Predictive(Mixture.of(new double[]{1}, new double[]{0.3}, new double[]{0.8}), List.of(new Bijector.Log())).spread();
        assertEquals(Math.exp(0.3 + 0.32), spread.mean(), 1e-12);
        assertEquals((Math.exp(0.64) - 1) * Math.exp(0.6 + 0.64), spread.variance(), 1e-12);
        assertEquals(0, spread.between());
    }

    @Test
    void throughALogitItIsThatOfManyDraws() {
        var predictive = new Predictive(THREE, List.of(new Bijector.Logit(-1, 3)));
        var spread = predictive.spread();
        var random = Seed.of(1).random();
        double sum = 0;
        double squares = 0;
        int draws = 200_000;
        for (int i = 0; i < draws; i++) {
            double y = predictive.sample(random)[0];
            sum += y;
            squares += (y - spread.mean()) * (y - spread.mean());
        }
        assertEquals(sum / draws, spread.mean(), 4 * spread.deviation() / Math.sqrt(draws));
        assertEquals(squares / draws, spread.variance(), 0.01);
    }

    @Test
    void severalDimensionsHaveNoOneSpread() {
        var plane = Predictive.of(Mixture.of(new double[]{1}, List.of(Normal.diagonal(new double[]{0, 1}, new double[]{1, 2}))));
        assertThrows(IllegalArgumentException.class, plane::spread);
        assertEquals(4, plane.marginal(1).spread().variance(), 1e-12);
    }
}
