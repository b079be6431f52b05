package dev.reverie.experiments.config;

import dev.reverie.controller.Features;
import dev.reverie.core.AtomicFile;
import dev.reverie.core.FileException;
import dev.reverie.core.Minimal;
import dev.reverie.rnn.MdnRnnConfig;
import dev.reverie.vae.VaeConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * A whole experiment: one record a stage. Written by hand or in YAML, the same checks hold, since they live in the records.
 *
 * <p>Layers: a preset, or a file that may name one and need not be complete, then single settings such as {@code rnn.hidden=128}. Whatever
 * is wrong is one line with its place: {@code my.yaml:12: rnn.hidden must be a whole number, was "big"}.
 *
 * @param seed
 *            root of all randomness; stages take children of it
 * @param env
 *            which environment
 * @param collect
 *            which episodes are played
 * @param vae
 *            V
 * @param rnn
 *            M
 * @param dream
 *            how M is played
 * @param evolve
 *            C, and how it is found in the dream
 * @param evaluate
 *            how C is judged in the environment
 * @param encode
 *            how V encodes the episodes
 */
public record ExperimentConfig(long seed, EnvConfig env, CollectConfig collect, VaeConfig vae, MdnRnnConfig rnn, DreamConfig dream,
        EvolveConfig evolve, EvaluateConfig evaluate, EncodeConfig encode) {
    /** Keys that earlier versions did not have, with their default values, as {@link #yaml} writes them. */
    private static final List<String> ADDED = List.of("  memory:\n    type: lstm\n", "  controllerOptions: {}\n  racing: none\n",
            "    more: []\n", "  members: 1\n", "  encoder: vae\n", "  signals: []\n", "  member: EPISODE\n  disagreement: 0.0\n");

    public ExperimentConfig {
        Objects.requireNonNull(env, "env");
        Objects.requireNonNull(collect, "collect");
        Objects.requireNonNull(vae, "vae");
        Objects.requireNonNull(rnn, "rnn");
        Objects.requireNonNull(dream, "dream");
        Objects.requireNonNull(evolve, "evolve");
        Objects.requireNonNull(evaluate, "evaluate");
        Objects.requireNonNull(encode, "encode");
        checkFeatures(evolve.features(), rnn);
        if (!collect.signals().containsAll(rnn.heads().signals())) {
            throw new IllegalArgumentException(
                    "collect.signals must have what rnn.heads predict, " + String.join(", ", rnn.heads().signals())
                            + "; were " + (collect.signals().isEmpty() ? "none" : String.join(", ", collect.signals())));
        }
        if (evolve.where() != EvolveIn.REAL && !tells(rnn)) {
            throw new IllegalArgumentException(
                    "evolve.where must be real where rnn.heads has neither restart nor reward, since all dreams are then "
                            + "worth the same, was " + evolve.where());
        }
    }

    private static void checkFeatures(Features features, MdnRnnConfig rnn) {
        var parts = rnn.parts();
        if (!parts.containsAll(features.memory())) {
            throw new IllegalArgumentException("evolve.features must be z and parts of M's memory, which are " + String.join(", ", parts)
                    + " where rnn.memory is " + rnn.memory().name() + "; was " + features);
        }
    }

    /** Encoded in f32. */
    @Minimal
    public ExperimentConfig(long seed, EnvConfig env, CollectConfig collect, VaeConfig vae, MdnRnnConfig rnn, DreamConfig dream,
            EvolveConfig evolve, EvaluateConfig evaluate) {
        this(seed, env, collect, vae, rnn, dream, evolve, evaluate, EncodeConfig.exact());
    }

    /**
     * V as it is trained in a run: it holds out at least the episodes that M holds out, so that M is measured on frames that neither has
     * learned from.
     */
    public VaeConfig vaeInRun() {
        return vae.withHeldOut(Math.max(vae.heldOut(), rnn.heldOut()));
    }

    /** Whether dreams have a score: M tells when they end, or what a step pays. */
    public boolean dreamsScore() {
        return tells(rnn);
    }

    private static boolean tells(MdnRnnConfig rnn) {
        return rnn.heads().restart() || rnn.heads().reward() > 0;
    }

    /**
     * One of {@link Presets#NAMES}.
     *
     * @throws IllegalArgumentException
     *             if there is none of that name
     */
    public static ExperimentConfig preset(String name) {
        return Binder.bind(Presets.tree(name), ExperimentConfig.class);
    }

    /**
     * Reads a file. A key {@code preset} names what it is laid over; without one it must be complete.
     *
     * @throws IllegalArgumentException
     *             if there is no such file, it is no YAML, or a key or value is wrong; the message has path, line and remedy
     */
    public static ExperimentConfig load(Path file) {
        var own = YamlReader.read(file);
        var preset = own.entries().get(Presets.KEY);
        if (preset == null) {
            return Binder.bind(own, ExperimentConfig.class);
        }
        if (!(preset instanceof Node.Scalar name)) {
            throw new IllegalArgumentException(preset.origin() + "preset must be one of " + String.join(", ", Presets.NAMES) + ", was "
                    + preset.shown());
        }
        if (!Presets.NAMES.contains(name.text())) {
            throw new IllegalArgumentException(name.origin() + "preset " + Presets.unknown(name.text()));
        }
        return Binder.bind(Presets.tree(name.text()).under(own.without(Presets.KEY)), ExperimentConfig.class);
    }

    /** A preset by its name, or a file: what a user gives on the command line. */
    public static ExperimentConfig of(String presetOrFile) {
        if (Presets.NAMES.contains(presetOrFile)) {
            return preset(presetOrFile);
        }
        if (presetOrFile.isBlank()) {
            throw new IllegalArgumentException(
                    "the experiment must be a preset (" + String.join(", ", Presets.NAMES) + ") or a YAML file, was '"
                            + presetOrFile + "'");
        }
        boolean file = presetOrFile.matches(".*[/\\\\].*|.*\\.ya?ml") || Files.exists(Path.of(presetOrFile));
        if (!file) {
            throw new IllegalArgumentException(Presets.unknown(presetOrFile) + "; a file's name ends with .yaml");
        }
        return load(Path.of(presetOrFile));
    }

    /**
     * With other values for single keys.
     *
     * @param settings
     *            {@code key=value}; the key is a dotted path such as {@code rnn.hidden}, the value is YAML
     */
    public ExperimentConfig with(List<String> settings) {
        var tree = tree();
        for (String setting : settings) {
            tree = tree.under(Node.Mapping.ofSetting(setting));
        }
        return Binder.bind(tree, ExperimentConfig.class);
    }

    /** With other values for single keys. */
    public ExperimentConfig with(String... settings) {
        return with(List.of(settings));
    }

    private Node.Mapping tree() {
        return YamlReader.read(yaml(), "");
    }

    /** Everything, as a file that {@link #load} reads as an equal configuration; the same configuration gives the same text. */
    public String yaml() {
        return YamlWriter.write(this);
    }

    /**
     * A part, as text: what a stage depends on. Keys that earlier versions did not have are left out where they have their default values,
     * so that stages which those versions finished stay up to date.
     *
     * @param names
     *            components of this record, such as {@code rnn}; none for all
     */
    public String section(String... names) {
        var text = YamlWriter.write(this, names);
        for (var added : ADDED) {
            text = text.replace(added, "");
        }
        return text;
    }

    /** Every value by its dotted path, such as {@code rnn.hidden}, in order. */
    public Map<String, String> values() {
        return tree().flat();
    }

    /** What differs in {@code later}, one key each, in words such as {@code rnn.hidden 256 → 128}. */
    public List<String> changes(ExperimentConfig later) {
        Map<String, String> before = values();
        Map<String, String> after = later.values();
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        var changes = new ArrayList<String>();
        for (String key : keys) {
            if (!Objects.equals(before.get(key), after.get(key))) {
                changes.add(key + " " + before.getOrDefault(key, "none") + " → " + after.getOrDefault(key, "none"));
            }
        }
        return changes;
    }

    /**
     * Writes {@link #yaml}, whole or not at all.
     *
     * @throws FileException
     *             if that fails
     */
    public void save(Path file) {
        AtomicFile.write(file, yaml());
    }
}
