package dev.reverie.core;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder of episodes: {@code dataset.json} and one {@code episode-NNNNNNNN.npz} for each.
 *
 * <p>A file holds {@code obs} (u8 [T+1, H, W, C] or f32 [T+1, D]), {@code action} (f32 [T, A]), {@code reward} (f32 [T]), {@code
 * terminated}, {@code truncated} and {@code seed}, and {@code signal.NAME} (f32 [T]) for each signal that was recorded; {@code numpy.load}
 * reads it. Deflated, a 64×64 frame of a game takes about a kilobyte.
 *
 * <p>Why one episode a file and not many: an episode is then there or not there, whatever happened; workers write side by side without a
 * word to each other; a damaged file costs one episode; any subset is a list of paths; and an episode of 1,000 frames is a megabyte, which
 * is as large as a file needs to be. The price is paid by very short episodes: about a kilobyte of zip headers and one flush to the disk
 * each.
 *
 * <p>Safe for many threads as long as no two write the same index.
 */
public final class EpisodeStore {
    private final NumberedFiles files;
    private final Dataset dataset;
    private final EpisodeReader reader;
    /** Whether the files may have any names. */
    private final boolean others;

    private EpisodeStore(Path folder, Dataset dataset) {
        this(folder, dataset, EpisodeReader.own(), false);
    }

    private EpisodeStore(Path folder, Dataset dataset, EpisodeReader reader, boolean others) {
        this.others = others;
        this.files = new NumberedFiles(folder, "episode");
        this.dataset = dataset;
        this.reader = reader;
    }

    /** A file that was passed over, and why. */
    public record Skipped(Path file, String problem) {
    }

    /**
     * Opens a folder for writing, making it if there is none. Episodes already there stay, so an interrupted collection can go on; what a
     * killed one left half-written is removed.
     *
     * @throws FileException
     *             if the folder holds episodes of another environment, version or options, or cannot be written
     */
    public static EpisodeStore create(Path folder, Dataset dataset) {
        if (Files.exists(folder.resolve(Dataset.FILE))) {
            var there = Dataset.read(folder);
            if (!there.agrees(dataset)) {
                throw new FileException(folder,
                        "holds episodes of " + there + ", not of " + dataset + "; choose another folder or delete this one");
            }
            Temporary.removeLeftovers(folder);
            return new EpisodeStore(folder, there);
        }
        dataset.write(folder);
        Temporary.removeLeftovers(folder);
        return new EpisodeStore(folder, dataset);
    }

    /** Opens a folder that {@link #create} made. */
    public static EpisodeStore open(Path folder) {
        return new EpisodeStore(folder, Dataset.read(folder));
    }

    /**
     * Opens a folder of episodes for reading, whoever made it: without a {@code dataset.json}, or with files of other names, which are then
     * numbered in the order of their names.
     */
    public static EpisodeStore open(Path folder, EpisodeReader reader) {
        var dataset = Files.exists(folder.resolve(Dataset.FILE)) ? Dataset.read(folder) : new Dataset("unknown", "", Map.of(), "");
        return new EpisodeStore(folder, dataset, reader, true);
    }

    /** What reads the files. */
    public EpisodeReader reader() {
        return reader;
    }

    public Path folder() {
        return files.folder();
    }

    public Dataset dataset() {
        return dataset;
    }

    /** The file of episode {@code index}, whether it is there or not. */
    public Path file(int index) {
        return files.file(index);
    }

    /** The files there are, in order of their indices. Gaps are allowed. */
    public List<Path> files() {
        return List.copyOf(numbered().keySet());
    }

    /** The index of every file there is, in order. */
    public Map<Path, Integer> numbered() {
        return files.numbered(others);
    }

    /** The index of one of {@link #files}. */
    public static int index(Path file) {
        return NumberedFiles.index(file);
    }

    /**
     * Writes episode {@code index}, whole or not at all, over the one that may be there. The same episode gives the same bytes.
     *
     * @throws IllegalArgumentException
     *             if an observation, an action or a reward is no finite number
     */
    public void write(int index, Episode episode) {
        episode.checkFinite();
        int steps = episode.length();
        var arrays = new LinkedHashMap<String, Npy>();
        if (episode.observations() instanceof Observations.Frames f) {
            arrays.put("obs", Npy.of(f.pixels(), f.count(), f.height(), f.width(), f.channels()));
        } else if (episode.observations() instanceof Observations.Vectors v) {
            arrays.put("obs", Npy.of(v.values(), v.count(), v.size()));
        }
        arrays.put("action", Npy.of(episode.actions(), steps, episode.actionSize()));
        arrays.put("reward", Npy.of(episode.rewards(), steps));
        arrays.put("terminated", Npy.scalar(episode.terminated()));
        arrays.put("truncated", Npy.scalar(episode.truncated()));
        arrays.put("seed", Npy.scalar(episode.seed()));
        episode.signals().forEach((name, values) -> arrays.put(EpisodeFormat.SIGNAL + name, Npy.of(values, values.length)));
        Npz.save(file(index), arrays);
    }

    /** Reads episode {@code index}. */
    public Episode read(int index) {
        return reader.read(file(index));
    }

    /** Reads one file as this class writes it: see {@link EpisodeReader#read}. */
    public static Episode read(Path file) {
        return EpisodeReader.own().read(file);
    }

    /**
     * All episodes in order of their indices, each read when it is asked for: memory for one at a time. The first bad file ends it with a
     * {@link FileException}.
     */
    public Stream<Episode> stream() {
        return files().stream().map(reader::read);
    }

    /**
     * All episodes that can be read, in order of their indices, each read when it is asked for.
     *
     * @param skipped
     *            is told of every file that cannot be read; on a parallel stream, by several threads
     */
    public Stream<Episode> stream(Consumer<Skipped> skipped) {
        return files().stream().flatMap(file -> {
            try {
                return Stream.of(reader.read(file));
            } catch (FileException e) {
                skipped.accept(new Skipped(file, e.getMessage()));
                return Stream.empty();
            }
        });
    }
}
