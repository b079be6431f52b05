/**
 * Products, and chains of convolutions, by oneDNN, called through JavaCPP.
 *
 * <p>oneDNN compiles a kernel for the CPU it finds and ignores the BLAS settings of the environment. It is kept on the calling thread here;
 * see {@link dev.reverie.compute.Pool} for why.
 */
package dev.reverie.compute.onednn;
