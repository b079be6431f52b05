package dev.reverie.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of {@link Latents}: one {@code latents-NNNNNNNN.npz} for each episode, with the episode's number.
 *
 * <p>A file holds {@code mean} and {@code logvar} (f32 [T+1, Z]), {@code action} (f32 [T, A]), {@code reward} (f32 [T]), {@code
 * terminated}, {@code truncated} and {@code seed}. It is not compressed: latents are noise to a compressor. Safe for many threads as long as
 * no two write the same index.
 */
public final class LatentStore {
    private final NumberedFiles files;

    private LatentStore(Path folder) {
        this.files = new NumberedFiles(folder, "latents");
    }

    /** Opens a folder for writing, making it if there is none; files already there stay, what a killed one left half-written is removed. */
    public static LatentStore create(Path folder) {
        try {
            Disk.createFolders(folder);
            Temporary.removeLeftovers(folder);
            return new LatentStore(folder);
        } catch (IOException e) {
            throw FileException.of(folder, e);
        }
    }

    /** Opens a folder that must be there. */
    public static LatentStore open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new FileException(folder, "no such folder of latents; encode the episodes first");
        }
        return new LatentStore(folder);
    }

    public Path folder() {
        return files.folder();
    }

    /** The files there are, in order of their indices. */
    public List<Path> files() {
        return files.all();
    }

    /** Writes episode {@code index}, whole or not at all. The same latents give the same bytes. */
    public void write(int index, Latents latents) {
        int frames = latents.length() + 1;
        var arrays = new LinkedHashMap<String, Npy>();
        arrays.put("mean", Npy.of(latents.means(), frames, latents.latentSize()));
        arrays.put("logvar", Npy.of(latents.logVariances(), frames, latents.latentSize()));
        arrays.put("action", Npy.of(latents.actions(), latents.length(), latents.actionSize()));
        arrays.put("reward", Npy.of(latents.rewards(), latents.length()));
        arrays.put("terminated", Npy.scalar(latents.terminated()));
        arrays.put("truncated", Npy.scalar(latents.truncated()));
        arrays.put("seed", Npy.scalar(latents.seed()));
        Npz.save(files.file(index), arrays, 0);
    }

    /** Reads episode {@code index}. */
    public Latents read(int index) {
        return read(files.file(index));
    }

    /**
     * Reads one file.
     *
     * @throws FileException
     *             with its path and what is wrong
     */
    public static Latents read(Path file) {
        try (var npz = Npz.open(file)) {
            var mean = npz.array("mean");
            if (mean.shape().length != 2) {
                throw new IllegalArgumentException("mean must be <f4[T+1, Z], was " + mean);
            }
            return new Latents(mean.shape()[1], mean.floats(), npz.array("logvar").floats(), npz.array("action").floats(),
                    npz.array("reward").floats(), npz.array("terminated").booleans()[0], npz.array("truncated").booleans()[0],
                    npz.array("seed").longs()[0]);
        } catch (IllegalArgumentException e) {
            throw new FileException(file, "holds no latents: " + e.getMessage(), new IOException(e));
        }
    }

    /** All episodes in order of their indices, each read when it is asked for. */
    public Stream<Latents> stream() {
        return files().stream().map(LatentStore::read);
    }

    /** The first frame of every episode: where dreams begin. */
    public LatentStarts starts() {
        return LatentStarts.of(stream());
    }
}
