package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import org.junit.jupiter.api.Test;

/** When an imp throws, on the clock. */
class ImpTest {
    @Test
    void armsAreUpFor16TicsBeforeAThrowAndFor6After() {
        var imp = new Imp(0);
        var random = Seed.of(1).random();
        for (int attack = 0; attack < 50; attack++) {
            int raised = 0;
            while (!imp.think(random)) {
                raised += imp.attacks() ? 1 : 0;
            }
            assertEquals(16, raised, "tics seen with raised arms before the one of the throw");
            assertTrue(imp.attacks());
            for (int tic = 1; tic <= 6; tic++) {
                assertFalse(imp.think(random));
                assertEquals(tic < 6, imp.attacks(), "tic " + tic + " after the throw");
            }
        }
    }

    @Test
    void nobodyThrowsBeforeItHasLookedReactedAndRaisedItsArms() {
        // Sees the player in tic 10, thinks every 3 tics; the 8th thought may be an attack, which takes 16 tics.
        int least = 10 + 7 * 3 + 16;
        int first = Integer.MAX_VALUE;
        for (int i = 0; i < 5000; i++) {
            var imp = new Imp(0);
            var random = Seed.of(2).child("imp", i).random();
            int tic = 1;
            while (!imp.think(random)) {
                tic++;
            }
            first = Math.min(first, tic);
            assertEquals(0, (tic - least) % 3, "thoughts come every 3 tics");
        }
        assertEquals(least, first);
    }

    @Test
    void throwsAreAsFarApartAsChanceSays() {
        // 16 + 6 tics of attack, then rounds of (0..15) + 1 thoughts of 3 tics each, 56 of 256 of which end in an attack.
        double expected = 22 + 3 * 8.5 * 256 / 56;
        var imp = new Imp(0);
        var random = Seed.of(3).random();
        int throwsLeft = 20_000;
        long tics = 0;
        while (throwsLeft > 0) {
            tics++;
            throwsLeft -= imp.think(random) ? 1 : 0;
        }
        assertEquals(expected, tics / 20_000.0, 0.02 * expected);
    }
}
