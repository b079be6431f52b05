"""lstm H T100 forward+backward: a whole sequence, a gradient given for every output, gradients of the weights."""

import re

NAME = re.compile(r"lstm (\d+) T(\d+) forward\+backward")
BATCH = 100
# Width of the input beside a hidden state: [z, a] of CarRacing, [z, a, restart] of Doom.
INPUTS = {256: 35, 512: 66}


def variants(work, peer):
    found = NAME.fullmatch(work)
    if not found:
        return None
    hidden, steps = int(found.group(1)), int(found.group(2))
    inputs = INPUTS[hidden]
    if peer == "jax":
        return [(f"scan, unroll {u}", jax_scan(steps, inputs, hidden, u)) for u in (1, 4)]
    import torch_peer

    if peer == torch_peer.EAGER:
        return [("time first", torch_layer(steps, inputs, hidden, False)), ("batch first", torch_layer(steps, inputs, hidden, True))]
    return [("compiled step, default", torch_step(steps, inputs, hidden, "default")),
            ("compiled step, max-autotune", torch_step(steps, inputs, hidden, "max-autotune"))]


def torch_layer(steps, inputs, hidden, batch_first):
    """nn.LSTM, which PyTorch hands to oneDNN."""

    def make():
        import torch
        import torch_peer
        from variants import repeated

        layer = torch.nn.LSTM(inputs, hidden, batch_first=batch_first)
        order = (BATCH, steps) if batch_first else (steps, BATCH)
        x = torch.randn(*order, inputs)
        dy = torch.randn(*order, hidden)
        return repeated(torch_peer.forward_backward(lambda: layer(x)[0], list(layer.parameters()), dy))

    return make


def torch_step(steps, inputs, hidden, mode):
    """A compiled step in a loop. (The compiler leaves nn.LSTM to eager, and a whole unrolled sequence takes it minutes.)"""

    def make():
        import torch
        import torch_peer
        from variants import repeated

        wx = torch.randn(inputs, 4 * hidden) * hidden ** -0.5
        wh = torch.randn(hidden, 4 * hidden) * hidden ** -0.5
        bias = torch.zeros(4 * hidden)
        weights = [w.requires_grad_() for w in (wx, wh, bias)]
        x = torch.randn(steps * BATCH, inputs)
        dy = torch.randn(steps, BATCH, hidden)

        def step(gates, h, c, wh):
            i, f, g, o = torch.addmm(gates, h, wh).chunk(4, 1)
            c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
            return torch.sigmoid(o) * torch.tanh(c), c

        fast = torch_peer.compiled(step, mode)

        def forward():
            h = c = torch.zeros(BATCH, hidden)
            outputs = []
            for gates in torch.addmm(bias, x, wx).view(steps, BATCH, -1).unbind():
                h, c = fast(gates, h, c, wh)
                outputs.append(h)
            return torch.stack(outputs)

        return repeated(torch_peer.forward_backward(forward, weights, dy))

    return make


def jax_scan(steps, inputs, hidden, unroll):
    """The product of the inputs is made once for the whole sequence, outside the scan."""

    def make():
        import jax
        import jax.numpy as jnp
        from jax_peer import blocking

        keys = jax.random.split(jax.random.key(0), 4)
        scale = hidden ** -0.5
        weights = (scale * jax.random.normal(keys[0], (inputs, 4 * hidden)), scale * jax.random.normal(keys[1], (hidden, 4 * hidden)),
                   jnp.zeros(4 * hidden))
        x = jax.random.normal(keys[2], (steps, BATCH, inputs))
        dy = jax.random.normal(keys[3], (steps, BATCH, hidden))

        def forward(weights):
            wx, wh, bias = weights

            def step(state, projected):
                h, c = state
                i, f, g, o = jnp.split(projected + h @ wh, 4, axis=1)
                c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
                h = jax.nn.sigmoid(o) * jnp.tanh(c)
                return (h, c), h

            zero = jnp.zeros((BATCH, hidden))
            return jax.lax.scan(step, (zero, zero), x @ wx + bias, unroll=unroll)[1]

        @jax.jit
        def both(weights, dy):
            y, back = jax.vjp(forward, weights)
            return y, back(dy)[0]

        return blocking(lambda: both(weights, dy))

    return make
