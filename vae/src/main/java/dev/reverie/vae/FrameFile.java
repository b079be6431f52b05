package dev.reverie.vae;

import dev.reverie.core.EpisodeReader;
import dev.reverie.core.FileException;
import dev.reverie.core.Observations;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The frames of one file: of an episode, or a single picture.
 *
 * @param side
 *            rows and columns
 * @param pixels
 *            u8 [count, side, side, 3]
 */
record FrameFile(Path file, int count, int side, byte[] pixels) {
    static FrameFile read(Path file, EpisodeReader reader) {
        if (Picture.is(file)) {
            var pixels = Picture.read(file);
            return new FrameFile(file, 1, ConvVaeArchitecture.side(pixels.length), pixels);
        }
        try {
            var frames = square(reader.read(file).observations());
            return new FrameFile(file, frames.count(), frames.height(), frames.pixels());
        } catch (IllegalArgumentException e) {
            throw new FileException(file, e.getMessage());
        }
    }

    /**
     * Refuses frames of another side than the others have.
     *
     * @throws FileException
     *             if they are
     */
    FrameFile check(int expected) {
        if (side != expected) {
            throw new FileException(file,
                    "must have frames of " + expected + "x" + expected + " like all others, has " + side + "x" + side);
        }
        return this;
    }

    /** A copy of frame t. */
    byte[] frame(int t) {
        int size = ConvVaeArchitecture.frame(side);
        return Arrays.copyOfRange(pixels, t * size, (t + 1) * size);
    }

    /** The observations as frames of the side that V takes. */
    static Observations.Frames frames(Observations observations, int side) {
        if (observations instanceof Observations.Frames f && f.height() == side && f.width() == side
                && f.channels() == ConvVaeArchitecture.CHANNELS) {
            return f;
        }
        throw new IllegalArgumentException("observations must be Frames[B, " + side + ", " + side + ", " + ConvVaeArchitecture.CHANNELS
                + "], were " + observations + remedy(observations));
    }

    private static Observations.Frames square(Observations observations) {
        if (observations instanceof Observations.Frames f && f.height() == f.width()) {
            ConvVaeArchitecture.check(f.height());
            return frames(observations, f.height());
        }
        return frames(observations, ConvVaeArchitecture.SIZE);
    }

    private static String remedy(Observations observations) {
        if (!(observations instanceof Observations.Frames f)) {
            return "; VectorVae takes vectors";
        }
        if (f.height() == ConvVaeArchitecture.CHANNELS && f.channels() > 4) {
            return "; these look like [B, channels, height, width]: read them in the layout CHW";
        }
        return f.channels() == 1 || f.height() == 1 ? "; read grey frames in the layout GREY"
                : f.height() != f.width() ? "; V takes square frames: resize them" : "";
    }
}
