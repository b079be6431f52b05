package dev.reverie.compute.plain;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.Im2col;

/** {@link Im2col}, one pixel after another. */
final class PlainPatches implements Im2col {
    /** What is done with a pixel of the image, or a place beside it, and its place in a patch. */
    private interface Pixel {
        void at(boolean inside, int image, int patch);
    }

    @Override
    public void unfold(Grid grid, Floats image, int imageOffset, Floats patches, int patchesOffset) {
        Gemm.within("image", image, imageOffset, grid.imageSize());
        Gemm.within("patches", patches, patchesOffset, (long) grid.patches() * grid.patchSize());
        walk(grid, (inside, pixel, place) -> {
            for (int c = 0; c < grid.channels(); c++) {
                patches.set(patchesOffset + place + c, inside ? image.get(imageOffset + pixel + c) : 0);
            }
        });
    }

    @Override
    public void fold(Grid grid, Floats patches, int patchesOffset, Floats image, int imageOffset) {
        Gemm.within("image", image, imageOffset, grid.imageSize());
        Gemm.within("patches", patches, patchesOffset, (long) grid.patches() * grid.patchSize());
        walk(grid, (inside, pixel, place) -> {
            for (int c = 0; inside && c < grid.channels(); c++) {
                image.set(imageOffset + pixel + c, image.get(imageOffset + pixel + c) + patches.get(patchesOffset + place + c));
            }
        });
    }

    /** All places of all patches, in the order of their memory. */
    private static void walk(Grid grid, Pixel pixel) {
        int place = 0;
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                for (int ky = 0; ky < grid.kernel(); ky++) {
                    for (int kx = 0; kx < grid.kernel(); kx++, place += grid.channels()) {
                        int y = row * grid.stride() - grid.padding() + ky;
                        int x = column * grid.stride() - grid.padding() + kx;
                        boolean inside = y >= 0 && y < grid.height() && x >= 0 && x < grid.width();
                        pixel.at(inside, (y * grid.width() + x) * grid.channels(), place);
                    }
                }
            }
        }
    }
}
