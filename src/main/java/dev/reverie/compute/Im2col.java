package dev.reverie.compute;

/**
 * Images to rows of patches and back, on the calling thread: with these a convolution is a matrix product. Images are [H, W, C] (channels
 * last), so a patch's row is {@code kernel} runs of {@code kernel·C} neighbouring floats.
 */
public interface Im2col {
    /**
     * @param height
     *            of the image; likewise width
     * @param rows
     *            number of patches down: (height + 2·padding − kernel) / stride + 1; likewise columns
     */
    record Grid(int height, int width, int channels, int kernel, int stride, int padding, int rows, int columns) {
        /** The grid of all patches that fit. */
        public static Grid of(int height, int width, int channels, int kernel, int stride, int padding) {
            return new Grid(height, width, channels, kernel, stride, padding, (height + 2 * padding - kernel) / stride + 1,
                    (width + 2 * padding - kernel) / stride + 1);
        }

        /** Floats in an image. */
        public int imageSize() {
            return height * width * channels;
        }

        /** Floats in one patch. */
        public int patchSize() {
            return kernel * kernel * channels;
        }

        /** Patches in an image. */
        public int patches() {
            return rows * columns;
        }

        /** Whether one patch is the whole image, so that the two layouts are the same memory. */
        public boolean identity() {
            return rows == 1 && columns == 1 && padding == 0 && kernel == height && kernel == width;
        }
    }

    /** patches [rows·columns, kernel·kernel·C] = the image's patches, zeros where they reach outside it. */
    void unfold(Grid grid, Floats image, int imageOffset, Floats patches, int patchesOffset);

    /** image += every patch at its place: the transpose of {@link #unfold}. */
    void fold(Grid grid, Floats patches, int patchesOffset, Floats image, int imageOffset);
}
