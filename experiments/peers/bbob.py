"""CMA-ES beside pycma on the 24 noiseless BBOB functions of COCO: evaluations until the optimum is reached to 1e-8.

    experiments/benchmarks/bbob --dimensions 10 40 --functions 1-24

Both begin at the same points with the same step size (2, the mean uniform in [-4, 4]) and the default population, and both are stopped
by the same rule: target reached, the best value flat for a while, or the budget spent. There are no restarts. pycma's lazy updates,
active weights and step-size control are its defaults. Ours is driven through a pipe (AskTell.java), so that one and the same
implementation of the functions, COCO's, evaluates both.

A row of bbob.csv is a function in a dimension: runs that succeeded of each side, their median evaluations, the expected running time
(all evaluations of all runs over the successes) and the ratio ours / pycma of the latter.
"""

import argparse
import collections
import csv
import math
import os
import statistics
import subprocess
import sys
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
import cma  # noqa: E402
import cocoex  # noqa: E402
import numpy as np  # noqa: E402

RESULTS = Path(__file__).resolve().parent.parent / "results" / "evolution"
COLUMNS = ["function", "n", "runs", "ours_solved", "pycma_solved", "ours_median", "pycma_median", "ours_ert", "pycma_ert", "ratio",
           "ratio_low", "ratio_high"]
STEP_SIZE = 2.0


class Ours:
    """Our strategy at the other end of a pipe."""

    def __init__(self):
        self.process = subprocess.Popen([os.environ["REVERIE_LAUNCH"], "dev.reverie.benchmarks.AskTell"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True, bufsize=1)

    def start(self, x, seed):
        self.n = len(x)
        self.answer(f"start AUTOMATIC {STEP_SIZE} {seed} " + " ".join(map(repr, map(float, x))))

    def answer(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        reply = self.process.stdout.readline()
        if not reply:
            sys.exit("our side ended; what it said is above")
        words = reply.split()
        self.candidates = np.array(words[2:], dtype=float).reshape(int(words[0]), self.n)

    def ask(self):
        return self.candidates

    def tell(self, costs):
        self.answer("tell " + " ".join(map(repr, costs)))


class Pycma:
    def start(self, x, seed):
        # never stops by itself: the rule below stops both
        never = {"maxiter": math.inf, "tolfun": 0, "tolfunhist": 0, "tolx": 0, "tolstagnation": math.inf, "tolflatfitness": math.inf,
                 "tolconditioncov": math.inf, "tolfacupx": math.inf, "tolupsigma": math.inf}
        self.strategy = cma.CMAEvolutionStrategy(x, STEP_SIZE, {"verbose": -9, "seed": seed + 1, **never})

    def ask(self):
        self.candidates = self.strategy.ask()
        return self.candidates

    def tell(self, costs):
        self.strategy.tell(self.candidates, costs)


def run(side, problem, seed, budget):
    """(solved, evaluations)"""
    n = problem.dimension
    start = np.random.default_rng([seed, problem.id_function, n]).uniform(-4, 4, n)
    side.start(start, seed)
    evaluations = 0
    recent = None
    while evaluations < budget:
        costs = []
        for x in side.ask():
            costs.append(float(problem(x)))
            evaluations += 1
            if problem.final_target_hit:
                return True, evaluations
        if recent is None:
            recent = collections.deque(maxlen=10 + math.ceil(30 * n / len(costs)))
        recent.append(min(costs))
        if len(recent) == recent.maxlen and max(recent) - min(recent) <= 1e-12:
            break
        side.tell(costs)
    return False, evaluations


def compare(sides, function, n, runs, budget):
    outcomes = {name: [] for name in sides}
    for instance in range(1, runs + 1):
        for name, side in sides.items():
            suite = cocoex.Suite("bbob", "instances: 1-15", f"dimensions: {n} function_indices: {function} instance_indices: {(instance - 1) % 15 + 1}")
            problem = suite.get_problem(0)
            outcomes[name].append(run(side, problem, instance, budget))
            problem.free()
    return outcomes


def ert(outcome):
    solved = sum(s for s, _ in outcome)
    return sum(e for _, e in outcome) / solved if solved else math.inf


def interval(ours, theirs):
    """Of the ratio of the expected running times, 95%, by the bootstrap over runs."""
    random = np.random.default_rng(1)
    ratios = []
    for _ in range(2000):
        a = ert([ours[i] for i in random.integers(len(ours), size=len(ours))])
        b = ert([theirs[i] for i in random.integers(len(theirs), size=len(theirs))])
        ratios.append(a / b if math.isfinite(a) or math.isfinite(b) else math.nan)
    return np.nanpercentile(ratios, [2.5, 97.5]) if not all(map(math.isnan, ratios)) else (math.nan, math.nan)


def row(function, n, outcomes):
    ours, theirs = outcomes["ours"], outcomes["pycma"]
    median = {name: statistics.median([e for s, e in o if s]) if any(s for s, _ in o) else "" for name, o in outcomes.items()}
    both = any(s for s, _ in ours) and any(s for s, _ in theirs)
    low, high = interval(ours, theirs) if both else (math.nan, math.nan)
    number = lambda value: f"{value:.0f}" if value != "" and math.isfinite(value) else ""
    return dict(zip(COLUMNS, [function, n, len(ours), sum(s for s, _ in ours), sum(s for s, _ in theirs), number(median["ours"]),
                              number(median["pycma"]), number(ert(ours)), number(ert(theirs)),
                              f"{ert(ours) / ert(theirs):.3f}" if both else "", f"{low:.2f}" if both else "", f"{high:.2f}" if both else ""]))


def save(rows, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    old = {}
    if path.exists():
        with open(path, newline="") as f:
            old = {(int(r["function"]), int(r["n"])): r for r in csv.DictReader(f)}
    old.update({(r["function"], r["n"]): r for r in rows})
    with open(path, "w", newline="") as f:
        writer = csv.DictWriter(f, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(old[key] for key in sorted(old, key=lambda key: (key[1], key[0])))


def numbers(text):
    low, _, high = text.partition("-")
    return range(int(low), int(high or low) + 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dimensions", type=int, nargs="+", default=[10, 40])
    parser.add_argument("--functions", type=numbers, default=range(1, 25), metavar="1-24")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--budget", type=int, default=20000, help="evaluations a run, times the dimension")
    parser.add_argument("--out", type=Path, default=RESULTS / "bbob.csv")
    options = parser.parse_args()
    sides = {"ours": Ours(), "pycma": Pycma()}
    for n in options.dimensions:
        for function in options.functions:
            found = row(function, n, compare(sides, function, n, options.runs, options.budget * n))
            save([found], options.out)
            print(", ".join(f"{key} {value}" for key, value in found.items()), flush=True)


if __name__ == "__main__":
    main()
