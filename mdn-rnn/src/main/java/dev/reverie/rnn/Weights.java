package dev.reverie.rnn;

import dev.reverie.compute.Floats;

/**
 * M's parameters, or their gradients: parts of one flat buffer, in this order.
 *
 * @param kernel
 *            [inputs + H, 4H], gates in the order i, f, c̃, o
 * @param bias
 *            [4H]; with layer normalisation [10H], as {@link dev.reverie.compute.NormalisedCell} has it
 * @param head
 *            [H, outputs]
 * @param headBias
 *            [outputs]
 */
record Weights(Floats kernel, Floats bias, Floats head, Floats headBias) {
    /** The parts of {@code flat}, shared. */
    static Weights in(Floats flat, MdnRnnShape sizes) {
        if (flat.size() != sizes.parameterCount()) {
            throw new IllegalArgumentException("parameters must be " + sizes.parameterCount() + " for " + sizes + ", were " + flat.size());
        }
        int bias = sizes.kernelSize();
        int head = bias + sizes.biasSize();
        int headBias = head + sizes.headSize();
        return new Weights(flat.slice(0, bias), flat.slice(bias, sizes.biasSize()), flat.slice(head, sizes.headSize()),
                flat.slice(headBias, sizes.outputs()));
    }
}
