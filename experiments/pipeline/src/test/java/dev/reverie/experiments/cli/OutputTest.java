package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.ContentHash;
import dev.reverie.core.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No verb replaces what it reads, and what cannot be written is told before the work. The inputs are damaged: none is read before that. */
class OutputTest {
    @TempDir
    Path folder;

    private String err;

    @BeforeEach
    void write() throws IOException {
        for (var name : new String[]{"data.csv", "model.zip", "weights.npz", "a.png", "run/config.yaml", "run/metrics.jsonl",
            "run/vae/model.zip",
            "run/rnn/model.zip", "run/episodes/episode-00000000.npz", "run/latents/latents-00000000.npz", "run/evaluation/scores.csv",
            "pictures/a.png", "plots/density.png", "plots/calibration.png"}) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), name.endsWith(".yaml") ? "preset: tiny\n" : "precious " + name);
        }
        Files.createSymbolicLink(folder.resolve("link"), Path.of("data.csv"));
        Files.createSymbolicLink(folder.resolve("around"), Path.of("run"));
        Files.createLink(folder.resolve("hard.npz"), folder.resolve("model.zip"));
        Files.createLink(folder.resolve("hard.png"), folder.resolve("pictures/a.png"));
        Files.createSymbolicLink(folder.resolve("scores.png"), Path.of("run/evaluation/scores.csv"));
        Files.createSymbolicLink(folder.resolve("dream.gif"), Path.of("run/vae/model.zip"));
        Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(folder.resolve("links/latents-00000000.npz"), folder.resolve("run/latents/latents-00000000.npz"));
        Files.createSymbolicLink(folder.resolve("links/episode-00000000.npz"), folder.resolve("run/episodes/episode-00000000.npz"));
    }

    /** The words of a line, {@code @} for the folder. */
    private int reverie(String line) {
        var text = new StringWriter();
        int code = Reverie.commandLine().setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(text))
                .execute(Stream.of(line.split(" ")).map(word -> word.replace("@", folder + "/")).toArray(String[]::new));
        err = text.toString().replace(folder + "/", "@").strip();
        return code;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "mdn train @data.csv --target y --out @data.csv",
        "mdn train @data.csv --target y --out @run/../data.csv",
        "mdn train @data.csv --target y --out @link",
        "mdn train @link --target y --out @data.csv",
        "mdn train @plots/density.png --target y --out @m.zip --plots @plots",
        "mdn train @plots/calibration.png --target y --out @m.zip --plots @run/../plots",
        "mdn predict @model.zip @data.csv --out @data.csv",
        "mdn predict @model.zip @data.csv --out @model.zip",
        "mdn predict @model.zip @data.csv --out @link",
        "weights @model.zip @hard.npz",
        "dream @run --out @dream.gif",
        "plot futures @run --out @scores.png",
        "encode --model @run/vae/model.zip --data @run --out @run/episodes",
        "encode --model @run/vae/model.zip --data @run --out @around/episodes",
        "encode --model @run/vae/model.zip --data @run --out @run",
        "encode --model @run/vae/model.zip --data @run --out @run/vae",
        "encode --model @run/vae/model.zip --data @run --out @links",
        "train-vae --data @run --out @run",
        "train-vae --data @run/episodes --out @run/episodes",
        "train-vae --images @pictures --out @pictures",
        "train-vae --images @pictures --out @",
        "train-rnn --data @run --out @around",
        "train-rnn --data @run/latents --out @run/latents",
        "render @run --out @run",
        "compare @run --page @run/metrics.jsonl",
        "compare @run --page @around/report.html",
        "plot latents @run --images @pictures --out @pictures/a.png",
        "plot traversal @run --images @pictures --out @hard.png",
        "plot reconstructions @run --images @pictures --out @pictures/a.png",
        "run @run/config.yaml --run @run",
        "sweep @run/config.yaml --run @around --over seed=1,2"})
    void anOutputThatIsAnInputIsRefused(String line) {
        var before = ContentHash.of(folder);
        assertEquals(2, reverie(line), err);
        assertTrue(err.contains("must not replace what is read") || err.contains("must lie outside of the runs")
                || err.contains("is the configuration of --run itself"), err);
        assertEquals(1, err.lines().count(), err);
        assertEquals(before, ContentHash.of(folder), "something was touched");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mdn train @data.csv --target y --out @run | reverie mdn train: @run: is a folder, and a file is needed",
        "mdn train @data.csv --target y --out / | reverie mdn train: /: is a folder, and a file is needed",
        "mdn train @data.csv --target y --out @m.zip --plots @data.csv/x | a file stands where a folder is needed",
        "mdn train @data.csv --target y --out @p/density.png --plots @p | --out must not be another output of the same command",
        "mdn predict @model.zip @data.csv --out @data.csv/p.csv | @data.csv/p.csv: a file stands where a folder is needed",
        "plot latents @run --out @x.gif | --out must end with .png",
        "plot futures @run --out @x.gif | --out must end with .png",
        "encode --model @run/vae/model.zip --data @run --out @data.csv | @data.csv: is a file, and --out needs a folder",
        "play CartPole --record @data.csv | @data.csv: is a file, and --record needs a folder",
        "study coverage --out @data.csv | @data.csv: is a file, and --out needs a folder",
        "collect CartPole --episodes 1 --out @data.csv | @data.csv: is a file, and --out needs a folder",
        "train-vae --images @pictures --out @data.csv | @data.csv: is a file, and --out needs a folder",
        "render CartPole --out @data.csv/x.gif | a file stands where a folder is needed"})
    void whatCannotBeWrittenIsToldBeforeTheWork(String line, String message) {
        var before = ContentHash.of(folder);
        assertEquals(2, reverie(line), err);
        assertTrue(err.contains(message), err);
        assertEquals(1, err.lines().count(), err);
        assertEquals(before, ContentHash.of(folder), "something was touched");
    }

    @Test
    void anOutputBesideTheInputsIsNot() {
        assertEquals(2, reverie("encode --model @run/vae/model.zip --data @run --out @run/latents"));
        assertFalse(err.contains("replace"), err);
        assertEquals(2, reverie("plot latents @run --out @run/plots/latents.png"));
        assertFalse(err.contains("replace"), err);
        assertEquals(2, reverie("mdn predict @model.zip @data.csv --out @new/p.csv"));
        assertFalse(err.contains("replace"), err);
        assertFalse(Files.exists(new RunFolder(folder.resolve("run")).plots()));
    }

    @Test
    void aNameThatTheSystemCannotHaveIsOneLine() {
        var text = new StringWriter();
        var reverie = Reverie.commandLine().setErr(new PrintWriter(text));
        for (var line : new String[][]{{"mdn", "train", "a\0b.csv", "--target", "y", "--out", "m.zip"}, {"run", "a\0b/c.yaml"},
            {"render", "CartPole", "--out", "a\0b.gif"}, {"evolve", "a\0b"}, {"sweep", "a\0b", "--over", "seed=1"},
            {"render", "a\0b", "--out", "x"},
            {"evaluate", "a\0b", "--env", "CartPole"}, {"info", "a\0b"}, {"collect", "a\0b"}}) {
            text.getBuffer().setLength(0);
            assertEquals(2, reverie.execute(line), text.toString());
            assertEquals(1, text.toString().lines().count(), text.toString());
            assertFalse(text.toString().contains("Exception"), text.toString());
        }
    }
}
