package dev.reverie.mdn;

/** Any density, by its logarithm. */
@FunctionalInterface
public interface LogDensity {
    /**
     * @param y
     *            [D]
     * @return log density in nats, −∞ where it is 0
     */
    double at(double... y);
}
