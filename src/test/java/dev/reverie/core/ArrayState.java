package dev.reverie.core;

import dev.reverie.compute.Floats;
import java.util.List;

/**
 * The state of a world model whose memory is its parts and nothing else: for models of tests.
 *
 * @param step
 *            moves the parts of one row
 */
public record ArrayState(WorldModel model, int rows, Floats z, Floats actions, List<Floats> parts, Step step) implements WorldModel.State {
    /** How a row's memory moves. */
    public interface Step {
        void move(int row, WorldModel.State state);
    }

    /** Zeros. */
    public ArrayState(WorldModel model, int rows, Step step) {
        this(model, Arguments.atLeast(1, "rows", rows), Floats.allocate(rows * model.latentSize()),
                Floats.allocate(rows * model.actionSize()),
                model.parts().stream().map(part -> Floats.allocate(rows * part.size())).toList(), step);
    }

    @Override
    public void begin(int row) {
        for (var part : parts) {
            int size = part.size() / rows;
            part.slice(row * size, size).fill(0);
        }
    }

    @Override
    public void advance(int count) {
        for (int r = 0; r < count; r++) {
            step.move(r, this);
        }
    }

    @Override
    public void copyRow(int to, WorldModel.State other, int from) {
        z.put(to * model.latentSize(), other.z(), from * model.latentSize(), model.latentSize());
        for (int i = 0; i < parts.size(); i++) {
            int size = parts.get(i).size() / rows;
            parts.get(i).put(to * size, other.parts().get(i), from * size, size);
        }
    }

    @Override
    public void close() {
    }
}
