package dev.reverie.controller;

import dev.reverie.compute.Floats;
import java.util.Arrays;
import java.util.Objects;

/**
 * Controllers of one kind with different parameters, acting side by side: the candidates of a generation, in a batch of dreams.
 *
 * <p>A row's action has the same bits as {@link Controller#act} of its candidate gives, whatever the other rows. Safe for many threads as long as each
 * has its own buffers; nothing is allocated once a thread has acted for the first time.
 */
public final class ControllerBatch {
    /** One row's features, outputs and action, a thread's own. */
    private static final class Scratch {
        private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

        private float[] x = {};
        private float[] y = {};
        private float[] action = {};

        static Scratch of(int features, int outputs, int action) {
            var scratch = OF_THREAD.get();
            if (scratch.x.length < features) {
                scratch.x = new float[features];
            }
            if (scratch.y.length < outputs) {
                scratch.y = new float[outputs];
            }
            if (scratch.action.length != action) {
                scratch.action = new float[action];
            }
            return scratch;
        }
    }

    private final Controller[] members;

    private ControllerBatch(Controller[] members) {
        this.members = members;
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
        Checks.atLeast(1, "candidates", candidates.length);
        return new ControllerBatch(Arrays.stream(candidates).map(controller::withParameters).toArray(Controller[]::new));
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
     * @param h
     *            [B, H], not modified; null is allowed where it is not looked at
     * @param c
     *            [B, H], not modified; null is allowed where it is not looked at
     * @param actions
     *            [B, A], overwritten
     */
    public void act(int rows, int[] candidateOfRow, Floats z, Floats h, Floats c, Floats actions) {
        var any = members[0];
        var features = any.features();
        var map = any.actionMap();
        int latent = any.latentSize();
        int hidden = any.hiddenSize();
        int width = any.actionSpace().size();
        check(rows, candidateOfRow, z, h, c, actions);
        var scratch = Scratch.of(any.featureCount(), map.outputs(), width);
        for (int row = 0; row < rows; row++) {
            features.gather(row, latent, hidden, z, h, c, scratch.x);
            members[Objects.checkIndex(candidateOfRow[row], members.length)].respond(scratch.x, scratch.y);
            map.apply(scratch.y, scratch.action);
            actions.write(row * width, scratch.action, 0, width);
        }
    }

    private void check(int rows, int[] candidateOfRow, Floats z, Floats h, Floats c, Floats actions) {
        var any = members[0];
        if (candidateOfRow.length < rows) {
            throw new IllegalArgumentException("candidateOfRow must have at least " + rows + " elements, had " + candidateOfRow.length);
        }
        Checks.rows("z", z, rows, any.latentSize());
        if (any.features().useH()) {
            Checks.rows("h", h, rows, any.hiddenSize());
        }
        if (any.features().useC()) {
            Checks.rows("c", c, rows, any.hiddenSize());
        }
        Checks.rows("actions", actions, rows, any.actionSpace().size());
    }
}
