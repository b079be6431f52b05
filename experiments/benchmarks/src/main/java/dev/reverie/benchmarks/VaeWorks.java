package dev.reverie.benchmarks;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Convolution;
import dev.reverie.compute.Precision;
import dev.reverie.core.LearningRate;
import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.vae.Vae;
import dev.reverie.vae.VaeConfig;
import dev.reverie.vae.VaeUpdates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * V whole, with the paper's 4,348,547 parameters: an update with Adam on 100 frames, and encoding 1,000. The frames are bytes on our side.
 */
final class VaeWorks {
    private static final int BATCH = 100;
    private static final int ENCODED = 1000;
    private static final int LATENT = 32;
    private static final int HIDDEN = 1024;

    private VaeWorks() {
    }

    static List<Work> all() {
        return List.of(train(Precision.F32), train(Precision.BF16), encode(Precision.F32), encode(Precision.BF16));
    }

    private static Work train(Precision precision) {
        String name = precision == Precision.F32 ? "vae train" : "vae train " + lower(precision);
        return Work.counted(name, "frames/s", BATCH, engine -> {
            var step = VaeUpdates.of(config().withPrecision(precision), Seed.of(1));
            var frames = frames(BATCH);
            return Session.of(() -> step.update(frames), () -> {
            });
        }).in(precision).bounded(trainFlops());
    }

    private static Work encode(Precision precision) {
        return Work.counted("vae encode " + lower(precision), "frames/s", ENCODED, engine -> {
            var vae = untrained(precision);
            var frames = frames(ENCODED);
            return Session.of(() -> vae.posterior(frames), vae::close);
        }).in(precision).bounded(encodeFlops());
    }

    private static String lower(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT);
    }

    private static VaeConfig config() {
        return new VaeConfig(LATENT, 32, 1, 0.5, new VaeConfig.Emphasis(0, 0.15), BATCH, BATCH, LearningRate.constant(1e-4), 0);
    }

    /** By way of a file, since that is where the precision is chosen. */
    private static Vae untrained(Precision precision) {
        try (var vae = VaeUpdates.of(config(), Seed.of(1)).vae()) {
            var file = Files.createTempFile("reverie-vae", ".zip");
            try {
                vae.save(file);
                return Vae.load(file, precision);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Observations.Frames frames(int count) {
        var frames = (Observations.Frames) Observations.allocate(count, Space.frame(64, 64, 3));
        new SplittableRandom(1).nextBytes(frames.pixels());
        return frames;
    }

    private static Stream<Convolution.Shape> down() {
        return Stream.of(conv(64, 3, 32, 4, false), conv(31, 32, 64, 4, false), conv(14, 64, 128, 4, false), conv(6, 128, 256, 4, false));
    }

    private static Stream<Convolution.Shape> up() {
        return Stream.of(conv(1, HIDDEN, 128, 5, true), conv(5, 128, 64, 5, true), conv(13, 64, 32, 6, true), conv(30, 32, 3, 6, true));
    }

    private static Convolution.Shape conv(int size, int inputs, int outputs, int kernel, boolean transposed) {
        return Convolution.Shape.of(1, size, inputs, outputs, kernel, 2, transposed, Activation.RELU);
    }

    static double trainFlops() {
        double forward = Stream.concat(down(), up()).mapToDouble(Convolution.Shape::work).sum() + 3.0 * HIDDEN * LATENT;
        // Nobody asks for the gradient of a frame.
        return 2.0 * BATCH * (3 * forward - down().findFirst().orElseThrow().work());
    }

    static double encodeFlops() {
        return 2.0 * ENCODED * (down().mapToDouble(Convolution.Shape::work).sum() + 2.0 * HIDDEN * LATENT);
    }
}
