package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
    @TempDir
    Path folder;

    static Map<String, Npy> oneOfEach() {
        var arrays = new LinkedHashMap<String, Npy>();
        arrays.put("u1", Npy.of(new byte[]{0, 1, (byte) 255, 7, 8, 9}, 1, 2, 3));
        arrays.put("b1", Npy.of(new boolean[]{true, false, true}));
        arrays.put("i4", Npy.of(new int[]{Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE}, 2, 2));
        arrays.put("i8", Npy.of(new long[]{Long.MIN_VALUE, Long.MAX_VALUE}));
        arrays.put("f4", Npy.of(new float[]{Float.NaN, Float.NEGATIVE_INFINITY, -0f, Float.MIN_VALUE, 1.5f}, 5, 1));
        arrays.put("f8", Npy.of(new double[]{Math.PI, Double.POSITIVE_INFINITY}));
        arrays.put("empty", Npy.of(new float[0], 0, 3));
        arrays.put("scalar", Npy.scalar(-5L));
        arrays.put("flag", Npy.scalar(true));
        arrays.put("tau", Npy.scalar(1.15));
        arrays.put("note", Npy.text("τ = 1.15"));
        return arrays;
    }

    static void assertSame(Map<String, Npy> expected, Map<String, Npy> actual) throws IOException {
        assertEquals(expected.keySet(), actual.keySet());
        for (var name : expected.keySet()) {
            assertEquals(expected.get(name).toString(), actual.get(name).toString(), name);
            assertArrayEquals(bytes(expected.get(name)), bytes(actual.get(name)), name);
        }
    }

    private static byte[] bytes(Npy array) throws IOException {
        var out = new ByteArrayOutputStream();
        array.writeTo(out);
        return out.toByteArray();
    }

    @Test
    void everyTypeAndShapeComesBack() throws IOException {
        for (int level : new int[]{0, 3, 9}) {
            var file = folder.resolve("all-" + level + ".npz");
            Npz.save(file, oneOfEach(), level);
            assertSame(oneOfEach(), Npz.load(file));
        }
        var loaded = Npz.load(folder.resolve("all-3.npz"));
        assertEquals("τ = 1.15", loaded.get("note").text());
        assertArrayEquals(new boolean[]{true, false, true}, loaded.get("b1").booleans());
        assertEquals(0, loaded.get("scalar").shape().length);
    }

    @Test
    void arraysLongerThanTheBufferComeBack() throws IOException {
        var longs = Seed.of(1).random().longs(100_003).toArray();
        var floats = new float[70_001];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = i;
        }
        Npz.save(folder.resolve("long.npz"), Map.of("longs", Npy.of(longs), "floats", Npy.of(floats)));
        assertArrayEquals(longs, Npz.load(folder.resolve("long.npz")).get("longs").longs());
        assertArrayEquals(floats, Npz.load(folder.resolve("long.npz")).get("floats").floats());
    }

    @Test
    void aSingleArrayHasItsOwnFile() {
        Npy.of(new float[]{1, 2, 3, 4}, 2, 2).save(folder.resolve("a.npy"));
        var loaded = Npy.load(folder.resolve("a.npy"));
        assertEquals("<f4[2, 2]", loaded.toString());
        assertArrayEquals(new float[]{1, 2, 3, 4}, loaded.floats());
    }

    @Test
    void sameArraysAreSameBytes() throws IOException {
        Npz.save(folder.resolve("one.npz"), oneOfEach());
        Npz.save(folder.resolve("other.npz"), oneOfEach());
        assertEquals(-1, Files.mismatch(folder.resolve("one.npz"), folder.resolve("other.npz")));
    }

    @Test
    void theHeaderIsNumpysByteForByte() throws IOException {
        var head = "\u0093NUMPY\u0001\u0000v\u0000{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }";
        var expected = (head + " ".repeat(127 - head.length()) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        assertArrayEquals(expected, NpyHeader.of(Npy.Type.F4, new int[]{3}).bytes());
        assertEquals(0, NpyHeader.of(Npy.Type.F4, new int[]{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}).bytes().length % 64);
    }

    private static String problem(String dictionary, int version, int body) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(new byte[]{(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0, (byte) dictionary.length(), 0});
        if (version > 1) {
            out.write(new byte[2]);
        }
        out.write(dictionary.getBytes(StandardCharsets.ISO_8859_1));
        out.write(new byte[body]);
        try {
            Npy.read(new ByteArrayInputStream(out.toByteArray()), out.size());
            return "";
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    @Test
    void whatIsNotReadIsNamedWithItsRemedy() throws IOException {
        assertEquals("", problem("{'descr':'<f4','fortran_order':False,'shape':(3,)}\n", 1, 12));
        assertEquals("", problem("{'descr':'<f4','fortran_order':False,'shape':(3,)}\n", 3, 12));
        assertEquals("", problem("{'descr':'<f4','fortran_order':True,'shape':(1,3)}\n", 2, 12));
        assertEquals("", problem("{'descr':'<f4','fortran_order':True,'shape':(2,3)}\n", 1, 24));
        assertEquals("", problem("{'descr':'>f4','fortran_order':False,'shape':(3,)}\n", 1, 12));
        assertTrue(problem("{'descr':'<c8','fortran_order':False,'shape':(3,)}\n", 1, 24)
                .contains("was <c8; convert it in numpy with astype"));
        assertTrue(problem("{'descr':[('a','<f4')],'fortran_order':False,'shape':(3,)}\n", 1, 12).contains("element type"));
        assertTrue(problem("{'descr':'<f4','fortran_order':False,'shape':(99999999999,)}\n", 1, 12).contains("beyond"));
        assertTrue(problem("{'descr':'<f4','fortran_order':False,'shape':(999999999,999999999,999999999)}\n", 1, 12).contains("beyond"));
        assertTrue(problem("{'descr':'<f4','fortran_order':False,'shape':(500000000,)}\n", 1, 12).contains("12 bytes"));
        assertTrue(problem("{}\n", 1, 12).contains("descr"));
        assertTrue(problem("{}\n", 9, 12).contains("version"));
    }

    @Test
    void aWrongUseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Npy.of(new float[3], 2, 2));
        assertThrows(IllegalArgumentException.class, () -> Npy.of(new float[4], -2, -2));
        assertEquals("array must be <f4, was |u1[3]",
                assertThrows(IllegalArgumentException.class, () -> Npy.of(new byte[3]).floats()).getMessage());
        assertThrows(IllegalArgumentException.class, () -> Npz.save(folder.resolve("x"), Map.of(), 10));
    }

    @Test
    void aMissingArrayIsNamedWithThoseThereAre() {
        var file = folder.resolve("some.npz");
        Npz.save(file, Map.of("a", Npy.scalar(1L)));
        try (var npz = Npz.open(file)) {
            assertEquals(file + ": has no array 'b', only [a]", assertThrows(FileException.class, () -> npz.array("b")).getMessage());
        }
        assertThrows(FileException.class, () -> Npz.open(folder.resolve("none.npz")));
        assertThrows(FileException.class, () -> Npz.open(folder));
    }
}
