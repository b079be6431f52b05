package dev.reverie.core;

import java.nio.file.Path;
import java.util.ArrayList;

/**
 * What the result of a training depends on. A checkpoint keeps it, so that no other training goes on from it.
 *
 * @param config
 *            hash of the configuration
 * @param seed
 *            path of the {@link Seed}
 * @param data
 *            hash of what is learned from
 */
public record TrainingIdentity(String config, String seed, String data) {
    /** What a checkpoint that is an archive calls it. */
    public static final String ENTRY = "identity.txt";

    public static TrainingIdentity of(String config, Seed seed, String data) {
        return new TrainingIdentity(ContentHash.of(config), seed.path(), data);
    }

    /** Three lines. */
    public String text() {
        return config + "\n" + seed + "\n" + data + "\n";
    }

    /**
     * Reads {@link #text}.
     *
     * @throws IllegalArgumentException
     *             if it is not three lines
     */
    public static TrainingIdentity parse(String text) {
        var lines = text.split("\n");
        if (lines.length != 3) {
            throw new IllegalArgumentException("identity must be three lines, was '" + text + "'");
        }
        return new TrainingIdentity(lines[0], lines[1], lines[2]);
    }

    /**
     * Fails where a checkpoint is not of this training.
     *
     * @param found
     *            in the checkpoint; null if there is none
     * @throws FileException
     *             which tells what differs
     */
    public void check(Path checkpoint, TrainingIdentity found) {
        if (found == null) {
            throw new FileException(checkpoint, "does not tell which configuration, seed and data it is of; delete it to begin anew");
        }
        var differences = new ArrayList<String>();
        if (!config.equals(found.config)) {
            differences.add("another configuration");
        }
        if (!seed.equals(found.seed)) {
            differences.add("seed " + found.seed + " instead of " + seed);
        }
        if (!data.equals(found.data)) {
            differences.add("other data");
        }
        if (!differences.isEmpty()) {
            throw new FileException(checkpoint, "is the checkpoint of another training, with " + String.join(", ", differences)
                    + "; delete it to begin anew");
        }
    }
}
