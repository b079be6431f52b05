"""Several ways in which a peer can do one work; the fastest here is the one that is compared."""

import signal
import sys
from contextlib import contextmanager

from timing import measure

# What takes longer to make ready is left out, so that one variant does not stop the rest.
READY_SECONDS = 120
CHOICE_ROUNDS = 3
CHOICE_SECONDS = 0.15
# Beyond this factor of the best a variant is out after its first try.
HOPELESS = 3.0


def repeated(call):
    """A call whose result is there when it returns, made n times."""

    def calls(n):
        for _ in range(n):
            call()

    return calls


@contextmanager
def limited(seconds):
    """Ends what is inside with a TimeoutError after so many seconds, as soon as Python is back from what it called."""

    def end(number, frame):
        raise TimeoutError(f"not ready in {seconds} s")

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def best(variants):
    """(name, call) of the fastest variant that works.

    `variants` is a list of (name, make); make() prepares and returns call(n).
    """
    ready, reasons = [], []
    for name, make in variants:
        try:
            with limited(READY_SECONDS):
                call = make()
                call(1)
            ready.append((name, call))
        except Exception as e:  # one variant may be unsupported here; the others still count
            reasons.append(f"{name}: {type(e).__name__}: {str(e).splitlines()[0] if str(e) else ''}")
            print(f"variant left out, {reasons[-1]}", file=sys.stderr)
    if not ready:
        raise RuntimeError("no variant works; " + "; ".join(reasons))
    return fastest(ready)


def fastest(ready):
    if len(ready) == 1:
        return ready[0]
    times = {}
    for _ in range(CHOICE_ROUNDS):
        for name, call in ready:
            times.setdefault(name, []).append(measure(call, CHOICE_SECONDS)[0])
        if min(min(t) for t in times.values()) > CHOICE_SECONDS:
            break  # so slow that once tells enough
        limit = HOPELESS * min(min(t) for t in times.values())
        ready = [(name, call) for name, call in ready if min(times[name]) <= limit]
    print("variants: " + ", ".join(f"{name} {min(t) * 1e3:.3f} ms" for name, t in times.items()), file=sys.stderr)
    return min(ready, key=lambda variant: min(times[variant[0]]))
