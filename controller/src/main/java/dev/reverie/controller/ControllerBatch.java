package dev.reverie.controller;

import dev.reverie.compute.Floats;
import dev.reverie.core.Arguments;
import dev.reverie.core.DreamPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Controllers of one kind with different parameters, acting side by side: the candidates of a generation, in a batch of dreams.
 *
 * <p>Rows of one candidate that follow each other go through its layers together, so batches should be ordered by candidate. A row's action
 * has the same bits as {@link Controller#act} of its candidate gives, whatever the other rows. Safe for many threads as long as each has
 * its own buffers; nothing is allocated once a thread has acted for the first time.
 */
public final class ControllerBatch {
    private final Controller[] members;
    /** Which parts of the memory they look at, and how large these are. */
    private final int[] seen;
    private final int[] sizes;
    private final int features;

    private ControllerBatch(Controller[] members) {
        this.members = members;
        var shape = members[0].shape();
        seen = shape.seen();
        features = shape.featureCount();
        sizes = Arrays.stream(seen).map(part -> shape.memory().get(part).size()).toArray();
    }

    /**
     * One controller a candidate.
     *
     * @param controller
     *            of which kind; its own parameters do not matter
     * @param candidates
     *            [N][{@link Controller#parameterCount}], at least one; copied
     */
    public static ControllerBatch of(Controller controller, double[]... candidates) {
        Arguments.atLeast(1, "candidates", candidates.length);
        return new ControllerBatch(Arrays.stream(candidates).map(controller::withParameters).toArray(Controller[]::new));
    }

    /** The first candidate, in every dream. */
    public DreamPolicy policy() {
        return policy(null);
    }

    /**
     * Acts in dreams.
     *
     * @param players
     *            the candidate of each dream, by the dream's number; null for the first in all
     */
    DreamPolicy policy(int[] players) {
        var scratch = ThreadLocal.withInitial(() -> new int[0]);
        return (rows, ids, state) -> {
            var candidateOfRow = scratch.get();
            if (candidateOfRow.length < rows) {
                candidateOfRow = new int[Math.max(rows, ids.length)];
                scratch.set(candidateOfRow);
            }
            for (int r = 0; r < rows; r++) {
                candidateOfRow[r] = players == null ? 0 : players[ids[r]];
            }
            act(rows, candidateOfRow, state.z(), state.parts(), state.actions());
        };
    }

    /** N. */
    public int size() {
        return members.length;
    }

    /** The controller of one candidate. */
    public Controller member(int candidate) {
        return members[candidate];
    }

    /**
     * The actions of B rows. Buffers may be longer than the rows need.
     *
     * @param rows
     *            B
     * @param candidateOfRow
     *            whose action it is, [B] of 0..N-1
     * @param z
     *            [B, Z], not modified
     * @param memory
     *            all parts of M's memory in its order, [B, size] each, not modified
     * @param actions
     *            [B, A], overwritten
     */
    public void act(int rows, int[] candidateOfRow, Floats z, List<Floats> memory, Floats actions) {
        check(rows, candidateOfRow, z, memory, actions);
        var any = members[0];
        var group = FeatureBlock.of(any, features);
        for (int first = 0; first < rows;) {
            int candidate = Objects.checkIndex(candidateOfRow[first], members.length);
            int size = 1;
            while (size < FeatureBlock.MAX_ROWS && first + size < rows && candidateOfRow[first + size] == candidate) {
                size++;
            }
            group.gather(first, size, z, any.latentSize(), 0);
            int at = any.latentSize();
            for (int i = 0; i < seen.length; i++) {
                group.gather(first, size, memory.get(seen[i]), sizes[i], at);
                at += sizes[i];
            }
            group.act(members[candidate], first, size, actions);
            first += size;
        }
    }

    private void check(int rows, int[] candidateOfRow, Floats z, List<Floats> memory, Floats actions) {
        var any = members[0];
        if (candidateOfRow.length < rows) {
            throw new IllegalArgumentException("candidateOfRow must have at least " + rows + " elements, had " + candidateOfRow.length);
        }
        Checks.rows("z", z, rows, any.latentSize());
        for (int i = 0; i < seen.length; i++) {
            Checks.rows(any.shape().memory().get(seen[i]).name(), seen[i] < memory.size() ? memory.get(seen[i]) : null, rows, sizes[i]);
        }
        Checks.rows("actions", actions, rows, any.actionSpace().size());
    }
}
