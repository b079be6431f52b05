package dev.reverie.vae;

import dev.reverie.compute.Engine;
import dev.reverie.core.Arguments;
import dev.reverie.core.EpisodeReader;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.FileException;
import dev.reverie.core.Observations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Files that V learns from: episodes, pictures, or both. A file is read whole, and as often as its frames are wanted.
 *
 * @param files
 *            {@code .npz} of an {@link EpisodeStore}, {@code .png}, all square and of one size; one that stands here several times is seen
 *            as many times as often
 * @param reader
 *            of the episodes
 */
public record FrameSource(List<Path> files, EpisodeReader reader) {
    public FrameSource {
        files = List.copyOf(files);
        Objects.requireNonNull(reader, "reader");
    }

    /** Episodes as {@link EpisodeStore} writes them, and pictures. */
    public FrameSource(List<Path> files) {
        this(files, EpisodeReader.own());
    }

    /** The episodes that are there now. */
    public static FrameSource of(EpisodeStore episodes) {
        return new FrameSource(episodes.files(), episodes.reader());
    }

    /**
     * The PNGs of a folder, not of the folders in it. Only their sizes are read yet.
     *
     * @throws FileException
     *             if there are none, or one is not square, of another size than the first, or no PNG at all
     */
    public static FrameSource images(Path folder) {
        try (var entries = Files.list(folder)) {
            var files = entries.filter(file -> Picture.is(file)).sorted().toList();
            if (files.isEmpty()) {
                throw new FileException(folder, "holds no .png files");
            }
            int side = Picture.side(files.get(0));
            for (var file : files) {
                if (Picture.side(file) != side) {
                    throw new FileException(file, "must be " + side + "x" + side + " pixels like all others, is " + Picture.side(file) + "x"
                            + Picture.side(file) + "; scale it first");
                }
            }
            return new FrameSource(files);
        } catch (IOException e) {
            throw new FileException(folder, Files.isDirectory(folder) ? "cannot be read" : "no such folder", e);
        }
    }

    /** Others of the files. */
    FrameSource with(List<Path> others) {
        return new FrameSource(others, reader);
    }

    /** The frames of one file. */
    FrameFile read(Path file) {
        return FrameFile.read(file, reader);
    }

    /** Rows and columns of the frames, as the first file has them. */
    int side() {
        return files.isEmpty() ? ConvVaeArchitecture.SIZE
                : Picture.is(files.get(0)) ? Picture.side(files.get(0)) : read(files.get(0)).side();
    }

    /** How many frames each file has, without reading them. */
    int[] counts() {
        var counts = new int[files.size()];
        Engine.current().pool().run(counts.length, i -> counts[i] = Picture.is(files.get(i)) ? 1 : reader.length(files.get(i)) + 1);
        return counts;
    }

    /** These and others; episodes are read as these are. */
    public FrameSource and(FrameSource others) {
        var all = new ArrayList<>(files);
        all.addAll(others.files);
        return new FrameSource(all, files.isEmpty() ? others.reader : reader);
    }

    /** Each file as often as {@code times} files: for a few pictures beside many episodes. */
    public FrameSource repeated(int times) {
        Arguments.atLeast(1, "times", times);
        return new FrameSource(Collections.nCopies(times, files).stream().flatMap(List::stream).toList(), reader);
    }

    /**
     * Frames from everywhere: each from a random file, a random one of it. Reads a file a frame.
     *
     * @throws FileException
     *             if there are no files, or one cannot be read or holds other frames than the first
     */
    public Observations.Frames draw(int count, RandomGenerator random) {
        if (files.isEmpty() || count < 1) {
            throw new IllegalArgumentException("files and count must be >= 1, were " + files.size() + " and " + count);
        }
        int side = side();
        int size = ConvVaeArchitecture.frame(side);
        var pixels = new byte[count * size];
        for (int i = 0; i < count; i++) {
            var clip = read(files.get(random.nextInt(files.size()))).check(side);
            System.arraycopy(clip.pixels(), random.nextInt(clip.count()) * size, pixels, i * size, size);
        }
        return new Observations.Frames(count, side, side, ConvVaeArchitecture.CHANNELS, pixels);
    }
}
