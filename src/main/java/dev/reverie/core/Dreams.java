package dev.reverie.core;

/** Runs a policy in dreams, the episodes that a world model generates. */
@FunctionalInterface
public interface Dreams {
    /**
     * Dreams one dream for each key.
     *
     * @param keys
     *            of each dream's random numbers, at least one; dreams of the same key and actions are the same dream
     * @param maxSteps
     *            after which a dream is cut off, at least 1
     * @return of every dream, in order; the seeds are the keys
     * @throws java.util.concurrent.CancellationException
     *             if the thread is interrupted, which stays set
     */
    Scores run(long[] keys, int maxSteps, DreamPolicy policy);
}
