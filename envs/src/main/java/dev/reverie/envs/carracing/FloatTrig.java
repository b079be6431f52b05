package dev.reverie.envs.carracing;

import dev.reverie.core.Trig;

/**
 * Sine and cosine of a float, rounded as C's {@code sinf} and {@code cosf} on Linux round them, which one time in eighty is not to the
 * nearest float: Box2D turns its bodies by them, and a car that is to end up where Box2D's does must do so too.
 *
 * <p>One polynomial each on [−π/4, π/4], evaluated in double; their coefficients are those of Arm's Optimized Routines (glibc since 2.28).
 */
final class FloatTrig {
    private static final double QUARTERS = 2 / Math.PI;
    private static final double QUARTER = Math.PI / 2;
    /** Beyond it, one subtraction does not reduce the angle exactly enough. */
    private static final float FAR = 120;

    private FloatTrig() {
    }

    static float sin(float angle) {
        if (!(Math.abs(angle) < FAR)) {
            return (float) Trig.sin(angle);
        }
        int quarter = quarter(angle);
        return turned(angle - quarter * QUARTER, quarter);
    }

    static float cos(float angle) {
        if (!(Math.abs(angle) < FAR)) {
            return (float) Trig.cos(angle);
        }
        int quarter = quarter(angle);
        return turned(angle - quarter * QUARTER, quarter + 1);
    }

    private static int quarter(float angle) {
        return (int) Math.floor(angle * QUARTERS + 0.5);
    }

    /** sin(x + quarters·π/2) for |x| ≤ π/4. */
    private static float turned(double x, int quarters) {
        double value = (quarters & 1) == 0 ? sine(x) : cosine(x);
        return (float) ((quarters & 2) == 0 ? value : -value);
    }

    private static double sine(double x) {
        double x2 = x * x;
        double x3 = x * x2;
        return x + x3 * -0x1.555545995a603p-3 + x3 * x2 * (0x1.1107605230bc4p-7 + x2 * -0x1.994eb3774cf24p-13);
    }

    private static double cosine(double x) {
        double x2 = x * x;
        double x4 = x2 * x2;
        return 1 + x2 * -0x1.ffffffd0c621cp-2 + x4 * 0x1.55553e1068f19p-5
                + x4 * x2 * (-0x1.6c087e89a359dp-10 + x2 * 0x1.99343027bf8c3p-16);
    }
}
