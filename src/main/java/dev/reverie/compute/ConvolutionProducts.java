package dev.reverie.compute;

/**
 * The three products of a convolution of some images, without its activation, on the calling thread: what {@link Convolution} is made of.
 *
 * <p>A plan is made once for a shape, whose batch is how many images it takes, and used by one thread at a time; {@link Engine#convolution}
 * makes it. Layouts are those of {@link Convolution}.
 */
public interface ConvolutionProducts extends AutoCloseable {
    /** A plan of the same shape for another thread, which uses this one's weights. */
    ConvolutionProducts sharingWeights();

    /** Takes a copy of the weights, packed, for this plan and its twins. */
    void weights(Floats w, Floats b);

    /** y = x⋆w + b, from the offsets on. */
    void forward(Floats x, int xOffset, Floats y, int yOffset);

    /**
     * Gradients of x and w, overwriting them.
     *
     * @param dy
     *            of what forward gave
     * @param dx
     *            null where it is not needed
     */
    void backward(Floats x, int xOffset, Floats dy, int dyOffset, Floats dx, int dxOffset, Floats dw);

    @Override
    void close();
}
