package dev.reverie.benchmarks;

import dev.reverie.controller.es.CmaEs;
import dev.reverie.core.Seed;
import java.util.List;

/** Generations of CMA-ES with nothing to evaluate: ask, and tell fitness drawn by lot. */
final class EvolutionWorks {
    private static final int POPULATION = 64;
    /** In one call, so that every call has its share of what is not done in every generation, such as a peer's eigendecompositions. */
    private static final int GENERATIONS = 12;

    private EvolutionWorks() {
    }

    static List<Work> all() {
        return List.of(of(867), of(1088));
    }

    private static Work of(int n) {
        return Work.counted("cma-es ask+tell n=" + n, "generations/s", GENERATIONS, engine -> {
            var strategy = CmaEs.of(n, new CmaEs.Options(POPULATION, 0.1, false), Seed.of(1));
            var lot = Seed.of(2).random();
            return Session.of(() -> {
                for (int g = 0; g < GENERATIONS; g++) {
                    strategy.ask();
                    strategy.tell(lot.doubles(POPULATION).toArray());
                }
            }, () -> {
            });
        });
    }
}
