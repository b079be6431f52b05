package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables whose numbers have a large offset, an outlier or an unusual unit, and tables with more inputs than rows. */
class MdnScalesTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int train(String text, int epochs) throws IOException {
        Files.writeString(folder.resolve("data.csv"), text);
        out.getBuffer().setLength(0);
        return Reverie.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute("mdn", "train",
                folder.resolve("data.csv").toString(), "--target", "y", "--epochs", Integer.toString(epochs), "--components", "4", "--out",
                folder.resolve("m.zip").toString());
    }

    /** 300 rows of x and y with a line in between, after 16 rows. */
    private static String table(String line) {
        var random = Seed.of(1).random();
        return "x,y\n"
                + IntStream.range(0, 300).mapToObj(i -> (i == 16 ? line : "") + random.nextDouble() + "," + random.nextGaussian() + "\n")
                        .collect(Collectors.joining());
    }

    /** y = sin of a millisecond, in a column of milliseconds after another. */
    private static String milliseconds(long since) {
        var random = Seed.of(2).random();
        return "t,y\n" + IntStream.range(0, 300).mapToObj(i -> {
            int t = random.nextInt(1_000);
            return since + t + "," + (Math.sin(t / 200.0) + 0.1 * random.nextGaussian()) + "\n";
        }).collect(Collectors.joining());
    }

    private double nll() {
        var words = out.toString().split("NLL ")[1];
        return Double.parseDouble(words.substring(0, words.indexOf(' ')));
    }

    @Test
    void timesSinceNineteenSeventyAreLearnedAsWellAsTimesSinceTheBeginning() throws IOException {
        assertEquals(0, train(milliseconds(0), 20), err.toString());
        double plain = nll();
        assertEquals(0, train(milliseconds(1_700_000_000_000L), 20), err.toString());
        assertEquals(plain, nll(), 1e-3);
        assertEquals("", err.toString());
    }

    @Test
    void fewRowsForManyInputsAreToldAndNoWorseThanNothing() throws IOException {
        var random = Seed.of(3).random();
        var names = IntStream.range(0, 85).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
        var rows = IntStream.range(0, 100).mapToObj(i -> Arrays.stream(new double[86]).mapToObj(v -> String.valueOf(random.nextGaussian()))
                .collect(Collectors.joining(",")) + "\n").collect(Collectors.joining());
        assertEquals(0, train(names + ",y\n" + rows, 200), err.toString());
        assertTrue(err.toString()
                .startsWith("reverie mdn train: warning: " + folder.resolve("data.csv") + ": has 100 rows for 85 inputs; with fewer "
                        + "than 2 rows an input a fit follows chance"),
                err.toString());
        assertTrue(nll() < 1.42 + 0.5, out.toString());
    }

    @ParameterizedTest
    @CsvSource({"'0.5,1e6', y is 1000000.0", "'-3e7,0.5', x is -3.0E7"})
    void anOutlierIsToldBeforeTheTraining(String line, String words) throws IOException {
        assertEquals(0, train(table(line + "\n"), 1), err.toString());
        assertTrue(err.toString().startsWith("reverie mdn train: warning: " + folder.resolve("data.csv") + ":18: " + words + ", "),
                err.toString());
    }

    @ParameterizedTest
    @CsvSource({"'1e40,0.5', 'x must be nearer to the other rows, was 1.0E40, '",
        "'0.5,-1e200', 'y must be within ±1.0E150, was -1.0E200; '",
        "'1e300,0.5', 'x must be within ±1.0E150, was 1.0E300; '"})
    void aNumberThatNoScaleHoldsIsRefusedWithItsLine(String line, String words) throws IOException {
        assertEquals(2, train(table(line + "\n"), 1));
        assertTrue(err.toString().startsWith("reverie mdn train: " + folder.resolve("data.csv") + ":18: " + words), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertFalse(Files.exists(folder.resolve("m.zip")));
    }

    @ParameterizedTest
    @CsvSource({"e200, :291: y must be within ±1.0E150", "e-200, ': y must have a standard deviation of at least 1.0E-150'"})
    void aUnitThatADoubleCannotSquareIsRefusedWithItsColumn(String unit, String words) throws IOException {
        var random = Seed.of(4).random();
        var rows = IntStream.range(0, 300).mapToObj(i -> i + "," + (i == 289 ? "9.5" : random.nextDouble()) + unit + "\n")
                .collect(Collectors.joining());
        assertEquals(2, train("x,y\n" + rows, 1));
        assertTrue(err.toString().startsWith("reverie mdn train: " + folder.resolve("data.csv") + words), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }
}
