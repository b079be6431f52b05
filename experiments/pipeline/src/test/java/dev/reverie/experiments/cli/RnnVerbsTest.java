package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.LatentStore;
import dev.reverie.core.Latents;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Npy;
import dev.reverie.core.Npz;
import dev.reverie.core.Seed;
import dev.reverie.mdn.Factorisation;
import dev.reverie.rnn.MdnRnn;
import dev.reverie.rnn.MemoryConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** train-rnn and weights, on latents of one's own. */
class RnnVerbsTest {
    private static final String TINY = " --hidden 8 --components 2 --updates 20 --length 10 --batch 4 --held-out 0.25";

    @TempDir
    private static Path folder;

    private String out;
    private String err;

    private static Latents episode(int latent, int steps) {
        var random = Seed.of(steps).random();
        var means = new float[(steps + 1) * latent];
        for (int i = 0; i < means.length; i++) {
            means[i] = (float) random.nextGaussian();
        }
        return new Latents(latent, means, new float[means.length], new float[steps], new float[steps], true, false, 0);
    }

    @BeforeAll
    static void write() {
        var store = LatentStore.create(folder.resolve("run/latents"));
        for (int i = 0; i < 6; i++) {
            store.write(i, episode(3, 12 + i));
        }
        var mixed = LatentStore.create(folder.resolve("mixed"));
        mixed.write(0, episode(3, 12));
        mixed.write(1, episode(4, 12));
        LatentStore.create(folder.resolve("empty"));
        LatentStore.create(folder.resolve("short")).write(0, episode(3, 12));
        Npz.save(folder.resolve("short/latents-00000001.npz"),
                Map.of("mean", Npy.of(new float[3], 1, 3), "logvar", Npy.of(new float[3], 1, 3), "action", Npy.of(new float[0], 0, 1),
                        "reward", Npy.of(new float[0], 0), "terminated", Npy.scalar(true), "truncated", Npy.scalar(false), "seed",
                        Npy.scalar(0L)));
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
    void mIsTrainedOnARunsLatentsBesideOneComponent() throws IOException {
        assertEquals(0, reverie("train-rnn --data @run --out @m --compare-single" + TINY), err);
        assertTrue(out.contains("@m/rnn/model.zip: ") && out.contains("one component NLL "), out);
        assertTrue(Files.readString(folder.resolve("m/rnn/assessment.txt")).contains("trained beside it"));
        assertTrue(Files.exists(folder.resolve("m/plots/rnn.png")));
        try (var files = Files.list(folder.resolve("m/rnn"))) {
            assertFalse(files.anyMatch(file -> file.toString().contains("checkpoint")));
        }
        var last = MetricLog.read(folder.resolve("m/metrics.jsonl"));
        assertTrue(last.get(last.size() - 1).values().containsKey("trainedSingleNll"), last.toString());
        assertEquals(2, reverie("train-rnn --data @run --out @m" + TINY));
        assertEquals("reverie train-rnn: @m/rnn/model.zip: is finished already; choose another --out, or add --overwrite", err);
    }

    @ParameterizedTest
    @CsvSource({"--sequences CARRIED, JOINT", "--sequences WHOLE --length 20, PER_DIMENSION", "--no-restart --reward 2, JOINT",
        "--layer-norm, PER_DIMENSION",
        "--memory TRANSFORMER --layers 1 --width 8 --attention-heads 2 --context 5 --sequences CARRIED, PER_DIMENSION"})
    void everyKindOfMIsTrainedAndItsWeightsGoToNumpyAndBack(String options, Factorisation factorisation) throws IOException {
        var name = "kind" + Math.abs(options.hashCode());
        assertEquals(0,
                reverie("train-rnn --data @run/latents --out @" + name
                        + TINY.replace(options.contains("--length") ? "--length 10 " : "|", "")
                        + " " + options + " --factorisation " + factorisation),
                err);
        assertEquals(0, reverie("weights @" + name + "/rnn/model.zip @" + name + ".npz"), err);
        assertEquals(0, reverie("weights @" + name + ".npz @" + name + ".zip"), err);
        assertEquals(0, reverie("weights @" + name + ".zip @" + name + "-again.npz"), err);
        assertEquals(-1, Files.mismatch(folder.resolve(name + ".npz"), folder.resolve(name + "-again.npz")));
        try (var model = MdnRnn.load(folder.resolve(name + ".zip"))) {
            assertEquals(factorisation, model.config().factorisation());
            assertEquals(options.contains("--layer-norm"), model.config().layerNorm());
            assertEquals(options.contains("--memory") ? new MemoryConfig.Transformer(1, 8, 2, 5) : new MemoryConfig.Lstm(),
                    model.config().memory());
            assertEquals(3, model.latentSize());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "train-rnn --out @x | --data and --out go together",
        "train-rnn tiny --data @run --out @x | --out stands without a preset, --run and --set",
        "train-rnn --data @missing --out @x | @missing: no such folder of latents; encode the episodes first",
        "train-rnn --data @empty --out @x | @empty: holds no latents; encode some episodes first",
        "train-rnn --data @mixed --out @x | @mixed/latents-00000001.npz: latents and actions must have 3 and 1 elements, as the first episode's, had 4 and 1",
        "train-rnn --data @short --out @x | @short/latents-00000001.npz: steps (rewards) must be >= 1, was 0",
        "train-rnn --data @run --out @x --held-out 0 --sequences WHOLE --length 5 | --length must be at least the 17 steps",
        "train-rnn --data @run --out @x --sequences CARRIED --at-end 0.5 | --at-end must be 0 where sequences is CARRIED",
        "train-rnn --data @run --out @x --held-out 0 --compare-single | --compare-single compares on held-out episodes",
        "train-rnn --data @run --out @x --batch 0 | batch must be >= 1, was 0",
        "weights @missing.zip @y.npz | @missing.zip: no such file"})
    void wrongUseIsToldInOneLine(String line, String expected) {
        assertEquals(2, reverie(line));
        assertTrue(err.lines().findFirst().orElse("").contains(expected), err);
    }

    @Test
    void aLossThatIsNoNumberIsToldInOneLine() {
        assertEquals(1, reverie("train-rnn --data @run --out @wild --rate 1e38 --end-rate 1e38" + TINY));
        assertTrue(err.startsWith("reverie train-rnn: rnn: the loss became NaN in update "), err);
        assertEquals(1, err.lines().count(), err);
    }
}
