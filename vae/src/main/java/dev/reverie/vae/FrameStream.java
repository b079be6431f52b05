package dev.reverie.vae;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.core.Seed;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Batches of random frames, each a function of the seed and the number of the update, so that the cursor of a resumed training is one number.
 *
 * <p>A {@link ShuffleBuffer} is filled, every frame of it is seen once, and it is filled again; one that holds everything is only shuffled again.
 */
final class FrameStream {
    /** Frames in memory: 614 MB. */
    static final int CAPACITY = 50_000;

    private final List<Path> files;
    private final int batch;
    private final int capacity;
    private final Seed seed;
    private final BooleanSupplier stop;
    private final VaeConfig.Augmentation augmentation;
    /** A frame, and the same moved. */
    private final ThreadLocal<float[][]> pair = ThreadLocal.withInitial(() -> new float[2][Blueprint.FRAME]);
    private ShuffleBuffer buffer;
    private long filled;
    private int[] order;
    private long ordered = -1;

    /**
     * @param batch
     *            frames in an update
     * @param capacity
     *            frames in memory; at least a batch is held
     * @param stop
     *            whether to give up reading, by a {@link java.util.concurrent.CancellationException}
     */
    FrameStream(List<Path> files, int batch, VaeConfig.Augmentation augmentation, int capacity, Seed seed, BooleanSupplier stop) {
        this.files = files;
        this.batch = batch;
        this.augmentation = augmentation;
        this.capacity = Math.max(capacity, batch);
        this.seed = seed;
        this.stop = stop;
    }

    /**
     * The batch of an update, counted from 0.
     *
     * @param x
     *            [batch, frame], overwritten with shares 0..1
     */
    void read(long update, Floats x) {
        if (buffer == null) {
            fill(update / (capacity / batch));
        }
        long pass = update / Math.max(1, buffer.size() / batch);
        if (!buffer.whole() && pass != filled) {
            fill(pass);
        }
        if (pass != ordered) {
            order = Split.permutation(buffer.size(), seed.child("draw", pass).random());
            ordered = pass;
        }
        long first = update % Math.max(1, buffer.size() / batch) * batch;
        var moves = FrameMove.draw(augmentation, batch, seed.child("move", update).random());
        Engine.current().pool().run(batch, i -> {
            var frame = pair.get()[0];
            // Where there are fewer frames than a batch has rows, they repeat.
            buffer.frame(order[(int) ((first + i) % order.length)], frame);
            if (moves != null) {
                var moved = pair.get()[1];
                moves[i].apply(frame, moved);
                frame = moved;
            }
            x.write(i * Blueprint.FRAME, frame, 0, frame.length);
        });
    }

    /** The mean frame over the first buffer-full, u8. */
    byte[] mean() {
        if (buffer == null) {
            fill(0);
        }
        return buffer.mean();
    }

    private void fill(long number) {
        // The old frames go before the new ones come.
        buffer = null;
        buffer = ShuffleBuffer.fill(files, capacity, seed.child("fill", number), stop);
        filled = number;
    }
}
