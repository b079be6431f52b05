package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.EpisodeFormat.FrameLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Episodes of two steps as others write them. */
class EpisodeReaderTest {
    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();

    private static Map<String, byte[]> usual() {
        var arrays = new LinkedHashMap<String, byte[]>();
        arrays.put("obs", npy("<f4", "(3, 2)", floats(1, 2, 3, 4, 5, 6)));
        arrays.put("action", npy("<f4", "(2, 1)", floats(-1, 1)));
        arrays.put("reward", npy("<f4", "(2,)", floats(0.5, 2)));
        arrays.put("terminated", npy("|b1", "()", 1));
        arrays.put("truncated", npy("|b1", "()", 0));
        arrays.put("seed", npy("<i8", "()", 7, 0, 0, 0, 0, 0, 0, 0));
        return arrays;
    }

    private static byte[] npy(String descr, String shape, int... body) {
        return npy(descr, shape, false, body);
    }

    private static byte[] npy(String descr, String shape, boolean fortran, int... body) {
        var text = "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': " + shape + ", }\n";
        var bytes = ByteBuffer.allocate(10 + text.length() + body.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[]{(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) text.length());
        bytes.put(text.getBytes(StandardCharsets.US_ASCII));
        for (int one : body) {
            bytes.put((byte) one);
        }
        return bytes.array();
    }

    private static int[] floats(double... values) {
        var bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putFloat((float) value);
        }
        return ints(bytes.array());
    }

    private static int[] doubles(double... values) {
        var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return ints(bytes.array());
    }

    private static int[] ints(byte[] bytes) {
        var ints = new int[bytes.length];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = bytes[i];
        }
        return ints;
    }

    private Path file(Consumer<Map<String, byte[]>> change) throws IOException {
        var arrays = usual();
        change.accept(arrays);
        var file = folder.resolve("some.npz");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var array : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(array.getValue());
            }
        }
        return file;
    }

    private Episode read(EpisodeFormat format, Consumer<Map<String, byte[]>> change) throws IOException {
        told.clear();
        var reader = new EpisodeReader(format, told::add);
        var file = file(change);
        reader.read(file);
        return reader.read(file);
    }

    private Episode read(Consumer<Map<String, byte[]>> change) throws IOException {
        return read(EpisodeFormat.own(), change);
    }

    private String refusal(EpisodeFormat format, Consumer<Map<String, byte[]>> change) throws IOException {
        var file = file(change);
        var message = assertThrows(FileException.class, () -> new EpisodeReader(format, told::add).read(file)).getMessage();
        assertTrue(message.startsWith(file + ": "), message);
        return message.substring(file.toString().length() + 2);
    }

    private String refusal(Consumer<Map<String, byte[]>> change) throws IOException {
        return refusal(EpisodeFormat.own(), change);
    }

    private static EpisodeFormat layout(FrameLayout layout) {
        return new EpisodeFormat(Map.of(), layout);
    }

    @Test
    void everyLosslessTypeIsReadAndToldOnce() throws IOException {
        var expected = read(arrays -> {
        });
        assertEquals(List.of(), told);
        assertEquals(expected, read(arrays -> arrays.put("reward", npy("<f8", "(2,)", doubles(0.5, 2)))));
        assertEquals(List.of("reward: <f8 is read as <f4"), told);
        assertEquals(expected, read(arrays -> arrays.put("terminated", npy("<i8", "()", 1, 0, 0, 0, 0, 0, 0, 0))));
        assertEquals(List.of("terminated: <i8 is read as |b1"), told);
        assertEquals(expected, read(arrays -> arrays.put("seed", npy(">i2", "(1,)", 0, 7))));
        assertEquals(List.of("seed: >i2 is read as <i8"), told);
        assertEquals(expected, read(arrays -> arrays.put("action", npy("|i1", "(2,)", -1, 1))));
        assertEquals(List.of("action: |i1 is read as <f4", "action: [T] is read as [T, 1]"), told);
        assertEquals(expected, read(arrays -> arrays.put("obs", npy("|u1", "(3, 2)", 1, 2, 3, 4, 5, 6))));
        assertEquals(List.of("obs: |u1 is read as <f4"), told);
        assertEquals(expected,
                read(arrays -> arrays.put("obs", npy("<f2", "(3, 2)", 0, 0x3c, 0, 0x40, 0, 0x42, 0, 0x44, 0, 0x45, 0, 0x46))));
        assertEquals(expected, read(arrays -> arrays.put("obs", npy("<f4", "(3, 2)", true, floats(1, 3, 5, 2, 4, 6)))));
        assertEquals(List.of("obs: F-ordered <f4 is read as <f4"), told);
        assertEquals(expected, read(arrays -> arrays.put("reward", npy("<f4", "(2, 1)", floats(0.5, 2)))));
    }

    @Test
    void namesOfCnpyAndBigEndianAreReadWithoutAWord() throws IOException {
        assertEquals(read(arrays -> {
        }), read(arrays -> {
            arrays.put("terminated", npy("<b1", "()", 1));
            arrays.put("reward", npy(">f4", "(2,)", 0x3f, 0, 0, 0, 0x40, 0, 0, 0));
        }));
        assertEquals(List.of(), told);
    }

    @Test
    void aFlagForEachStepIsThatOfTheLast() throws IOException {
        var episode = read(arrays -> arrays.put("terminated", npy("|b1", "(2,)", 0, 1)));
        assertTrue(episode.terminated());
        assertEquals(List.of("terminated: one flag a step is read as that of the last step"), told);
        assertTrue(refusal(arrays -> arrays.put("terminated", npy("|b1", "(2,)", 1, 1))).startsWith(
                "terminated must be true at the last step only, was true at step 0 of 2"));
        assertTrue(refusal(arrays -> arrays.put("terminated", npy("|b1", "(5,)", 0, 0, 0, 0, 1))).startsWith(
                "terminated must be one flag, or one for each of 2 steps, was |b1[5]"));
        assertTrue(refusal(arrays -> arrays.put("terminated", npy("|b1", "(0,)"))).contains("was |b1[0]"));
    }

    @Test
    void roundingIsTold() throws IOException {
        assertArrayEquals(new float[]{0.1f, 2}, read(arrays -> arrays.put("reward", npy("<f8", "(2,)", doubles(0.1, 2)))).rewards());
        assertEquals(List.of("reward: <f8 is read as <f4, rounded"), told);
        assertTrue(refusal(arrays -> arrays.put("reward", npy("<f8", "(2,)", doubles(1e300, 2)))).contains("is beyond float32: 1.0E300"));
    }

    @Test
    void otherNamesAreReadWhereTheyAreSaid() throws IOException {
        var names = Map.of("obs", "observations", "action", "actions", "reward", "rewards", "done", "dones");
        var episode = read(new EpisodeFormat(names, FrameLayout.HWC), arrays -> {
            var old = Map.copyOf(arrays);
            arrays.clear();
            names.forEach((ours, theirs) -> arrays.put(theirs, old.getOrDefault(ours, npy("|b1", "(2,)", 0, 0))));
        });
        assertTrue(!episode.terminated() && episode.truncated());
        assertEquals(0, episode.seed());
        assertTrue(told.contains("seed: there is none; 0 is taken"), told.toString());
        assertTrue(refusal(arrays -> arrays.remove("seed")).startsWith("it has no array 'seed', only [obs, action"));
        assertThrows(IllegalArgumentException.class, () -> new EpisodeFormat(Map.of("image", "x"), FrameLayout.HWC));
    }

    @Test
    void framesHaveTheirChannelsFirstOrNone() throws IOException {
        var pixels = new int[3 * 3 * 2 * 4];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i;
        }
        var first = (Observations.Frames) read(layout(FrameLayout.CHW), arrays -> arrays.put("obs", npy("|u1", "(3, 3, 2, 4)", pixels)))
                .observations();
        assertEquals("Frames[3, 2, 4, 3]", first.toString());
        // frame 1, channel 2, row 1, column 3
        assertEquals(((1 * 3 + 2) * 2 + 1) * 4 + 3, ((Observation.Frame) first.row(1)).at(1, 3, 2));
        for (var shape : List.of("(3, 2, 4)", "(3, 2, 4, 1)", "(3, 1, 2, 4)")) {
            var grey = (Observations.Frames) read(layout(FrameLayout.GREY),
                    arrays -> arrays.put("obs", npy("|u1", shape, java.util.Arrays.copyOf(pixels, 24)))).observations();
            assertEquals("Frames[3, 2, 4, 3]", grey.toString());
            for (int channel = 0; channel < 3; channel++) {
                assertEquals(8 + 1 * 4 + 3, ((Observation.Frame) grey.row(1)).at(1, 3, channel));
            }
        }
        assertTrue(refusal(arrays -> arrays.put("obs", npy("|u1", "(3, 2, 4)", java.util.Arrays.copyOf(pixels, 24)))).contains(
                "was |u1[3, 2, 4]; if these are grey frames, read them in the layout GREY"));
    }

    @Test
    void whatCannotBeReadNamesTheArrayAndTheRemedy() throws IOException {
        assertTrue(refusal(arrays -> arrays.put("obs", npy("<f4", "(3, 1, 1, 1)", floats(0, 0.5, 1)))).startsWith(
                "obs must be |u1, 0 to 255, was <f4[3, 1, 1, 1]; convert it in numpy"));
        assertTrue(refusal(arrays -> arrays.put("obs", npy("<i4", "(3, 1, 1, 1)", 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0))).startsWith(
                "obs is <i4[3, 1, 1, 1], and its element 1 is not held by |u1: 257"));
        assertTrue(refusal(arrays -> arrays.put("seed", npy("<U2", "()", 0, 0, 0, 0, 0, 0, 0, 0))).startsWith(
                "array 'seed': element type must be whole numbers, flags or floats of up to 8 bytes, was <U2, texts"));
        assertTrue(refusal(arrays -> arrays.put("reward", npy("|O", "(2,)"))).contains("Python objects"));
        assertTrue(refusal(arrays -> arrays.put("obs", npy("<f4", "(2, 2)", floats(1, 2, 3, 4)))).contains(
                "observations must be steps + 1 = 3, were 2; append what was seen after the last step"));
    }

    @Test
    void observationsThatAreNoNumbersAreNamedByFrame() throws IOException {
        assertEquals("obs must be finite numbers, was NaN in frame 2, element 1, counted from 0",
                refusal(arrays -> arrays.put("obs", npy("<f4", "(3, 2)", floats(1, 2, 3, 4, 5, Double.NaN)))));
        assertTrue(refusal(arrays -> arrays.put("obs", npy("<f8", "(3,)", doubles(1, Double.NEGATIVE_INFINITY, 3)))).startsWith(
                "obs must be finite numbers, was -Infinity in frame 1, counted"));
        var rewards = read(arrays -> arrays.put("reward", npy("<f4", "(2,)", floats(0.5, Double.NaN)))).rewards();
        assertTrue(Float.isNaN(rewards[1]), "who does not use rewards need not mind them");
    }

    @Test
    void noEpisodeIsRecordedOrWrittenWithANumberThatIsNone() {
        var nan = new Episode(new Observations.Vectors(2, 1, new float[2]), new float[1], new float[]{Float.NaN}, true, false, 1);
        var store = EpisodeStore.create(folder, new Dataset("Walk", "1", Map.of(), ""));
        assertEquals("reward must be finite numbers, was NaN in step 0, counted from 0",
                assertThrows(IllegalArgumentException.class, () -> store.write(0, nan)).getMessage());
        var recorder = new Recorder(new Walk(false));
        recorder.first(new Walk(false).reset(1));
        recorder.step(new float[]{1}, new Step(new Walk(false).reset(1), Double.NaN, true, false));
        assertTrue(
                assertThrows(IllegalArgumentException.class, () -> recorder.episode(1)).getMessage().startsWith("reward must be finite"));
    }

    @Test
    void aFolderOfOtherNamesIsReadInTheirOrder() throws IOException {
        for (var name : List.of("b.npz", "a.npz")) {
            Files.copy(file(arrays -> arrays.put("seed", npy("|u1", "()", name.charAt(0)))), folder.resolve(name));
            Files.delete(folder.resolve("some.npz"));
        }
        Files.write(folder.resolve("dataset.txt"), new byte[0]);
        var store = EpisodeStore.open(folder, EpisodeReader.own());
        assertEquals(List.of(97L, 98L), store.stream().map(Episode::seed).toList());
        assertEquals(Map.of(folder.resolve("a.npz"), 0, folder.resolve("b.npz"), 1), store.numbered());
    }

    @Test
    void latentsOfOtherTypesAreReadAndTheirFramesNamed() throws IOException {
        var file = file(arrays -> {
            arrays.put("mean", npy("<f8", "(3, 1)", doubles(1, 2, 3)));
            arrays.put("logvar", npy("<f4", "(3, 1)", floats(1, 2, 3)));
        });
        assertArrayEquals(new float[]{1, 2, 3}, new EpisodeReader(EpisodeFormat.own(), told::add).latents(file).means());
        assertEquals(List.of("mean: <f8 is read as <f4"), told);
        var bad = file(arrays -> {
            arrays.put("mean", npy("<f4", "(3, 1)", floats(1, 2, 3)));
            arrays.put("logvar", npy("<f4", "(3, 1)", floats(1, Double.POSITIVE_INFINITY, 3)));
        });
        assertEquals(bad + ": logvar must be finite numbers, was Infinity in frame 1, counted from 0",
                assertThrows(FileException.class, () -> LatentStore.read(bad)).getMessage());
    }
}
