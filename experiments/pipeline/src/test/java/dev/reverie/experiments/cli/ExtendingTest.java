package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.example.DisagreementPlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on extending Reverie: every listing is of a file that is compiled and tested, and every door has its example. */
class ExtendingTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern LISTING = Pattern.compile("\\(\\.\\./\\.\\./([\\w/.-]+\\.java)\\)[^`]*```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void everyListingIsOfTheFileThatItNames() throws IOException {
        var page = Files.readString(ROOT.resolve("src/site/extending.md"));
        var found = LISTING.matcher(page);
        int listings = 0;
        while (found.find()) {
            listings++;
            var lines = Files.readAllLines(ROOT.resolve(found.group(1))).stream().map(String::strip).toList();
            found.group(2).lines().map(String::strip).filter(line -> !line.equals("// ..."))
                    .forEach(line -> assertTrue(lines.contains(line), () -> found.group(1) + " has no line " + line));
        }
        assertEquals(page.split("```java\n", -1).length - 1, listings, "each listing stands below a link to its file");
        for (var door : new String[]{"A head", "A memory", "An M", "A strategy", "A controller", "A noise model", "An encoder",
            "An environment",
            "A plot"}) {
            assertTrue(page.contains("\n## " + door + "\n"), door);
        }
    }

    @Test
    void thePlotOfOnesOwnIsDrawn() throws IOException {
        int code = Reverie.commandLine().execute("run", "tiny", "--run", folder.toString(), "--quiet", "--until", "rnn", "--set",
                "rnn.members=2");
        assertEquals(0, code);
        DisagreementPlot.draw(folder, folder.resolve("disagreement.png"));
        assertEquals(720, ImageIO.read(folder.resolve("disagreement.png").toFile()).getWidth());
    }
}
