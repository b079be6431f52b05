package dev.reverie.envs;

import dev.reverie.core.Observation;
import java.util.Objects;
import org.deeplearning4j.rl4j.space.Encodable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An observation of ours as rl4j wants it. A picture's bytes become numbers 0..255 in the order [height, width, channels].
 *
 * @param observation
 *            not copied, since it never changes
 */
public record EncodedObservation(Observation observation) implements Encodable {
    public EncodedObservation {
        Objects.requireNonNull(observation, "observation");
    }

    /** A new array, flat. */
    @Override
    @SuppressWarnings("deprecation") // By rl4j, which still calls it.
    public double[] toArray() {
        var numbers = numbers();
        var wide = new double[numbers.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = numbers[i];
        }
        return wide;
    }

    private float[] numbers() {
        if (observation instanceof Observation.Vector vector) {
            return vector.values().clone();
        }
        var pixels = ((Observation.Frame) observation).pixels();
        var numbers = new float[pixels.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = pixels[i] & 0xFF;
        }
        return numbers;
    }

    /** A new float array, [D] or [height, width, channels]; needs an ND4J backend on the class path. */
    @Override
    public INDArray getData() {
        var data = Nd4j.createFromArray(numbers());
        return observation instanceof Observation.Frame frame ? data.reshape(frame.height(), frame.width(), frame.channels()) : data;
    }

    /** Never. */
    @Override
    public boolean isSkipped() {
        return false;
    }

    /** Itself. */
    @Override
    public EncodedObservation dup() {
        return this;
    }
}
