package dev.reverie.controller;

import java.util.Arrays;

/**
 * A controller's parameters: as strategies have them, and rounded for acting. A value; arrays are shared within the package and never
 * written to.
 */
record Parameters(double[] exact, float[] rounded) {
    /**
     * @param values
     *            copied
     */
    static Parameters of(double... values) {
        var rounded = new float[values.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
        }
        return new Parameters(values.clone(), rounded);
    }

    static Parameters zeros(long count) {
        if (count > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("parameters must be fewer than 2^31, were " + count);
        }
        return of(new double[(int) count]);
    }

    int count() {
        return exact.length;
    }

    /** Others, checked and copied. */
    Parameters with(Controller owner, double... values) {
        if (values.length != count()) {
            throw new IllegalArgumentException("parameters must be " + count() + " for " + owner + ", were " + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("parameters must be finite, parameter " + i + " was " + values[i]);
            }
        }
        return of(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Parameters o && Arrays.equals(exact, o.exact);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(exact);
    }
}
