package dev.reverie.vae;

import dev.reverie.core.EpisodeStore;
import dev.reverie.core.FileException;
import dev.reverie.core.Observations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Files that V learns from: episodes, pictures, or both. A file is read whole, and as often as its frames are wanted.
 *
 * @param files
 *            {@code .npz} of an {@link EpisodeStore}, {@code .png} of 64×64; one that stands here several times is seen as many times as often
 */
public record FrameSource(List<Path> files) {
    public FrameSource {
        files = List.copyOf(files);
    }

    /** The episodes that are there now. */
    public static FrameSource of(EpisodeStore episodes) {
        return new FrameSource(episodes.files());
    }

    /**
     * The PNGs of a folder, not of the folders in it. Only their sizes are read yet.
     *
     * @throws FileException
     *             if there are none, or one is not 64×64, or no PNG at all
     */
    public static FrameSource images(Path folder) {
        try (var entries = Files.list(folder)) {
            var files = entries.filter(file -> Picture.is(file)).sorted().toList();
            if (files.isEmpty()) {
                throw new FileException(folder, "holds no .png files");
            }
            files.forEach(Picture::check);
            return new FrameSource(files);
        } catch (IOException e) {
            throw new FileException(folder, Files.isDirectory(folder) ? "cannot be read" : "no such folder", e);
        }
    }

    /** These and others. */
    public FrameSource and(FrameSource others) {
        var all = new ArrayList<>(files);
        all.addAll(others.files);
        return new FrameSource(all);
    }

    /** Each file as often as {@code times} files: for a few pictures beside many episodes. */
    public FrameSource repeated(int times) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be >= 1, was " + times);
        }
        return new FrameSource(Collections.nCopies(times, files).stream().flatMap(List::stream).toList());
    }

    /**
     * Frames from everywhere: each from a random file, a random one of it. Reads a file a frame.
     *
     * @throws FileException
     *             if there are no files, or one cannot be read or holds other frames than 64×64×3
     */
    public Observations.Frames draw(int count, RandomGenerator random) {
        if (files.isEmpty() || count < 1) {
            throw new IllegalArgumentException("files and count must be >= 1, were " + files.size() + " and " + count);
        }
        var pixels = new byte[count * Blueprint.FRAME];
        for (int i = 0; i < count; i++) {
            var clip = Clip.read(files.get(random.nextInt(files.size())));
            System.arraycopy(clip.pixels(), random.nextInt(clip.count()) * Blueprint.FRAME, pixels, i * Blueprint.FRAME, Blueprint.FRAME);
        }
        return new Observations.Frames(count, Blueprint.SIZE, Blueprint.SIZE, Blueprint.CHANNELS, pixels);
    }
}
