package dev.reverie.controller.es;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.eig.SymmetricQRAlgorithmDecomposition_DDRM;
import org.ejml.dense.row.decomposition.hessenberg.TridiagonalDecompositionHouseholder_DDRM;

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix, by Householder tridiagonalisation and implicit QR (EJML), on the calling
 * thread.
 *
 * <p>The decomposition is put together here because EJML's own choice takes a blocked tridiagonalisation for large matrices, which at n ≈
 * 1,000 is slower.
 *
 * @param values
 *            [n], in no order
 * @param vectors
 *            [n][n]: vector i belongs to value i
 */
record SymmetricEigen(double[] values, double[][] vectors) {
    /**
     * @param elements
     *            [n, n], finite; overwritten
     */
    static SymmetricEigen of(double[] elements, int n) {
        var decomposition = new SymmetricQRAlgorithmDecomposition_DDRM(new TridiagonalDecompositionHouseholder_DDRM(), true);
        if (!decomposition.decompose(DMatrixRMaj.wrap(n, n, elements))) {
            throw new IllegalStateException(
                    "eigendecomposition of the covariance must converge, did not; were all fitness values sensible?");
        }
        var values = new double[n];
        var vectors = new double[n][];
        for (int i = 0; i < n; i++) {
            values[i] = decomposition.getEigenvalue(i).real;
            vectors[i] = decomposition.getEigenVector(i).data;
        }
        return new SymmetricEigen(values, vectors);
    }
}
