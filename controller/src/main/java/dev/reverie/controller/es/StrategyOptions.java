package dev.reverie.controller.es;

/** What the options of every strategy have. */
interface StrategyOptions {
    /** λ, candidates of a generation. */
    int population();

    /** What is made of fitness before it is learned from. */
    FitnessShaping shaping();
}
