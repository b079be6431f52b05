package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void foldersAreMadeAndOldContentReplaced() throws IOException {
        var file = folder.resolve("a").resolve("b").resolve("file");
        AtomicFile.write(file, "old");
        AtomicFile.write(file, "nεw");
        assertEquals("nεw", Files.readString(file));
    }

    @Test
    void aFailureInTheMiddleLeavesTheOldContentAndNoLeftover() throws IOException {
        var file = folder.resolve("file");
        AtomicFile.write(file, "old");
        var full = assertThrows(FileException.class, () -> AtomicFile.write(file, out -> {
            out.write(new byte[1 << 20]);
            throw new IOException("No space left on device");
        }));
        assertEquals(file + ": No space left on device", full.getMessage());
        assertEquals(file, full.path());
        assertThrows(IllegalStateException.class, () -> AtomicFile.write(file, out -> {
            throw new IllegalStateException("a bug of the caller's");
        }));
        assertEquals("old", Files.readString(file));
        try (var all = Files.list(folder)) {
            assertEquals(1, all.count());
        }
    }

    @Test
    void aDiskThatFailsIsToldFromAPathThatIsWrong() throws IOException {
        var file = folder.resolve("file");
        var full = assertThrows(FileException.class, () -> AtomicFile.write(file, out -> {
            throw new IOException("No space left on device");
        }));
        assertTrue(full.isStorageFault());
        Files.writeString(file, "in the way");
        var wrong = assertThrows(FileException.class, () -> AtomicFile.write(file.resolve("below"), "x"));
        assertFalse(wrong.isStorageFault());
        assertFalse(assertThrows(FileException.class, () -> Npy.load(folder.resolve("none"))).isStorageFault());
    }

    @Test
    void leftoversOfTheDeadAreRemovedAndNotWhatAnotherIsWriting() throws IOException {
        long pid = ProcessHandle.current().pid();
        var dead = Files.writeString(folder.resolve(".a.npz.reverie-999999999-5-1.tmp"), "");
        var numberTakenAgain = Files.writeString(folder.resolve(".b.npz.reverie-" + pid + "-5-1.tmp"), "");
        var mine = Files.writeString(Temporary.beside(folder.resolve("c.npz")), "");
        var parent = ProcessHandle.current().parent().orElseThrow();
        var theirs = Files.writeString(folder.resolve(
                ".d.npz.reverie-" + parent.pid() + "-" + parent.info().startInstant().orElseThrow().toEpochMilli() + "-1.tmp"), "");
        Temporary.removeLeftovers(folder);
        assertFalse(Files.exists(dead) || Files.exists(numberTakenAgain));
        assertTrue(Files.exists(mine) && Files.exists(theirs));
    }

    @Test
    void temporaryFilesOfOthersStay() throws IOException {
        for (var name : List.of(".draft.tmp", ".x.7-1.tmp", ".reverie.tmp", "a.reverie-999999999-5-1.tmp",
                ".a.reverie-999999999-5-1.tmp.bak")) {
            Files.writeString(folder.resolve(name), "theirs");
        }
        Temporary.removeLeftovers(folder);
        try (var all = Files.list(folder)) {
            assertEquals(5, all.count());
        }
    }

    @Test
    void aNameAsLongAsTheSystemAllowsCanBeWritten() throws IOException {
        var file = folder.resolve("ä".repeat(120) + "x".repeat(15));
        AtomicFile.write(file, "x");
        assertEquals("x", Files.readString(file));
    }

    @Test
    void anInterruptDisturbsNoWrite() throws IOException {
        var file = folder.resolve("new").resolve("file");
        Thread.currentThread().interrupt();
        AtomicFile.write(file, out -> {
            out.write('a');
            Thread.currentThread().interrupt();
            out.write('b');
        });
        assertTrue(Thread.interrupted(), "the interrupt stays set");
        assertEquals("ab", Files.readString(file));
    }

    @Test
    void anInterruptEndsTheHashingOfAFile() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "x");
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> ContentHash.of(file));
        assertTrue(Thread.interrupted(), "the interrupt stays set");
    }

    @Test
    void aFolderThatIsALinkIsHashedByWhatItLeadsTo() throws IOException {
        var data = folder.resolve("data");
        AtomicFile.write(data.resolve("x"), "1");
        var elsewhere = Files.writeString(folder.resolve("elsewhere"), "2");
        var link = folder.resolve("link");
        try {
            Files.createSymbolicLink(link, data);
            Files.createSymbolicLink(data.resolve("y"), elsewhere);
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "no symbolic links on this system");
        }
        var before = ContentHash.of(link);
        assertEquals(ContentHash.of(data), before);
        AtomicFile.write(data.resolve("x"), "changed");
        var after = ContentHash.of(link);
        assertNotEquals(before, after);
        Files.writeString(elsewhere, "3");
        assertNotEquals(after, ContentHash.of(link));
        Files.createSymbolicLink(data.resolve("again"), data);
        assertThrows(FileException.class, () -> ContentHash.of(link), "a link that leads back");
    }

    @Test
    void aSystemThatRefusesIsQuotedWithThePath() {
        var file = Path.of("/proc/reverie/file");
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "no /proc on this system");
        var error = assertThrows(FileException.class, () -> AtomicFile.write(file, "x"));
        assertTrue(error.getMessage().startsWith(file + ": "), error.getMessage());
    }

    @Test
    void aFolderIsHashedByNamesAndContents() {
        var one = folder.resolve("one");
        var other = folder.resolve("other");
        AtomicFile.write(one.resolve("x").resolve("y"), "1");
        AtomicFile.write(one.resolve("z"), "2");
        AtomicFile.write(other.resolve("z"), "2");
        assertNotEquals(ContentHash.of(one), ContentHash.of(other));
        AtomicFile.write(other.resolve("x").resolve("y"), "1");
        assertEquals(ContentHash.of(one), ContentHash.of(other));
        AtomicFile.write(other.resolve("x").resolve(".y.reverie-1-1-1.tmp"), "leftover");
        assertEquals(ContentHash.of(one), ContentHash.of(other));
        AtomicFile.write(other.resolve("z"), "3");
        assertNotEquals(ContentHash.of(one), ContentHash.of(other));
        assertEquals("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ContentHash.of("abc"));
        assertThrows(FileException.class, () -> ContentHash.of(folder.resolve("nowhere")));
    }

    @Test
    void aFileThatIsKnownIsReadAgainOnlyOnceItHasChanged() throws IOException {
        var memory = new ContentHash.Memory();
        var file = folder.resolve("data").resolve("x");
        AtomicFile.write(file, "one");
        assertEquals(ContentHash.of(file.getParent()), memory.of(file.getParent()));
        var when = Files.getLastModifiedTime(file);

        AtomicFile.write(file, "two");
        Files.setLastModifiedTime(file, when);
        assertEquals(ContentHash.of(file.getParent()), memory.of(file.getParent()), "another file of the same size and date");
        Files.writeString(file, "2");
        Files.setLastModifiedTime(file, when);
        assertEquals(ContentHash.of(file), memory.of(file), "the same file, shorter");
        Files.writeString(file, "3");
        Files.setLastModifiedTime(file, FileTime.fromMillis(when.toMillis() + 1000));
        assertEquals(ContentHash.of(file), memory.of(file), "the same file, later");

        var before = memory.of(file);
        Files.writeString(file, "4");
        Files.setLastModifiedTime(file, FileTime.fromMillis(when.toMillis() + 1000));
        assertEquals(before, memory.of(file), "nothing tells that it changed, so it was not read");
    }
}
