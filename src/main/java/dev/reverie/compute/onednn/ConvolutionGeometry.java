package dev.reverie.compute.onednn;

import dev.reverie.compute.Convolution;

/**
 * A convolution, or the one that a transposed convolution is the input gradient of, as oneDNN is told it: from a large image to a small
 * one.
 *
 * <p>Kernels work on whole groups of channels, of which an image of three colours fills one in part. In channels-last memory neighbouring
 * pixels of a row are also one pixel of more channels; as many as the stride is wide give the same convolution with a narrower kernel and a
 * horizontal stride of 1.
 *
 * @param large
 *            sizes in the order N, C, H, W
 * @param small
 *            likewise
 * @param weights
 *            channels of small, channels of large, height, width
 */
record ConvolutionGeometry(long[] large, long[] small, long[] weights, long[] strides, long[] padding) {
    /** Channels below which neighbouring pixels are taken for one: as many as a vector has lanes. */
    private static final int FEW = 16;

    static ConvolutionGeometry of(Convolution.Shape s) {
        int height = s.transposed() ? s.outHeight() : s.height();
        int width = s.transposed() ? s.outWidth() : s.width();
        int channels = s.transposed() ? s.outputs() : s.inputs();
        int smallChannels = s.transposed() ? s.inputs() : s.outputs();
        boolean joins = channels < FEW && s.padding() == 0 && width % s.stride() == 0 && s.kernel() % s.stride() == 0;
        int joined = joins ? s.stride() : 1;
        return new ConvolutionGeometry(new long[]{s.batch(), (long) channels * joined, height, width / joined},
                new long[]{s.batch(), smallChannels, s.transposed() ? s.height() : s.outHeight(),
                    s.transposed() ? s.width() : s.outWidth()},
                new long[]{smallChannels, (long) channels * joined, s.kernel(), s.kernel() / joined},
                new long[]{s.stride(), s.stride() / joined}, new long[]{s.padding(), s.padding()});
    }
}
