package dev.reverie.core;

import java.util.ArrayList;
import java.util.List;

/** Progress for tests: remembers what it was told, and fails at a step that falls or passes the total. */
public final class RecordedProgress implements Progress {
    /** One call. */
    public record Update(long step, long total, String message) {
    }

    private final List<Update> updates = new ArrayList<>();

    @Override
    public synchronized void update(long step, long total, String message) {
        long before = updates.isEmpty() ? 0 : updates.get(updates.size() - 1).step();
        if (step < before || total >= 0 && step > total) {
            throw new AssertionError("step " + step + " of " + total + " after step " + before);
        }
        updates.add(new Update(step, total, message));
    }

    public synchronized List<Update> updates() {
        return List.copyOf(updates);
    }
}
