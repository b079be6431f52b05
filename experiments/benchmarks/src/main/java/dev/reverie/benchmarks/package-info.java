/**
 * Reverie beside its peers and beside the hardware.
 *
 * <p>A {@link dev.reverie.benchmarks.Work} is something that we and others can do; {@link dev.reverie.benchmarks.Works} lists them all, and
 * a new one is a line there. {@link dev.reverie.benchmarks.Compare} measures some of them, ours and each peer's in turn, and writes the
 * results:
 *
 * <pre>{@code
 * experiments/peers/setup
 * experiments/benchmarks/compare --works 'gemm .*' --rounds 5
 * }</pre>
 *
 * <p>A peer is a process that answers one line for each it is given ({@code experiments/peers/peer.py}); between its turns it sleeps, so
 * that only one pool of threads runs at a time. Microbenchmarks are in {@link dev.reverie.benchmarks.kernels}.
 */
package dev.reverie.benchmarks;
