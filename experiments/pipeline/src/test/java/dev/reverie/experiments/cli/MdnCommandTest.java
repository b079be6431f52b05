package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import dev.reverie.mdn.MdnRegressor;
import dev.reverie.mdn.MdnRegressorConfig;
import dev.reverie.mdn.NamedRegressor;
import dev.reverie.mdn.Samples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MdnCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** y = 1 + x with noise 0.1, w = e^y, s in 0..1. */
    @BeforeEach
    void write() throws IOException {
        var random = Seed.of(1).random();
        var text = new StringBuilder("x, name, y, w, s\n");
        for (int i = 0; i < 300; i++) {
            double x = random.nextDouble();
            double y = 1 + x + 0.1 * random.nextGaussian();
            text.append(String.format(Locale.ROOT, "%s,row %d,%s,%s,%s%n", x, i, y, Math.exp(y), random.nextDouble()));
        }
        Files.writeString(folder.resolve("data.csv"), text);
    }

    private int reverie(String... words) {
        return Reverie.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(words);
    }

    /** The words of a line, {@code @} for the folder. */
    private int line(String line) {
        return reverie(Stream.of(line.split(" ")).map(word -> word.replace("@", folder.toString() + "/")).toArray(String[]::new));
    }

    private List<String[]> predictions() throws IOException {
        return Files.readAllLines(folder.resolve("p.csv")).stream().map(row -> row.split(",")).toList();
    }

    @Test
    void aTableIsLearnedAndPredicted() throws IOException {
        assertEquals(0, line("mdn train @data.csv --target y --inputs x --components 2 --epochs 60 --out @m.zip --plots @plots"),
                err.toString());
        assertTrue(out.toString().contains("30 held-out rows: NLL -0."), out.toString());
        assertTrue(out.toString().contains("y: PIT KS p ="), out.toString());
        assertTrue(Files.size(folder.resolve("plots/calibration.png")) > 0 && Files.size(folder.resolve("plots/density.png")) > 0);
        assertEquals(List.of("x"), NamedRegressor.load(folder.resolve("m.zip")).inputs());

        assertEquals(0, line("mdn predict @m.zip @data.csv --quantiles 0.1,0.9 --samples 2 --out @p.csv"), err.toString());
        var rows = predictions();
        assertEquals(List.of("x", "y_mean", "y_sd", "y_sd_within", "y_sd_between", "y_q0.1", "y_q0.9", "weight1", "weight2", "y_draw1",
                "y_draw2"), List.of(rows.get(0)));
        assertEquals(301, rows.size());
        for (var row : rows.subList(1, 301)) {
            var cells = Arrays.stream(row).mapToDouble(Double::parseDouble).toArray();
            assertEquals(1 + cells[0], cells[1], 0.15);
            assertEquals(cells[2] * cells[2], cells[3] * cells[3] + cells[4] * cells[4], 1e-9);
            assertTrue(cells[5] < cells[1] && cells[1] < cells[6]);
            assertEquals(1, cells[7] + cells[8], 1e-9);
        }
    }

    @Test
    void theSameSeedPredictsTheSame() throws IOException {
        line("mdn train @data.csv --target y --inputs x --components 1 --epochs 3 --out @m.zip --quiet");
        line("mdn train @data.csv --target y --inputs x --components 1 --epochs 3 --out @again.zip --quiet");
        assertEquals(-1, Files.mismatch(folder.resolve("m.zip"), folder.resolve("again.zip")));
        line("mdn predict @m.zip @data.csv --samples 3 --out @p.csv --quiet");
        var first = Files.readString(folder.resolve("p.csv"));
        line("mdn predict @again.zip @data.csv --samples 3 --out @p.csv --quiet");
        assertEquals(first, Files.readString(folder.resolve("p.csv")));
        assertEquals("", err.toString() + out);
    }

    @ParameterizedTest
    @CsvSource({"full, joint, weight1", "shared, per-dimension, w_weight1", "fixed=0.3, joint, weight1"})
    void positiveAndBoundedTargetsStayInTheirDomains(String noise, String factorisation, String weight) throws IOException {
        assertEquals(0, line("mdn train @data.csv --target w,s --inputs x --positive w --bounded s=0:1 --components 2 --epochs 5 --noise "
                + noise + " --factorisation " + factorisation + " --out @m.zip"), err.toString());
        assertTrue(out.toString().contains("s: PIT KS p ="), out.toString());
        assertEquals(0, line("mdn predict @m.zip @data.csv --quantiles 0.001,0.999 --out @p.csv"), err.toString());
        var rows = predictions();
        var names = List.of(rows.get(0));
        assertTrue(names.contains(weight), names.toString());
        for (var row : rows.subList(1, rows.size())) {
            assertTrue(Double.parseDouble(row[names.indexOf("w_q0.001")]) > 0);
            assertTrue(Double.parseDouble(row[names.indexOf("s_q0.001")]) > 0);
            assertTrue(Double.parseDouble(row[names.indexOf("s_q0.999")]) < 1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--target y --inputs x --components 0                                | components must be >= 1, was 0",
        "--target y,w --inputs x --noise full --factorisation per-dimension  | use JOINT, or diagonal",
        "--target y --inputs x --noise round                                 | --noise round: unknown noise model",
        "--target y --inputs x --factorisation both                          | --factorisation must be joint or per-dimension, was both",
        "--target y --inputs nmae                                            | has no column nmae; did you mean name?",
        "--target y --inputs name                                            | data.csv:2: name must be a finite number, was 'row 0'",
        "--target y --inputs x,y                                             | must be different columns, both name y",
        "--target x,name,y,w,s                                               | has no column left for an input",
        "--target y --inputs x --positive w                                  | --positive must name targets, which are y, was w",
        "--target s --inputs x --bounded s=0.4:0.6                           | s must be between 0.4 and 0.6",
        "--target s --inputs x --bounded s=0                                 | --bounded must be Y=LOW:HIGH, such as s=0:1, was s=0"})
    void wrongUsageIsOneLine(String words, String message) {
        assertEquals(2, line("mdn train @data.csv " + words.strip().replaceAll(" +", " ") + " --out @m.zip"));
        assertTrue(err.toString().contains(message), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertFalse(Files.exists(folder.resolve("m.zip")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "x,y;1,2;3                | bad.csv:3: rows must have 2 cells, as the first line has names, had 1",
        "x,y;1,2;;3,4,5           | bad.csv:4: rows must have 2 cells, as the first line has names, had 3",
        "x,y;1,NaN                | bad.csv:2: y must be a finite number, was 'NaN'",
        "x,y;1,2;3,               | bad.csv:3: y must be a finite number, was ''",
        "x,x;1,2                  | bad.csv:1: columns must have a name each, 'x' is there twice",
        "x,y                      | bad.csv: must have a line with the names of the columns, then at least one row; has only one line",
        "x,y;1,2                  | bad.csv: must have at least 20 rows, since some are held out, has 1"})
    void aBadTableIsOneLineWithItsPlace(String text, String message) throws IOException {
        Files.writeString(folder.resolve("bad.csv"), text.strip().replace(';', '\n') + "\n");
        assertEquals(2, line("mdn train @bad.csv --target y --inputs x --out @m.zip"));
        assertTrue(err.toString().strip().endsWith(message), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }

    @Test
    void aModelOfAnotherKindIsOneLine() throws IOException {
        Files.writeString(folder.resolve("text.zip"), "no model");
        var samples = Samples.of(new double[]{1, 2, 3}, new double[]{1, 2, 3});
        MdnRegressor.train(MdnRegressorConfig.of(1).withTraining(1, 3, 1e-3, 1e-3), samples, Seed.of(1), Progress.none())
                .save(folder.resolve("nameless.zip"));
        for (var file : List.of("none.zip", "text.zip", "nameless.zip", "data.csv")) {
            assertEquals(2, line("mdn predict @" + file + " @data.csv --out @p.csv"), file);
        }
        assertEquals(4, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().contains("nameless.zip: has no names of columns"), err.toString());
    }

    /** As a version to come might write it: the same zip with another number of its format. */
    @Test
    void aModelOfAnotherVersionIsOneLineWithItsRemedy() throws IOException {
        line("mdn train @data.csv --target y --inputs x --components 1 --epochs 1 --out @m.zip --quiet");
        try (var in = new ZipInputStream(Files.newInputStream(folder.resolve("m.zip")));
                var out = new ZipOutputStream(Files.newOutputStream(folder.resolve("later.zip")))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var bytes = in.readAllBytes();
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(entry.getName().equals("mdn.properties")
                        ? new String(bytes, StandardCharsets.UTF_8).replace("format=1", "format=99").getBytes(StandardCharsets.UTF_8)
                        : bytes);
            }
        }
        assertEquals(2, line("mdn predict @later.zip @data.csv --out @p.csv"));
        assertTrue(err.toString().contains("later.zip: is no mixture density model: format must be 1, was 99; read it with the version "
                + "that wrote it, or train anew"), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertFalse(Files.exists(folder.resolve("p.csv")));
    }

    @Test
    void predictionsOutsideTheirRangesAreRefused() {
        line("mdn train @data.csv --target y --inputs x --components 1 --epochs 1 --out @m.zip --quiet");
        assertEquals(2, line("mdn predict @m.zip @data.csv --quantiles 0.5,1 --out @p.csv"));
        assertEquals(2, line("mdn predict @m.zip @data.csv --samples -1 --out @p.csv"));
        assertEquals(2, line("mdn predict @m.zip @data.csv"));
        assertEquals(3, err.toString().lines().count(), err.toString());
    }
}
