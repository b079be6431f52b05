package dev.reverie.core;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The numbers of a run over time: one JSON object a line, {@code {"stage":"rnn","step":100,"nll":1.31}}, appended.
 *
 * <p>A line exists once its line end is written. What a crash left of a last line is passed over by {@link #read} and cut off by {@link
 * #open}; damage before the last line is an error with its number. {@link #resume} drops what a stage wrote after its checkpoint, and lines
 * hold no clock time and have their keys in order, so a resumed run ends with the same file as an uninterrupted one.
 *
 * <p>JSON has no NaN or infinity: they are written as the strings {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}, which Python's
 * {@code float} reads.
 */
public final class MetricLog implements AutoCloseable {
    static final String STAGE = "stage";
    static final String STEP = "step";

    private final Path file;
    /** Appends, and is not closed by an interrupt; null once closed. */
    private OutputStream out;

    private MetricLog(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * One line.
     *
     * @param stage
     *            which part of the run wrote it
     * @param step
     *            of that stage: an update, a generation
     * @param values
     *            by name
     */
    public record Entry(String stage, long step, Map<String, Double> values) {
        public Entry {
            Objects.requireNonNull(stage, "stage");
            values = Map.copyOf(values);
            if (values.containsKey(STAGE) || values.containsKey(STEP)) {
                throw new IllegalArgumentException("values must not be named stage or step, was " + values.keySet());
            }
        }
    }

    /** Opens a log for appending, making it if there is none and cutting off a torn last line. */
    public static MetricLog open(Path file) {
        try {
            boolean there = Files.exists(file);
            Disk.createFolders(file.toAbsolutePath().getParent());
            if (there) {
                cut(file, MetricLog::endOfLastLine);
            }
            var out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (!there) {
                Disk.forceNames(file.toAbsolutePath().getParent());
            }
            return new MetricLog(file, out);
        } catch (IOException e) {
            throw FileException.of(file, e);
        }
    }

    /** Where a file is to end. */
    private interface End {
        long of(FileChannel channel) throws IOException;
    }

    private static void cut(Path file, End end) throws IOException {
        Disk.uninterrupted(() -> {
            try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                channel.truncate(end.of(channel));
            }
            return file;
        });
    }

    /**
     * Opens a log to go on after a checkpoint: without what {@code stage} wrote after {@code step}. Lines of other stages stay.
     *
     * @param step
     *            the last one the checkpoint has; -1 to start the stage anew
     */
    public static MetricLog resume(Path file, String stage, long step) {
        if (Files.exists(file)) {
            var lines = MetricLines.read(file);
            var kept = new ArrayList<byte[]>();
            for (int i = 0; i < lines.size(); i++) {
                var entry = MetricLines.parse(file, i + 1, lines.get(i));
                if (!entry.stage.equals(stage) || entry.step <= step) {
                    kept.add(lines.get(i));
                }
            }
            if (kept.size() < lines.size()) {
                MetricLines.write(file, kept);
            }
        }
        return open(file);
    }

    /**
     * Makes the lines of some stages those that other logs have of them, after damage or loss. Lines of other stages stay if they can be
     * read, behind those.
     *
     * @param sources
     *            by stage, the log that has its lines; where that is not there or damaged, the stage's lines stay as they are
     * @return whether the file is another one now
     */
    public static boolean restore(Path file, Map<String, Path> sources) {
        var stages = new LinkedHashMap<String, List<byte[]>>();
        sources.keySet().forEach(stage -> stages.put(stage, new ArrayList<>()));
        var others = new ArrayList<byte[]>();
        boolean changed = false;
        for (var line : Files.exists(file) ? MetricLines.read(file) : List.<byte[]>of()) {
            var stage = MetricLines.stage(line);
            changed |= stage.isEmpty();
            stage.ifPresent(name -> stages.getOrDefault(name, others).add(line));
        }
        var all = new ArrayList<byte[]>();
        for (var stage : stages.entrySet()) {
            var lines = MetricLines.whole(sources.get(stage.getKey()), stage.getKey()).orElse(stage.getValue());
            changed |= !MetricLines.same(lines, stage.getValue());
            all.addAll(lines);
        }
        if (changed) {
            all.addAll(others);
            MetricLines.write(file, all);
        }
        return changed;
    }

    /** Appends a line, in one write; the system has it when this returns, the disk after {@link #sync}. An interrupt does no harm. */
    public synchronized void write(Entry entry) {
        var line = Json.MAPPER.createObjectNode().put(STAGE, entry.stage).put(STEP, entry.step);
        new TreeMap<>(entry.values).forEach((name, value) -> {
            if (Double.isFinite(value)) {
                line.put(name, value);
            } else {
                line.put(name, value.toString());
            }
        });
        try {
            long start = Files.size(file);
            try {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // A full disk may take half a line; the next one must not be glued to it.
                cut(file, channel -> start);
                throw e;
            }
        } catch (IOException e) {
            throw FileException.whileWriting(file, e);
        }
    }

    /** Appends a line. */
    public void write(String stage, long step, Map<String, Double> values) {
        write(new Entry(stage, step, values));
    }

    /** Brings what was written to the disk: before a checkpoint that counts on it. */
    public synchronized void sync() {
        try {
            Disk.force(file);
        } catch (IOException e) {
            throw FileException.whileWriting(file, e);
        }
    }

    /** Brings what was written to the disk and lets the file go. */
    @Override
    public synchronized void close() {
        if (out != null) {
            sync();
            try {
                out.close();
                out = null;
            } catch (IOException e) {
                throw FileException.whileWriting(file, e);
            }
        }
    }

    /** All whole lines; a log may be read while it is written. */
    public static List<Entry> read(Path file) {
        var lines = MetricLines.read(file);
        var entries = new ArrayList<Entry>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            entries.add(MetricLines.parse(file, i + 1, lines.get(i)));
        }
        return entries;
    }

    /** Where the last whole line ends, from behind: a log may be large. */
    private static long endOfLastLine(FileChannel channel) throws IOException {
        var one = ByteBuffer.allocate(1);
        for (long end = channel.size(); end > 0; end--) {
            one.clear();
            channel.read(one, end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }
}
