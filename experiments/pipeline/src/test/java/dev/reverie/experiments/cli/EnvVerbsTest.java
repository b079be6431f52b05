package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reverie.core.AtomicFile;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.FileException;
import dev.reverie.envs.Envs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvVerbsTest {
    static {
        System.setProperty("java.awt.headless", "true");
    }

    @TempDir
    Path root;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int reverie(Object... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Reverie.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .execute(Arrays.stream(args).map(Object::toString).toArray(String[]::new));
    }

    /** What went wrong, in one line. */
    private String wrong(int code, Object... args) {
        assertEquals(code, reverie(args), err.toString());
        var lines = err.toString().strip().split("\\R");
        assertEquals(1, lines.length, err.toString());
        return lines[0].replace(root.toString(), "ROOT");
    }

    @Test
    void theListNamesEveryEnvironmentWithItsSpacesAndSteps() {
        assertEquals(0, reverie("envs"));
        for (var name : Envs.names()) {
            assertTrue(out.toString().lines().anyMatch(line -> line.startsWith(name + " ")), name);
        }
        assertTrue(out.toString().lines().anyMatch(line -> line.matches("CarRacing +96x96x3 bytes +3 floats +1000 +Drive.*")),
                out.toString());
        assertTrue(out.toString().lines().anyMatch(line -> line.matches("CartPole +4 floats +2 choices +500 +Keep.*")), out.toString());
    }

    @Test
    void everyDataSheetTellsRewardAndEndAndIsPlainText() throws IOException {
        for (var name : Envs.names()) {
            assertEquals(0, reverie("envs", name, "--json"), err.toString());
            var json = new JsonMapper().readTree(out.toString());
            assertEquals(Envs.entry(name).options().size(), json.get("options").size(), name);
            if (json.has("sheet")) {
                for (var row : new String[]{"action", "observation", "reward", "terminated", "truncated"}) {
                    assertTrue(json.get("sheet").get(row).asText().length() > 4, name + ": " + row);
                }
                assertFalse(json.toString().contains("{@") || json.toString().contains("<"), json.toString());
            }
        }
    }

    @Test
    void theDataSheetShowsTheSpacesOfTheVariantAskedFor() {
        assertEquals(0, reverie("envs", "CarRacing", "--set", "size=64", "--set", "discrete=true"));
        assertTrue(out.toString().contains("observation space  Box U8[64, 64, 3] within 0.0..255.0"), out.toString());
        assertTrue(out.toString().contains("action space       Discrete 0..4"), out.toString());
        assertTrue(out.toString().contains("\nreward "), out.toString());
        assertTrue(out.toString().lines().anyMatch(line -> line.matches("  rules +V3 +how an episode ends: V0, V2 or V3")), out.toString());
    }

    @Test
    void collectPlaysIntoAFolderAndSaysWhatIsThere() {
        assertEquals(0, reverie("collect", "TakeCover", "--out", root.resolve("t"), "--episodes", 3, "--policy", "hold", "--max-steps", 20,
                "--threads", 2), err.toString());
        assertTrue(out.toString().replace(root.toString(), "ROOT").matches(
                "3 episodes, 60 steps, 20 on average, \\d\\.\\d MB, in ROOT/t, after \\d\\.\\d s\\R"), out.toString());
        assertEquals(3, EpisodeStore.open(root.resolve("t")).stream().count());
    }

    @Test
    void aSeedOfCollectIsTheSeedOfARun() {
        reverie("collect", "tiny", "--run", root.resolve("run"), "--seed", 5, "--set", "collect.episodes=2", "--set", "collect.maxSteps=15",
                "--set", "collect.policy=uniform");
        assertEquals(0, reverie("collect", "TakeCover", "--seed", 5, "--out", root.resolve("own"), "--episodes", 2), err.toString());
        assertEquals(EpisodeStore.open(root.resolve("run/episodes")).read(1).seed(), EpisodeStore.open(root.resolve("own")).read(1).seed());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "collect TakeCovr --out ROOT/x --episodes 1 | reverie collect: environment: unknown 'TakeCovr'; did you mean TakeCover?",
        "collect CarRacing --set sise=64 --out ROOT/x --episodes 1 | reverie collect: environment CarRacing: unknown option 'sise'; did you mean size?",
        "collect CarRacing --set size=63 --out ROOT/x --episodes 1 | reverie collect: environment CarRacing: size must be 64 or 96, was 63",
        "collect CarRacing --set size --out ROOT/x --episodes 1 | reverie collect: --set must be OPTION=VALUE, such as size=64, was 'size'",
        "collect CarRacing --out ROOT/x | needs --episodes N; see reverie collect --help",
        "collect CarRacing | needs --out DIR to collect CarRacing in; see reverie collect --help",
        "collect CarRacing --out ROOT/x --episodes 0 | reverie collect: --episodes must be >= 1, was 0",
        "collect CarRacing --out ROOT/x --episodes 1 --policy hald | reverie collect: --policy: unknown 'hald'; did you mean hold?",
        "collect CarRacing --out ROOT/x --episodes 1 --hold-most 3 | reverie collect: --hold-least and --hold-most need --policy hold or sweep, not random",
        "collect CartPole --out ROOT/x --episodes 1 --policy scripted | reverie collect: no scripted policy knows CartPole",
        "collect CartPole --out ROOT/file/x --episodes 1 | reverie collect: ROOT/file/x/collection.json: a file stands where a folder is needed",
        "render CarRacin --out ROOT/x.gif | reverie render: environment: unknown 'CarRacin'; did you mean CarRacing?",
        "render CartPole --out ROOT/x.jpg | reverie render: ROOT/x.jpg: must end with .gif (a film) or .png (a strip)",
        "render Countdown --out ROOT/x.gif | reverie render: Countdown has no picture: it shows vectors",
        "play CarRacing | reverie play: there is no display to open a window on; reverie render CarRacing --out CarRacing.gif draws",
        "play Pendlum | reverie play: environment: unknown 'Pendlum'; did you mean Pendulum?",
        "envs CarRacin | reverie envs: environment: unknown 'CarRacin'; did you mean CarRacing?"})
    void whatIsWrongIsOneLineAndNothingIsWritten(String command, String message) throws IOException {
        Files.writeString(root.resolve("file"), "in the way");
        var told = wrong(2, (Object[]) command.replace("ROOT", root.toString()).split(" "));
        assertTrue(told.startsWith(message), told);
        try (var files = Files.list(root)) {
            assertEquals(1, files.count());
        }
    }

    /** A device that is always full stands for a full disk: what is written there gets the same answer from the system. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsAFailureInOneLine() {
        var e = assertThrows(FileException.class,
                () -> AtomicFile.write(root.resolve("x"), content -> {
                    try (var full = Files.newOutputStream(Path.of("/dev/full"))) {
                        full.write(1);
                    }
                }));
        assertEquals(root.resolve("x") + ": No space left on device", e.getMessage());
        assertEquals(1, Failure.code(e));
        assertFalse(Files.exists(root.resolve("x")));
    }

    @ParameterizedTest
    @CsvSource({"CarRacing, 96", "TakeCover, 64", "BouncingBall, 64", "CartPole, 256", "MountainCar, 256", "MountainCarContinuous, 256",
        "Pendulum, 256"})
    void renderDrawsEveryEnvironment(String name, int height) throws IOException {
        assertEquals(0, reverie("render", name, "--steps", 3, "--out", root.resolve("frames"), "--scale", 1), err.toString());
        assertTrue(out.toString().endsWith("frames: 3 steps, cut there, return " + out.toString().replaceAll(".*return ", "")),
                out.toString());
        var picture = ImageIO.read(root.resolve("frames/frame-00003.png").toFile());
        assertEquals(height, picture.getHeight());
        int first = picture.getRGB(0, 0);
        var pixels = picture.getRGB(0, 0, picture.getWidth(), height, null, 0, picture.getWidth());
        assertTrue(Arrays.stream(pixels).anyMatch(rgb -> rgb != first), "blank");
    }

    @Test
    void aFilmAndAStripAreOneFileEach() throws IOException {
        assertEquals(0, reverie("render", "TakeCover", "--steps", 12, "--out", root.resolve("t.gif")), err.toString());
        try (var in = ImageIO.createImageInputStream(root.resolve("t.gif").toFile())) {
            var reader = ImageIO.getImageReaders(in).next();
            reader.setInput(in);
            assertEquals(13, reader.getNumImages(true));
            assertEquals(256, reader.getHeight(0));
        }
        assertEquals(0, reverie("render", "TakeCover", "--steps", 12, "--out", root.resolve("t.png"), "--scale", 1), err.toString());
        assertTrue(ImageIO.read(root.resolve("t.png").toFile()).getWidth() > 640);
    }
}
