package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import dev.reverie.mdn.NamedRegressor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as people have them: with codes, an index, names with commas, and rows without a number. */
class MdnTablesTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int reverie(String... words) {
        return Reverie.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(words);
    }

    private int train(String file, String... more) {
        var words = new java.util.ArrayList<>(
                List.of("mdn", "train", path(file), "--components", "2", "--epochs", "2", "--out", path("m.zip")));
        words.addAll(List.of(more));
        return reverie(words.toArray(String[]::new));
    }

    private int predict(String file) {
        return reverie("mdn", "predict", path("m.zip"), path(file), "--samples", "1", "--out", path("p.csv"));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** 40 rows of an index, x and y, under a header. */
    private void table(String header) throws IOException {
        var random = Seed.of(1).random();
        var rows = IntStream.range(0, 40).mapToObj(i -> i + "," + random.nextDouble() + "," + random.nextDouble() + "\n").toList();
        write("data.csv", header + "\n" + String.join("", rows));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12D", "7F", "0x1p3", "1_000", "٣", "1e400", "nan", "-INF", "Infinity", "one"})
    void aCellThatIsNoFiniteNumberIsNamedByLineAndColumn(String cell) throws IOException {
        table("n,x,y");
        write("bad.csv", Files.readString(folder.resolve("data.csv")) + "40," + cell + ",1\n");
        assertEquals(2, train("bad.csv", "--target", "y"));
        assertEquals("reverie mdn train: " + path("bad.csv") + ":42: x must be a finite number, was '" + cell + "'\n", err.toString());
        assertFalse(Files.exists(folder.resolve("m.zip")));
    }

    @Test
    void optionsTakeTheNumbersThatTablesTake() throws IOException {
        table("n,x,y");
        for (var option : List.of("--rate=12D", "--epochs=0x10", "--seed=٣", "--rate=NaN", "--hidden=8,9L", "--bounded=y=0:1D",
                "--noise=fixed=1f")) {
            assertEquals(2, train("data.csv", "--target", "y", option), option);
        }
        assertEquals(7, err.toString().lines().filter(line -> line.contains("number, was '")).count(), err.toString());
    }

    @Test
    void aColumnWithoutANameIsLeftOutAndTold() throws IOException {
        table(",x,y");
        assertEquals(0, train("data.csv", "--target", "y"), err.toString());
        assertEquals(List.of("x"), NamedRegressor.load(folder.resolve("m.zip")).inputs());
        assertTrue(
                out.toString().contains(
                        "data.csv: column 1 has no name, as an index has none, and is left out; --inputs takes it as 'Unnamed: 0'\n"),
                out.toString());
        assertEquals(0, predict("data.csv"), err.toString());
    }

    @Test
    void aColumnWithoutANameIsTakenWhereItIsAskedFor() throws IOException {
        table(",Unnamed: 0,y");
        assertEquals(0, train("data.csv", "--target", "y", "--inputs", "Unnamed: 0.1"), err.toString());
        assertEquals(List.of("Unnamed: 0.1"), NamedRegressor.load(folder.resolve("m.zip")).inputs());
        assertEquals(0, predict("data.csv"), err.toString());
        assertEquals("0.0", Files.readAllLines(folder.resolve("p.csv")).get(1).split(",")[0]);
    }

    @Test
    void aNameWithACommaStandsInQuotes() throws IOException {
        table("\"price, EUR\",\"a \"\"b\"\"\",y");
        assertEquals(0, train("data.csv", "--target", "y", "--inputs", "\"price, EUR\",\"a \"\"b\"\"\""), err.toString());
        assertEquals(List.of("price, EUR", "a \"b\""), NamedRegressor.load(folder.resolve("m.zip")).inputs());
        assertEquals(0, predict("data.csv"), err.toString());
        assertEquals(0, train("data.csv", "--target", "\"price, EUR\"", "--target", "y", "--positive", "y"), err.toString());
        assertEquals(List.of("price, EUR", "y"), NamedRegressor.load(folder.resolve("m.zip")).targets());
        assertEquals(2, train("data.csv", "--target", "price, EUR"));
        assertTrue(err.toString().endsWith("has no column price; a name with a comma stands in quotes, such as '\"price, EUR\"'\n"),
                err.toString());
    }

    @Test
    void aColumnNamedTwiceIsRefused() throws IOException {
        table("n,x,y");
        assertEquals(2, train("data.csv", "--target", "y,y"));
        assertEquals(2, train("data.csv", "--target", "y", "--target", "y"));
        assertEquals(2, train("data.csv", "--target", "y", "--inputs", "x,n,x"));
        assertEquals(2, train("data.csv", "--target", "y", "--bounded", "y=0:1,y=0:2"));
        assertEquals(
                List.of("--target must name each column once, y is there twice", "--target must name each column once, y is there twice",
                        "--inputs must name each column once, x is there twice", "--bounded must name each column once, y is there twice"),
                err.toString().lines().map(line -> line.substring("reverie mdn train: ".length())).toList());
        assertEquals(2, train("data.csv", "--target", "y,"));
        assertEquals(2, train("data.csv", "--target", "\"y"));
    }

    @Test
    void aRowThatCannotBePredictedCostsThatRow() throws IOException {
        table("n,x,y");
        assertEquals(0, train("data.csv", "--target", "y", "--inputs", "n,x"), err.toString());
        write("good.csv", "n,x\n3,0.5\n4,0.25\n");
        assertEquals(0, predict("good.csv"));
        var good = Files.readAllLines(folder.resolve("p.csv"));

        write("new.csv", "n,x\n3,0.5\n1,NaN\n2,12D\n\n1,\n1,-inf\n1,1e40\n1e300,0\n4,0.25\n");
        assertEquals(0, predict("new.csv"), err.toString());
        var lines = Files.readAllLines(folder.resolve("p.csv"));
        assertEquals(9, lines.size());
        var nothing = ",".repeat(good.get(0).split(",").length - 2);
        assertEquals(good.subList(0, 2), lines.subList(0, 2));
        assertEquals(
                List.of("1.0," + nothing, "2.0," + nothing, "1.0," + nothing, "1.0," + nothing, "1.0,1.0E40" + nothing,
                        "1.0E300,0.0" + nothing),
                lines.subList(2, 8));
        // the draws are those of the row's own number
        assertEquals(good.get(2).substring(0, good.get(2).lastIndexOf(',')), lines.get(8).substring(0, lines.get(8).lastIndexOf(',')));
        assertEquals(List.of(":3: x must be a finite number, was 'NaN'", ":4: x must be a finite number, was '12D'",
                ":6: x must be a finite number, was ''", ":7: x must be a finite number, was '-inf'",
                ":8: x is too far from the rows of the training for a finite prediction, was '1e40'",
                ":9: n is too far from the rows of the training for a finite prediction, was '1e300'"),
                err.toString().lines()
                        .map(line -> line.substring(line.indexOf("new.csv") + 7, line.indexOf("; this row has no prediction"))).toList());
        assertTrue(out.toString().contains("p.csv: 8 rows, 6 without a prediction, n, x → y"), out.toString());
    }

    @Test
    void manyRowsWithoutAPredictionAreToldInAFewLines() throws IOException {
        table("n,x,y");
        assertEquals(0, train("data.csv", "--target", "y", "--inputs", "n,x"), err.toString());
        write("new.csv", "n,x\n1,1\n" + "1,NA\n".repeat(5_000));
        assertEquals(0, predict("new.csv"));
        assertEquals(11, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().endsWith("warning: 4990 more rows have no prediction, 5000 of 5001 in all\n"), err.toString());
    }

    @Test
    void whereNoRowCanBePredictedNothingIsWritten() throws IOException {
        table("n,x,y");
        assertEquals(0, train("data.csv", "--target", "y", "--inputs", "n,x"), err.toString());
        write("new.csv", "n,x\n1,many\n1,few\n");
        assertEquals(2, predict("new.csv"));
        assertEquals("reverie mdn predict: " + path("new.csv") + ":2: x must be a finite number, was 'many'; no row can be predicted\n",
                err.toString());
        assertFalse(Files.exists(folder.resolve("p.csv")));
    }
}
