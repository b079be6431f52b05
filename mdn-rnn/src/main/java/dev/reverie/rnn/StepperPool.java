package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Precision;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Makes steppers of one M, and lends them for single steps; safe for many threads. */
final class StepperPool implements AutoCloseable {
    /** Numbers of rows of those that are lent: a product of 8 rows costs what three of 1 do, one of 32 what four of 8 do. */
    private static final int[] LENT = {1, 8, 32};

    /** Those that read the same packed weights. */
    private record Kind(int rows, Precision precision) {
    }

    private final MdnRnnShape sizes;
    private final Floats parameters;
    private final Engine engine = Engine.current().serial();
    private final Map<Kind, Stepper.Packs> packs = new ConcurrentHashMap<>();
    private final Queue<Scratch> scratches = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(this::scratch);
    private final Map<Integer, Queue<Stepper>> idle = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @param parameters
     *            not copied
     */
    StepperPool(MdnRnnShape sizes, Floats parameters) {
        this.sizes = sizes;
        this.parameters = parameters;
    }

    Stepper make(int rows, Precision precision) {
        if (closed) {
            throw new IllegalStateException("the model is closed");
        }
        if (rows < 1) {
            throw new IllegalArgumentException("rows must be >= 1, was " + rows);
        }
        var shared = packs.computeIfAbsent(new Kind(rows, precision),
                kind -> Stepper.Packs.of(Weights.in(parameters, sizes), sizes, rows, precision, engine));
        return new Stepper(sizes, rows, precision, shared, scratch, engine);
    }

    private Scratch scratch() {
        var made = new Scratch();
        scratches.add(made);
        return made;
    }

    /** One for {@code count} rows, or for as many of them as one takes. */
    Stepper borrow(int count) {
        int rows = LENT[LENT.length - 1];
        for (int i = LENT.length - 1; i >= 0 && LENT[i] >= count; i--) {
            rows = LENT[i];
        }
        var stepper = idle(rows).poll();
        return stepper == null ? make(rows, Precision.F32) : stepper;
    }

    void giveBack(Stepper stepper) {
        if (closed) {
            stepper.close();
        } else {
            idle(stepper.rows()).add(stepper);
        }
    }

    private Queue<Stepper> idle(int rows) {
        return idle.computeIfAbsent(rows, n -> new ConcurrentLinkedQueue<>());
    }

    /** To be called when no stepper is at work any more. */
    @Override
    public void close() {
        closed = true;
        for (var queue : idle.values()) {
            for (var stepper = queue.poll(); stepper != null; stepper = queue.poll()) {
                stepper.close();
            }
        }
        packs.values().forEach(Stepper.Packs::close);
        packs.clear();
        for (var own = scratches.poll(); own != null; own = scratches.poll()) {
            own.close();
        }
        parameters.free();
    }
}
