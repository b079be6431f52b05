package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamePlaceTest {
    @TempDir
    Path folder;

    private Path data;
    private Path file;

    @BeforeEach
    void make() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        file = Files.writeString(data.resolve("a.csv"), "x\n");
    }

    @Test
    void aFileIsTheSameByEverySpelling() throws IOException {
        assertTrue(SamePlace.touches(file, file));
        assertTrue(SamePlace.touches(folder.resolve("data/./../data/a.csv"), file));
        assertTrue(SamePlace.touches(file, Path.of("").toAbsolutePath().relativize(file)));
        var link = Files.createSymbolicLink(folder.resolve("link.csv"), Path.of("data/a.csv"));
        assertTrue(SamePlace.touches(link, file) && SamePlace.touches(file, link));
        var through = Files.createSymbolicLink(folder.resolve("through"), data);
        assertTrue(SamePlace.touches(through.resolve("a.csv"), file));
        assertTrue(SamePlace.touches(Files.createLink(folder.resolve("hard.csv"), file), file));
        assertFalse(SamePlace.touches(folder.resolve("b.csv"), file));
        assertFalse(SamePlace.touches(data.resolve("b.csv"), file));
    }

    @Test
    void anInputThatIsNotThereCannotBeLost() {
        assertFalse(SamePlace.touches(folder.resolve("none"), folder.resolve("none")));
    }

    @Test
    void aFolderAroundTheInputTouchesItAndOneBelowDoesNot() throws IOException {
        assertTrue(SamePlace.touches(data, data) && SamePlace.touches(folder, data) && SamePlace.touches(data, file));
        assertTrue(SamePlace.touches(Files.createSymbolicLink(folder.resolve("link"), data), data));
        assertFalse(SamePlace.touches(data.resolve("below"), data));
        assertFalse(SamePlace.touches(folder.resolve("beside"), data));
    }

    @Test
    void aFileOfAnInputFolderIsTouchedAndANewOneIsNot() throws IOException {
        assertTrue(SamePlace.touches(file, data));
        assertTrue(SamePlace.touches(Files.createLink(folder.resolve("hard.csv"), file), data));
        assertFalse(SamePlace.touches(data.resolve("new.csv"), data));
    }

    @Test
    void aFolderWithLinksToTheInputTouchesIt() throws IOException {
        var out = Files.createDirectories(folder.resolve("out/deep")).getParent();
        assertFalse(SamePlace.touches(out, data));
        Files.createSymbolicLink(out.resolve("deep/a.csv"), file);
        assertTrue(SamePlace.touches(out, data) && SamePlace.touches(out, file));
    }

    @Test
    void aDeviceReplacesNothing() {
        var device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "no devices on this system");
        assertFalse(SamePlace.touches(device, device));
    }
}
