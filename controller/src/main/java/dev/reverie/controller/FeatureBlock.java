package dev.reverie.controller;

import dev.reverie.compute.Floats;

/** Some rows that one candidate acts in: their features, outputs and actions. A thread's own buffers, which grow when they must. */
final class FeatureBlock {
    /** So many that the weights are read from afar seldom, and so few that all sums stay in the nearest cache. */
    static final int MAX_ROWS = 8;
    private static final ThreadLocal<FeatureBlock> OF_THREAD = ThreadLocal.withInitial(FeatureBlock::new);

    private float[][] x = {{}};
    private float[][] y = {{}};
    private float[] action = {};

    /** The calling thread's, wide enough for {@code controller}. */
    static FeatureBlock of(Controller controller, int features) {
        var group = OF_THREAD.get();
        group.x = roomy(group.x, features);
        group.y = roomy(group.y, controller.actionMap().outputs());
        int size = controller.actionSpace().size();
        if (group.action.length != size) {
            group.action = new float[size];
        }
        return group;
    }

    private static float[][] roomy(float[][] buffer, int width) {
        return buffer[0].length >= width ? buffer : new float[MAX_ROWS][width];
    }

    /**
     * Takes some features of row {@code first + r} of a batch for row r.
     *
     * @param from
     *            [B, size]
     * @param at
     *            where they go among the row's features
     */
    void gather(int first, int rows, Floats from, int size, int at) {
        for (int r = 0; r < rows; r++) {
            from.read((first + r) * size, x[r], at, size);
        }
    }

    /** The actions of the rows, written where those of a batch are. */
    void act(Controller controller, int first, int rows, Floats actions) {
        var map = controller.actionMap();
        controller.respond(rows, x, y);
        for (int r = 0; r < rows; r++) {
            map.apply(y[r], action);
            actions.write((first + r) * action.length, action, 0, action.length);
        }
    }
}
