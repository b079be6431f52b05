package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurrentFolderTest {
    @TempDir
    Path folder;

    /** Writes a file by a relative path. */
    static final class Writer {
        private Writer() {
        }

        public static void main(String... arguments) {
            try {
                AtomicFile.write(Path.of("file"), "x");
                System.exit(0);
            } catch (FileException e) {
                System.out.println(e.getMessage());
                System.exit(2);
            }
        }
    }

    private int write(String locale) throws IOException, InterruptedException {
        var script = "mkdir -p \"$(printf '\\303\\274')\" && cd \"$(printf '\\303\\274')\" && exec \"$0\" \"$@\"";
        var process = new ProcessBuilder("/bin/sh", "-c", script, Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), Writer.class.getName())
                .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile());
        process.environment().put("LC_ALL", locale);
        return process.start().waitFor();
    }

    private String names() throws IOException, InterruptedException {
        var list = new ProcessBuilder("/bin/sh", "-c", "LC_ALL=C; ls -R | od -An -c | tr -d ' \\n'").directory(folder.toFile()).start();
        return new String(list.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    @Test
    void aFolderWhoseNameTheLocaleCannotReadIsToldAndNoOtherIsMade() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell here");
        int code = write("C");
        assumeTrue(code != 0, "file names are UTF-8 in every locale of this system");
        assertEquals(2, code);
        assertTrue(Files.readString(folder.resolve("said"), StandardCharsets.ISO_8859_1).contains("set LC_ALL=C.UTF-8"));
        assertTrue(!names().contains("?") && !names().contains("file"), names());
    }
}
