package dev.reverie.compute.vector;

import static dev.reverie.compute.vector.Lanes.L;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.Im2col;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Im2col}: runs of kernel·C floats are moved and added as whole vectors.
 *
 * <p>Runs are short and seldom a multiple of L. Where there is room behind a run, its last vector is moved whole: when copying, what it
 * writes too much is overwritten by the next run; when adding, what it would add too much is cleared first. Only the last runs of a range
 * end one by one.
 */
final class VectorPatches implements Im2col {
    /** Row n keeps the first n lanes and clears the others. */
    private static final int[] KEEP = new int[2 * L];

    static {
        java.util.Arrays.fill(KEEP, 0, L, -1);
    }

    @Override
    public void unfold(Grid grid, Floats image, int imageOffset, Floats patches, int patchesOffset) {
        check(grid, image, imageOffset, patches, patchesOffset);
        Object from = Lanes.view(image);
        Object to = Lanes.view(patches);
        int channels = grid.channels();
        int run = grid.kernel() * channels;
        int end = patchesOffset + grid.patches() * grid.patchSize();
        int at = patchesOffset;
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                int left = column * grid.stride() - grid.padding();
                int first = Math.max(0, -left);
                int count = Math.max(0, Math.min(grid.kernel(), grid.width() - left) - first);
                for (int ky = 0; ky < grid.kernel(); ky++, at += run) {
                    int y = row * grid.stride() - grid.padding() + ky;
                    int source = imageOffset + (y * grid.width() + left + first) * channels;
                    boolean inside = y >= 0 && y < grid.height();
                    if (inside && count == grid.kernel() && source + run + L <= image.size() && at + run + L <= end) {
                        copy(from, source, to, at, run);
                    } else {
                        copyExactly(image, source, patches, at, run, first * channels, inside ? count * channels : 0);
                    }
                }
            }
        }
    }

    @Override
    public void fold(Grid grid, Floats patches, int patchesOffset, Floats image, int imageOffset) {
        check(grid, image, imageOffset, patches, patchesOffset);
        Object from = Lanes.view(patches);
        Object to = Lanes.view(image);
        int channels = grid.channels();
        int run = grid.kernel() * channels;
        int end = imageOffset + grid.imageSize();
        int at = patchesOffset;
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                int left = column * grid.stride() - grid.padding();
                int first = Math.max(0, -left);
                int length = Math.max(0, Math.min(grid.kernel(), grid.width() - left) - first) * channels;
                for (int ky = 0; ky < grid.kernel(); ky++, at += run) {
                    int y = row * grid.stride() - grid.padding() + ky;
                    int source = at + first * channels;
                    int target = imageOffset + (y * grid.width() + left + first) * channels;
                    if (y < 0 || y >= grid.height()) {
                        continue;
                    }
                    if (source + length + L <= patches.size() && target + length + L <= end) {
                        add(from, source, to, target, length);
                    } else {
                        addExactly(patches, source, image, target, length);
                    }
                }
            }
        }
    }

    private static void check(Grid grid, Floats image, int imageOffset, Floats patches, int patchesOffset) {
        Gemm.within("image", image, imageOffset, grid.imageSize());
        Gemm.within("patches", patches, patchesOffset, (long) grid.patches() * grid.patchSize());
    }

    /** Copies {@code length} floats, and up to L − 1 more. */
    private static void copy(Object from, int source, Object to, int target, int length) {
        for (int i = 0; i < length; i += L) {
            Lanes.store(Lanes.load(from, source + i), to, target + i);
        }
    }

    /** A run with zeros where the image does not reach. */
    private static void copyExactly(Floats from, int source, Floats to, int target, int run, int skipped, int length) {
        for (int i = 0; i < run; i++) {
            boolean inside = i >= skipped && i < skipped + length;
            to.set(target + i, inside ? from.get(source + i - skipped) : 0);
        }
    }

    private static void add(Object from, int source, Object to, int target, int length) {
        int i = 0;
        for (; i + L <= length; i += L) {
            Lanes.store(Lanes.load(to, target + i).add(Lanes.load(from, source + i)), to, target + i);
        }
        if (i < length) {
            var keep = IntVector.fromArray(Lanes.I, KEEP, L - (length - i));
            var rest = Lanes.load(from, source + i).viewAsIntegralLanes().lanewise(VectorOperators.AND, keep).viewAsFloatingLanes();
            Lanes.store(Lanes.load(to, target + i).add(rest), to, target + i);
        }
    }

    private static void addExactly(Floats from, int source, Floats to, int target, int length) {
        for (int i = 0; i < length; i++) {
            to.set(target + i, to.get(target + i) + from.get(source + i));
        }
    }
}
