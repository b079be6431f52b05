package dev.reverie.benchmarks.kernels;

import dev.reverie.compute.Engine;

/** The two ways of computing that are set side by side. */
public enum Side {
    PLAIN, FAST;

    /** An engine of this kind. A fast one that is not fast fails, so that nobody reads plain numbers under its name. */
    Engine engine(int threads) {
        var engine = this == PLAIN ? Engine.plain(threads) : Engine.fast(threads);
        if (this == FAST && !engine.fast()) {
            throw new IllegalStateException("the fast path is off here: " + engine.facts());
        }
        return engine;
    }
}
