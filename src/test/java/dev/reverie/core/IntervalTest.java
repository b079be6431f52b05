package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntervalTest {
    /** Worked out by hand: 25 of 45, p = 0.5556, centre (p + z²/2n)/(1 + z²/n) = 0.5512, half 0.1397. */
    @Test
    void aShareHasWilsonsInterval() {
        var interval = Interval.ofShare(25, 45);
        assertEquals(0.4115, interval.low(), 5e-4);
        assertEquals(0.6909, interval.high(), 5e-4);
        assertEquals("0.41 to 0.69", interval.text(2));
    }

    /** With none of n, the upper end is z²/(n + z²). */
    @Test
    void noneAndAllAreWithinTheirBounds() {
        assertEquals(0, Interval.ofShare(0, 10).low(), 1e-12);
        assertEquals(3.8414588 / 13.8414588, Interval.ofShare(0, 10).high(), 1e-6);
        assertEquals(1, Interval.ofShare(10, 10).high(), 1e-12);
    }

    @Test
    void ofNothingNothingIsKnown() {
        assertFalse(Interval.ofShare(0, 0).isKnown());
        assertEquals("–", Interval.ofShare(0, 0).text(2));
        assertFalse(Interval.ofBootstrap(new double[]{Double.NaN}).isKnown());
    }

    @Test
    void aBootstrapsIntervalIsBetweenItsQuantiles() {
        var values = IntStream.rangeClosed(0, 1000).mapToDouble(i -> 1000 - i).toArray();
        assertEquals(new Interval(25, 975), Interval.ofBootstrap(values));
        var some = new double[]{1, Double.NaN, 2, 3};
        assertEquals(new Interval(1, 3), Interval.ofBootstrap(some));
    }
}
