"""The peers' side of a comparison: one process a peer, one request and one reply a line, JSON.

    {"work": "gemm 1024x291x1024 f32", "peer": "jax", "seconds": 0.5}
    {"seconds": 0.00131, "calls": 380, "variant": "matmul", "version": "0.10.2"}

or {"error": "..."}. The first request for a work prepares it, compiles it and picks the fastest variant; the following ones only
measure. Between requests nothing runs. Standard output carries replies only; everything else goes to standard error.
"""

import json
import os
import sys

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
# One pool with a thread a core; large pages; freed memory is kept, because a page touched for the first time costs more than the
# work on it. Each was measured to help PyTorch.
TUNING = {
    "OMP_NUM_THREADS": str(CORES),
    "MALLOC_TRIM_THRESHOLD_": str(1 << 40),
    "MALLOC_MMAP_MAX_": "0",
    "MALLOC_TOP_PAD_": str(64 << 20),
    "THP_MEM_ALLOC_ENABLE": "1",
    "JAX_PLATFORMS": "cpu",
}
# Settings that others made for their own libraries.
FOREIGN = ("OPENBLAS_CORETYPE", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "KMP_AFFINITY",
           "ONEDNN_MAX_CPU_ISA", "XLA_FLAGS")


def tuned():
    """Starts this program again in the tuned environment, which malloc and OpenMP read only once."""
    wanted = {name: value for name, value in os.environ.items() if name not in FOREIGN} | TUNING
    if wanted != dict(os.environ):
        os.execve(sys.executable, [sys.executable, *sys.argv], wanted)


class Works:
    """The works that are ready to be measured: the last one asked for."""

    def __init__(self):
        self.key = None
        self.name = None
        self.call = None

    def answer(self, request):
        from timing import measure

        work, peer = request["work"], request["peer"]
        if self.key != (work, peer):
            self.key, self.call = None, None
            self.name, self.call = self.prepare(work, peer)
            self.key = (work, peer)
        seconds, calls = measure(self.call, request["seconds"])
        return {"seconds": seconds, "calls": calls, "variant": self.name, "version": version(peer)}

    @staticmethod
    def prepare(work, peer):
        import bridge
        import carracing
        import convolutions
        import dream
        import evolution
        import gemm
        import lstm
        import mdn
        import rnn
        import transformer
        import vae
        from variants import best

        kinds = {"gymnasium": (carracing, bridge), "pycma": (evolution,)}.get(peer, (gemm, lstm, transformer, convolutions, mdn, vae, rnn, dream))
        for kind in kinds:
            found = kind.variants(work, peer)
            if found:
                return best(found)
        raise ValueError(f"{peer} has no work named {work}")


def version(peer):
    if peer == "jax":
        import jax

        return jax.__version__
    if peer == "gymnasium":
        import gymnasium

        return gymnasium.__version__
    if peer == "pycma":
        import cma

        return cma.__version__
    import torch

    return torch.__version__


def main():
    tuned()
    replies = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    works = Works()
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            reply = works.answer(json.loads(line))
        except Exception as e:  # the runner goes on with its other works
            reply = {"error": f"{type(e).__name__}: {e}"}
        replies.write(json.dumps(reply) + "\n")


if __name__ == "__main__":
    main()
