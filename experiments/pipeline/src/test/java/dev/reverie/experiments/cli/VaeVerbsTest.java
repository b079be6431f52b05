package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Dataset;
import dev.reverie.core.Episode;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Npy;
import dev.reverie.core.Npz;
import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** train-vae, encode, weights and V's plots, on files of one's own. */
class VaeVerbsTest {
    private static final String TINY = " --latent 4 --width 2 --frames 320 --batch 16 --rate 0.01";

    @TempDir
    private static Path folder;

    private String out;
    private String err;

    @BeforeAll
    static void write() throws IOException {
        var store = EpisodeStore.create(folder.resolve("data"), new Dataset("Shades", "1", Map.of(), ""));
        for (int i = 0; i < 4; i++) {
            var frames = (Observations.Frames) Observations.allocate(11, Space.frame(64, 64, 3));
            var random = Seed.of(i).random();
            for (int p = 0; p < frames.pixels().length; p++) {
                frames.pixels()[p] = (byte) (p / 12288 * 20 + random.nextInt(9));
            }
            store.write(i, new Episode(frames, new float[10], new float[10], true, false, i));
        }
        Files.createDirectory(folder.resolve("pictures"));
        for (int i = 0; i < 5; i++) {
            ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", folder.resolve("pictures/" + i + ".png").toFile());
        }
        Files.createDirectory(folder.resolve("empty"));
        var vectors = EpisodeStore.create(folder.resolve("vectors"), new Dataset("Lines", "1", Map.of(), ""));
        for (int i = 0; i < 4; i++) {
            var values = new float[11 * 3];
            for (int v = 0; v < values.length; v++) {
                values[v] = i + v / 3 * (1 + v % 3);
            }
            vectors.write(i, new Episode(new Observations.Vectors(11, 3, values), new float[10], new float[10], true, false, i));
        }
        assertEquals(0, new VaeVerbsTest().reverie("train-vae --data @data --out @run" + TINY));
    }

    /** The words of a line, {@code @} for the folder. */
    private int reverie(String line) {
        var outWriter = new StringWriter();
        var errWriter = new StringWriter();
        var words = Stream.of(line.split(" ")).map(word -> word.replace("@", folder + "/")).toArray(String[]::new);
        int code = Reverie.commandLine().setOut(new PrintWriter(outWriter)).setErr(new PrintWriter(errWriter)).execute(words);
        out = outWriter.toString().replace(folder + "/", "@");
        err = errWriter.toString().replace(folder + "/", "@").strip();
        return code;
    }

    @Test
    void vIsTrainedFromEpisodes() {
        assertTrue(Files.exists(folder.resolve("run/vae/model.zip")) && Files.exists(folder.resolve("run/plots/vae.png")));
        assertFalse(Files.exists(folder.resolve("run/vae/checkpoint.zip")));
        assertEquals(2, reverie("train-vae --data @data --out @run" + TINY));
        assertEquals("reverie train-vae: @run/vae/model.zip: is finished already; choose another --out, or add --overwrite", err);
    }

    @Test
    void vIsTrainedFromPicturesAndEpisodes() {
        assertEquals(0, reverie("train-vae --images @pictures --data @data --repeat-images 3 --out @both --mirror --shift 2" + TINY), err);
        assertTrue(out.contains("parameters") && out.contains("held out: squared error per frame"), out);
    }

    @Test
    void vOfVectorsIsTrainedAndEncodes() {
        assertEquals(0, reverie("train-vae --data @vectors --out @dense --latent 2 --frames 320 --batch 16"), err);
        assertTrue(out.contains("held out: squared error per vector"), out);
        assertEquals(0, reverie("encode --model @dense/vae/model.zip --data @vectors --out @dense-latents"), err);
        assertTrue(out.contains("4 episodes, 2 latents a vector"), out);
        assertEquals(11, LatentStore.open(folder.resolve("dense-latents")).read(0).means().length / 2);
    }

    /** Channels first, f64 rewards, one flag a step, other names, no seed and no dataset.json. */
    @Test
    void vIsTrainedFromEpisodesThatOthersWrote() throws IOException {
        Files.createDirectories(folder.resolve("theirs"));
        for (int i = 0; i < 4; i++) {
            var pixels = new byte[5 * 3 * 64 * 64];
            Arrays.fill(pixels, (byte) (20 * i));
            Npz.save(folder.resolve("theirs/rollout_" + i + ".npz"),
                    Map.of("observations", Npy.of(pixels, 5, 3, 64, 64), "actions", Npy.of(new long[]{0, 1, 2, 1}), "rewards",
                            Npy.of(new double[4]), "dones", Npy.of(new boolean[]{false, false, false, true})));
        }
        assertEquals(2, reverie("train-vae --data @theirs --out @x" + TINY));
        assertTrue(err.contains("it has no array 'obs', only [") && err.contains("say under which name the obs is"), err);
        var keys = " --keys obs=observations,action=actions,reward=rewards,done=dones --frame-layout CHW";
        assertEquals(0, reverie("train-vae --data @theirs --out @other" + keys + TINY), err);
        for (var note : List.of("rewards: <f8 is read as <f4", "actions: <i8 is read as <f4",
                "observations: [T+1, C, H, W] is read as [T+1, H, W, C]",
                "dones: one flag a step is read as that of the last step", "seed: there is none; 0 is taken")) {
            assertEquals(1, err.lines().filter(("reverie train-vae: @theirs: " + note)::equals).count(), note + " in " + err);
        }
        assertEquals(0, reverie("encode --model @other/vae/model.zip --data @theirs --out @their-latents" + keys), err);
        assertEquals(4, LatentStore.open(folder.resolve("their-latents")).read(3).length());
    }

    @Test
    void latentsThatAreNoNumbersAreNotWritten() {
        assertEquals(0, reverie("weights @run/vae/model.zip @bad.npz"), err);
        var arrays = new LinkedHashMap<>(Npz.load(folder.resolve("bad.npz")));
        arrays.get("logvar.bias").floats()[1] = Float.NaN;
        Npz.save(folder.resolve("bad.npz"), arrays);
        assertEquals(0, reverie("weights @bad.npz @bad.zip"), err);
        assertEquals(2, reverie("encode --model @bad.zip --data @data --out @bad-latents"));
        assertTrue(err.matches(
                "reverie encode: @data/episode-0000000\\d.npz: the log-variances that V gives must be finite numbers, was NaN in frame "
                        + "0, element 1, counted from 0"),
                err);
        assertEquals(0, LatentStore.open(folder.resolve("bad-latents")).files().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "train-vae --data @data --keys image=x --out @x | --keys: names must be of [obs, ",
        "train-vae --keys obs=x | --out needs --data or --images",
        "train-vae --data @data --frame-layout GREY --out @x | .npz: obs must be ",
        "train-vae --data @vectors --width 8 --out @x | --width is for frames",
        "train-vae --data @vectors --out @x --width 8 | --width is for frames, and the episodes hold vectors",
        "train-vae --data @vectors --images @pictures --out @x | @vectors: holds vectors, which do not go together with --images",
        "encode --model @run/vae/model.zip --data @vectors --out @x | @run/vae/model.zip: holds no VAE of vectors",
        "encode --model @run/vae/model.zip --data @vectors --out @x --precision F32 | --precision is for frames, and @vectors holds vectors",
        "encode --run @run --precision BF16 | in a run it is --set encode.precision=BF16",
        "encode --model @run/vae/model.zip --data @data --out @x --precision F16 | --precision must be one of F32, BF16",
        "train-vae --out @x | --out needs --data or --images, and they need --out",
        "train-vae --data @data | --out needs --data or --images, and they need --out",
        "train-vae tiny --data @data --out @x | --out stands without a preset, --run and --set",
        "train-vae --images @empty --out @x | reverie train-vae: @empty: holds no .png files",
        "train-vae --images @missing --out @x | reverie train-vae: @missing: no such folder",
        "train-vae --data @data --out @x --batch 0 | reverie train-vae: --batch must be >= 1, was 0",
        "encode --data @data --out @x | --model, --data and --out go together, without a preset and --run",
        "encode --model @missing.zip --data @data --out @x | reverie encode: @missing.zip: no such file",
        "weights @run/vae/model.zip @y.zip | one of FROM and TO must end with .npz, were @run/vae/model.zip and @y.zip",
        "plot traversal @missing | reverie plot traversal: @missing/vae/model.zip: no such file"})
    void wrongUseIsToldInOneLine(String line, String expected) {
        assertEquals(2, reverie(line));
        assertTrue(err.lines().findFirst().orElse("").contains(expected), err);
    }

    @Test
    void aLossThatIsNoNumberIsToldInOneLine() {
        assertEquals(1,
                reverie("train-vae --data @data --out @wild --rate 1e9 --end-rate 1e9 --latent 4 --width 2 --frames 320 --batch 16"));
        assertTrue(err.startsWith("reverie train-vae: vae: the loss became NaN in update "), err);
        assertEquals(1, err.lines().count(), err);
    }

    @ParameterizedTest
    @CsvSource({"'',", "-16, ' --precision BF16'"})
    void episodesAreEncoded(String name, String option) {
        var target = "latents" + name;
        assertEquals(0, reverie("encode --model @run/vae/model.zip --data @data --out @" + target + (option == null ? "" : option)), err);
        assertEquals(4, LatentStore.open(folder.resolve(target)).files().size());
        assertTrue(out.contains("4 episodes, 4 latents a frame"), out);
    }

    @Test
    void weightsGoToNumpyAndBack() throws IOException {
        assertEquals(0, reverie("weights @run/vae/model.zip @w.npz"), err);
        assertEquals(0, reverie("weights @w.npz @again.zip"), err);
        assertEquals(0, reverie("weights @again.zip @w2.npz"), err);
        assertEquals(-1, Files.mismatch(folder.resolve("w.npz"), folder.resolve("w2.npz")));
    }

    @ParameterizedTest
    @CsvSource({"reconstructions, squared error per frame", "latents, KL ", "traversal, traversal-1.png"})
    void plotsAreDrawn(String name, String said) {
        assertEquals(0, reverie("plot " + name + " @run --data @data"), err);
        assertTrue(out.contains("@run/plots/" + name + "-1.png") && out.contains(said), out);
        assertTrue(Files.exists(folder.resolve("run/plots/" + name + "-1.png")));
    }
}
