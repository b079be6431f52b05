package dev.reverie.experiments.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

/**
 * The system's files, and a program that is killed: it ends without a word before its N-th rename, deletion or sync, where N is the system
 * property {@code reverie.kill}. Without that the number of them all is written to the standard error at the end. It is put in place of the
 * JDK's own by {@code -Djava.nio.file.spi.DefaultFileSystemProvider}.
 */
public final class KillingFiles extends FileSystemProvider {
    /** Of a killed program. */
    static final int KILLED = 77;
    /** What the count is told with. */
    static final String TOLD = "file events: ";

    private static final int KILL = Integer.getInteger("reverie.kill", 0);
    private static final AtomicInteger EVENTS = new AtomicInteger();

    private final FileSystemProvider system;
    private final Tree files;

    public KillingFiles(FileSystemProvider system) {
        this.system = system;
        files = new Tree(this, system.getFileSystem(URI.create("file:///")));
        if (KILL == 0) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.err.println(TOLD + EVENTS.get())));
        }
    }

    private static void event() {
        if (EVENTS.incrementAndGet() == KILL) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    static Path theirs(Path path) {
        return path instanceof KillingPath named ? named.path() : path;
    }

    Path ours(Path path) {
        return path == null ? null : new KillingPath(files, path);
    }

    @Override
    public void move(Path from, Path to, CopyOption... options) throws IOException {
        event();
        system.move(theirs(from), theirs(to), options);
    }

    @Override
    public void delete(Path path) throws IOException {
        event();
        system.delete(theirs(path));
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        // of all that such channels do here, a sync is what they are opened for; a lock and a cut count as well
        if (!options.contains(StandardOpenOption.CREATE)) {
            event();
        }
        return system.newFileChannel(theirs(path), options, attributes);
    }

    @Override
    public String getScheme() {
        return system.getScheme();
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) throws IOException {
        return system.newFileSystem(uri, env);
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return files;
    }

    @Override
    public Path getPath(URI uri) {
        return ours(system.getPath(uri));
    }

    @Override
    public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return system.newByteChannel(theirs(path), options, attributes);
    }

    @Override
    public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
        return system.newInputStream(theirs(path), options);
    }

    @Override
    public OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
        return system.newOutputStream(theirs(path), options);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
        var stream = system.newDirectoryStream(theirs(folder), path -> filter.accept(ours(path)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return StreamSupport.stream(stream.spliterator(), false).map(KillingFiles.this::ours).iterator();
            }

            @Override
            public void close() throws IOException {
                stream.close();
            }
        };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        system.createDirectory(theirs(folder), attributes);
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        system.createLink(theirs(link), theirs(existing));
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) throws IOException {
        system.createSymbolicLink(theirs(link), theirs(target), attributes);
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        return ours(system.readSymbolicLink(theirs(link)));
    }

    @Override
    public void copy(Path from, Path to, CopyOption... options) throws IOException {
        system.copy(theirs(from), theirs(to), options);
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return system.isSameFile(theirs(path), theirs(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return system.isHidden(theirs(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return system.getFileStore(theirs(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        system.checkAccess(theirs(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return system.getFileAttributeView(theirs(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options) throws IOException {
        return system.readAttributes(theirs(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return system.readAttributes(theirs(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        system.setAttribute(theirs(path), attribute, value, options);
    }

    /** The system's, whose paths lead to this provider. */
    private static final class Tree extends FileSystem {
        private final KillingFiles provider;
        private final FileSystem system;

        Tree(KillingFiles provider, FileSystem system) {
            this.provider = provider;
            this.system = system;
        }

        @Override
        public FileSystemProvider provider() {
            return provider;
        }

        @Override
        public void close() throws IOException {
            system.close();
        }

        @Override
        public boolean isOpen() {
            return system.isOpen();
        }

        @Override
        public boolean isReadOnly() {
            return system.isReadOnly();
        }

        @Override
        public String getSeparator() {
            return system.getSeparator();
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            return () -> StreamSupport.stream(system.getRootDirectories().spliterator(), false).map(provider::ours).iterator();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            return system.getFileStores();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            return system.supportedFileAttributeViews();
        }

        @Override
        public Path getPath(String first, String... more) {
            return provider.ours(system.getPath(first, more));
        }

        @Override
        public PathMatcher getPathMatcher(String pattern) {
            var matcher = system.getPathMatcher(pattern);
            return path -> matcher.matches(theirs(path));
        }

        @Override
        public UserPrincipalLookupService getUserPrincipalLookupService() {
            return system.getUserPrincipalLookupService();
        }

        @Override
        public WatchService newWatchService() throws IOException {
            return system.newWatchService();
        }
    }
}
