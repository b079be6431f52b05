package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in the guide is one that compiles and runs. */
class GuideTest {
    private static final Path PAGE = Path.of("../src/site/mixture-densities.md");
    private static final Path PROGRAM = Path.of("src/test/java/dev/reverie/mdn/GuideExample.java");

    @Test
    void theProgramRunsAndFindsThreeAnswers(@TempDir Path folder) {
        var file = folder.resolve("model.zip");
        GuideExample.main(new String[]{file.toString()});
        assertEquals(3, MdnRegressor.load(file).predict(0.5).mixture().line().highestDensity(0.8).size());
    }

    @Test
    void theProgramIsTheOneOnThePage() throws IOException {
        var page = Files.readString(PAGE);
        var code = page.substring(page.indexOf("```java\n") + 8, page.indexOf("```", page.indexOf("```java\n") + 8));
        var program = Files.readAllLines(PROGRAM).stream().map(String::strip).toList();
        for (var line : code.strip().split("\n")) {
            assertTrue(program.contains(line.strip()), line);
        }
        assertTrue(code.contains("model.save"), code);
    }
}
