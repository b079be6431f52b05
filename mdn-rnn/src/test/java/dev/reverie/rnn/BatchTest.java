package dev.reverie.rnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final MdnRnnShape SIZES = LstmShapes.of(2, 1, 4, 2);
    private static final MdnRnnConfig.Windows WINDOWS = new MdnRnnConfig.Windows(4, 3, 0.34);

    /** μ of frame t is 10t and 10t + 1, without spread; action t is t / 100. */
    private static EncodedEpisode track(int length, boolean terminated) {
        var means = new float[(length + 1) * 2];
        var actions = new float[length];
        for (int i = 0; i < means.length; i++) {
            means[i] = 10 * (i / 2) + i % 2;
        }
        for (int t = 0; t < length; t++) {
            actions[t] = t / 100f;
        }
        var rewards = new float[length];
        rewards[length - 1] = 5;
        return new EncodedEpisode(new Latents(2, means, new float[means.length], actions, rewards, terminated, !terminated, 0),
                new float[means.length]);
    }

    private static Batch batch() {
        return Batch.on(SIZES, WINDOWS, Floats.allocate(12 * SIZES.inputs()), Floats.allocate(12 * SIZES.labels()));
    }

    private static float[] row(Floats rows, int row, int width) {
        return rows.slice(row * width, width).toArray();
    }

    @Test
    void aStepReadsItsFrameAndIsComparedWithTheNext() {
        var batch = batch();
        batch.fill(List.of(Window.of(track(9, true), 0, 0, 4), Window.of(track(9, true), 5, 1, 4), Window.of(track(6, false), 3, 2, 4)), 1,
                Engine.current());
        assertArrayEquals(new float[]{0, 1, 0, 1}, row(batch.inputs(), 0, 4));
        assertArrayEquals(new float[]{10, 11, 0, 1}, row(batch.labels(), 0, 4));
        assertArrayEquals(new float[]{20, 21, 0.02f, 0}, row(batch.inputs(), 2 * 3, 4));
        assertArrayEquals(new float[]{50, 51, 0.05f, 0}, row(batch.inputs(), 1, 4));
        assertArrayEquals(new float[]{90, 91, 1, 1}, row(batch.labels(), 3 * 3 + 1, 4), "the end of an episode that ended");
        assertArrayEquals(new float[]{60, 61, 0, 1}, row(batch.labels(), 2 * 3 + 2, 4), "the end of an episode that was cut off");
        assertArrayEquals(new float[4], row(batch.labels(), 3 * 3 + 2, 4), "beyond the episode");
    }

    @Test
    void otherHeadsHaveOtherRows() {
        var sizes = LstmShapes.of(2, 1, 4, 2, new MdnRnnConfig.Heads(false, 1));
        var batch = Batch.on(sizes, WINDOWS, Floats.allocate(12 * sizes.inputs()), Floats.allocate(12 * sizes.labels()));
        batch.fill(List.of(Window.of(track(3, true), 0, 0, 4)), 1, Engine.current());
        assertArrayEquals(new float[]{20, 21, 0.02f}, row(batch.inputs(), 2 * 3, 3), "without restart");
        assertArrayEquals(new float[]{30, 31, 0, 1, 5}, row(batch.labels(), 2 * 3, 5), "with reward");
        assertArrayEquals(new float[]{20, 21, 0, 1, 0}, row(batch.labels(), 3, 5));
    }

    @Test
    void whatAnEarlierBatchHadLeavesNoTrace() {
        var used = batch();
        var long9 = track(9, true);
        used.fill(List.of(Window.of(long9, 0, 0, 4), Window.of(long9, 0, 1, 4), Window.of(long9, 0, 2, 4)), 1, Engine.current());
        used.fill(List.of(Window.of(track(2, true), 0, 0, 4)), 2, Engine.current());
        var fresh = batch();
        fresh.fill(List.of(Window.of(track(2, true), 0, 0, 4)), 2, Engine.current());
        assertArrayEquals(fresh.inputs().toArray(), used.inputs().toArray());
        assertArrayEquals(fresh.labels().toArray(), used.labels().toArray());
    }

    @Test
    void latentsAreDrawnAnewForEveryKeyAndTheSameOnAnyNumberOfThreads() {
        var base = track(9, true);
        var spread = new float[base.latents().means().length];
        java.util.Arrays.fill(spread, 0.5f);
        var noisy = new EncodedEpisode(
                new Latents(2, new float[spread.length], spread, base.latents().actions(), base.latents().rewards(), true, false, 0),
                spread);
        var windows = List.of(Window.of(noisy, 0, 0, 4), Window.of(noisy, 2, 1, 4), Window.of(noisy, 5, 2, 4));
        var one = batch();
        one.fill(windows, 1, Engine.fast(1));
        var three = batch();
        three.fill(windows, 1, Engine.fast(3));
        assertArrayEquals(one.inputs().toArray(), three.inputs().toArray());
        assertEquals(one.labels().get(0), one.inputs().get(3 * SIZES.inputs()), "the target of a step is what the next one reads");
        var other = batch();
        other.fill(windows, 2, Engine.current());
        assertTrue(other.inputs().get(0) != one.inputs().get(0));
        assertTrue(one.inputs().get(SIZES.inputs()) != one.inputs().get(0), "windows share their draws");
    }

    @Test
    void theShareAtTheEndMeetsWhereEpisodesDie() {
        var tracks = List.of(track(30, true), track(3, true), track(50, false));
        var few = new MdnRnnConfig.Windows(4, 100, 0.25);
        var windows = WindowSampler.of(tracks, few, Seed.of(1)).next();
        assertEquals(100, windows.size());
        for (var window : windows.subList(0, 25)) {
            assertTrue(window.track().latents().terminated());
            assertEquals(window.track().length(), window.start() + window.length(), window.toString());
        }
        for (var window : windows) {
            assertTrue(window.start() >= 0 && window.length() == Math.min(4, window.track().length() - window.start()), window.toString());
        }
        assertEquals(windows, WindowSampler.of(tracks, few, Seed.of(1)).next());
    }

    @Test
    void noStepIsMetMuchLessOftenThanOthersTheFirstIncluded() {
        var feed = WindowSampler.of(List.of(track(40, false)), new MdnRnnConfig.Windows(10, 2000, 0.25), Seed.of(2));
        var met = new int[40];
        for (var window : feed.next()) {
            IntStream.range(window.start(), window.start() + window.length()).forEach(t -> met[t]++);
        }
        for (int t = 0; t < 40; t++) {
            assertTrue(met[t] > 330 && met[t] < 880, "step " + t + " was met " + met[t] + " times, 408 if as often as the last ones");
        }
    }

    @Test
    void coveringWindowsHaveEveryStepOnce() {
        var windows = Window.covering(List.of(track(9, true), track(4, true)), 4);
        assertEquals(List.of(0, 4, 8, 0), windows.stream().map(Window::start).toList());
    }
}
