package dev.reverie.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.compute.Precision;
import dev.reverie.core.AtomicFile;
import dev.reverie.core.Disk;
import dev.reverie.core.FileException;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Latents;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodingFileTest {
    @TempDir
    Path root;

    private Path model;
    private Path out;
    private List<Path> episodes;

    @BeforeEach
    void make() {
        model = file("v.zip", "weights");
        out = root.resolve("latents");
        episodes = List.of(file("a/episode-0.npz", "0"), file("a/episode-1.npz", "1"));
        encode(model, Precision.F32, episodes, false);
    }

    private Path file(String name, String text) {
        AtomicFile.write(root.resolve(name), text);
        return root.resolve(name);
    }

    private LatentStore encode(Path v, Precision precision, List<Path> files, boolean overwrite) {
        var store = EncodingFile.of(v, precision, files).claim(out, files, overwrite);
        store.write(0, new Latents(1, new float[2], new float[2], new float[1], new float[1], true, false, 0));
        store.write(files.size(), new Latents(1, new float[2], new float[2], new float[1], new float[1], true, false, 0));
        return store;
    }

    private void assertRefused(String what, Path v, Precision precision, List<Path> files) {
        var error = assertThrows(FileException.class, () -> encode(v, precision, files, false));
        assertEquals(out + ": holds latents of " + what + "; choose another folder, or add --overwrite", error.getMessage());
    }

    @Test
    void aFolderTakesTheLatentsOfOneVAndOneDataSet() {
        encode(model, Precision.F32, episodes, false);
        assertRefused("another V", file("w.zip", "others"), Precision.F32, episodes);
        assertRefused("precision F32", model, Precision.BF16, episodes);
        var others = List.of(file("b/episode-0.npz", "5"), file("b/episode-1.npz", "6"));
        assertRefused("other episodes", model, Precision.F32, others);
        assertRefused("other episodes", model, Precision.F32, episodes.subList(0, 1));
        file("a/episode-1.npz", "changed");
        assertRefused("other episodes", model, Precision.F32, episodes);
    }

    @Test
    void moreEpisodesOfTheSameDataSetAreTaken() {
        var more = new ArrayList<>(episodes);
        more.add(file("a/episode-2.npz", "2"));
        encode(model, Precision.F32, more, false);
    }

    @Test
    void otherLatentsAreDeletedWhereThatIsAskedFor() {
        var others = List.of(file("b/episode-0.npz", "5"));
        assertEquals(2, encode(model, Precision.F32, others, true).files().size(), "0 and 1, and no longer 2");
    }

    @Test
    void latentsThatAreNotOnRecordAreNotMixedWithOthers() {
        Disk.delete(out.resolve("encoding.txt"));
        assertRefused("a V and episodes that are not on record", model, Precision.F32, episodes);
    }
}
