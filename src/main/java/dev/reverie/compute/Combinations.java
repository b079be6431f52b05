package dev.reverie.compute;

/**
 * Many linear combinations of many vectors of doubles at once, on the calling thread: a product of matrices that are kept by rows.
 *
 * <p>An element is added up vector by vector, in order, without fused multiply-add: every engine gives it the same bits, wherever the work
 * is cut.
 */
public interface Combinations {
    /**
     * into[o][i] ← scale · into[o][i] + Σ_v coefficients[o][v] · vectors[v][i], for i in {@code from..to-1}.
     *
     * @param vectors
     *            [V][at least to], not modified
     * @param coefficients
     *            [O][V], not modified
     * @param into
     *            [O][at least to], other arrays than the vectors
     */
    void add(double[][] vectors, double[][] coefficients, double scale, double[][] into, int from, int to);
}
