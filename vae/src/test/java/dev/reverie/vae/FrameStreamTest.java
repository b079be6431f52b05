package dev.reverie.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CancellationException;
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
        return new FrameStream(files, BATCH, VaeConfig.Augmentation.none(), capacity, Seed.of(1), () -> false);
    }

    private static List<String> batch(FrameStream stream, long update) {
        var x = Floats.allocate(BATCH * Blueprint.FRAME);
        stream.read(update, x);
        var rows = new ArrayList<String>();
        for (int row = 0; row < BATCH; row++) {
            rows.add(Integer.toString(Arrays.hashCode(x.slice(row * Blueprint.FRAME, Blueprint.FRAME).toArray())));
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
    void whereTheyDoNotAPassIsABufferFullOfWholeEpisodes() {
        var stream = stream(25);
        for (int pass = 0; pass < 4; pass++) {
            assertEquals(25, new HashSet<>(batches(stream, 5L * pass, 5L * pass + 5)).size());
        }
        assertTrue(new HashSet<>(batches(stream, 0, 100)).size() > 50, "episodes must change");
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
        var stream = new FrameStream(files.subList(0, 1), 25, VaeConfig.Augmentation.none(), 1000, Seed.of(1), () -> false);
        var x = Floats.allocate(25 * Blueprint.FRAME);
        stream.read(3, x);
        assertArrayEquals(x.slice(0, Blueprint.FRAME).toArray(), x.slice(FRAMES * Blueprint.FRAME, Blueprint.FRAME).toArray());
    }

    @Test
    void theMeanFrameIsTheMean() {
        var mean = stream(1000).mean();
        double sum = 0;
        for (int i = 0; i < EPISODES; i++) {
            var frames = (Observations.Frames) MovingSquare.episode(i, FRAMES - 1).observations();
            for (int t = 0; t < FRAMES; t++) {
                sum += frames.pixels()[t * Blueprint.FRAME + 6000] & 0xFF;
            }
        }
        assertEquals(sum / (EPISODES * FRAMES), mean[6000] & 0xFF, 0.5);
    }

    @Test
    void readingStopsWhenAsked() {
        var stream = new FrameStream(files, BATCH, VaeConfig.Augmentation.none(), 1000, Seed.of(1), () -> true);
        assertThrows(CancellationException.class, () -> batch(stream, 0));
    }

    @Test
    void episodesAreSplitAtRandomAndNoneIsInBoth() {
        var split = Split.of(files, 0.3, Seed.of(4));
        assertEquals(2, split.heldOut().size());
        var all = new ArrayList<>(split.training());
        all.addAll(split.heldOut());
        assertEquals(files, all.stream().sorted().toList());
        assertEquals(split, Split.of(files, 0.3, Seed.of(4)));
        assertEquals(1, Split.of(files, 0.01, Seed.of(4)).heldOut().size());
        assertEquals(0, Split.of(files, 0, Seed.of(4)).heldOut().size());
        assertThrows(IllegalArgumentException.class, () -> Split.of(files.subList(0, 1), 0.1, Seed.of(4)));
    }

    @Test
    void aMissingEpisodeIsAnErrorThatNamesIt() {
        var missing = folder.resolve("episode-00000099.npz");
        var stream = new FrameStream(List.of(missing), BATCH, VaeConfig.Augmentation.none(), 1000, Seed.of(1), () -> false);
        assertTrue(assertThrows(FileException.class, () -> batch(stream, 0)).getMessage().contains("episode-00000099"));
    }
}
