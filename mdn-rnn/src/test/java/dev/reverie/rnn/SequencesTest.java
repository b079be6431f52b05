package dev.reverie.rnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.rnn.MdnRnnConfig.Sequences;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SequencesTest {
    private static final int STEPS = 10;
    private static final int BATCH = 3;
    /** Of 1 to 25 steps. */
    private static final List<EncodedEpisode> TRACKS = IntStream.rangeClosed(1, 25).mapToObj(SequencesTest::track).toList();

    private static EncodedEpisode track(int length) {
        var means = new float[length + 1];
        for (int t = 0; t <= length; t++) {
            means[t] = 100 * length + t;
        }
        return new EncodedEpisode(new Latents(1, means, new float[length + 1], new float[length], new float[length], true, false, 0),
                new float[length + 1]);
    }

    private static WindowSampler feed(Sequences sequences, int steps) {
        return WindowSampler.of(TRACKS, new MdnRnnConfig.Windows(steps, BATCH, 0, sequences), Seed.of(5));
    }

    @Test
    void chunksGoOnWhereTheirRowsEnded() {
        var feed = feed(Sequences.CARRIED, STEPS);
        var last = new HashMap<Integer, Window>();
        for (int update = 0; update < 200; update++) {
            int covered = 0;
            for (var window : feed.next()) {
                var before = last.put(window.row(), window);
                covered += window.length();
                if (before != null && window.start() > 0) {
                    assertEquals(before.track(), window.track());
                    assertEquals(before.start() + before.length(), window.start());
                    assertEquals(0, window.at(), "an episode that goes on does so from one chunk to the next");
                } else if (before != null) {
                    assertEquals(before.track().length(), before.start() + before.length(), "an episode was left before its end");
                }
            }
            assertEquals(STEPS * BATCH, covered, "no step is empty");
        }
    }

    @Test
    void everyEpisodeIsMetBeforeAnyComesAgain() {
        for (var sequences : new Sequences[]{Sequences.WHOLE, Sequences.CARRIED}) {
            var feed = feed(sequences, 25);
            var begun = new HashSet<Integer>();
            int updates = sequences == Sequences.WHOLE ? 8 : 3;
            for (int update = 0; update < updates; update++) {
                for (var window : feed.next()) {
                    assertTrue(window.start() > 0 || begun.add(window.track().length()), sequences + ": " + window.track().length());
                }
            }
            assertTrue(begun.size() > 10, sequences + ": " + begun);
        }
    }

    /** Where ends came with a window's last step alone, M would foresee them by counting. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void anEndMayComeAtAnyStepOfARandomWindow(double atEnd) {
        var longest = List.of(TRACKS.get(24), TRACKS.get(23));
        var feed = WindowSampler.of(longest, new MdnRnnConfig.Windows(STEPS, 40, atEnd), Seed.of(7));
        var ends = new int[STEPS];
        for (int update = 0; update < 500; update++) {
            for (var window : feed.next()) {
                if (window.start() + window.length() == window.track().length()) {
                    ends[window.length() - 1]++;
                }
            }
        }
        int all = IntStream.of(ends).sum();
        double share = atEnd + (1 - atEnd) * STEPS / (STEPS - 1 + 24.5);
        assertEquals(share, all / 20_000.0, 0.02);
        for (int step = 0; step < STEPS; step++) {
            assertEquals(all / (double) STEPS, ends[step], 5 * Math.sqrt(all / (double) STEPS), "ends at step " + step);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSkippedIsWhatWouldHaveCome(Sequences sequences) {
        var one = feed(sequences, 25);
        for (int i = 0; i < 17; i++) {
            one.next();
        }
        var other = feed(sequences, 25);
        other.skip(17);
        assertEquals(one.next(), other.next());
    }

    @Test
    void streamsThatRunOutLeaveTheirRowsEmpty() {
        var streams = new CarriedStreams(List.of(track(4), track(12), track(3), track(5)).iterator(), 2, 5);
        var sizes = LstmShapes.of(1, 1, 2, 1);
        var batch = Batch.on(sizes, new MdnRnnConfig.Windows(5, 2, 0), Floats.allocate(10 * sizes.inputs()),
                Floats.allocate(10 * sizes.labels()));
        // The first row takes 4 and 12 steps, the second 3 and 5.
        float[][] counts = {{1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 1, 1, 0, 1, 0}, {1, 0, 1, 0, 1, 0, 1, 0, 1, 0},
            {1, 0, 0, 0, 0, 0, 0, 0, 0, 0}};
        float[] begins = {1, 1, 0, 0, 0, 0, 0, 1, 1, 0};
        for (int chunk = 0; chunk < 4; chunk++) {
            batch.fill(streams.next(), 1, Engine.current());
            var counted = new float[10];
            for (int r = 0; r < 10; r++) {
                counted[r] = batch.labels().get(r * sizes.labels() + 2);
                assertEquals(batch.resets().get(r), batch.inputs().get(r * sizes.inputs() + 2), "restart, as M reads it");
            }
            assertArrayEquals(counts[chunk], counted, "chunk " + chunk);
            assertArrayEquals(chunk == 0 ? begins : new float[10], batch.resets().toArray(), "chunk " + chunk);
        }
        assertEquals(List.of(), streams.next());
    }

    @Test
    void windowsOfOneRowDrawTheirOwnNoise() {
        var noisy = new EncodedEpisode(new Latents(1, new float[4], new float[4], new float[3], new float[3], true, false, 0),
                new float[]{1, 1, 1, 1});
        var sizes = LstmShapes.of(1, 1, 2, 1);
        var batch = Batch.on(sizes, new MdnRnnConfig.Windows(6, 2, 0), Floats.allocate(12 * sizes.inputs()),
                Floats.allocate(12 * sizes.labels()));
        batch.fill(new CarriedStreams(List.of(noisy, noisy, noisy, noisy).iterator(), 2, 6).next(), 1, Engine.current());
        var drawn = new HashSet<Float>();
        for (int r = 0; r < 12; r++) {
            assertTrue(drawn.add(batch.inputs().get(r * sizes.inputs())), "row " + r + " is drawn as another");
        }
        assertEquals(batch.labels().get(0), batch.inputs().get(2 * sizes.inputs()));
    }

    @Test
    void episodesThatDoNotFitAreToldWithTheRemedy() {
        var error = assertThrows(IllegalArgumentException.class, () -> WholeEpisodes.check(TRACKS, 24));
        assertEquals(
                "windows.length must be at least the 25 steps of the longest episode where windows.sequences is WHOLE, was 24; raise it, "
                        + "or take CARRIED",
                error.getMessage());
        error = assertThrows(IllegalArgumentException.class, () -> new MdnRnnConfig.Windows(4, 3, 0.25, Sequences.CARRIED));
        assertTrue(error.getMessage().startsWith("atEnd must be 0 where sequences is CARRIED"), error.getMessage());
    }
}
