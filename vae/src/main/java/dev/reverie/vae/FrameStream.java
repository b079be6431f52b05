package dev.reverie.vae;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Minibatches of frames, each a function of the seed and the number of the update, so that the cursor of a resumed training is one number.
 *
 * <p>In an epoch every frame is seen once. The files of an epoch stand in random order; epochs follow each other, and the frames of this
 * sequence go through a {@link ShuffleBuffer}, one buffer-full after the other, each in random order. A buffer that holds all frames is
 * filled once and shuffled for every epoch.
 */
final class FrameStream {
    /** Frames in memory, 614 MB where they are of 64×64×3; fewer where they are larger. */
    static final int CAPACITY = 50_000;

    private final FrameSource source;
    /** Frames of each file. */
    private final int[] counts;
    /** Rows and columns of a frame. */
    private final int side;
    private final long epoch;
    private final int batch;
    /** Frames of a buffer-full. */
    private final int size;
    private final Seed seed;
    private final BooleanSupplier stop;
    private final VaeConfig.Augmentation augmentation;
    /** A frame, and the same moved. */
    private final ThreadLocal<float[][]> pair = ThreadLocal.withInitial(() -> new float[2][frame()]);
    private ShuffleBuffer buffer;
    private long filled;
    private int[] order;
    private long ordered = -1;

    /**
     * Counts the frames of all files, without reading them.
     *
     * @param batch
     *            frames in an update
     * @param capacity
     *            frames in memory at most
     * @param stop
     *            whether to give up reading, by a {@link java.util.concurrent.CancellationException}
     */
    FrameStream(FrameSource source, int batch, VaeConfig.Augmentation augmentation, int capacity, Seed seed, BooleanSupplier stop) {
        this.source = source;
        this.batch = batch;
        this.augmentation = augmentation;
        this.seed = seed;
        this.stop = stop;
        counts = source.counts();
        side = source.side();
        long sum = 0;
        for (int count : counts) {
            sum += count;
        }
        epoch = sum;
        size = (int) Math.min(capacity, epoch);
    }

    int side() {
        return side;
    }

    /** Numbers of a frame. */
    private int frame() {
        return ConvVaeArchitecture.frame(side);
    }

    /** Frames of an epoch. */
    long epoch() {
        return epoch;
    }

    /**
     * The batch of an update, counted from 0. It may be the end of one buffer-full and the beginning of the next.
     *
     * @param x
     *            [batch, frame], overwritten with shares 0..1
     */
    void read(long update, Floats x) {
        var moves = FrameMove.draw(augmentation, batch, seed.child("move", update).random());
        for (int done = 0; done < batch;) {
            long place = update * batch + done;
            prepare(place / size);
            int from = (int) (place % size);
            int first = done;
            int count = Math.min(batch - done, size - from);
            Engine.current().pool().run(count, i -> {
                var frame = pair.get()[0];
                buffer.frame(order[from + i], frame);
                if (moves != null) {
                    var moved = pair.get()[1];
                    moves[first + i].apply(frame, moved);
                    frame = moved;
                }
                x.write((first + i) * frame.length, frame, 0, frame.length);
            });
            done += count;
        }
    }

    /** The mean frame over the first buffer-full, u8. */
    byte[] mean() {
        fill(0);
        return buffer.mean();
    }

    /** Makes a buffer-full, counted from 0, the present one. */
    private void prepare(long number) {
        fill(number);
        if (number != ordered) {
            order = seed.child("draw", number).random().permutation(size);
            ordered = number;
        }
    }

    private void fill(long number) {
        boolean whole = size == epoch;
        if (buffer == null || !whole && number != filled) {
            // The old frames go before the new ones come.
            buffer = null;
            buffer = ShuffleBuffer.fill(source, side, whole ? whole() : parts(number * size, (number + 1) * size), stop);
            filled = number;
        }
    }

    /** All frames, in the order of the files: the same whichever epoch a resumed training begins with. */
    private List<ShuffleBuffer.Part> whole() {
        return IntStream.range(0, counts.length).mapToObj(i -> new ShuffleBuffer.Part(source.files().get(i), 0, counts[i])).toList();
    }

    /** Where the frames from one place of the sequence to another are. */
    private List<ShuffleBuffer.Part> parts(long from, long to) {
        var parts = new ArrayList<ShuffleBuffer.Part>();
        for (long at = from; at < to;) {
            long number = at / epoch;
            int[] random = seed.child("epoch", number).random().permutation(counts.length);
            long begin = number * epoch;
            for (int k = 0; k < random.length && at < to; k++) {
                long end = begin + counts[random[k]];
                if (end > at) {
                    parts.add(new ShuffleBuffer.Part(source.files().get(random[k]), (int) (at - begin), (int) (Math.min(end, to) - begin)));
                    at = Math.min(end, to);
                }
                begin = end;
            }
        }
        return parts;
    }
}
