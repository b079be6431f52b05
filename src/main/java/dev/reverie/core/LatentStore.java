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
 * terminated}, {@code truncated} and {@code seed}. It is not compressed: latents are noise to a compressor. Safe for many threads as long
 * as no two write the same index.
 */
public final class LatentStore {
    private final NumberedFiles files;
    private final EpisodeReader reader;
    /** Whether the files may have any names. */
    private final boolean others;

    private LatentStore(Path folder, EpisodeReader reader, boolean others) {
        this.others = others;
        this.files = new NumberedFiles(folder, "latents");
        this.reader = reader;
    }

    /** Opens a folder for writing, making it if there is none; files already there stay, what a killed one left half-written is removed. */
    public static LatentStore create(Path folder) {
        try {
            Disk.createFolders(folder);
            Temporary.removeLeftovers(folder);
            return new LatentStore(folder, EpisodeReader.own(), false);
        } catch (IOException e) {
            throw FileException.of(folder, e);
        }
    }

    /** Opens a folder that must be there. */
    public static LatentStore open(Path folder) {
        return open(folder, EpisodeReader.own(), false);
    }

    /** As {@link #open(Path)}, of files that others wrote. */
    public static LatentStore open(Path folder, EpisodeReader reader) {
        return open(folder, reader, true);
    }

    private static LatentStore open(Path folder, EpisodeReader reader, boolean others) {
        if (!Files.isDirectory(folder)) {
            throw new FileException(folder, "no such folder of latents; encode the episodes first");
        }
        return new LatentStore(folder, reader, others);
    }

    public Path folder() {
        return files.folder();
    }

    /** The files there are, in order of their indices. */
    public List<Path> files() {
        return List.copyOf(files.numbered(others).keySet());
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
        latents.signals().forEach((name, values) -> arrays.put(EpisodeFormat.SIGNAL + name, Npy.of(values, values.length)));
        Npz.save(files.file(index), arrays, 0);
    }

    /** Reads episode {@code index}. */
    public Latents read(int index) {
        return reader.latents(files.file(index));
    }

    /** Reads one file as this class writes it: see {@link EpisodeReader#latents}. */
    public static Latents read(Path file) {
        return EpisodeReader.own().latents(file);
    }

    /** What reads the files. */
    public EpisodeReader reader() {
        return reader;
    }

    /** All episodes in order of their indices, each read when it is asked for. */
    public Stream<Latents> stream() {
        return files().stream().map(reader::latents);
    }

    /** The first frame of every episode: where dreams begin. */
    public Gaussians starts() {
        return Latents.starts(stream());
    }
}
