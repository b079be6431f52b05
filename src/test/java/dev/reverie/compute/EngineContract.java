package dev.reverie.compute;

/** What a contract of the compute engine is held against. */
public interface EngineContract {
    /** The engine under test. */
    Engine engine(int threads);
}
