package dev.reverie.experiments;

import static dev.reverie.experiments.SmallCheckout.end;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the launcher builds, what it says without a build, and what it hands to Java. */
class LauncherTest {
    @TempDir
    Path folder;

    private SmallCheckout checkout;

    @BeforeEach
    void make() throws IOException {
        checkout = new SmallCheckout(folder);
    }

    private Path source() {
        return checkout.root().resolve("src/main/A.java");
    }

    @Test
    void itBuildsOnceAndThenRuns() throws Exception {
        checkout.assertBuilds(1, "never built");
        checkout.assertBuilds(1, "nothing changed");
        assertTrue(checkout.run("info").out().contains(checkout.root().resolve("src/target/made.jar") + ":" + checkout.library()));
    }

    @Test
    void itBuildsWhenTheContentOfASourceIsAnotherWhateverItsDate() throws Exception {
        checkout.assertBuilds(1, "never built");
        var when = Files.getLastModifiedTime(source());
        Files.writeString(source(), "two");
        Files.setLastModifiedTime(source(), when);
        checkout.assertBuilds(2, "same size, same date");
        Files.writeString(source(), "three");
        Files.setLastModifiedTime(source(), FileTime.fromMillis(0));
        checkout.assertBuilds(3, "older than the build");
        Files.setLastModifiedTime(source(), FileTime.fromMillis(System.currentTimeMillis() + 1_000_000));
        checkout.assertBuilds(3, "younger, with the same content");
        Files.move(source(), source().resolveSibling("B.java"));
        checkout.assertBuilds(4, "another name");
        Files.delete(source().resolveSibling("B.java"));
        checkout.assertBuilds(5, "deleted");
        Files.writeString(checkout.root().resolve("experiments/configs/x.yaml"), "");
        checkout.assertBuilds(6, "another preset");
    }

    /** Maven passes over a source that is older than its class, so there must be no class. */
    @Test
    void whatIsCompiledAnewIsTheFirstModuleThatChangedAndAllAfterIt() throws Exception {
        checkout.assertBuilds(1, "never built");
        for (var module : new String[]{"src", "vae", "mdn-rnn"}) {
            Files.writeString(checkout.root().resolve(module).resolve("target/classes/Old.class"), "");
        }
        Files.writeString(checkout.root().resolve("vae/src/main/B.java"), "new");
        checkout.assertBuilds(2, "another source");
        assertTrue(Files.exists(checkout.root().resolve("src/target/classes/Old.class")));
        assertTrue(Files.notExists(checkout.root().resolve("vae/target/classes/Old.class")));
        assertTrue(Files.notExists(checkout.root().resolve("mdn-rnn/target/classes/Old.class")));
    }

    @Test
    void itBuildsWhenAJarIsNotWhole() throws Exception {
        checkout.assertBuilds(1, "never built");
        Files.writeString(checkout.root().resolve("src/target/made.jar"), "o");
        checkout.assertBuilds(2, "cut off");
        Files.delete(checkout.root().resolve("experiments/pipeline/target/reverie.jar"));
        checkout.assertBuilds(3, "gone");
    }

    @Test
    void aCheckoutThatWasMovedRunsAsItIs() throws Exception {
        checkout.assertBuilds(1, "never built");
        checkout.move("moved");
        checkout.assertBuilds(1, "moved");
        assertTrue(checkout.run("info").out().contains(checkout.root().resolve("src/target/made.jar").toString()));
    }

    @Test
    void aFailedBuildIsToldAndTriedAgain() throws Exception {
        Files.writeString(checkout.root().resolve("src/main/wrong"), "");
        var failed = checkout.run("info");
        assertEquals(1, failed.code());
        assertTrue(failed.err().endsWith("reverie: the build failed, see above\n"), failed.err());
        Files.delete(checkout.root().resolve("src/main/wrong"));
        checkout.assertBuilds(2, "the last one failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "--help", "-h", "", "mdn train --help"})
    void helpAndVersionNeverBuild(String words) throws Exception {
        var line = words.isEmpty() ? new String[0] : words.split(" ");
        var told = checkout.run(line);
        told.isDone();
        assertTrue(told.out().startsWith(words.matches("-V|--version") ? "reverie 1.2.3 (commit " : "Usage: reverie"), told.out());
        assertEquals("", told.err());
        checkout.assertBuilds(1, "never built");
        Files.writeString(source(), "two");
        var shown = checkout.run(line);
        shown.isDone();
        assertTrue(shown.out().contains("dev.reverie.experiments.cli.Reverie"), "told by the last build: " + shown.out());
        assertEquals(1, checkout.builds());
    }

    @Test
    void helpAndVersionNeedNoJava() throws Exception {
        var nowhere = Map.of("JAVA_HOME", folder.resolve("none").toString());
        assertTrue(end(checkout.start(nowhere, "--version")).out().startsWith("reverie 1.2.3"));
        assertTrue(end(checkout.start(nowhere, "--help")).out().startsWith("Usage: reverie"));
        end(checkout.start(nowhere, "info")).isRefused("which has no bin/java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LC_ALL=C", "LC_ALL=POSIX", "LC_CTYPE=C", "LANG=xx_XX.UTF-8", "LC_ALL=xx_XX.UTF-8", "LANG=C.UTF-8", "NONE="})
    void javaReadsNamesAsUtf8(String setting) throws Exception {
        checkout.assertBuilds(1, "never built");
        var bare = checkout.executable("bare", "#!/bin/sh\nexec env -i PATH=\"$PATH\" JAVA_HOME=\"$JAVA_HOME\" " + setting + " \""
                + checkout.root() + "/reverie\" info\n");
        var result = end(checkout.start(bare, Map.of()));
        result.isDone();
        assertTrue(result.out().startsWith("UTF-8 "), result.out());
    }

    @Test
    void withoutAUtf8LocaleNamesThatAreNotAsciiAreRefused() throws Exception {
        checkout.assertBuilds(1, "never built");
        checkout.executable("bin/locale", "#!/bin/sh\necho ANSI_X3.4-1968\n");
        var call = checkout.executable("call", "#!/bin/sh\nexec \"" + checkout.root() + "/reverie\" info \"$(printf '\\303\\274')\"\n");
        end(checkout.start(call, Map.of("LC_ALL", "C"))).isRefused("no UTF-8 locale");
        var within = checkout.executable("within", "#!/bin/sh\nmkdir \"$(printf '\\303\\274')\"\ncd \"$(printf '\\303\\274')\"\nexec \""
                + checkout.root() + "/reverie\" info\n");
        end(checkout.start(within, Map.of("LC_ALL", "C"))).isRefused("no UTF-8 locale");
        end(checkout.start(Map.of("LC_ALL", "C"), "info")).isDone();
    }

    @Test
    void theFolderForNativeLibrariesIsHandedOn() throws Exception {
        checkout.assertBuilds(1, "never built");
        var cache = folder.resolve("a cache");
        var result = end(checkout.start(Map.of("REVERIE_CACHE", cache.toString()), "info"));
        assertTrue(result.out().contains("-Dorg.bytedeco.javacpp.cachedir=" + cache + " -Djna.tmpdir=" + cache), result.out());
        end(checkout.start(Map.of("REVERIE_CACHE", checkout.library() + "/x"), "info"))
                .isRefused("reverie: REVERIE_CACHE is " + checkout.library() + "/x, which cannot be written");
    }
}
