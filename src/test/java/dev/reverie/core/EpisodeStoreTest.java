package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodeStoreTest {
    private static final Dataset WALK = new Dataset("Walk", "1", Map.of("frames", "true"), "abc");

    @TempDir
    Path folder;

    private static List<Episode> episodes(int count, boolean frames) {
        return Rollout.collect(new Walk(frames), Policy.random(Space.discrete(2)), count, Seed.of(1));
    }

    private EpisodeStore filled(int count) {
        var store = EpisodeStore.create(folder, WALK);
        var episodes = episodes(count, true);
        for (int i = 0; i < count; i++) {
            store.write(i, episodes.get(i));
        }
        return store;
    }

    @Test
    void framesAndVectorsComeBack() {
        for (boolean frames : new boolean[]{true, false}) {
            var store = EpisodeStore.create(folder.resolve("frames-" + frames), WALK);
            var episodes = episodes(5, frames);
            for (int i = 0; i < 5; i++) {
                store.write(i, episodes.get(i));
            }
            var opened = EpisodeStore.open(folder.resolve("frames-" + frames));
            assertEquals(WALK, opened.dataset());
            assertEquals(episodes, opened.stream().toList());
            assertEquals(episodes.get(3), opened.read(3));
        }
    }

    @Test
    void signalsComeBackAndEpisodesWithoutThemHaveTheBytesOfBefore() throws IOException {
        var walk = new Walk(true);
        var told = new java.util.ArrayList<Episode>();
        var rollout = Rollout.on(() -> new Walk(true));
        rollout.withSignals(List.of("place")).collect(Policy.random(walk.actionSpace()), 2, Seed.of(1), (i, episode) -> told.add(episode));
        var store = EpisodeStore.create(folder.resolve("told"), WALK);
        store.write(0, told.get(0));
        assertEquals(told.get(0), store.read(0));
        float[] place = store.read(0).signals().get("place");
        assertEquals(told.get(0).length(), place.length);
        var plain = filled(1);
        assertEquals(Map.of(), plain.read(0).signals());
        var silent = new Episode(told.get(0).observations(), told.get(0).actions(), told.get(0).rewards(), told.get(0).terminated(),
                told.get(0).truncated(), told.get(0).seed());
        store.write(1, silent);
        assertEquals(-1, Files.mismatch(store.file(1), plain.file(0)), "the same walk without its signal");
        var error = assertThrows(IllegalArgumentException.class,
                () -> rollout.withSignals(List.of("health")).collect(Policy.random(walk.actionSpace()), 1, Seed.of(1), (i, episode) -> {
                }));
        assertEquals("signals must be of what the environment tells, which is place; was health", error.getMessage());
    }

    @Test
    void sameEpisodesAreSameBytes() throws IOException {
        var store = filled(1);
        var other = EpisodeStore.create(folder.resolve("other"), WALK);
        other.write(0, store.read(0));
        assertEquals(-1, Files.mismatch(store.file(0), other.file(0)));
    }

    @Test
    void aCutAnywhereIsAnErrorThatNamesTheFile() throws IOException {
        var store = filled(1);
        var bytes = Files.readAllBytes(store.file(0));
        for (int length = 0; length < bytes.length; length++) {
            Files.write(store.file(1), Arrays.copyOf(bytes, length));
            var error = assertThrows(FileException.class, () -> store.read(1), "cut at " + length + " of " + bytes.length);
            assertTrue(error.getMessage().startsWith(store.file(1) + ": "), error.getMessage());
        }
    }

    @Test
    void aFlippedBitIsAnErrorOrMakesNoDifference() throws IOException {
        var store = filled(1);
        var expected = store.read(0);
        var bytes = Files.readAllBytes(store.file(0));
        int errors = 0;
        for (int at = 0; at < bytes.length; at++) {
            for (int bit : new int[]{0, 7}) {
                var damaged = bytes.clone();
                damaged[at] ^= (byte) (1 << bit);
                Files.write(store.file(1), damaged);
                try {
                    assertEquals(expected, store.read(1), "byte " + at + " bit " + bit);
                } catch (FileException e) {
                    errors++;
                }
            }
        }
        assertTrue(errors > bytes.length, errors + " errors");
    }

    @Test
    void badFilesCanBeSkippedAndAreReported() throws IOException {
        var store = filled(6);
        var good = store.stream().toList();
        Files.write(store.file(2), Arrays.copyOf(Files.readAllBytes(store.file(2)), 100));
        Files.writeString(store.file(4), "no zip");
        assertThrows(FileException.class, () -> store.stream().toList());
        var skipped = new ArrayList<EpisodeStore.Skipped>();
        assertEquals(List.of(good.get(0), good.get(1), good.get(3), good.get(5)), store.stream(skipped::add).toList());
        assertEquals(List.of(store.file(2), store.file(4)), skipped.stream().map(EpisodeStore.Skipped::file).toList());
        assertTrue(skipped.get(0).problem().contains("truncated"), skipped.get(0).problem());
    }

    @Test
    void anEpisodeIsReadWhenItIsAskedFor() throws IOException {
        var store = filled(3);
        Files.writeString(store.file(1), "no zip");
        assertEquals(store.read(0), store.stream().findFirst().orElseThrow());
        assertEquals(store.read(0), store.stream(skipped -> {
            throw new AssertionError(skipped);
        }).findFirst().orElseThrow());
    }

    @Test
    void aWrongArrayIsNamed() {
        var store = EpisodeStore.create(folder, WALK);
        var flag = Npy.scalar(false);
        var obs = Npy.of(new float[6], 3, 2);
        var action = Npy.of(new float[2], 2, 1);
        var reward = Npy.of(new float[2]);
        var seed = Npy.scalar(1L);
        Npz.save(store.file(0),
                Map.of("obs", obs, "action", action, "reward", reward, "terminated", flag, "truncated", flag, "seed", seed));
        assertEquals(2, store.read(0).length());
        Npz.save(store.file(1), Map.of("obs", obs, "action", action, "reward", reward, "terminated", flag, "truncated", flag));
        assertProblem(store, 1, "has no array 'seed'");
        Npz.save(store.file(1),
                Map.of("obs", Npy.of(new float[6], 3, 1, 2), "action", action, "reward", reward, "terminated", flag, "truncated",
                        flag, "seed", seed));
        assertProblem(store, 1, "obs must be |u1[T+1, H, W, C] or <f4[T+1, D], was <f4[3, 1, 2]");
        Npz.save(store.file(1), Map.of("obs", obs, "action", Npy.of(new float[3], 3, 1), "reward", reward, "terminated", flag, "truncated",
                flag, "seed", seed));
        assertProblem(store, 1, "action must be <f4[2, A], was <f4[3, 1]");
        Npz.save(store.file(1),
                Map.of("obs", Npy.of(new float[4], 2, 2), "action", action, "reward", reward, "terminated", flag, "truncated", flag, "seed",
                        seed));
        assertProblem(store, 1, "observations must be steps + 1 = 3, were 2");
    }

    private static void assertProblem(EpisodeStore store, int index, String problem) {
        var error = assertThrows(FileException.class, () -> store.read(index));
        assertTrue(error.getMessage().contains(problem), error.getMessage());
        assertTrue(error.getMessage().contains(store.file(index).toString()), error.getMessage());
    }

    @Test
    void anInterruptedCollectionGoesOnAndLeftoversAreNoEpisodes() throws IOException {
        var store = filled(2);
        Files.writeString(folder.resolve(".episode-00000002.npz.reverie-1-1-1.tmp"), "half");
        var again = EpisodeStore.create(folder, new Dataset("Walk", "1", Map.of("frames", "true"), "def"));
        assertEquals(2, again.files().size());
        again.write(7, store.read(1));
        assertEquals(List.of(store.file(0), store.file(1), store.file(7)), again.files());
    }

    @Test
    void episodesOfAnotherEnvironmentAreKeptApart() {
        filled(1);
        var other = new Dataset("Run", "1", Map.of(), "abc");
        var error = assertThrows(FileException.class, () -> EpisodeStore.create(folder, other));
        assertTrue(error.getMessage().contains("choose another folder"), error.getMessage());
    }

    @Test
    void aDatasetOfAnotherFormatIsNamed() throws IOException {
        filled(1);
        var file = folder.resolve("dataset.json");
        assertEquals("""
                {
                  "format" : 1,
                  "environment" : "Walk",
                  "version" : "1",
                  "options" : {
                    "frames" : "true"
                  },
                  "commit" : "abc"
                }
                """, Files.readString(file));
        Files.writeString(file, Files.readString(file).replace("\"format\" : 1", "\"format\" : 2"));
        var error = assertThrows(FileException.class, () -> EpisodeStore.open(folder));
        assertTrue(error.getMessage().startsWith(file + ": has format 2, this version of Reverie reads format 1"), error.getMessage());
        Files.writeString(file, "{\"format\": 1,\n \"environment\" \"Walk\"}");
        assertTrue(assertThrows(FileException.class, () -> EpisodeStore.open(folder)).getMessage().contains("line 2"));
        Files.writeString(file, "{\"format\": 1, \"version\": \"1\"}");
        assertThrows(FileException.class, () -> EpisodeStore.open(folder));
        assertThrows(FileException.class, () -> EpisodeStore.open(folder.resolve("nowhere")));
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        var error = assertThrows(FileException.class, () -> EpisodeStore.create(file.resolve("below"), WALK));
        assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
        var store = filled(1);
        Files.createDirectory(store.file(1));
        Files.writeString(store.file(1).resolve("occupied"), "");
        assertThrows(FileException.class, () -> store.write(1, store.read(0)));
        try (var all = Files.list(folder)) {
            assertFalse(all.anyMatch(Temporary::is), "no temporary file stays behind");
        }
    }

    /** A gigabyte of frames, in a Java that has 48 MB. */
    @Test
    void aThousandFilesAreReadInBoundedMemory() throws IOException, InterruptedException {
        var store = EpisodeStore.create(folder, WALK);
        int steps = 99;
        var frames = Observations.allocate(steps + 1, Space.frame(64, 64, 3));
        store.write(0, new Episode(frames, new float[steps], new float[steps], true, false, 0));
        for (int i = 1; i < 1000; i++) {
            Files.copy(store.file(0), store.file(i));
        }
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx48m", "-cp",
                System.getProperty("java.class.path"), ReadAll.class.getName(), folder.toString()).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertEquals("99000", output.strip());
    }

    static final class ReadAll {
        private ReadAll() {
        }

        public static void main(String[] arguments) {
            long steps = EpisodeStore.open(Path.of(arguments[0])).stream().mapToLong(Episode::length).sum();
            System.out.println(steps);
        }
    }
}
