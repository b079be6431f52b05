package dev.reverie.core;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How a long training is kept and watched: what V's, M's and C's have in common.
 *
 * <p>A training that finds its checkpoint goes on from there and ends with the same bits as one that was never interrupted; whoever changes
 * its configuration or data deletes the checkpoint first. When its thread is interrupted, it saves a checkpoint and throws {@link
 * java.util.concurrent.CancellationException}.
 *
 * @param checkpoint
 *            the file; without one nothing is kept
 * @param every
 *            steps between checkpoints
 * @param metrics
 *            the file of the {@link MetricLog}; without one nothing is logged
 * @param progress
 *            is told of the steps
 */
public record Training(Optional<Path> checkpoint, int every, Optional<Path> metrics, Progress progress) {
    public Training {
        Objects.requireNonNull(checkpoint, "checkpoint");
        Objects.requireNonNull(metrics, "metrics");
        Objects.requireNonNull(progress, "progress");
        Arguments.atLeast(1, "every", every);
    }

    /** Nothing kept, nobody told. */
    public static Training quiet() {
        return new Training(Optional.empty(), Integer.MAX_VALUE, Optional.empty(), Progress.none());
    }
}
