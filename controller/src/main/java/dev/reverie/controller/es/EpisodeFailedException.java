package dev.reverie.controller.es;

/** An episode of a candidate failed, and that stops the run; the message is one line and has the seed with which it fails again. */
public final class EpisodeFailedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    EpisodeFailedException(FailurePolicy.Failure failure) {
        super(failure.toString(), failure.cause());
    }
}
