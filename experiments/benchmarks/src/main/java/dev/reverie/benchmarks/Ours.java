package dev.reverie.benchmarks;

import dev.reverie.compute.Engine;

/** Our own side, in this process. */
final class Ours implements Contender {
    static final String NAME = "reverie";
    /** Until the compiler has settled. */
    private static final double WARM_UP_SECONDS = 2;

    private final Engine engine;
    private Work work;
    private Session session;

    Ours(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Measurement measure(Work asked, double seconds) throws Declined {
        try {
            if (!asked.equals(work)) {
                prepare(asked);
            }
            return new Measurement(Stopwatch.measure(session::run, seconds).seconds(), "", products());
        } catch (RuntimeException | LinkageError e) {
            throw new Declined(e.toString());
        }
    }

    private void prepare(Work asked) {
        close();
        session = asked.start().apply(engine);
        work = asked;
        Stopwatch.measure(session::run, WARM_UP_SECONDS);
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
            session = null;
            work = null;
            System.gc(); // off-heap buffers are freed with their owners
        }
    }

    private String products() {
        return engine.facts().stream().filter(fact -> fact.name().equals("products")).map(Engine.Fact::value).findFirst().orElse("");
    }
}
