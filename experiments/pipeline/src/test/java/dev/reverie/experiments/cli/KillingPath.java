package dev.reverie.experiments.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/** A path of the system's, which leads to {@link KillingFiles}. */
record KillingPath(FileSystem files, Path path) implements Path {
    private Path ours(Path other) {
        return ((KillingFiles) files.provider()).ours(other);
    }

    @Override
    public FileSystem getFileSystem() {
        return files;
    }

    @Override
    public boolean isAbsolute() {
        return path.isAbsolute();
    }

    @Override
    public Path getRoot() {
        return ours(path.getRoot());
    }

    @Override
    public Path getFileName() {
        return ours(path.getFileName());
    }

    @Override
    public Path getParent() {
        return ours(path.getParent());
    }

    @Override
    public int getNameCount() {
        return path.getNameCount();
    }

    @Override
    public Path getName(int index) {
        return ours(path.getName(index));
    }

    @Override
    public Path subpath(int from, int to) {
        return ours(path.subpath(from, to));
    }

    @Override
    public boolean startsWith(Path other) {
        return path.startsWith(KillingFiles.theirs(other));
    }

    @Override
    public boolean endsWith(Path other) {
        return path.endsWith(KillingFiles.theirs(other));
    }

    @Override
    public Path normalize() {
        return ours(path.normalize());
    }

    @Override
    public Path resolve(Path other) {
        return ours(path.resolve(KillingFiles.theirs(other)));
    }

    @Override
    public Path relativize(Path other) {
        return ours(path.relativize(KillingFiles.theirs(other)));
    }

    @Override
    public URI toUri() {
        return path.toUri();
    }

    @Override
    public Path toAbsolutePath() {
        return ours(path.toAbsolutePath());
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        return ours(path.toRealPath(options));
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events,
            WatchEvent.Modifier... modifiers) throws IOException {
        return path.register(watcher, events, modifiers);
    }

    @Override
    public int compareTo(Path other) {
        return path.compareTo(KillingFiles.theirs(other));
    }

    // written out, since the JVM is not ready for what a record makes of these when it starts
    @Override
    public boolean equals(Object other) {
        return other instanceof KillingPath named && path.equals(named.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
