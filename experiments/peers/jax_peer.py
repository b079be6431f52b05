"""JAX, jitted, on the CPU."""

import jax


def blocking(call):
    """n dispatches, then a wait for the last result; the results in between are dropped, not skipped."""

    def calls(n):
        result = None
        for _ in range(n):
            result = call()
        jax.block_until_ready(result)

    return calls
