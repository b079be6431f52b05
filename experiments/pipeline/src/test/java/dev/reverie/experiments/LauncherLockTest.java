package dev.reverie.experiments;

import static dev.reverie.experiments.SmallCheckout.end;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher waits for a build that goes on, and for nothing else. */
class LauncherLockTest {
    @TempDir
    Path folder;

    private SmallCheckout checkout;

    @BeforeEach
    void make() throws IOException {
        checkout = new SmallCheckout(folder);
    }

    /** With {@code flock}, or without it, as on macOS. */
    private Map<String, String> environment(boolean flock) throws IOException {
        return flock ? Map.of() : Map.of("PATH", withoutFlock());
    }

    /** A PATH with all that the script needs but flock and setpriv. */
    private String withoutFlock() throws IOException {
        for (var name : List.of("cat", "cksum", "cut", "dirname", "find", "grep", "head", "ln", "locale", "ls", "mkdir", "mv", "ps",
                "readlink",
                "rm", "sed", "sleep", "sort", "tr", "uniq")) {
            var real =
                    Stream.of(System.getenv("PATH").split(":")).map(place -> Path.of(place, name)).filter(Files::isExecutable).findFirst();
            if (real.isPresent()) {
                checkout.executable("plain/" + name, "#!/bin/sh\nexec " + real.get() + " \"$@\"\n");
            }
        }
        return folder.resolve("bin") + ":" + folder.resolve("plain");
    }

    /** A pipe that Maven reads to its end before it works. */
    private Path pause() throws IOException, InterruptedException {
        var pause = checkout.root().resolve("pause");
        assertEquals(0, new ProcessBuilder("mkfifo", pause.toString()).start().waitFor());
        return pause;
    }

    private void awaitBuild(Process launcher) throws IOException {
        var pid = checkout.root().resolve("pid");
        while (launcher.isAlive() && (!Files.exists(pid) || Files.size(pid) == 0)) {
            Thread.onSpinWait();
        }
        assertTrue(launcher.isAlive(), "it ended before it built");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoStartedTogetherBuildOnce(boolean flock) throws Exception {
        var environment = environment(flock);
        var pause = pause();
        var one = checkout.start(environment, "info");
        awaitBuild(one);
        var other = checkout.start(environment, "info");
        assertEquals('r', other.getErrorStream().read(), "says that it waits");
        Files.writeString(pause, "go on");
        end(one).isDone();
        end(other).isDone();
        assertEquals(1, checkout.builds());
    }

    /** Only the launcher is killed, so that what it started may still run. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBuildThatWasKilledIsTakenOver(boolean flock) throws Exception {
        var environment = environment(flock);
        var pause = pause();
        var killed = checkout.start(environment, "info");
        awaitBuild(killed);
        var orphans = killed.toHandle().descendants().toList();
        killed.toHandle().destroyForcibly();
        killed.waitFor();
        try {
            Files.delete(pause);
            end(checkout.start(environment, "info")).isDone();
            assertEquals(2, checkout.builds());
            end(checkout.start(environment, "info")).isDone();
            assertEquals(2, checkout.builds());
        } finally {
            orphans.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void anOwnerWhoseNumberAnotherProcessHasIsNone() throws Exception {
        var lock = checkout.root().resolve("experiments/pipeline/.build.owner");
        Files.createSymbolicLink(lock, Path.of(ProcessHandle.current().pid() + " Thu_Jan_1_00:00:00_1970"));
        end(checkout.start(environment(false), "info")).isDone();
        assertEquals(1, checkout.builds());
        assertFalse(Files.isSymbolicLink(lock));
    }

    @Test
    void theLockOfOlderVersionsIsNone() throws Exception {
        Files.createDirectory(checkout.root().resolve("experiments/pipeline/.building"));
        checkout.assertBuilds(1, "never built");
    }

    @Test
    void aLockThatCannotBeMadeIsOneLine() throws Exception {
        Files.createDirectory(checkout.root().resolve("experiments/pipeline/.build.lock"));
        checkout.run("info").isRefused("nothing can be built here");
        Files.createDirectory(checkout.root().resolve("experiments/pipeline/.build.owner"));
        Files.createDirectories(checkout.root().resolve("experiments/pipeline/target"));
        end(checkout.start(environment(false), "info")).isRefused("nothing can be built here");
        assertEquals(0, checkout.builds());
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aCheckoutThatCannotBeWrittenIsOneLineUntilItIsBuilt() throws Exception {
        var mounted = Files.createDirectory(folder.resolve("mounted"));
        assumeTrue(works("mount", "--bind", checkout.root().toString(), mounted.toString()), "only root may mount, and not everywhere");
        try {
            assertTrue(works("mount", "-o", "remount,bind,ro", mounted.toString()));
            var launcher = mounted.resolve("reverie");
            end(checkout.start(launcher, Map.of(), "info")).isRefused("reverie: needs a build (it was never built), and " + mounted);
            assertTrue(end(checkout.start(launcher, Map.of(), "--version")).out().startsWith("reverie 1.2.3"));
            assertTrue(end(checkout.start(launcher, Map.of(), "--help")).out().startsWith("Usage: reverie"));
            checkout.assertBuilds(1, "by its owner, elsewhere");
            var run = end(checkout.start(launcher, Map.of(), "info"));
            run.isDone();
            assertTrue(run.out().contains(mounted.resolve("src/target/made.jar").toString()), run.out());
        } finally {
            works("umount", mounted.toString());
        }
    }

    @Test
    void aCheckoutOfAnotherUserIsOneLineUntilItIsBuilt() throws Exception {
        assumeTrue(works("setpriv", "--reuid", "65534", "--clear-groups", "true"), "only root may be another user, by setpriv");
        assertTrue(folder.toFile().setExecutable(true, false) && folder.toFile().setReadable(true, false));
        var other = checkout.executable("other",
                "#!/bin/sh\nexec setpriv --reuid 65534 --clear-groups \"" + checkout.root() + "/reverie\" \"$@\"\n");
        end(checkout.start(other, Map.of(), "info")).isRefused("reverie: needs a build (it was never built), and " + checkout.root());
        checkout.assertBuilds(1, "by its owner");
        end(checkout.start(other, Map.of(), "info")).isDone();
        assertTrue(checkout.library().toFile().setReadable(false, false));
        end(checkout.start(other, Map.of(), "info")).isRefused(checkout.library() + " cannot be read");
    }
}
