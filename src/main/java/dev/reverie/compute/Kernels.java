package dev.reverie.compute;

/** One way of computing everything: plain Java, or the Vector API. {@link Engine} chooses. */
public interface Kernels {
    Elementwise elementwise();

    RowMath rows();

    Sampling sampling();

    LstmCell lstmCell();

    Patches patches();

    AdamStep adam();
}
