"""How long a call takes: the same rule as the Java side's Stopwatch."""

import statistics
import time

# A group of calls lasts at least this long, so that the clock and an asynchronous dispatch do not show.
GROUP_SECONDS = 0.005


def measure(call, seconds):
    """Median seconds per call over groups of calls, for about so many seconds and at least three groups; a single call where it
    takes longer than that.

    `call(n)` makes n calls and returns when their results are there.
    """
    first = clock(call, 1)
    if first > seconds:
        return first, 1
    per_group = max(1, round(GROUP_SECONDS / max(first, 1e-7)))
    times = []
    end = time.perf_counter() + seconds
    while len(times) < 3 or time.perf_counter() < end:
        times.append(clock(call, per_group) / per_group)
    return statistics.median(times), len(times) * per_group


def clock(call, n):
    start = time.perf_counter()
    call(n)
    return time.perf_counter() - start
