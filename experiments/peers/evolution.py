"""cma-es ask+tell n=N: twelve generations of pycma with nothing to evaluate, so that each call has its share of the lazy
eigendecompositions."""

import re

NAME = re.compile(r"cma-es ask\+tell n=(\d+)")
POPULATION = 64
GENERATIONS = 12


def variants(work, peer):
    found = NAME.fullmatch(work)
    if not found:
        return None
    n = int(found.group(1))
    return [("default", lambda: generations(n, {})), ("not active", lambda: generations(n, {"CMA_active": False}))]


def generations(n, options):
    import cma
    import numpy as np

    strategy = cma.CMAEvolutionStrategy(np.zeros(n), 0.1, {"popsize": POPULATION, "verbose": -9, "seed": 1, **options})
    lot = np.random.default_rng(2)

    def calls(times):
        for _ in range(times * GENERATIONS):
            strategy.tell(strategy.ask(), list(lot.random(POPULATION)))

    return calls
