package dev.reverie.core;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the stages of a run were made from: {@code manifest.json}.
 *
 * @param format
 *            of the file, {@link #FORMAT}
 * @param stages
 *            by name, in order of their names
 */
public record Manifest(int format, Map<String, StageRecord> stages) {
    /** The format this version reads and writes. */
    public static final int FORMAT = 1;

    public Manifest {
        Objects.requireNonNull(stages, "stages must be given");
        stages = Collections.unmodifiableMap(new TreeMap<>(stages));
    }

    /**
     * Where results come from, beyond their inputs.
     *
     * @param commit
     *            of the code, or empty if unknown
     * @param versions
     *            of the libraries that matter, by name
     * @param os
     *            name and version of the operating system
     * @param arch
     *            of the processor
     */
    public record Provenance(String commit, Map<String, String> versions, String os, String arch) {
        public Provenance {
            Objects.requireNonNull(commit, "commit must be given, empty if unknown");
            versions = Collections.unmodifiableMap(new TreeMap<>(versions));
        }

        /** With further versions. */
        public Provenance with(Map<String, String> others) {
            var all = new TreeMap<>(versions);
            all.putAll(others);
            return new Provenance(commit, all, os, arch);
        }

        /** This machine, this Java. */
        public static Provenance here(String commit, Map<String, String> versions) {
            var all = new TreeMap<>(versions);
            all.put("java", Runtime.version().toString());
            return new Provenance(commit, all, System.getProperty("os.name") + " " + System.getProperty("os.version"),
                    System.getProperty("os.arch"));
        }
    }

    /**
     * A stage that was finished.
     *
     * @param config
     *            hash of its part of the configuration
     * @param seed
     *            path of its {@link Seed}
     * @param inputs
     *            hash of every file or folder it read, by name
     * @param outputs
     *            hash of every file or folder it wrote, by name
     * @param seconds
     *            how long it took
     * @param provenance
     *            who made it
     * @param summary
     *            one line on what came of it; empty in manifests of versions that did not keep it
     */
    public record StageRecord(String config, String seed, Map<String, String> inputs, Map<String, String> outputs, double seconds,
            Provenance provenance, String summary) {
        public StageRecord {
            Objects.requireNonNull(config, "config must be given");
            Objects.requireNonNull(seed, "seed must be given");
            Objects.requireNonNull(provenance, "provenance must be given");
            inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
            outputs = Collections.unmodifiableMap(new TreeMap<>(outputs));
            summary = Objects.requireNonNullElse(summary, "");
        }
    }

    /**
     * Reads a manifest; one without stages if there is no file.
     *
     * @throws FileException
     *             if the file is of another format, or damaged
     */
    public static Manifest read(Path file) {
        if (!Files.exists(file)) {
            return new Manifest(FORMAT, Map.of());
        }
        return Json.read(file, Manifest.class, FORMAT, "use the version that wrote it, or start a new run folder");
    }

    /** This and one more stage, or another record of the same. */
    Manifest with(String stage, StageRecord record) {
        var all = new TreeMap<>(stages);
        all.put(stage, record);
        return new Manifest(FORMAT, all);
    }

    /**
     * This, with some records of another.
     *
     * @param names
     *            stages that {@code other} has
     */
    public Manifest with(Manifest other, Collection<String> names) {
        var all = new TreeMap<>(stages);
        names.forEach(name -> all.put(name, other.stages.get(name)));
        return new Manifest(FORMAT, all);
    }

    /** Writes it, whole or not at all. */
    public void write(Path file) {
        Json.write(file, this);
    }
}
