package dev.reverie.compute.vector;

import static dev.reverie.compute.vector.Lanes.L;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.Patches;
import jdk.incubator.vector.FloatVector;

/** {@link Patches}: runs of kernel·C floats are moved and added as vectors, their ends one by one. */
final class VectorPatches implements Patches {
    @Override
    public void unfold(Grid grid, Floats image, int imageOffset, Floats patches, int patchesOffset) {
        walk(grid, image, imageOffset, patches, patchesOffset, true);
    }

    @Override
    public void fold(Grid grid, Floats patches, int patchesOffset, Floats image, int imageOffset) {
        walk(grid, image, imageOffset, patches, patchesOffset, false);
    }

    private static void walk(Grid grid, Floats image, int imageOffset, Floats patches, int patchesOffset, boolean unfold) {
        Gemm.within("image", image, imageOffset, grid.imageSize());
        Gemm.within("patches", patches, patchesOffset, (long) grid.patches() * grid.patchSize());
        int channels = grid.channels();
        int run = grid.kernel() * channels;
        int at = patchesOffset;
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                int left = column * grid.stride() - grid.padding();
                int from = Math.max(0, -left);
                int to = Math.max(from, Math.min(grid.kernel(), grid.width() - left));
                for (int ky = 0; ky < grid.kernel(); ky++, at += run) {
                    int y = row * grid.stride() - grid.padding() + ky;
                    boolean inside = y >= 0 && y < grid.height();
                    int source = imageOffset + (y * grid.width() + left + from) * channels;
                    int length = inside ? (to - from) * channels : 0;
                    if (unfold) {
                        zero(patches, at, run, length);
                        copy(image, source, patches, at + from * channels, length);
                    } else {
                        add(patches, at + from * channels, image, source, length);
                    }
                }
            }
        }
    }

    /** Clears a run that the image does not fill. */
    private static void zero(Floats patches, int at, int run, int length) {
        if (length < run) {
            for (int i = 0; i < run; i++) {
                patches.set(at + i, 0);
            }
        }
    }

    private static void copy(Floats from, int source, Floats to, int target, int length) {
        int whole = length - length % L;
        copy(Lanes.view(from), source, Lanes.view(to), target, whole);
        for (int i = whole; i < length; i++) {
            to.set(target + i, from.get(source + i));
        }
    }

    private static void copy(Object from, int source, Object to, int target, int whole) {
        for (int i = 0; i < whole; i += L) {
            FloatVector v = Lanes.load(from, source + i);
            Lanes.store(v, to, target + i);
        }
    }

    private static void add(Floats from, int source, Floats to, int target, int length) {
        int whole = length - length % L;
        VectorElementwise.add(Lanes.view(from), source, Lanes.view(to), target, whole);
        for (int i = whole; i < length; i++) {
            to.set(target + i, to.get(target + i) + from.get(source + i));
        }
    }
}
