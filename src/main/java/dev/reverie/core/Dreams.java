package dev.reverie.core;

/** Episodes that a world model makes up: what a policy is worth in the dream. */
@FunctionalInterface
public interface Dreams {
    /**
     * Dreams one dream for each key.
     *
     * @param keys
     *            of all the chances of a dream, at least one; dreams of the same key and actions are the same dream
     * @param maxSteps
     *            after which a dream is cut off, at least 1
     * @return of every dream, in order; the seeds are the keys
     * @throws java.util.concurrent.CancellationException
     *             if the thread is interrupted, which stays set
     */
    Scores run(long[] keys, int maxSteps, DreamPolicy policy);
}
