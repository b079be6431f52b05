package dev.reverie.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.experiments.plots.Figures;
import dev.reverie.experiments.report.Block.Figure;
import dev.reverie.experiments.report.Block.Listing;
import dev.reverie.experiments.report.Block.Table;
import dev.reverie.experiments.report.Block.Text;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    @TempDir
    Path folder;

    private static Page page(Block... blocks) {
        return new Page("Title", "Lead.", List.of(new Section("What it scores", List.of(blocks))));
    }

    @Test
    void theTourWritesAPage() throws IOException {
        var picture = folder.resolve("curve.png");
        var file = folder.resolve("page.html");
        Figures.save(new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB), picture);

        var table = new Table("Scores, mean of 100 episodes", List.of("player", "score"), List.of(List.of("real", "630 ± 399")));
        var section =
                new Section("What it scores", List.of(new Text("In the environment it has never seen."), table, Figure.load(picture, 2,
                        "A curve that rises", "Returns over generations.")));
        var page = new Page("takecover, seed 1", "Learned in its dream.", List.of(section));
        page.save(file);

        var html = Files.readString(file);
        assertEquals(page.html(), html);
        assertTrue(html.contains("<a href=\"#what-it-scores\">") && html.contains("<section id=\"what-it-scores\">"), html);
        assertTrue(html.contains("<tr><th scope=\"row\">real</th><td class=\"number\">630 ± 399</td></tr>"), html);
        assertTrue(html.contains("alt=\"A curve that rises\" width=\"4\" height=\"3\" src=\"data:image/png;base64,"), html);
        assertFalse(html.contains("http:") || html.contains("https:") || html.contains("<script"), "needs nothing from elsewhere");
    }

    @Test
    void textsAreTexts() {
        var html = page(new Text("1 < 2 & <b>"), new Listing("a \"name\"", "<script>")).html();
        assertTrue(html.contains("<p>1 &lt; 2 &amp; &lt;b&gt;</p>"), html);
        assertTrue(html.contains("<summary>a &quot;name&quot;</summary><pre>&lt;script&gt;</pre>"), html);
    }

    @Test
    void sentencesMayBreakWhereNumbersMayNot() {
        var html = page(new Table("", List.of("stage", "rate", "result"),
                List.of(List.of("rnn", "8,392 time steps/s", "421,601 parameters, NLL 1.027 nats a dimension")))).html();
        assertTrue(html.contains("<td class=\"number\">8,392 time steps/s</td><td>421,601 parameters"), html);
    }

    @Test
    void wrongBlocksAreRefused() {
        var cells = assertThrows(IllegalArgumentException.class, () -> new Table("", List.of("a", "b"), List.of(List.of("1"))));
        assertEquals("row must have 2 cells, as the header, had 1: [1]", cells.getMessage());
        var png = assertThrows(IllegalArgumentException.class, () -> new Figure(new byte[30], 1, "", ""));
        assertEquals("png must be a picture in PNG, was 30 other bytes", png.getMessage());
    }

    @Test
    void aRealBrowserMissesAPictureThatIsDamaged() throws IOException, InterruptedException {
        var picture = folder.resolve("curve.png");
        Figures.save(new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB), picture);
        var whole = Figure.load(picture, 1, "whole", "");
        var damaged = new Figure(java.util.Arrays.copyOf(whole.png(), 30), 1, "damaged", "");
        var file = folder.resolve("page.html");
        page(whole, damaged).save(file);
        assertEquals(List.of("1 of 2 pictures"), RealBrowser.open(file, folder.resolve("browser")));
    }
}
