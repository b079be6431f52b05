package dev.reverie.compute.reference;

import dev.reverie.compute.Activation;

/**
 * One unit of a long short-term memory in one step (Hochreiter and Schmidhuber 1997; forget gate: Gers, Schmidhuber and Cummins 2000).
 *
 * @param i
 *            input gate; likewise f forget, o output
 * @param candidate
 *            c̃, what is offered to the cell
 * @param before
 *            the cell before the step
 * @param c
 *            the cell after it
 * @param h
 *            the output
 */
public record ReferenceLstmCell(double i, double f, double candidate, double o, double before, double c, double h) {
    /** Gradients of the four pre-activations and of the cell before the step. */
    public record Gradients(double i, double f, double candidate, double o, double c) {
    }

    /**
     * c' = σ(f)·c + σ(i)·tanh(c̃); h' = σ(o)·tanh(c').
     *
     * @param i
     *            pre-activation; likewise f (its bias in it), candidate, o
     */
    public static ReferenceLstmCell step(double i, double f, double candidate, double o, double before) {
        double in = Activation.SIGMOID.of(i);
        double forget = Activation.SIGMOID.of(f);
        double offered = Math.tanh(candidate);
        double out = Activation.SIGMOID.of(o);
        double c = forget * before + in * offered;
        return new ReferenceLstmCell(in, forget, offered, out, before, c, out * Math.tanh(c));
    }

    /** The chain rule, from dh' and dc'. */
    public Gradients backward(double dh, double dc) {
        double squashed = Math.tanh(c);
        double cell = dc + dh * o * (1 - squashed * squashed);
        return new Gradients(cell * candidate * i * (1 - i), cell * before * f * (1 - f), cell * i * (1 - candidate * candidate),
                dh * squashed * o * (1 - o), cell * f);
    }
}
