package dev.reverie.envs;

import dev.reverie.core.Space;
import java.util.Arrays;
import org.deeplearning4j.rl4j.space.ArrayObservationSpace;
import org.deeplearning4j.rl4j.space.ObservationSpace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The space of an environment's observations, told to rl4j with true bounds; its own {@link ArrayObservationSpace} has none.
 *
 * @param box
 *            what the environment says
 */
record MdpObservations(Space.Box box) implements ObservationSpace<EncodedObservation> {
    /** What an MDP says of its observations; without bounds where it says none. */
    static Space.Box of(ObservationSpace<?> space) {
        if (space instanceof MdpObservations ours) {
            return ours.box;
        }
        int[] shape = space.getShape();
        // Its bounds are placeholders, and would pass for a bound of 0 in a space of one element.
        if (space instanceof ArrayObservationSpace || space.getLow() == null || space.getHigh() == null) {
            return Space.box(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, shape);
        }
        return new Space.Box(shape, Space.Element.F32, numbers(space.getLow()), numbers(space.getHigh()));
    }

    /** Of any shape and type, in C order. */
    static float[] numbers(INDArray array) {
        return array.dup('c').data().asFloat();
    }

    @Override
    public String getName() {
        return box.toString();
    }

    @Override
    public int[] getShape() {
        return box.shape();
    }

    @Override
    public INDArray getLow() {
        return bounds(box.low());
    }

    @Override
    public INDArray getHigh() {
        return bounds(box.high());
    }

    private INDArray bounds(float[] bounds) {
        var all = bounds;
        if (bounds.length < box.size()) {
            all = new float[box.size()];
            Arrays.fill(all, bounds[0]);
        }
        long[] shape = Arrays.stream(box.shape()).asLongStream().toArray();
        return Nd4j.createFromArray(all).reshape(shape);
    }
}
