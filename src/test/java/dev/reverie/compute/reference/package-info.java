/**
 * What the kernels mean, in double precision and in the most obvious way: these loops are the oracle of the tests and are never optimised.
 *
 * <p>Letters, here and beside the formulas: T steps, B sequences, C inputs of a step, H hidden units; N images, H and W their sides, I and
 * O their channels before and after; M rows, K terms and N columns of a product. All arrays are dense and row-major unless a stride is
 * given.
 *
 * <pre>{@code
 * var shape = new Lstm.Shape(T, B, C, H, 1);
 * var pass = ReferenceLstm.forward(shape, x, reset, h0, c0, kernel, bias);
 * var gradients = pass.backward(dh, null, null);
 * double[] dKernel = gradients.kernel();
 * }</pre>
 */
package dev.reverie.compute.reference;
