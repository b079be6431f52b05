package dev.reverie.vae;

import dev.reverie.core.EpisodeReader;
import dev.reverie.core.FileException;
import dev.reverie.core.Observations;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The frames of one file: of an episode, or a single picture.
 *
 * @param pixels
 *            u8 [count, 64, 64, 3]
 */
record FrameFile(Path file, int count, byte[] pixels) {
    static FrameFile read(Path file, EpisodeReader reader) {
        if (Picture.is(file)) {
            return new FrameFile(file, 1, Picture.read(file));
        }
        try {
            var frames = frames(reader.read(file).observations());
            return new FrameFile(file, frames.count(), frames.pixels());
        } catch (IllegalArgumentException e) {
            throw new FileException(file, e.getMessage());
        }
    }

    /** A copy of frame t. */
    byte[] frame(int t) {
        return Arrays.copyOfRange(pixels, t * ConvVaeArchitecture.FRAME, (t + 1) * ConvVaeArchitecture.FRAME);
    }

    /** The observations as frames of the size that V takes. */
    static Observations.Frames frames(Observations observations) {
        if (observations instanceof Observations.Frames f && f.height() == ConvVaeArchitecture.SIZE && f.width() == ConvVaeArchitecture.SIZE
                && f.channels() == ConvVaeArchitecture.CHANNELS) {
            return f;
        }
        throw new IllegalArgumentException(
                "observations must be Frames[B, " + ConvVaeArchitecture.SIZE + ", " + ConvVaeArchitecture.SIZE + ", "
                        + ConvVaeArchitecture.CHANNELS + "], were " + observations
                        + remedy(observations));
    }

    private static String remedy(Observations observations) {
        if (!(observations instanceof Observations.Frames f)) {
            return "; VectorVae takes vectors";
        }
        if (f.height() == ConvVaeArchitecture.CHANNELS && f.channels() > 4) {
            return "; these look like [B, channels, height, width]: read them in the layout CHW";
        }
        return f.channels() == 1 || f.height() == 1 ? "; read grey frames in the layout GREY" : "";
    }
}
