package dev.reverie.rnn;

import dev.reverie.compute.Floats;

/**
 * M's parameters, or their gradients: parts of one flat buffer, in this order.
 *
 * @param memory
 *            as {@link MdnRnnShape#memory} has them
 * @param head
 *            [H, outputs]
 * @param headBias
 *            [outputs]
 */
record Weights(Floats memory, Floats head, Floats headBias) {
    /** The parts of {@code flat}, shared. */
    static Weights in(Floats flat, MdnRnnShape sizes) {
        if (flat.size() != sizes.parameterCount()) {
            throw new IllegalArgumentException("parameters must be " + sizes.parameterCount() + " for " + sizes + ", were " + flat.size());
        }
        int head = sizes.memory().parameterCount();
        int headBias = head + sizes.headSize();
        return new Weights(flat.slice(0, head), flat.slice(head, sizes.headSize()), flat.slice(headBias, sizes.outputs()));
    }
}
