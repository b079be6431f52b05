package dev.reverie.core;

/** A training whose loss or parameters are no numbers any more. The message says when, what is kept, and what may help. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DivergedException(String message) {
        super(message);
    }
}
