package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Ten million steps leak nothing; here of the quickest environment, of all of them by {@link Soak}. */
class LeakTest {
    @Test
    void tenMillionStepsLeaveNothingBehind() {
        long[] grown = Soak.heapGrowth(CartPole::new, 10_000_000, 1);
        assertTrue(grown[1] > 100_000, grown[1] + " episodes");
        assertTrue(grown[0] < 1 << 20, grown[0] + " bytes");
    }
}
