package dev.reverie.compute;

import static dev.reverie.compute.Numbers.assertGuarded;
import static dev.reverie.compute.Numbers.assertRefused;
import static dev.reverie.compute.Numbers.guarded;
import static dev.reverie.compute.Numbers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Of {@link Im2col}. Values are small whole numbers, so that sums are exact in any order. */
public interface PatchesContract extends EngineContract {
    private Im2col kernel() {
        return engine(1).kernels().patches();
    }

    private static double[] whole(Random random, int size) {
        return random.ints(size, -100, 100).asDoubleStream().toArray();
    }

    /** Where a place of a patch lies in the image, or −1 beside it: the definition. */
    private static int pixel(Im2col.Grid g, int patch, int ky, int kx, int channel) {
        int y = patch / g.columns() * g.stride() - g.padding() + ky;
        int x = patch % g.columns() * g.stride() - g.padding() + kx;
        return y < 0 || y >= g.height() || x < 0 || x >= g.width() ? -1 : (y * g.width() + x) * g.channels() + channel;
    }

    private static Im2col.Grid grid(Random random) {
        int kernel = 1 + random.nextInt(5);
        return Im2col.Grid.of(kernel + random.nextInt(8), kernel + random.nextInt(8), oneOf(random, 1, 2, 3, 4, 5, 8, 16, 17),
                kernel, 1 + random.nextInt(3), random.nextInt(kernel));
    }

    @Test
    default void unfoldCopiesAndFoldAddsEveryPlace() {
        var random = new Random(1);
        for (int round = 0; round < 300; round++) {
            var g = grid(random);
            double[] image = whole(random, g.imageSize());
            double[] patches = whole(random, g.patches() * g.patchSize());
            var unfolded = guarded(new double[patches.length], 3, 2);
            unfolded.set(3 + random.nextInt(patches.length), Float.NaN);
            kernel().unfold(g, guarded(image, 1, 0), 1, unfolded, 3);
            var folded = guarded(image, 4, 5);
            kernel().fold(g, guarded(patches, 2, 0), 2, folded, 4);
            for (int i = 0; i < patches.length; i++) {
                int place = i % g.patchSize() / g.channels();
                int pixel = pixel(g, i / g.patchSize(), place / g.kernel(), place % g.kernel(), i % g.channels());
                assertEquals(pixel < 0 ? 0 : (float) image[pixel], unfolded.get(3 + i), g + " at " + i);
                if (pixel >= 0) {
                    folded.set(4 + pixel, folded.get(4 + pixel) - (float) patches[i]);
                }
            }
            assertGuarded("patches", unfolded, 3, 3 + patches.length);
            assertGuarded("image", folded, 4, 4 + image.length);
            for (int i = 0; i < image.length; i++) {
                assertEquals((float) image[i], folded.get(4 + i), g + ": what was folded in, taken out again, at " + i);
            }
        }
    }

    @Test
    default void patchBuffersThatAreTooSmallAreRefused() {
        var g = Im2col.Grid.of(4, 5, 3, 2, 1, 0);
        var image = Floats.allocate(60);
        var patches = Floats.allocate(12 * 12);
        assertRefused("image", () -> kernel().unfold(g, image, 1, patches, 0));
        assertRefused("patches", () -> kernel().unfold(g, image, 0, patches, 1));
        assertRefused("image", () -> kernel().fold(g, patches, 0, image, -1));
        assertRefused("patches", () -> kernel().fold(g, image, 0, image, 0));
    }
}
