package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real numpy, where there is a {@code python3} that can import it. */
class NumpyTest {
    @TempDir
    Path folder;

    private static String python;

    /** The one on the PATH, or else the system's, which is where a package manager puts numpy. */
    @BeforeAll
    static void findNumpy() throws InterruptedException {
        for (var candidate : List.of("python3", "/usr/bin/python3")) {
            if (importsNumpy(candidate)) {
                python = candidate;
                return;
            }
        }
        abort("no python3 with numpy: the golden header in NpzTest still runs");
    }

    private static boolean importsNumpy(String candidate) throws InterruptedException {
        try {
            var process = new ProcessBuilder(candidate, "-c", "import numpy").redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private String python(String script, Path... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(python, "-c", "import sys, numpy as np\n" + script));
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    @Test
    void numpyReadsWhatWeWrite() throws Exception {
        var file = folder.resolve("ours.npz");
        Npz.save(file, NpzTest.oneOfEach());
        assertEquals("""
                u1 |u1 (1, 2, 3) [0, 1, 255, 7, 8, 9]
                b1 |b1 (3,) [True, False, True]
                i4 <i4 (2, 2) [-2147483648, -1, 0, 2147483647]
                i8 <i8 (2,) [-9223372036854775808, 9223372036854775807]
                f4 <f4 (5, 1) [nan, -inf, -0.0, 1.401298464324817e-45, 1.5]
                f8 <f8 (2,) [3.141592653589793, inf]
                empty <f4 (0, 3) []
                scalar <i8 () [-5]
                flag |b1 () [True]
                tau <f8 () [1.15]
                note |u1 (9,) [207, 132, 32, 61, 32, 49, 46, 49, 53]
                """, python("""
                with np.load(sys.argv[1], allow_pickle=False) as z:
                    for name in z.files:
                        a = z[name]
                        assert a.flags['C_CONTIGUOUS']
                        print(name, a.dtype.str, a.shape, a.ravel().tolist())
                """, file));
    }

    @Test
    void weReadWhatNumpyWrites() throws Exception {
        var ours = folder.resolve("ours.npz");
        Npz.save(ours, NpzTest.oneOfEach());
        python("""
                z = dict(np.load(sys.argv[1]))
                np.savez(sys.argv[2], **z)
                np.savez_compressed(sys.argv[3], **z)
                np.save(sys.argv[4], z['i4'])
                """, ours, folder.resolve("plain.npz"), folder.resolve("packed.npz"), folder.resolve("one.npy"));
        NpzTest.assertSame(NpzTest.oneOfEach(), Npz.load(folder.resolve("plain.npz")));
        NpzTest.assertSame(NpzTest.oneOfEach(), Npz.load(folder.resolve("packed.npz")));
        var one = folder.resolve("ours.npy");
        NpzTest.oneOfEach().get("i4").save(one);
        assertArrayEquals(Files.readAllBytes(folder.resolve("one.npy")), Files.readAllBytes(one),
                "a file of ours is numpy's, byte for byte");
    }

    @Test
    void anEpisodeIsReadAsDocumented() throws Exception {
        var store = EpisodeStore.create(folder, new Dataset("Walk", "1", Map.of(), ""));
        var episode = Rollout.collect(new Walk(true), Policy.random(Space.discrete(2)), 1, Seed.of(1)).get(0);
        store.write(0, episode);
        int steps = episode.length();
        assertEquals("""
                obs uint8 (%d, 2, 11, 3)
                action float32 (%d, 1)
                reward float32 (%d,)
                terminated bool ()
                truncated bool ()
                seed int64 ()
                %d %s
                """.formatted(steps + 1, steps, steps, episode.seed(), episode.terminated() ? "True" : "False"), python("""
                z = np.load(sys.argv[1])
                for name in z.files:
                    print(name, z[name].dtype, z[name].shape)
                print(z['seed'], z['terminated'])
                """, store.file(0)));
    }
}
