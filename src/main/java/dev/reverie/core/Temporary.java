package dev.reverie.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * The temporary files of {@link AtomicFile}: {@code .NAME.reverie-PID-START-COUNT.tmp}. No other program names its files so, and the name
 * tells which process is writing: its number, and when it was started, in milliseconds since 1970, since numbers come again.
 */
final class Temporary {
    private static final Pattern OWNED = Pattern.compile("\\..*\\.reverie-(\\d{1,18})-(\\d{1,18})-\\d{1,18}\\.tmp", Pattern.DOTALL);
    /** Of versions that did not write the time: passed over by readers, and left alone. */
    private static final Pattern OLD = Pattern.compile("\\..*\\.\\d{1,18}-\\d{1,18}\\.tmp", Pattern.DOTALL);
    /** Two programs may find start times of one process that differ by so much, ms: the system's are in whole seconds. */
    private static final long TOLERANCE = 2_000;
    /** Characters of a name that are kept. */
    private static final int LONGEST = 40;
    private static final AtomicLong COUNT = new AtomicLong();
    private static final String OWN = ProcessHandle.current().pid() + "-" + started(ProcessHandle.current());

    private Temporary() {
    }

    /** A new name beside {@code target}. */
    static Path beside(Path target) {
        var name = target.getFileName().toString();
        // a name as long as the system allows leaves no room for the mark
        var begin = name.length() <= LONGEST ? name : name.substring(0, name.offsetByCodePoints(0, LONGEST / 2));
        return target.resolveSibling("." + begin + ".reverie-" + OWN + "-" + COUNT.incrementAndGet() + ".tmp");
    }

    /** Whether readers are to pass over a file. */
    static boolean is(Path file) {
        var name = file.getFileName().toString();
        return OWNED.matcher(name).matches() || OLD.matcher(name).matches();
    }

    /**
     * Removes what writers that were killed left in {@code folder} itself; nothing if there is no such folder.
     *
     * @throws FileException
     *             if that fails
     */
    static void removeLeftovers(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (var file : files.filter(Temporary::isLeftover).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw FileException.of(folder, e);
        }
    }

    private static boolean isLeftover(Path file) {
        var owner = OWNED.matcher(file.getFileName().toString());
        if (!owner.matches()) {
            return false;
        }
        long since = Long.parseLong(owner.group(2));
        return ProcessHandle.of(Long.parseLong(owner.group(1))).map(Temporary::started)
                .filter(start -> start == 0 || since == 0 || Math.abs(start - since) <= TOLERANCE).isEmpty();
    }

    /** Since 1970, ms; 0 where the system does not tell. */
    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
