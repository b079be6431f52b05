package dev.reverie.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Floats;
import dev.reverie.core.FileException;
import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameStreamTest {
    private static final int EPISODES = 6;
    private static final int FRAMES = 10;
    private static final int BATCH = 5;

    @TempDir
    private static Path folder;
    private static List<Path> files;

    @BeforeAll
    static void write() {
        files = MovingSquare.store(folder, EPISODES, FRAMES - 1).files();
    }

    private static FrameStream stream(int capacity) {
        return new FrameStream(new FrameSource(files), BATCH, VaeConfig.Augmentation.none(), capacity, Seed.of(1), () -> false);
    }

    private static List<String> batch(FrameStream stream, long update) {
        var x = Floats.allocate(BATCH * ConvVaeArchitecture.FRAME);
        stream.read(update, x);
        var rows = new ArrayList<String>();
        for (int row = 0; row < BATCH; row++) {
            rows.add(Integer.toString(Arrays.hashCode(x.slice(row * ConvVaeArchitecture.FRAME, ConvVaeArchitecture.FRAME).toArray())));
        }
        return rows;
    }

    private static List<String> batches(FrameStream stream, long from, long to) {
        var rows = new ArrayList<String>();
        for (long update = from; update < to; update++) {
            rows.addAll(batch(stream, update));
        }
        return rows;
    }

    @Test
    void whereAllFramesFitEveryOneIsSeenOnceAPassInAnotherOrder() {
        var stream = stream(1000);
        int pass = EPISODES * FRAMES / BATCH;
        var first = batches(stream, 0, pass);
        var second = batches(stream, pass, 2L * pass);
        assertEquals(EPISODES * FRAMES, new HashSet<>(first).size());
        assertEquals(new HashSet<>(first), new HashSet<>(second));
        assertNotEquals(first, second);
    }

    @Test
    void inAnEpochEveryFrameIsSeenOnceWhateverTheMemory() {
        int all = EPISODES * FRAMES;
        for (int capacity : new int[]{3, 7, 25, 40, 60, 1000}) {
            var stream = stream(capacity);
            assertEquals(all, stream.epoch());
            // a buffer may hold the end of one epoch and the beginning of the next: count up to where both end
            int size = Math.min(capacity, all);
            int epochs = IntStream.rangeClosed(1, size).filter(n -> n * all % size == 0).findFirst().orElseThrow();
            var seen = batches(stream, 0, (long) epochs * all / BATCH);
            var counts = new HashMap<String, Integer>();
            seen.forEach(frame -> counts.merge(frame, 1, Integer::sum));
            assertEquals(all, counts.size());
            counts.values().forEach(count -> assertEquals(epochs, count, () -> "capacity " + size));
        }
    }

    @Test
    void noFrameComesTwiceBeforeAllHaveComeButForABufferFull() {
        var stream = stream(25);
        var first = batches(stream, 0, 10);
        assertEquals(50, new HashSet<>(first).size(), "two buffers of the first epoch share no frame");
        assertNotEquals(first, batches(stream, 12, 22));
    }

    @Test
    void aBatchMayEndOneEpochAndBeginTheNext() {
        var stream = new FrameStream(new FrameSource(files), 7, VaeConfig.Augmentation.none(), 1000, Seed.of(1), () -> false);
        var x = Floats.allocate(7 * ConvVaeArchitecture.FRAME);
        var counts = new HashMap<Integer, Integer>();
        for (int update = 0; update < 60; update++) {
            stream.read(update, x);
            for (int row = 0; row < 7; row++) {
                counts.merge(Arrays.hashCode(x.slice(row * ConvVaeArchitecture.FRAME, ConvVaeArchitecture.FRAME).toArray()), 1,
                        Integer::sum);
            }
        }
        assertEquals(EPISODES * FRAMES, counts.size());
        counts.values().forEach(count -> assertEquals(7, count));
    }

    @Test
    void aBatchIsAFunctionOfItsNumber() {
        for (int capacity : new int[]{25, 60, 1000}) {
            var straight = batches(stream(capacity), 0, 30);
            for (int update : new int[]{0, 4, 5, 12, 29}) {
                assertEquals(straight.subList(update * BATCH, update * BATCH + BATCH), batch(stream(capacity), update),
                        "update " + update + ", capacity " + capacity);
            }
        }
    }

    @Test
    void fewerFramesThanABatchRepeat() {
        var stream =
                new FrameStream(new FrameSource(files.subList(0, 1)), 25, VaeConfig.Augmentation.none(), 1000, Seed.of(1), () -> false);
        var x = Floats.allocate(25 * ConvVaeArchitecture.FRAME);
        stream.read(3, x);
        var counts = new HashMap<Integer, Integer>();
        for (int row = 0; row < 20; row++) {
            // rows 75 to 99 of the sequence: from the 6th frame of epoch 7 on
            counts.merge(Arrays.hashCode(x.slice((5 + row) * ConvVaeArchitecture.FRAME, ConvVaeArchitecture.FRAME).toArray()), 1,
                    Integer::sum);
        }
        assertEquals(FRAMES, counts.size());
        counts.values().forEach(count -> assertEquals(2, count));
    }

    @Test
    void heldOutFramesCountAsTrainingDrawsThem(@TempDir Path at) {
        var store = MovingSquare.store(at, 1, 1499);
        store.write(1, MovingSquare.episode(1, 499));
        store.write(2, MovingSquare.episode(2, 1));
        var frames = new HeldOut(FrameSource.of(store), 64, BATCH).frames();
        assertEquals(1000, frames.size());
        // the first byte of a frame is its episode's number
        assertEquals(749, frames.stream().filter(frame -> frame[0] == 0).count(), 1);
        assertEquals(250, frames.stream().filter(frame -> frame[0] == 1).count(), 1);
        assertEquals(1, frames.stream().filter(frame -> frame[0] == 2).count(), 1);
    }

    @Test
    void theMeanFrameIsTheMean() {
        var mean = stream(1000).mean();
        double sum = 0;
        for (int i = 0; i < EPISODES; i++) {
            var frames = (Observations.Frames) MovingSquare.episode(i, FRAMES - 1).observations();
            for (int t = 0; t < FRAMES; t++) {
                sum += frames.pixels()[t * ConvVaeArchitecture.FRAME + 6000] & 0xFF;
            }
        }
        assertEquals(sum / (EPISODES * FRAMES), mean[6000] & 0xFF, 0.5);
    }

    @Test
    void readingStopsWhenAsked() {
        var stream = new FrameStream(new FrameSource(files), BATCH, VaeConfig.Augmentation.none(), 1000, Seed.of(1), () -> true);
        assertThrows(CancellationException.class, () -> batch(stream, 0));
    }

    @Test
    void aMissingEpisodeIsAnErrorThatNamesIt() {
        var missing = folder.resolve("episode-00000099.npz");
        var error = assertThrows(FileException.class,
                () -> new FrameStream(new FrameSource(List.of(missing)), BATCH, VaeConfig.Augmentation.none(), 1000, Seed.of(1),
                        () -> false));
        assertTrue(error.getMessage().contains("episode-00000099"), error.getMessage());
    }
}
