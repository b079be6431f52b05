package dev.reverie.vae;

import dev.reverie.compute.Engine;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.FileException;
import dev.reverie.core.Observations;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The frames of one file: of an episode, or a single picture.
 *
 * @param pixels
 *            u8 [count, 64, 64, 3]
 */
record Clip(Path file, int count, byte[] pixels) {
    static Clip read(Path file) {
        if (Picture.is(file)) {
            return new Clip(file, 1, Picture.read(file));
        }
        try {
            var frames = frames(EpisodeStore.read(file).observations());
            return new Clip(file, frames.count(), frames.pixels());
        } catch (IllegalArgumentException e) {
            throw new FileException(file, e.getMessage());
        }
    }

    /** How many frames each file has, without reading them. */
    static int[] counts(List<Path> files) {
        var counts = new int[files.size()];
        Engine.current().pool().run(counts.length, i -> counts[i] = Picture.is(files.get(i)) ? 1 : EpisodeStore.length(files.get(i)) + 1);
        return counts;
    }

    /** A copy of frame t. */
    byte[] frame(int t) {
        return Arrays.copyOfRange(pixels, t * Blueprint.FRAME, (t + 1) * Blueprint.FRAME);
    }

    /** The observations as frames of the size that V takes. */
    static Observations.Frames frames(Observations observations) {
        if (observations instanceof Observations.Frames f && f.height() == Blueprint.SIZE && f.width() == Blueprint.SIZE
                && f.channels() == Blueprint.CHANNELS) {
            return f;
        }
        throw new IllegalArgumentException("observations must be Frames[B, " + Blueprint.SIZE + ", " + Blueprint.SIZE + ", "
                + Blueprint.CHANNELS + "], were " + observations
                + (observations instanceof Observations.Vectors ? "; VectorVae takes vectors" : ""));
    }
}
