/**
 * The compute engine, below V, M and C: the only code that must be fast.
 *
 * <p>Public, in the sense that it stays as it is, is what stands in signatures of the other packages and what a head, a memory or an
 * encoder of a program's own is made of: {@link dev.reverie.compute.Floats}, {@link dev.reverie.compute.Engine}, {@link
 * dev.reverie.compute.Precision}, {@link dev.reverie.compute.MixtureRows.Rows}, {@link dev.reverie.compute.NamedArray}. The rest, and
 * the packages below this one, are internal: they change from version to version.
 *
 * <p>{@link dev.reverie.compute.Floats} are the one kind of buffer. On them work plans, made once for a shape and used many times without
 * allocating: {@link dev.reverie.compute.Matmul}, {@link dev.reverie.compute.Dense}, {@link dev.reverie.compute.Convolution}, {@link
 * dev.reverie.compute.Lstm} and {@link dev.reverie.compute.Transformer} use all threads of the {@link dev.reverie.compute.Pool}; {@link
 * dev.reverie.compute.Gemm} and the {@link dev.reverie.compute.Kernels} run on the thread that calls them, and are what the others are made
 * of; so does {@link dev.reverie.compute.ConvolutionChain}, which takes bytes through convolutions that learn no more. {@link
 * dev.reverie.compute.Engine} chooses how each is done, and says why.
 *
 * <pre>{@code
 * var engine = Engine.current();
 * var lstm = Lstm.of(new Lstm.Shape(steps, batch, inputs, hidden, 1f), engine);
 * lstm.weights(kernel, bias);
 * lstm.forward(x, null, h0, c0, h, hFinal, cFinal);
 * lstm.backward(dh, null, null, dKernel, dBias, null, dh0, dc0);
 *
 * var products = Matmul.of(Matmul.Shape.of(m, k, n).withBias().activated(Activation.TANH), engine);
 * products.pack(weights);
 * products.run(rows, bias, outputs);
 *
 * engine.kernels().sampling().gaussian(seed.child("dream").bits(), 0, noise, 0, noise.size());
 * }</pre>
 *
 * <p>Everything exists twice: in {@link dev.reverie.compute.plain}, which runs
 * everywhere; and on oneDNN ({@link dev.reverie.compute.onednn}) or the Vector API. The contracts in the tests hold the last two against
 * the first. A result's bits depend on the path that was chosen and on the shape, never on the number of threads.
 *
 * <p>Letters in shapes: B batch, T steps, C width of an input or channels, H hidden, N images or columns, I inputs, O outputs, M and K the
 * other two sides of a product.
 */
package dev.reverie.compute;
