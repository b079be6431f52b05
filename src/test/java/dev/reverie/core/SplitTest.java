package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static List<Path> files(String pattern, int count) {
        return IntStream.range(0, count).mapToObj(i -> Path.of(String.format(pattern, i))).toList();
    }

    private static List<Integer> heldOut(Split<Path> split) {
        return split.heldOut().stream().map(EpisodeStore::index).sorted().toList();
    }

    @Test
    void episodesAndTheirLatentsAreOnTheSameSide() {
        var frames = Split.ofFiles(files("run/episodes/episode-%08d.npz", 900), 0.05);
        var latents = Split.ofFiles(files("elsewhere/latents-%08d.npz", 900), 0.05);
        assertEquals(45, frames.heldOut().size());
        assertEquals(heldOut(frames), heldOut(latents));
        assertEquals(heldOut(frames), Split.of(IntStream.range(0, 900).boxed().toList(), 0.05).heldOut().stream().sorted().toList());
    }

    @Test
    void aSmallerShareHoldsOutSomeOfALargerOnes() {
        var files = files("episode-%08d.npz", 200);
        var large = Split.ofFiles(files, 0.2).heldOut();
        assertEquals(large.subList(0, 10), Split.ofFiles(files, 0.05).heldOut());
    }

    @Test
    void everyEpisodeIsOnOneSide() {
        var files = files("episode-%08d.npz", 7);
        var split = Split.ofFiles(files, 0.3);
        assertEquals(2, split.heldOut().size());
        var all = new ArrayList<>(split.training());
        all.addAll(split.heldOut());
        assertEquals(files, all.stream().sorted().toList());
        assertEquals(1, Split.ofFiles(files, 0.01).heldOut().size());
        assertEquals(0, Split.ofFiles(files, 0).heldOut().size());
    }

    @Test
    void whatIsHeldOutIsSpreadOverTheCollection() {
        var numbers = heldOut(Split.ofFiles(files("episode-%08d.npz", 1000), 0.1));
        for (int tenth = 0; tenth < 10; tenth++) {
            int from = tenth * 100;
            long there = numbers.stream().filter(number -> number >= from && number < from + 100).count();
            // hypergeometric, mean 10, sd 2.8
            assertTrue(there > 1 && there < 22, "of the 100 from " + from + " on, " + there + " are held out");
        }
    }

    @Test
    void oneEpisodeIsLeftToTrainOn() {
        var error = assertThrows(IllegalArgumentException.class, () -> Split.ofFiles(files("episode-%08d.npz", 1), 0.1));
        assertEquals("heldOut must leave at least one episode to train on, was 0.1 of 1; collect more episodes or set it to 0",
                error.getMessage());
    }

    @Test
    void picturesAreSplitByTheirNames() {
        var split = Split.ofFiles(files("b/frame-%d.png", 20), 0.25);
        assertEquals(split.heldOut().stream().map(Path::getFileName).toList(),
                Split.ofFiles(files("a/frame-%d.png", 20), 0.25).heldOut().stream().map(Path::getFileName).toList());
    }
}
