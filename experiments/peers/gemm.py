"""gemm MxKxN f32|bf16: C = A·B, B known beforehand."""

import re

NAME = re.compile(r"gemm (\d+)x(\d+)x(\d+) (f32|bf16)")


def variants(work, peer):
    found = NAME.fullmatch(work)
    if not found:
        return None
    m, k, n = map(int, found.groups()[:3])
    precision = found.group(4)
    if peer == "jax":
        return jax_variants(m, k, n, precision)
    return torch_variants(m, k, n, precision, peer)


def torch_variants(m, k, n, precision, peer):
    import torch
    import torch_peer
    from variants import repeated

    dtype = torch.float32 if precision == "f32" else torch.bfloat16
    a = torch.randn(m, k).to(dtype)
    b = torch.randn(k, n).to(dtype)
    c = torch.empty(m, n, dtype=dtype)
    bt = b.t().contiguous().t()

    def eager(right):
        return lambda: repeated(lambda: torch.mm(a, right, out=c))

    def rounded_inside():
        """f32 outside and bf16 inside, which is our own contract."""
        a32, b32, c32 = a.float(), b.float(), c.float()

        def calls(times):
            torch.set_float32_matmul_precision("medium")
            try:
                for _ in range(times):
                    torch.mm(a32, b32, out=c32)
            finally:
                torch.set_float32_matmul_precision("highest")

        return calls

    def frozen(mode):
        """Weights are constants, so that the compiler may pack them."""

        def make():
            import torch._inductor.config as inductor

            layer = torch.nn.Linear(k, n, bias=False).to(dtype).eval()
            with torch.no_grad():
                layer.weight.copy_(b.t())
            with inductor.patch(freezing=True):
                run = torch_peer.compiled(layer, mode)
                with torch.no_grad():
                    run(a)
            return repeated(torch.no_grad()(lambda: run(a)))

        return make

    if peer == torch_peer.EAGER:
        result = [("mm", eager(b)), ("mm, B transposed", eager(bt))]
        return result + [("mm, f32 outside", rounded_inside)] if precision == "bf16" else result
    return [("linear, packed, default", frozen("default")), ("linear, packed, max-autotune", frozen("max-autotune"))]


def jax_variants(m, k, n, precision):
    import jax
    import jax.numpy as jnp
    from jax_peer import blocking

    dtype = jnp.float32 if precision == "f32" else jnp.bfloat16
    keys = jax.random.split(jax.random.key(0))
    a = jax.random.normal(keys[0], (m, k), dtype)
    b = jax.random.normal(keys[1], (k, n), dtype)
    product = jax.jit(lambda x, y: x @ y)
    # b as a constant of the compiled function: what a compiler may pack
    constant = jax.jit(lambda x: x @ b)
    return [("matmul", lambda: blocking(lambda: product(a, b))), ("matmul, B constant", lambda: blocking(lambda: constant(a)))]
