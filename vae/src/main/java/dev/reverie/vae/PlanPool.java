package dev.reverie.vae;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Plans to borrow: as many as there are threads at work at a time, each made when it is first missing.
 *
 * @param <P>
 *            a plan, which serves one thread at a time
 */
final class PlanPool<P extends AutoCloseable> implements AutoCloseable {
    private final Supplier<P> make;
    private final ConcurrentLinkedQueue<P> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    PlanPool(Supplier<P> make) {
        this.make = make;
    }

    void with(Consumer<P> work) {
        if (closed) {
            throw new IllegalStateException("the VAE is closed");
        }
        var free = idle.poll();
        var plan = free == null ? make.get() : free;
        try {
            work.accept(plan);
        } finally {
            idle.add(plan);
            if (closed) {
                close();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        for (var plan = idle.poll(); plan != null; plan = idle.poll()) {
            try {
                plan.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("a plan does not close", e);
            }
        }
    }
}
