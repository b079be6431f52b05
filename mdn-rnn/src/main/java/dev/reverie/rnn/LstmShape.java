package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Lstm;
import dev.reverie.compute.NamedArray;
import dev.reverie.compute.Precision;
import dev.reverie.compute.dl4j.Initial;
import dev.reverie.compute.dl4j.Parameter;
import dev.reverie.core.Arguments;
import dev.reverie.core.WorldModel;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One long short-term memory: its kernel [inputs + H, 4H], gates in the order i, f, c̃, o, then its bias [4H]; with layer normalisation
 * [10H], as {@link dev.reverie.compute.NormalisedCell} has it.
 *
 * @param hidden
 *            H
 * @param forgetBias
 *            constant added to the forget gate
 * @param layerNorm
 *            whether gates and cell are normalised
 */
record LstmShape(int inputs, int hidden, float forgetBias, boolean layerNorm) implements MemoryShape {
    LstmShape {
        Arguments.atLeast(1, "hidden", hidden);
        if ((inputs + (double) hidden) * 4 * hidden + 10.0 * hidden > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "sizes must make fewer than 2^31 parameters, were inputs " + inputs + ", hidden " + hidden);
        }
    }

    private Lstm.Shape over(int steps, int batch) {
        return new Lstm.Shape(steps, batch, inputs, hidden, forgetBias, layerNorm);
    }

    int kernelSize() {
        return over(1, 1).kernelSize();
    }

    int biasSize() {
        return over(1, 1).biasSize();
    }

    /** The part of the parameters, or of their gradients, that is the kernel; shared. */
    Floats kernel(Floats parameters) {
        return parameters.slice(0, kernelSize());
    }

    /** The part that is the bias; shared. */
    Floats bias(Floats parameters) {
        return parameters.slice(kernelSize(), biasSize());
    }

    @Override
    public int width() {
        return hidden;
    }

    @Override
    public int parameterCount() {
        return kernelSize() + biasSize();
    }

    @Override
    public List<Parameter> parameters() {
        int joined = inputs + hidden;
        return List.of(Parameter.of("kernel", Initial.glorotUniform(joined, 4L * hidden), joined, 4L * hidden),
                Parameter.of("bias", layerNorm ? this::gains : Initial.zeros(), biasSize()));
    }

    /** All gains 1, all shifts 0: the gates' shifts and gains [4H], the cell's gain and shift [H]. */
    private void gains(RandomGenerator random, Floats bias) {
        for (int j = 4 * hidden; j < 9 * hidden; j++) {
            bias.set(j, 1);
        }
    }

    @Override
    public List<NamedArray> arrays() {
        int H = hidden;
        int bias = kernelSize();
        var arrays = new ArrayList<>(List.of(new NamedArray("lstm.input.weight", 0, List.of(inputs, 4 * H)),
                new NamedArray("lstm.hidden.weight", inputs * 4 * H, List.of(H, 4 * H)),
                new NamedArray("lstm.bias", bias, List.of(4 * H))));
        if (layerNorm) {
            arrays.add(new NamedArray("lstm.gain", bias + 4 * H, List.of(4 * H)));
            arrays.add(new NamedArray("lstm.cell.gain", bias + 8 * H, List.of(H)));
            arrays.add(new NamedArray("lstm.cell.shift", bias + 9 * H, List.of(H)));
        }
        return arrays;
    }

    /** The forget gate's constant in the bias. */
    @Override
    public float[] exported(Floats parameters) {
        float[] exported = parameters.toArray();
        for (int j = kernelSize() + hidden; j < kernelSize() + 2 * hidden; j++) {
            exported[j] += forgetBias;
        }
        return exported;
    }

    /** h and c. */
    @Override
    public List<WorldModel.Part> parts() {
        return WorldModel.Part.lstm(hidden);
    }

    @Override
    public int stateSize() {
        return 2 * hidden;
    }

    @Override
    public Pass pass(int steps, int batch, Precision precision, Engine engine) {
        return new LstmPass(steps, batch, precision, engine);
    }

    @Override
    public Packed pack(Floats parameters, int rows, Precision precision, Engine engine) {
        return LstmSteps.Packed.of(this, parameters, rows, precision, engine);
    }

    /** {@link Lstm}, with what is carried: h of all sequences [B, H], then c. */
    private final class LstmPass implements Pass {
        private final Lstm lstm;
        private final Floats zeros;
        /** State after the last step, [B, H]. Backward overwrites it with gradients that are not used. */
        private final Floats hEnd;
        private final Floats cEnd;

        LstmPass(int steps, int batch, Precision precision, Engine engine) {
            lstm = Lstm.of(over(steps, batch), precision, engine);
            zeros = Floats.allocate(batch * hidden);
            hEnd = Floats.allocate(batch * hidden);
            cEnd = Floats.allocate(batch * hidden);
        }

        @Override
        public void forward(Floats parameters, Floats inputs, CarriedMemory carried, Floats h) {
            lstm.weights(kernel(parameters), bias(parameters));
            if (carried == null) {
                lstm.forward(inputs, null, zeros, zeros, h, hEnd, cEnd);
                return;
            }
            int size = zeros.size();
            hEnd.put(0, carried.state(), 0, size);
            cEnd.put(0, carried.state(), size, size);
            lstm.forward(inputs, carried.resets(), hEnd, cEnd, h, hEnd, cEnd);
            carried.state().put(0, hEnd, 0, size);
            carried.state().put(size, cEnd, 0, size);
        }

        @Override
        public void backward(Floats dh, Floats gradients) {
            lstm.backward(dh, null, null, kernel(gradients), bias(gradients), null, hEnd, cEnd);
        }

        @Override
        public void close() {
            lstm.close();
            Floats.freeAll(zeros, hEnd, cEnd);
        }
    }
}
