package dev.reverie.example;

import dev.reverie.core.AtomicFile;
import dev.reverie.core.Encoder;
import dev.reverie.core.EncoderProvider;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.FileException;
import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** An encoder of a user's own, without a decoder: the brightness of side × side parts of a frame, less that of a grey one. */
public record PixelsEncoder(int side, Space.Box observationSpace) implements Encoder {
    @Override
    public int latentSize() {
        return side * side;
    }

    @Override
    public void encode(Observations observations, RandomGenerator random, float[] z) {
        if (!(observations instanceof Observations.Frames f) || f.frameSize() != observationSpace.size()) {
            throw new IllegalArgumentException("observations must be of " + observationSpace + ", were " + observations);
        }
        Arrays.fill(z, -2);
        float share = 4f / 255 * side * side / f.frameSize();
        for (int i = 0; i < f.pixels().length; i++) {
            int at = i % f.frameSize() / f.channels();
            int part = at / f.width() * side / f.height() * side + at % f.width() * side / f.width();
            z[i / f.frameSize() * latentSize() + part] += share * (f.pixels()[i] & 0xFF);
        }
    }

    /** Makes it known as {@code pixels}; there is nothing to learn. */
    public static final class Provider implements EncoderProvider {
        @Override
        public String name() {
            return "pixels";
        }

        @Override
        public List<String> options() {
            return List.of("side");
        }

        @Override
        public void train(Map<String, String> options, EpisodeStore episodes, Seed seed, Training training, Path file) {
            var frames = (Observations.Frames) episodes.stream().findFirst().orElseThrow().observations();
            AtomicFile.write(file,
                    options.getOrDefault("side", "8") + " " + frames.height() + " " + frames.width() + " " + frames.channels());
        }

        @Override
        public Encoder load(Path file) {
            try {
                int[] sizes = Arrays.stream(Files.readString(file).split(" ")).mapToInt(Integer::parseInt).toArray();
                return new PixelsEncoder(sizes[0], Space.frame(sizes[1], sizes[2], sizes[3]));
            } catch (IOException | NumberFormatException e) {
                throw new FileException(file, "holds no side and frame of pixels");
            }
        }
    }
}
