package dev.reverie.mdn;

import java.util.function.DoubleUnaryOperator;

/** The root of a function that does not fall, to the last bit. */
final class Bisection {
    private Bisection() {
    }

    /**
     * @param function
     *            of the sign of {@code function(high)} at high, and of the other one or 0 at low
     */
    static double root(DoubleUnaryOperator function, double low, double high) {
        boolean rising = function.applyAsDouble(high) >= 0;
        double a = low;
        double b = high;
        while (true) {
            double middle = a + (b - a) / 2;
            if (middle <= a || middle >= b) {
                return middle;
            }
            if (function.applyAsDouble(middle) >= 0 == rising) {
                b = middle;
            } else {
                a = middle;
            }
        }
    }
}
