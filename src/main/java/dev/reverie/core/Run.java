package dev.reverie.core;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A run folder that is ours to write until it is closed: a lock, a manifest, and the question whether a stage is up to date.
 *
 * <p>A stage asks {@link #reasonToRun} with its {@link Inputs}; works; then tells {@link #finish} what it wrote. Inputs and outputs are
 * compared by content, so a copied folder is as good as the original; a file that was read once is read again only if its size, date or
 * identity changed while the run was open.
 */
public final class Run implements AutoCloseable {
    /**
     * What this process has open. Asking the system is not enough: on POSIX, closing any channel on a file drops the process's lock on it,
     * so a second try in this process must not get as far as opening one.
     */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();
    /** The text of the lock: empty after a kill in between. */
    private static final Pattern HOLDER = Pattern.compile("(process \\d{1,18})?");

    private final RunFolder folder;
    private final Path key;
    private final FileChannel channel;
    private final FileLock lock;
    /** Whether there was no folder before. */
    private final boolean made;
    /** Every stage asks after what others have read and written. */
    private final ContentHash.Memory hashes = new ContentHash.Memory();
    private Manifest manifest;

    private Run(RunFolder folder, Path key, FileChannel channel, FileLock lock, boolean made, Manifest manifest) {
        this.folder = folder;
        this.key = key;
        this.channel = channel;
        this.lock = lock;
        this.made = made;
        this.manifest = manifest;
    }

    /**
     * What a stage depends on. The same inputs give the same outputs.
     *
     * @param stage
     *            its name
     * @param config
     *            hash of its part of the configuration
     * @param seed
     *            of all its randomness
     * @param hashes
     *            of the files and folders it reads, by their names below the run folder
     */
    public record Inputs(String stage, String config, Seed seed, Map<String, String> hashes) {
        public Inputs {
            hashes = Map.copyOf(hashes);
        }
    }

    /**
     * Opens a run folder, making it if there is none, and locks it. What killed writers left is removed from the folder itself; see {@link
     * #removeLeftovers} for those below it.
     *
     * @throws FileException
     *             if another process, or this one, has it open; if its manifest cannot be read; if it cannot be written; if its {@code
     *             .lock} is a link or somebody else's file
     */
    public static Run open(Path root) {
        try {
            boolean made = !Files.exists(root);
            Disk.createFolders(root);
            var key = root.toRealPath();
            if (!OPEN.add(key)) {
                throw inUse(root, "this process, " + ProcessHandle.current().pid());
            }
            try {
                return Disk.uninterrupted(() -> open(root, key, made));
            } catch (IOException | RuntimeException e) {
                OPEN.remove(key);
                throw e;
            }
        } catch (IOException e) {
            throw FileException.of(root, e);
        }
    }

    private static Run open(Path root, Path key, boolean made) throws IOException {
        var folder = new RunFolder(root);
        if (Files.isSymbolicLink(folder.lock())) {
            throw new FileException(folder.lock(), "is a symbolic link, and a lock must be a file of its own; delete it");
        }
        var channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        try {
            var lock = lock(folder, channel);
            Temporary.removeLeftovers(root);
            return new Run(folder, key, channel, lock, made, Manifest.read(folder.manifest()));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static FileLock lock(RunFolder folder, FileChannel channel) throws IOException {
        var there = ByteBuffer.allocate(64);
        channel.read(there, 0);
        var who = new String(there.array(), 0, there.position(), StandardCharsets.UTF_8).strip();
        if (!HOLDER.matcher(who).matches()) {
            throw new FileException(folder.lock(),
                    "was not written by Reverie, which keeps its lock there; move it, or choose another run folder");
        }
        // One byte far behind the text, so that on Windows, too, the text can be read while locked.
        var lock = channel.tryLock(1 << 20, 1, false);
        if (lock == null) {
            throw inUse(folder.root(), who.isEmpty() ? "another process" : who);
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(("process " + ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)), 0);
        return lock;
    }

    private static FileException inUse(Path root, String who) {
        return new FileException(root, "is in use by " + who + "; wait for it, or choose another run folder");
    }

    /**
     * Removes what killed writers left in a folder that belongs to this run, but not in those below it.
     *
     * @throws FileException
     *             if that fails
     */
    public void removeLeftovers(Path folder) {
        Temporary.removeLeftovers(folder);
    }

    /** Where the files are. */
    public RunFolder folder() {
        return folder;
    }

    public synchronized Manifest manifest() {
        return manifest;
    }

    /**
     * Hashes what a stage depends on.
     *
     * @param config
     *            its part of the configuration, as text
     * @param files
     *            files and folders it reads; they must be there
     */
    public Inputs inputs(String stage, String config, Seed seed, Path... files) {
        return new Inputs(stage, ContentHash.of(config), seed, hashes(files));
    }

    private Map<String, String> hashes(Path... files) {
        var named = new LinkedHashMap<String, String>();
        for (var file : files) {
            named.put(name(file), hashes.of(file));
        }
        return named;
    }

    /** Relative to the run folder where it lies below, so that a run folder can be moved. */
    private String name(Path file) {
        var root = folder.root().toAbsolutePath().normalize();
        var whole = file.toAbsolutePath().normalize();
        return (whole.startsWith(root) ? root.relativize(whole) : whole).toString().replace('\\', '/');
    }

    /**
     * Why a stage must run, in words such as {@code episodes changed}; empty if it is up to date: finished before with the same
     * configuration, seed and inputs, and its outputs are still what it wrote.
     */
    public synchronized Optional<String> reasonToRun(Inputs inputs) {
        var before = manifest.stages().get(inputs.stage);
        if (before == null) {
            return Optional.of("never finished");
        }
        if (!before.config().equals(inputs.config)) {
            return Optional.of("configuration changed");
        }
        if (!before.seed().equals(inputs.seed.path())) {
            return Optional.of("seed changed from " + before.seed() + " to " + inputs.seed);
        }
        if (!before.inputs().keySet().equals(inputs.hashes.keySet())) {
            return Optional.of("reads other files than before");
        }
        for (var input : before.inputs().entrySet()) {
            if (!input.getValue().equals(inputs.hashes.get(input.getKey()))) {
                return Optional.of(input.getKey() + " changed");
            }
        }
        for (var output : before.outputs().entrySet()) {
            var file = folder.root().resolve(output.getKey());
            if (!Files.exists(file)) {
                return Optional.of(output.getKey() + " is gone");
            }
            if (!output.getValue().equals(hashes.of(file))) {
                return Optional.of(output.getKey() + " is not what was written");
            }
        }
        return Optional.empty();
    }

    /** Whether there is no {@link #reasonToRun}. */
    public boolean upToDate(Inputs inputs) {
        return reasonToRun(inputs).isEmpty();
    }

    /**
     * Records that a stage is finished.
     *
     * @param summary
     *            one line on what came of it
     * @param outputs
     *            files and folders it wrote; they must be there
     */
    public synchronized void finish(Inputs inputs, Duration duration, Manifest.Provenance provenance, String summary, Path... outputs) {
        var seconds = duration.toMillis() / 1000.0;
        var record = new Manifest.StageRecord(inputs.config, inputs.seed.path(), inputs.hashes, hashes(outputs), seconds, provenance,
                summary);
        var next = manifest.with(inputs.stage, record);
        next.write(folder.manifest());
        manifest = next;
    }

    /** Lets the folder go, and deletes it if this made it and it holds nothing but its lock. */
    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                removeIfEmpty();
                lock.release();
                channel.close();
                OPEN.remove(key);
            }
        } catch (IOException e) {
            throw FileException.of(folder.root(), e);
        }
    }

    private void removeIfEmpty() throws IOException {
        if (made && isEmpty()) {
            Files.deleteIfExists(folder.lock());
            Files.deleteIfExists(folder.root());
        }
    }

    /** But for the lock. */
    private boolean isEmpty() throws IOException {
        try (var files = Files.list(folder.root())) {
            return files.allMatch(folder.lock()::equals);
        }
    }
}
