package dev.reverie.mdn;

/** What one mixture is over, where targets have several dimensions. Users of world models keep asking which one is meant. */
public enum Factorisation {
    /** One mixture over all D dimensions: a component is a place in the whole space, so it knows how dimensions go together. */
    JOINT,
    /** D independent mixtures, one a dimension, as in Ha and Schmidhuber (2018): richer margins, no dependence between dimensions. */
    PER_DIMENSION
}
