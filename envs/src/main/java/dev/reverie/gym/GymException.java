package dev.reverie.gym;

import dev.reverie.core.Printable;

/**
 * An environment elsewhere failed, or could not be reached: what happened and what to do, in one line. What is merely asked for wrongly is
 * an {@link IllegalArgumentException}, as with every environment.
 */
public final class GymException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String details;

    public GymException(String message) {
        this(message, "", null);
    }

    /**
     * @param details
     *            see {@link #details}
     * @param cause
     *            or null
     */
    public GymException(String message, String details, Throwable cause) {
        super(Printable.line(message), cause);
        this.details = Printable.lines(details).strip();
    }

    /** Of what went wrong in Python, the traceback or what was said last on standard error; several lines, or empty. */
    public String details() {
        return details;
    }
}
