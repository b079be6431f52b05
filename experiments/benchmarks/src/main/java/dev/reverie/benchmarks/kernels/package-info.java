/**
 * Microbenchmarks of the compute engine's kernels, plain beside fast, on one thread unless they say otherwise. Times are nanoseconds an
 * element; products also tell their speed, which JMH prints as {@code flops} in {@code ops/ns}: GFLOP/s.
 *
 * <pre>{@code
 * experiments/benchmarks/kernels                                       # all
 * experiments/benchmarks/kernels Elementwise -p function=EXP,TANH      # some
 * }</pre>
 */
package dev.reverie.benchmarks.kernels;
