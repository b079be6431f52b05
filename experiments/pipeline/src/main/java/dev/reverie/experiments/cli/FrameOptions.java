package dev.reverie.experiments.cli;

import dev.reverie.core.Arguments;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.Observations;
import dev.reverie.experiments.config.SizeLimits;
import dev.reverie.vae.FrameSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where frames come from. */
final class FrameOptions {
    @Option(names = "--data", paramLabel = "DIR", description = "Episodes: a folder that reverie collect wrote, or that of a run.")
    Path data;

    @Option(names = "--images", paramLabel = "DIR", description = "Pictures: the .png files of a folder, each 64x64.")
    Path images;

    @Option(names = "--repeat-images", paramLabel = "N", defaultValue = "1",
            description = "Show each picture as often as N frames, for a few beside many (default: ${DEFAULT-VALUE}).")
    int repeat;

    @Mixin
    private FrameDataOptions format;

    boolean given() {
        return data != null || images != null;
    }

    /** Whether a layout is given, which is one of --data. */
    boolean formatGiven() {
        return format.given();
    }

    /** What can be told without reading anything. */
    void check() {
        Arguments.atLeast(1, "--repeat-images", repeat);
        if (repeat > 1 && images == null) {
            throw new IllegalArgumentException("--repeat-images needs --images");
        }
        SizeLimits.onHeap("--repeat-images", repeat, 8.0 * repeat);
    }

    /** The episodes alone. */
    EpisodeStore episodes() {
        return episodes(data, format);
    }

    /** Those in a folder that is not given by an option. */
    EpisodeStore episodes(Path folder) {
        return episodes(folder, format);
    }

    /** Those in a folder, or in the run that it is. */
    static EpisodeStore episodes(Path folder, DataOptions format) {
        var place = folder(folder);
        var episodes = EpisodeStore.open(place, format.reader(folder));
        if (episodes.files().isEmpty()) {
            throw new IllegalArgumentException(place + ": holds no episodes");
        }
        return episodes;
    }

    /** Where the episodes are: in the folder itself, or below it where it is that of a run. */
    static Path folder(Path folder) {
        var inside = folder.resolve("episodes");
        return Files.exists(folder.resolve("dataset.json")) || !Files.isDirectory(inside) ? folder : inside;
    }

    /** The folders that are read. */
    List<Path> folders() {
        return Stream.of(data == null ? null : folder(data), images).filter(Objects::nonNull).toList();
    }

    /** Whether the episodes that were given are of vectors. */
    boolean holdsVectors() {
        boolean vectors = data != null && holdsVectors(episodes());
        if (vectors && images != null) {
            throw new IllegalArgumentException(data + ": holds vectors, which do not go together with --images");
        }
        return vectors;
    }

    /** Whether the first of the episodes is of vectors. */
    static boolean holdsVectors(EpisodeStore episodes) {
        var files = episodes.files();
        return !files.isEmpty() && episodes.reader().read(files.get(0)).observations() instanceof Observations.Vectors;
    }

    /** What was given. */
    FrameSource source() {
        var source = data == null ? new FrameSource(List.of()) : FrameSource.of(episodes());
        return images == null ? source : source.and(FrameSource.images(images).repeated(repeat));
    }
}
