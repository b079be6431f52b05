"""Golden files of CMA-ES by its author's own implementation, pycma: CmaEsGoldenTest holds ours against them.

    python3 -m venv venv && venv/bin/pip install -r requirements.txt
    venv/bin/python pycma_golden.py ../resources/dev/reverie/controller/es

Writes pycma-N.npz for N = 10 and 100: pycma's own strategy parameters, and for each of 50 generations its candidates, their fitness
(to be maximised) and where it then stood. The covariance is kept whole for some generations, and by its diagonal and its row sums for all.
"""

import sys
from pathlib import Path

import cma
import numpy as np
from cma.utilities.math import Mh

GENERATIONS = 50
WHOLE = {10: range(0, 50, 5), 100: (24, 49)}


def ellipsoid(rotation, x):
    scales = 10 ** (4 * np.arange(len(x)) / (len(x) - 1))
    return float(np.sum(scales * (rotation @ x) ** 2))


def golden(n):
    random = np.random.default_rng(n)
    rotation = np.linalg.qr(random.standard_normal((n, n)))[0]
    start = np.linspace(-1, 1, n)
    strategy = cma.CMAEvolutionStrategy(start, 0.5, {"seed": 7, "verbose": -9, "maxiter": 10 * GENERATIONS, "CSA_squared": False})
    # pycma begins with a covariance that is 1e-5 away from the unit matrix, against ties in the first decomposition
    strategy.sm.C = np.eye(n)
    strategy.sm._decompose_C()
    rows = {name: [] for name in ("candidates", "fitness", "mean", "stepSize", "stepSizePath", "covariancePath", "diagonal", "rowSums")}
    whole = []
    for generation in range(GENERATIONS):
        candidates = strategy.ask()
        costs = [ellipsoid(rotation, x) for x in candidates]
        rows["candidates"].append(np.array(candidates))
        rows["fitness"].append(-np.array(costs))
        strategy.tell(candidates, costs)
        strategy.sm.update_now(-1)
        c = np.array(strategy.sm.C)
        rows["mean"].append(strategy.mean.copy())
        rows["stepSize"].append(strategy.sigma)
        rows["stepSizePath"].append(strategy.adapt_sigma.ps.copy())
        rows["covariancePath"].append(strategy.pc.copy())
        rows["diagonal"].append(np.diag(c).copy())
        rows["rowSums"].append(c.sum(axis=1))
        if generation in WHOLE[n]:
            whole.append(c.copy())
    p = strategy.sp
    arrays = {name: np.array(values, dtype=np.float64) for name, values in rows.items()}
    arrays |= {
        "start": start,
        "covarianceAt": np.array(WHOLE[n], dtype=np.int64),
        "covariance": np.array(whole),
        "weights": np.array(p.weights, dtype=np.float64),
        # c_sigma, d_sigma, c_c, c_1, c_mu, mu_eff, E|N(0,I)| as its step-size adaptation has it
        "constants": np.array([strategy.adapt_sigma.cs, strategy.adapt_sigma.damps, p.cc, p.c1, p.cmu, p.weights.mueff,
                               Mh.chiN(n)]),
    }
    return arrays


if __name__ == "__main__":
    for n in WHOLE:
        arrays = golden(n)
        np.savez_compressed(Path(sys.argv[1]) / f"pycma-{n}.npz", **arrays)
        print(n, "lambda", arrays["fitness"].shape[1], "constants", arrays["constants"], "weights", arrays["weights"][[0, -1]])
