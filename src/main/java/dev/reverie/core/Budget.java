package dev.reverie.core;

/**
 * The frames a collection may have. Episode i is wanted if those before it have not used them up, so before i is decided, the lengths of
 * all before it must be known: with a cap, a thread that is ahead waits, holding its one episode. The episode with the lowest number never
 * waits, so somebody always goes on.
 */
final class Budget {
    private final long frames;
    private int known;
    private long used;
    private boolean stopped;

    Budget(long frames) {
        this.frames = frames;
    }

    /** Whether episode i, which had {@code steps}, is wanted; waits until that can be said. */
    synchronized boolean grants(int i, int steps) {
        if (frames == Long.MAX_VALUE) {
            return true;
        }
        boolean interrupted = false;
        while (known < i && !stopped) {
            try {
                wait();
            } catch (InterruptedException e) {
                // The rollout looks at the flag before its next episode.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (known < i) {
            return false;
        }
        boolean wanted = used < frames;
        used += steps;
        known++;
        stopped |= used >= frames;
        notifyAll();
        return wanted;
    }

    synchronized boolean stopped() {
        return stopped;
    }

    /** No more episodes, because one failed. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }
}
