package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class TrigTest {
    private static void assertTheBitsOfStrictMath(double angle) {
        if (Double.doubleToLongBits(StrictMath.sin(angle)) != Double.doubleToLongBits(Trig.sin(angle))
                || Double.doubleToLongBits(StrictMath.cos(angle)) != Double.doubleToLongBits(Trig.cos(angle))) {
            assertEquals(StrictMath.sin(angle), Trig.sin(angle), 0, () -> "sine of " + Double.toHexString(angle));
            assertEquals(StrictMath.cos(angle), Trig.cos(angle), 0, () -> "cosine of " + Double.toHexString(angle));
        }
    }

    @Test
    void randomAnglesOfEverySizeHaveTheBitsOfStrictMath() {
        var random = Seed.of(1).random();
        for (int i = 0; i < 300_000; i++) {
            assertTheBitsOfStrictMath((2 * random.nextDouble() - 1) * 10);
            assertTheBitsOfStrictMath((2 * random.nextDouble() - 1) * 3000);
            assertTheBitsOfStrictMath(Math.scalb(2 * random.nextDouble() - 1, random.nextInt(-60, 30)));
        }
    }

    @Test
    void multiplesOfAnEighthOfATurnAndTheirNeighboursHaveTheBitsOfStrictMath() {
        for (int k = -40_000; k <= 40_000; k++) {
            double multiple = k * (Math.PI / 4);
            assertTheBitsOfStrictMath(multiple);
            for (int bits = 0; bits < 53; bits += 4) {
                double away = Math.ulp(multiple) * Math.scalb(1.0, bits);
                assertTheBitsOfStrictMath(multiple + away);
                assertTheBitsOfStrictMath(multiple - away);
            }
        }
    }

    @Test
    void edgesHaveTheBitsOfStrictMath() {
        var random = Seed.of(2).random();
        double[] edges =
                {0.0, Double.MIN_VALUE, 0x1p-27, 0.3, 0.78125, Math.PI / 4, 3 * Math.PI / 4, 0x1.921fbp19, 0x1.921fb5p19, 0x1.921fcp19,
                    1e9, 1e300, Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NaN};
        for (double edge : edges) {
            for (int i = 0; i < 2000; i++) {
                double near = Double.longBitsToDouble(Double.doubleToLongBits(edge) + random.nextLong(-1L << 34, 1L << 34));
                assertTheBitsOfStrictMath(i == 0 ? edge : near);
                assertTheBitsOfStrictMath(i == 0 ? -edge : -near);
            }
        }
    }

    @Test
    void noCallAllocatesEvenBeforeItIsCompiled() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        double sum = 0;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 3000; i++) {
            sum += Trig.sin(i * 0.37) + Trig.cos(i * 0.37);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < 2000 && Double.isFinite(sum), bytes + " bytes in 6,000 calls");
    }
}
