package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link AtomicFile} does with what is no new plain file. */
class DestinationTest {
    @TempDir
    Path folder;

    @BeforeEach
    void isPosix() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "modes and pipes are of POSIX systems");
    }

    private boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).directory(folder.toFile()).start().waitFor() == 0;
    }

    private Path pipe(String name) throws IOException, InterruptedException {
        assumeTrue(run("mkfifo", name), "mkfifo does not work here");
        return folder.resolve(name);
    }

    @Test
    void anExistingFileKeepsItsMode() throws IOException {
        for (var mode : new String[]{"rw-------", "rw-rw-rw-", "rwxr-x---"}) {
            var file = folder.resolve(mode);
            AtomicFile.write(file, "old");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            AtomicFile.write(file, "new");
            assertEquals(mode, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertEquals("new", Files.readString(file));
        }
    }

    @Test
    void noOneMayReadTheNewContentEarlierThanTheOld() throws IOException {
        var file = folder.resolve("secret");
        AtomicFile.write(file, "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        AtomicFile.write(file, out -> {
            try (var all = Files.list(folder)) {
                for (var one : all.toList()) {
                    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(one)), one.toString());
                }
            }
            out.write('n');
        });
        assertEquals("n", Files.readString(file));
    }

    @Test
    void anExistingFileKeepsItsOwnerAndGroup() throws IOException {
        assumeTrue((int) Files.getAttribute(folder, "unix:uid") == 0, "only root may give files away");
        var file = folder.resolve("theirs");
        AtomicFile.write(file, "old");
        Files.setAttribute(file, "unix:uid", 65534);
        Files.setAttribute(file, "unix:gid", 65533);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        AtomicFile.write(file, "new");
        assertEquals(65534, Files.getAttribute(file, "unix:uid"));
        assertEquals(65533, Files.getAttribute(file, "unix:gid"));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aLinkStaysAndTheFileItLeadsToIsReplaced() throws IOException {
        var real = Files.createDirectories(folder.resolve("real")).resolve("t.csv");
        Files.writeString(real, "old");
        var far = Files.createSymbolicLink(folder.resolve("far"), Path.of("real/t.csv"));
        var near = Files.createSymbolicLink(folder.resolve("near"), far);
        AtomicFile.write(near, "new");
        assertTrue(Files.isSymbolicLink(near) && Files.isSymbolicLink(far));
        assertEquals("new", Files.readString(real));
        try (var all = Files.list(folder)) {
            assertEquals(3, all.count(), "no leftover");
        }
    }

    @Test
    void aLinkToNothingMakesWhatItLeadsTo() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("later/t.csv"));
        AtomicFile.check(link);
        AtomicFile.write(link, "new");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(folder.resolve("later/t.csv")));
    }

    @Test
    void linksInACircleAreOneLine() throws IOException {
        var one = folder.resolve("one");
        Files.createSymbolicLink(one, Path.of("other"));
        Files.createSymbolicLink(folder.resolve("other"), Path.of("one"));
        assertEquals(one + ": symbolic links go in a circle",
                assertThrows(FileException.class, () -> AtomicFile.write(one, "x")).getMessage());
        assertTrue(Files.isSymbolicLink(one));
    }

    @Test
    void aFolderIsNoTarget() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("link"), folder);
        for (var target : new Path[]{folder, link, Path.of("/")}) {
            var error = assertThrows(FileException.class, () -> AtomicFile.check(target));
            assertEquals(target + ": is a folder, and a file is needed", error.getMessage());
            assertFalse(error.isStorageFault());
            assertThrows(FileException.class, () -> AtomicFile.write(target, "x"));
        }
    }

    @Test
    void whatCannotBeMadeIsToldBeforeTheWork() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        assertEquals(file.resolve("below") + ": a file stands where a folder is needed",
                assertThrows(FileException.class, () -> AtomicFile.check(file.resolve("below"))).getMessage());
        AtomicFile.check(folder.resolve("new/and/new"));
        assertFalse(Files.exists(folder.resolve("new")), "a check makes nothing");
        assumeTrue((int) Files.getAttribute(folder, "unix:uid") != 0, "root may write everywhere");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assertThrows(FileException.class, () -> AtomicFile.check(file));
        assertThrows(FileException.class, () -> AtomicFile.write(file, "x"));
        assertEquals("", Files.readString(file));
    }

    @Test
    void aDeviceIsWrittenThrough() throws IOException, InterruptedException {
        assumeTrue(run("mknod", "null", "c", "1", "3"), "only root may make devices");
        var device = folder.resolve("null");
        AtomicFile.write(device, "x");
        assertTrue(Files.readAttributes(device, "*", LinkOption.NOFOLLOW_LINKS).get("isOther").equals(true));
        assertTrue(run("mknod", "full", "c", "1", "7"));
        var full = assertThrows(FileException.class, () -> AtomicFile.write(folder.resolve("full"), "x"));
        assertTrue(full.isStorageFault(), full.getMessage());
    }

    @Test
    void aPipeIsWrittenThroughByTextAndByZip() throws Exception {
        var pipe = pipe("pipe");
        var text = CompletableFuture.supplyAsync(() -> read(pipe));
        AtomicFile.write(pipe, "nεw");
        assertArrayEquals("nεw".getBytes(java.nio.charset.StandardCharsets.UTF_8), text.get(10, TimeUnit.SECONDS));

        var zip = CompletableFuture.supplyAsync(() -> read(pipe));
        Npz.save(pipe, Map.of("a", Npy.of(new float[]{1, 2}, 2)));
        try (var entries = new ZipInputStream(new ByteArrayInputStream(zip.get(10, TimeUnit.SECONDS)))) {
            assertEquals("a.npy", entries.getNextEntry().getName());
        }
        assertTrue(Files.readAttributes(pipe, "*", LinkOption.NOFOLLOW_LINKS).get("isOther").equals(true), "still a pipe");
    }

    private static byte[] read(Path pipe) {
        try {
            return Files.readAllBytes(pipe);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aFileThatIsOpenIsWrittenToAtItsEnd() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "no /proc on this system");
        var file = Files.writeString(folder.resolve("log"), "before ");
        try (var open = Files.newOutputStream(file, java.nio.file.StandardOpenOption.APPEND);
                var all = Files.list(Path.of("/proc/self/fd"))) {
            var number = all.filter(fd -> leadsTo(fd, file)).findFirst().orElseThrow();
            AtomicFile.write(number, "after");
            open.flush();
        }
        assertEquals("before after", Files.readString(file));
    }

    private static boolean leadsTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
