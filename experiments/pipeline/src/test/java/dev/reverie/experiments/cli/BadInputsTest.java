package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.LatentStore;
import dev.reverie.core.Latents;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every line of bad-inputs.txt ends with exit code 2 and one line that says why, and leaves every file as it was. */
class BadInputsTest {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    /** One for all lines: most of a line's time would go into making it. */
    private static final CommandLine REVERIE = Reverie.commandLine();

    @TempDir
    static Path folder;

    private static final Map<String, String> NAMES = new TreeMap<>((a, b) -> b.compareTo(a));

    private static void name(String name, Path path) {
        NAMES.put("$" + name, path.toString());
    }

    @BeforeAll
    static void makeFiles() throws IOException {
        name("NONE", folder.resolve("none"));
        name("DIR", Files.createDirectory(folder.resolve("DIR")));
        name("TEXT", Files.writeString(folder.resolve("text.txt"), "neither a model nor a table\n"));
        name("BINARY", folder.resolve("binary"));
        Files.write(folder.resolve("binary.yaml"), new byte[]{(byte) 0xff, (byte) 0xfe, 0, 1});
        name("BINARYDIR", Files.createDirectory(folder.resolve("pictures")));
        Files.write(folder.resolve("pictures/binary.png"), new byte[]{(byte) 0x89, 'P', 'N', 'G', 0, 1});
        name("CSV", Files.writeString(folder.resolve("table.csv"),
                IntStream.range(0, 30).mapToObj(i -> i + "," + (i % 7) + "\n").reduce("x,y\n", String::concat)));
        name("YAML", Files.createDirectory(folder.resolve("yaml")));
        Files.writeString(folder.resolve("yaml/two-documents.yaml"), "preset: tiny\n---\nseed: 2\n");
        Files.writeString(folder.resolve("yaml/duplicate.yaml"), "preset: tiny\nseed: 1\nseed: 2\n");
        Files.writeString(folder.resolve("yaml/list.yaml"), "- 1\n- 2\n");
        Files.writeString(folder.resolve("yaml/scalar.yaml"), "tiny\n");
        Files.writeString(folder.resolve("yaml/alias.yaml"), "preset: tiny\nrnn: &a {hidden: 3}\nvae: *a\n");
        Files.writeString(folder.resolve("yaml/bomb.yaml"), "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n");
        Files.writeString(folder.resolve("yaml/deep.yaml"), "seed: " + "{a: ".repeat(100_000) + "1" + "}".repeat(100_000) + "\n");
        Files.writeString(folder.resolve("yaml/tab.yaml"), "preset: tiny\nrnn:\n\thidden: 3\n");
        Files.writeString(folder.resolve("yaml/unknown-preset.yaml"), "preset: tinny\n");
        Files.writeString(folder.resolve("yaml/null-preset.yaml"), "preset:\n");
        Files.writeString(folder.resolve("yaml/numeric-key.yaml"), "preset: tiny\n1: 2\n");
        Files.writeString(folder.resolve("yaml/empty.yaml"), "");
        Files.writeString(folder.resolve("yaml/long-line.yaml"), "preset: tiny\nseed: " + "9".repeat(1_000_000) + "\n");
        Files.writeString(folder.resolve("yaml/control.yaml"), "preset: tiny\n\"\\e[31mred\": 1\n");
        Files.writeString(folder.resolve("yaml/merge.yaml"), "preset: tiny\nrnn: {<<: {hidden: 3}}\n");
        name("RUN", folder.resolve("run"));
        run("collect", "tiny", "--run", folder.resolve("run").toString(), "--quiet");
        name("EPISODES", folder.resolve("run/episodes"));
        name("ONE", Files.createDirectory(folder.resolve("one")));
        for (var file : List.of("dataset.json", "episode-00000000.npz")) {
            Files.copy(folder.resolve("run/episodes").resolve(file), folder.resolve("one").resolve(file));
        }
        name("LATENTS", folder.resolve("latents"));
        latents();
    }

    private static void latents() {
        var store = LatentStore.create(folder.resolve("latents"));
        for (int i = 0; i < 6; i++) {
            int steps = 5 + i;
            var means = new float[2 * (steps + 1)];
            for (int t = 0; t < means.length; t++) {
                means[t] = t % 3 - i % 2;
            }
            store.write(i, new Latents(2, means, new float[means.length], new float[steps], new float[steps], true, false, i));
        }
    }

    private static int lines;

    private record Said(int code, String out, String err) {
    }

    private static Said run(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = REVERIE.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(words);
        return new Said(code, out.toString(), err.toString());
    }

    private static String[] words(String line) {
        var words = new ArrayList<String>();
        var matcher = WORD.matcher(line);
        while (matcher.find()) {
            var word = IntStream.rangeClosed(1, 3).mapToObj(matcher::group).filter(group -> group != null).findFirst().orElseThrow();
            for (var name : NAMES.entrySet()) {
                word = word.replace(name.getKey(), name.getValue());
            }
            words.add(word.replace("$ESC", "\u001b"));
        }
        return words.toArray(String[]::new);
    }

    private static Map<String, Long> files() throws IOException {
        var files = new TreeMap<String, Long>();
        for (var root : List.of(folder, Path.of("runs"))) {
            if (Files.exists(root)) {
                try (var walk = Files.walk(root)) {
                    for (var file : walk.toList()) {
                        files.put(file.toString(), Files.isDirectory(file) ? 0 : Files.getLastModifiedTime(file).toMillis());
                    }
                }
            }
        }
        return files;
    }

    @TestFactory
    Stream<DynamicTest> badInputIsOneLine() throws IOException {
        try (var in = BadInputsTest.class.getResourceAsStream("bad-inputs.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> line.contains("  =>  "))
                    .map(line -> DynamicTest.dynamicTest(line, () -> check(line)))
                    .toList().stream();
        }
    }

    private static void check(String line) throws IOException {
        var halves = line.split("  =>  ", 2);
        name("NEW", folder.resolve("new-" + ++lines));
        var before = files();
        var said = run(words(halves[0]));
        var err = said.err().strip();
        assertEquals(2, said.code(), err);
        assertEquals(1, err.lines().count(), err);
        assertTrue(Pattern.compile(halves[1]).matcher(err).find(), err);
        assertFalse(err.matches(".*(Exception|\\tat |\\p{Cntrl}).*"), err);
        var after = files();
        assertTrue(after.keySet().containsAll(before.keySet()), err);
        after.entrySet().removeAll(before.entrySet());
        assertEquals(Map.of(), after, err);
    }
}
