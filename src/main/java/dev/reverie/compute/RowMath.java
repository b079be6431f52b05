package dev.reverie.compute;

/** Reductions over the rows or columns of a dense [rows, columns] matrix, on the calling thread. */
public interface RowMath {
    /** y[r, :] = exp(x[r, :] − max) / Σ; in place is allowed. A row that is all −∞ gives NaN. */
    void softmax(Floats x, int xOffset, Floats y, int yOffset, int rows, int columns);

    /** y[r] = log Σ_c exp x[r, c], without overflow; a row that is all −∞ gives −∞. */
    void logSumExp(Floats x, int xOffset, int rows, int columns, Floats y, int yOffset);

    /** sums[c] += Σ_r x[r, c], rows in order; row r begins at {@code xOffset + r * stride}. */
    void addColumnSums(Floats x, int xOffset, int stride, int rows, int columns, Floats sums, int sumsOffset);
}
