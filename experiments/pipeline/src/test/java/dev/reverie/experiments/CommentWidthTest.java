package dev.reverie.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The formatter leaves comments alone, so that their width is looked at here. */
class CommentWidthTest {
    private static final int WIDTH = 140;
    private static final Path ROOT = Path.of("../..");

    private static List<String> tooWide(Path file) {
        var found = new ArrayList<String>();
        try {
            var lines = Files.readAllLines(file);
            boolean inside = false;
            for (int i = 0; i < lines.size(); i++) {
                var text = lines.get(i).strip();
                inside |= text.startsWith("/*");
                if ((inside || text.startsWith("//")) && lines.get(i).length() > WIDTH) {
                    found.add(file + ":" + (i + 1));
                }
                inside &= !text.contains("*/");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    @Test
    void noLineOfACommentIsWiderThanTheCode() throws IOException {
        try (var files = Files.walk(ROOT)) {
            var sources = files.filter(file -> file.toString().endsWith(".java") && !file.toString().contains("/target/")).toList();
            assertTrue(sources.size() > 500, "sources found below " + ROOT + ": " + sources.size());
            assertEquals(List.of(), sources.stream().flatMap(file -> tooWide(file).stream()).toList());
        }
    }
}
