package dev.reverie.compute;

/**
 * One way of computing everything but products: plain Java, or the Vector API. {@link Engine} chooses.
 *
 * @param description
 *            for people
 */
public record Kernels(String description, Elementwise elementwise, RowMath rows, Sampling sampling, LstmCell lstmCell, Im2col patches,
        MixtureRows mixtures,
        AdamStep adam, Combinations combinations) {
}
