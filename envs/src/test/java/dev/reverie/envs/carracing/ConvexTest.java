package dev.reverie.envs.carracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConvexTest {
    private static Convex square(double x, double y, double side) {
        return Convex.around(new double[]{x, y, x + side, y, x + side, y + side, x, y + side});
    }

    private static void assertDistance(double distance, Convex a, Convex b) {
        assertTrue(a.isWithin(distance + 1e-6, b) && b.isWithin(distance + 1e-6, a));
        assertFalse(a.isWithin(distance - 1e-6, b) || b.isWithin(distance - 1e-6, a));
    }

    @Test
    void squaresSideBySideAreTheirGapApart() {
        assertDistance(0.5, square(0, 0, 1), square(1.5, 0.25, 1));
    }

    @Test
    void squaresCornerToCornerAreTheDiagonalApart() {
        assertDistance(5, square(0, 0, 1), square(4, 5, 1));
    }

    @Test
    void aCornerBesideAnEdgeIsItsHeightAboveIt() {
        var diamond = Convex.around(new double[]{3, 0.5, 4, -0.5, 5, 0.5, 4, 1.5});
        assertDistance(2, square(0, 0, 1), diamond);
    }

    @Test
    void polygonsThatOverlapAreWithinNoDistanceAtAll() {
        assertTrue(square(0, 0, 2).isWithin(0, square(1, 1, 2)));
        assertTrue(square(0, 0, 4).isWithin(0, square(1, 1, 1)), "one inside the other");
    }

    @Test
    void aroundPointsInAnyOrderIsTheirConvexHull() {
        var bow = Convex.around(new double[]{0, 0, 1, 1, 1, 0, 0, 1});
        assertEquals(4, bow.corners);
        assertDistance(1, bow, square(2, 0, 1));
        var dent = Convex.around(new double[]{0, 0, 4, 0, 1, 1, 0, 4});
        assertEquals(3, dent.corners);
    }

    @Test
    void boundsAreNearWhenEachAxisIs() {
        assertTrue(square(0, 0, 1).isNear(square(1.5, 1.5, 1), 0.5f));
        assertFalse(square(0, 0, 1).isNear(square(1.5, 1.6, 1), 0.5f));
        assertTrue(square(0, 0, 1).isNear(3, -2, 2));
        assertFalse(square(0, 0, 1).isNear(3, -2.1f, 2));
    }
}
