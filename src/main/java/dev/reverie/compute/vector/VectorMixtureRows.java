package dev.reverie.compute.vector;

import dev.reverie.compute.Floats;
import dev.reverie.compute.MixtureRows;

/**
 * {@link MixtureRows}, row by row: {@link MixtureLoops} and exponentials by turns, everything between them in the first-level cache. Where
 * D is no multiple of L, rows are worked on in padded planes.
 */
final class VectorMixtureRows implements MixtureRows {
    private final ThreadLocal<Scratch> scratch = new ThreadLocal<>();

    /** What a row needs, this thread's own. D is rounded up to whole vectors. */
    private static final class Scratch {
        final Shape shape;
        final int D;
        final Floats row;
        final Floats target;
        final Floats other;
        final Floats precisions;
        final Floats distances;
        /** [2, K, D]: logits and joint log-densities below their greatest, then their exponentials. */
        final Floats shares;
        final Floats levels;
        final Floats ratios;
        final Floats sums;

        Scratch(Shape shape) {
            this.shape = shape;
            int K = shape.components();
            D = (shape.dimensions() + Lanes.L - 1) / Lanes.L * Lanes.L;
            row = Floats.allocate(3 * K * D);
            target = Floats.allocate(D);
            other = Floats.allocate(D);
            precisions = Floats.allocate(K * D);
            distances = Floats.allocate(K * D);
            shares = Floats.allocate(2 * K * D);
            levels = Floats.allocate(D);
            ratios = Floats.allocate(D);
            sums = Floats.allocate(D);
        }

        boolean padded() {
            return D != shape.dimensions();
        }
    }

    private Scratch scratch(Shape shape) {
        var room = scratch.get();
        if (room == null || !room.shape.equals(shape)) {
            room = new Scratch(shape);
            scratch.set(room);
        }
        return room;
    }

    @Override
    public void loss(Shape shape, int rows, Rows outputs, Rows targets, Rows weights, Rows gradients, Floats sums) {
        MixtureRows.checkLoss(shape, rows, outputs, targets, weights, gradients, sums);
        var room = scratch(shape);
        int D = shape.dimensions();
        room.sums.fill(0);
        for (int r = 0; r < rows; r++) {
            float weight = weights.buffer().get(weights.row(r));
            if (weight == 0) {
                if (gradients != null) {
                    zero(gradients, r, shape.outputs());
                }
            } else if (room.padded()) {
                pad(room, outputs, r);
                room.target.put(0, targets.buffer(), targets.row(r), D);
                row(room, room.row, 0, room.target, 0, weight, gradients == null ? null : room.row, 0);
                if (gradients != null) {
                    unpad(room, gradients, r);
                }
            } else {
                row(room, outputs.buffer(), outputs.row(r), targets.buffer(), targets.row(r), weight,
                        gradients == null ? null : gradients.buffer(), gradients == null ? 0 : gradients.row(r));
            }
        }
        for (int d = 0; d < D; d++) {
            sums.set(d, sums.get(d) + room.sums.get(d));
        }
    }

    private static void row(Scratch room, Floats outputs, int at, Floats target, int y, float weight, Floats gradients, int to) {
        int K = room.shape.components();
        int D = room.D;
        Object shares = Lanes.view(room.shares);
        Object precisions = Lanes.view(room.precisions);
        Object ratios = Lanes.view(room.ratios);
        Loop.EXP_OF_MINUS.run(Lanes.view(outputs), at + 2 * K * D, precisions, 0, K * D);
        MixtureLoops.runJoint(K, D, Lanes.view(outputs), at, Lanes.view(target), y, precisions, Lanes.view(room.distances), shares,
                Lanes.view(room.levels));
        Loop.EXP.run(shares, 0, shares, 0, 2 * K * D);
        if (gradients != null) {
            MixtureLoops.runGradients(K, D, weight, shares, precisions, Lanes.view(room.distances), Lanes.view(gradients), to);
        }
        MixtureLoops.runLosses(K, D, shares, ratios);
        Loop.LOG.run(ratios, 0, ratios, 0, D);
        MixtureLoops.runAddLosses(D, weight, Lanes.view(room.levels), ratios, Lanes.view(room.sums));
    }

    @Override
    public void sample(Shape shape, int rows, Rows outputs, float temperature, float noiseScale, Rows choices, Rows noise, Rows z) {
        MixtureRows.checkSample(shape, rows, outputs, choices, noise, z);
        var room = scratch(shape);
        int D = shape.dimensions();
        for (int r = 0; r < rows; r++) {
            if (room.padded()) {
                pad(room, outputs, r);
                room.target.put(0, noise.buffer(), noise.row(r), D);
                room.other.put(0, choices.buffer(), choices.row(r), D);
                draw(room, room.row, 0, temperature, noiseScale, room.other, 0, room.target, 0, room.target, 0);
                z.buffer().put(z.row(r), room.target, 0, D);
            } else {
                draw(room, outputs.buffer(), outputs.row(r), temperature, noiseScale, choices.buffer(), choices.row(r), noise.buffer(),
                        noise.row(r), z.buffer(), z.row(r));
            }
        }
    }

    private static void draw(Scratch room, Floats outputs, int at, float temperature, float noiseScale, Floats choices, int u, Floats noise,
            int e, Floats z, int to) {
        int K = room.shape.components();
        int D = room.D;
        Object row = Lanes.view(outputs);
        Object shares = Lanes.view(room.shares);
        Object means = Lanes.view(room.levels);
        Object scales = Lanes.view(room.ratios);
        MixtureLoops.runTemper(K, D, 1 / temperature, row, at, shares);
        Loop.EXP.run(shares, 0, shares, 0, K * D);
        MixtureLoops.runChoose(K, D, row, at, Lanes.view(choices), u, shares, means, scales);
        Loop.EXP.run(scales, 0, scales, 0, D);
        MixtureLoops.runPlace(D, noiseScale, means, scales, Lanes.view(noise), e, Lanes.view(z), to);
    }

    /** Row r in padded planes; what stands in the padding is finite and never read again. */
    private static void pad(Scratch room, Rows from, int r) {
        int D = room.shape.dimensions();
        for (int plane = 0; plane < 3 * room.shape.components(); plane++) {
            room.row.put(plane * room.D, from.buffer(), from.row(r) + plane * D, D);
        }
    }

    private static void unpad(Scratch room, Rows to, int r) {
        int D = room.shape.dimensions();
        for (int plane = 0; plane < 3 * room.shape.components(); plane++) {
            to.buffer().put(to.row(r) + plane * D, room.row, plane * room.D, D);
        }
    }

    private static void zero(Rows rows, int r, int width) {
        for (int i = 0; i < width; i++) {
            rows.buffer().set(rows.row(r) + i, 0);
        }
    }
}
