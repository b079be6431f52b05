package dev.reverie.core;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Episodes to train on, and held-out ones to measure on.
 *
 * <p>The choice depends on the numbers of the episodes alone, not on a training's seed. So V, which reads {@code episode-00000007.npz}, and
 * M, which reads {@code latents-00000007.npz}, hold out the same episodes for the same share, and a smaller share holds out some of those
 * of a larger one. The order of numbers is that of a hash, so what is held out is spread over the collection.
 *
 * @param training
 *            in the order they were given
 * @param heldOut
 *            in the order of their hashes, each once
 */
public record Split<T>(List<T> training, List<T> heldOut) {
    private static final Pattern NUMBERED = Pattern.compile(".*-\\d{8}\\.npz");
    private static final Seed ORDER = Seed.of(0).child("heldOut");

    public Split {
        training = List.copyOf(training);
        heldOut = List.copyOf(heldOut);
    }

    /**
     * Splits files of an {@link EpisodeStore} or a {@link LatentStore} by their numbers, others by their names. A file that is there
     * several times is on one side.
     *
     * @param share
     *            of the files that is held out, in 0..1; at least one where it is > 0
     * @throws IllegalArgumentException
     *             if none would be left to train on
     */
    public static Split<Path> ofFiles(List<Path> files, double share) {
        return of(files, share, Split::number);
    }

    /** Splits episodes that are numbered by their places in a list. */
    public static <T> Split<T> of(List<T> episodes, double share) {
        return of(IntStream.range(0, episodes.size()).boxed().toList(), share, Integer::longValue).map(episodes::get);
    }

    /** The same with what belongs to each. */
    public <R> Split<R> map(Function<? super T, ? extends R> other) {
        return new Split<>(training.stream().<R>map(other).toList(), heldOut.stream().<R>map(other).toList());
    }

    private static <T> Split<T> of(List<T> items, double share, ToLongFunction<T> number) {
        var distinct = items.stream().distinct().toList();
        int held = share == 0 ? 0 : (int) Math.max(1, Math.round(share * distinct.size()));
        if (held >= distinct.size()) {
            throw new IllegalArgumentException("heldOut must leave at least one episode to train on, was " + share + " of "
                    + distinct.size() + "; collect more episodes or set it to 0");
        }
        var heldOut = held == 0 ? List.<T>of()
                : distinct.stream().sorted(Comparator.comparingLong(item -> ORDER.child("episode", number.applyAsLong(item)).bits()))
                        .limit(held).toList();
        var apart = Set.copyOf(heldOut);
        return new Split<>(items.stream().filter(item -> !apart.contains(item)).toList(), heldOut);
    }

    private static long number(Path file) {
        var name = file.getFileName().toString();
        return NUMBERED.matcher(name).matches() ? NumberedFiles.index(file) : name.hashCode();
    }
}
