package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Precision;
import dev.reverie.core.Arguments;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The weights of one M, packed once for all states of the same number of rows, and their threads' scratch buffers; safe for many threads.
 */
final class PackedWeights implements AutoCloseable {
    /** States that read the same packed weights. */
    private record Kind(int rows, Precision precision) {
    }

    private final MdnRnnShape sizes;
    private final double endWeight;
    private final Floats parameters;
    private final Engine engine = Engine.current().serial();
    private final Map<Kind, MdnRnnState.Packs> packs = new ConcurrentHashMap<>();
    private final Queue<Scratch> scratches = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(this::scratch);
    private volatile boolean closed;

    /**
     * @param endWeight
     *            how often training counted an end
     * @param parameters
     *            not copied
     */
    PackedWeights(MdnRnnShape sizes, double endWeight, Floats parameters) {
        this.sizes = sizes;
        this.endWeight = endWeight;
        this.parameters = parameters;
    }

    MdnRnnState open(int rows, Precision precision) {
        if (closed) {
            throw new IllegalStateException("the model is closed");
        }
        Arguments.atLeast(1, "rows", rows);
        var shared = packs.computeIfAbsent(new Kind(rows, precision),
                kind -> MdnRnnState.Packs.of(Weights.in(parameters, sizes), sizes, rows, precision, engine));
        return new MdnRnnState(sizes, endWeight, rows, precision, shared, scratch, engine);
    }

    private Scratch scratch() {
        var made = new Scratch();
        scratches.add(made);
        return made;
    }

    /** To be called when no state is at work any more. */
    @Override
    public void close() {
        closed = true;
        packs.values().forEach(MdnRnnState.Packs::close);
        packs.clear();
        for (var own = scratches.poll(); own != null; own = scratches.poll()) {
            own.close();
        }
        parameters.free();
    }
}
