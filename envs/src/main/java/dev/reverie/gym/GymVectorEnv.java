package dev.reverie.gym;

import dev.reverie.core.Arguments;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.VectorEnv;
import dev.reverie.core.VectorStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Many environments of Gymnasium, stepped together: a message for all, not one for each. With several workers, each a Python process of its
 * own, they work at the same time.
 *
 * <p>Rows follow from their own seeds and actions as {@link VectorEnv#of} has it, autoresets included: they are the same with any number of
 * workers, and the same as of as many {@link GymEnv}s.
 */
public final class GymVectorEnv implements VectorEnv {
    private final List<GymRows> workers = new ArrayList<>();
    private final GymSpec spec;
    private final Autoreset autoreset;
    private final byte[] ops;
    private final long[] seeds;
    private final long[] next;
    private final long[] episodes;
    private final boolean[] started;
    private final boolean[] ended;
    private final float[] action;

    private GymVectorEnv(GymOptions options, int count, int workers, Autoreset autoreset, Supplier<GymClient> clients) {
        this.autoreset = Objects.requireNonNull(autoreset, "autoreset");
        Arguments.atLeast(1, "count", count);
        Arguments.atLeast(1, "workers", workers);
        int hands = Math.min(workers, count);
        try {
            for (int w = 0; w < hands; w++) {
                int share = (w + 1) * count / hands - w * count / hands;
                var client = clients.get();
                try {
                    this.workers.add(new GymRows(client, options, share));
                } catch (RuntimeException e) {
                    client.close();
                    throw e;
                }
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        spec = this.workers.get(0).spec();
        ops = new byte[count];
        seeds = new long[count];
        next = new long[count];
        episodes = new long[count];
        started = new boolean[count];
        ended = new boolean[count];
        action = new float[spec.actionSpace().size()];
    }

    /** SAME_STEP, all in one process, with the Python that {@link GymPython#standard} finds. */
    public static GymVectorEnv make(GymOptions options, int count) {
        return make(options, count, 1, Autoreset.SAME_STEP, () -> GymClient.start(GymPython.standard()));
    }

    /**
     * @param workers
     *            how many connections share the environments; pays from some tens of microseconds a step
     * @param clients
     *            asked for each of them, which is closed with this
     */
    public static GymVectorEnv make(GymOptions options, int count, int workers, Autoreset autoreset, Supplier<GymClient> clients) {
        return new GymVectorEnv(options, count, workers, autoreset, clients);
    }

    /** What was made, and how its spaces are laid out. */
    public GymSpec spec() {
        return spec;
    }

    @Override
    public int count() {
        return ops.length;
    }

    @Override
    public Space.Box observationSpace() {
        return spec.observationSpace();
    }

    @Override
    public Space actionSpace() {
        return spec.actionSpace();
    }

    @Override
    public void reset(long seed, boolean[] mask, VectorStep out) {
        if (mask.length != count()) {
            throw new IllegalArgumentException("mask must have " + count() + " elements, had " + mask.length);
        }
        checkRows(out);
        GymRows.seed(seed);
        for (int i = 0; i < ops.length; i++) {
            ops[i] = mask[i] ? GymRows.RENEW : GymRows.LEAVE;
            if (mask[i]) {
                seeds[i] = seed + i;
                episodes[i] = 0;
                ended[i] = false;
                next[i] = seeds[i];
            }
        }
        exchange(null, out);
        for (int i = 0; i < ops.length; i++) {
            if (mask[i]) {
                started[i] = true;
                prepare(i);
            }
        }
    }

    @Override
    public void step(float[] actions, VectorStep out) {
        if (actions.length != count() * action.length) {
            throw new IllegalArgumentException(
                    "actions must have " + count() + "·" + action.length + " elements, had " + actions.length);
        }
        checkRows(out);
        for (int i = 0; i < ops.length; i++) {
            if (!started[i]) {
                throw new IllegalStateException("step before reset of environment " + i + ": call reset(seed, out) first");
            }
            if (ended[i] && autoreset == Autoreset.DISABLED) {
                throw new IllegalStateException("step after the end of the episode of environment " + i
                        + ": call reset(seed, mask, out) first, or choose an autoreset");
            }
            System.arraycopy(actions, i * action.length, action, 0, action.length);
            spec.actionSpace().check("action", action);
            ops[i] = ended[i] ? GymRows.RENEW : autoreset == Autoreset.SAME_STEP ? GymRows.PLAY_ON : GymRows.PLAY;
        }
        exchange(actions, out);
        for (int i = 0; i < ops.length; i++) {
            boolean done = out.done(i);
            if (ops[i] == GymRows.RENEW || done && autoreset == Autoreset.SAME_STEP) {
                prepare(i);
            } else if (done) {
                out.finalObservations().set(i, out.observations().row(i));
            }
            ended[i] = done && autoreset != Autoreset.SAME_STEP;
        }
    }

    /** Sets the seed of row i's next autoreset. */
    private void prepare(int i) {
        next[i] = Seed.of(seeds[i]).child("autoreset", ++episodes[i]).nonNegative();
    }

    private void checkRows(VectorStep out) {
        if (out.count() != count()) {
            throw new IllegalArgumentException("out must have " + count() + " rows, had " + out.count());
        }
    }

    /** Asks all workers, then reads all their answers, so that they work at the same time and stay in step even if one fails. */
    private void exchange(float[] actions, VectorStep out) {
        RuntimeException first = null;
        int asked = 0;
        int offset = 0;
        try {
            for (; asked < workers.size(); asked++) {
                workers.get(asked).send(ops, next, actions, offset);
                offset += workers.get(asked).count();
            }
        } catch (RuntimeException e) {
            first = e;
        }
        offset = 0;
        for (int w = 0; w < asked; w++) {
            try {
                receive(workers.get(w), offset, out);
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
            offset += workers.get(w).count();
        }
        if (first != null) {
            Arrays.fill(started, false);
            throw first;
        }
    }

    private void receive(GymRows rows, int offset, VectorStep out) {
        rows.receive(out.observations(), out.finalObservations(), offset);
        for (int i = 0; i < rows.count(); i++) {
            if (ops[offset + i] != GymRows.LEAVE) {
                out.rewards()[offset + i] = (float) rows.reward(i);
                out.terminated()[offset + i] = rows.terminated(i);
                out.truncated()[offset + i] = rows.truncated(i);
            }
        }
    }

    @Override
    public void close() {
        workers.forEach(GymRows::close);
    }
}
