package dev.reverie.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A page as Chromium sees it: the one that {@code REVERIE_BROWSER} names, or one on the PATH. Without it, what is asked is skipped; with
 * {@code REVERIE_LIVE=required}, as in CI, it fails.
 */
public final class RealBrowser {
    private static final String BROWSER = "REVERIE_BROWSER";
    private static final String LIVE = "REVERIE_LIVE";
    /** Says in the title how many pictures there are and how many of them are shown. */
    private static final String PROBE = """
            <script>addEventListener("load", () => {
              const all = [...document.images];
              document.title = all.filter(one => one.complete && one.naturalWidth > 0).length + " of " + all.length + " pictures";
            })</script></body>""";

    private RealBrowser() {
    }

    /**
     * Opens a page.
     *
     * @param folder
     *            for what the browser keeps
     * @return {@code 7 of 7 pictures}, then a line for each message on the console
     */
    public static List<String> open(Path page, Path folder) throws IOException, InterruptedException {
        var browser = browser();
        Files.createDirectories(folder);
        var probed = folder.resolve("probed.html");
        Files.writeString(probed,
                Files.readString(page).replace("default-src 'none'", "default-src 'none'; script-src 'unsafe-inline'").replace("</body>",
                        PROBE));
        var dom = folder.resolve("dom.html");
        var log = folder.resolve("log.txt");
        // --no-sandbox: in containers, and for root, there is none; the page is ours
        var process = new ProcessBuilder(browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--user-data-dir=" + folder.resolve("profile"), "--enable-logging=stderr", "--dump-dom", probed.toUri().toString())
                .redirectOutput(dom.toFile()).redirectError(log.toFile()).start();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                fail(browser + " does not end");
            }
            assertEquals(0, process.exitValue(), () -> browser + " failed, see " + log);
        } finally {
            process.destroyForcibly();
        }
        var title = Files.readString(dom).replaceAll("(?s).*<title>(.*?)</title>.*", "$1");
        return Stream.concat(Stream.of(title), Files.readAllLines(log).stream().filter(line -> line.contains("CONSOLE"))).toList();
    }

    private static String browser() {
        var named = Optional.ofNullable(System.getenv(BROWSER)).filter(name -> !name.isBlank());
        var folders = Optional.ofNullable(System.getenv("PATH")).orElse("").split(java.io.File.pathSeparator);
        return named.or(() -> Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Arrays.stream(folders).map(folder -> Path.of(folder, name))).filter(Files::isExecutable).findFirst()
                .map(Path::toString)).orElseGet(RealBrowser::missing);
    }

    private static String missing() {
        var message = "no Chromium on the PATH, and " + BROWSER + " is not set: the page was not opened";
        return "required".equals(System.getenv(LIVE)) ? fail(message + ". " + LIVE + "=required does not let it pass") : abort(message);
    }
}
