"""mdn-rnn train H T100|T500, mdn-rnn train H T100 bf16: one update of the paper's M with Adam on 100 windows.

z is drawn from its posteriors, the next z is scored under five Gaussians a dimension, gradients are clipped by value. The 512 has the
restart input and head, too. The windows' posteriors and actions are ready. Training in bf16 is mixed: parameters and what Adam keeps are
f32, as with us; PyTorch decides by its autocast what is rounded.
"""

import re

NAME = re.compile(r"mdn-rnn train (\d+) T(\d+)( bf16)?")
BATCH, COMPONENTS = 100, 5
LATENT, ACTIONS, RESTART = {256: 32, 512: 64}, {256: 3, 512: 1}, {256: 0, 512: 1}
RATE, CLIP, RESTART_WEIGHT = 1e-3, 1.0, 10.0
HALF_LOG_TWO_PI = 0.9189385332046727


def variants(work, peer):
    found = NAME.fullmatch(work)
    if not found:
        return None
    hidden, steps, bf16 = int(found.group(1)), int(found.group(2)), found.group(3) is not None
    if peer == "jax":
        return [(f"scan, unroll {u}", jax_train(hidden, steps, u, bf16)) for u in (1, 4)]
    import torch_peer

    if peer == torch_peer.EAGER:
        return [("nn.LSTM", torch_train(hidden, steps, None, bf16))]
    # Whole minutes for long sequences, and no faster at short ones.
    modes = torch_peer.MODES if steps <= 100 else ["default"]
    return [(f"nn.LSTM, head and loss compiled, {mode}", torch_train(hidden, steps, mode, bf16)) for mode in modes]


def torch_train(hidden, steps, mode, bf16):
    """The compiler leaves nn.LSTM to eager, which hands it to oneDNN: faster than a compiled step in a loop (see lstm.py)."""

    def make():
        import torch
        import torch_peer
        from torch.nn import functional as F
        from variants import repeated

        latent, actions, restart = LATENT[hidden], ACTIONS[hidden], RESTART[hidden]
        memory = torch.nn.LSTM(latent + actions + restart, hidden)
        head = torch.nn.Linear(hidden, restart + 3 * COMPONENTS * latent)
        parameters = [*memory.parameters(), *head.parameters()]
        adam = torch.optim.Adam(parameters, RATE, fused=True)
        means, deviations = torch.randn(steps + 1, BATCH, latent), torch.full((steps + 1, BATCH, latent), 0.37)
        rest = torch.cat([torch.randn(steps, BATCH, actions), torch.zeros(steps, BATCH, restart)], 2)
        over = torch.zeros(steps, BATCH)
        over[-1] = 1

        def loss_of(h, target):
            y = head(h)
            # The components last, as the reductions over them like it.
            logits, centres, scales = y[..., restart:].view(steps, BATCH, latent, 3, COMPONENTS).unbind(3)
            u = (target[..., None] - centres) * torch.exp(-scales)
            joint = torch.log_softmax(logits, -1) - scales - 0.5 * u * u
            loss = HALF_LOG_TWO_PI - torch.logsumexp(joint, -1).mean()
            if restart:
                loss = loss + F.binary_cross_entropy_with_logits(y[..., 0], over, weight=1 + (RESTART_WEIGHT - 1) * over)
            return loss

        loss = loss_of if mode is None else torch_peer.compiled(loss_of, mode)

        def step():
            adam.zero_grad()
            z = means + deviations * torch.randn_like(means)
            with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
                value = loss(memory(torch.cat([z[:-1], rest], 2))[0], z[1:])
            value.backward()
            torch.nn.utils.clip_grad_value_(parameters, CLIP)
            adam.step()

        return repeated(step)

    return make


def jax_train(hidden, steps, unroll, bf16):
    """The product of the inputs and the head's are made once for the whole sequence, outside the scan."""

    def make():
        import jax
        import jax.numpy as jnp
        from jax_peer import blocking

        latent, actions, restart = LATENT[hidden], ACTIONS[hidden], RESTART[hidden]
        inputs, outputs = latent + actions + restart, restart + 3 * COMPONENTS * latent
        keys = jax.random.split(jax.random.key(0), 5)
        scale = hidden ** -0.5
        p = (scale * jax.random.normal(keys[0], (inputs, 4 * hidden)), scale * jax.random.normal(keys[1], (hidden, 4 * hidden)),
             jnp.zeros(4 * hidden), scale * jax.random.normal(keys[2], (hidden, outputs)), jnp.zeros(outputs))
        means, deviations = jax.random.normal(keys[3], (steps + 1, BATCH, latent)), jnp.full((steps + 1, BATCH, latent), 0.37)
        rest = jnp.concatenate([jax.random.normal(keys[4], (steps, BATCH, actions)), jnp.zeros((steps, BATCH, restart))], 2)
        over = jnp.zeros((steps, BATCH)).at[-1].set(1)

        def loss(p, z):
            kind = jnp.bfloat16 if bf16 else jnp.float32
            bias, by = p[2], p[4]
            wx, wh, wy = (w.astype(kind) for w in (p[0], p[1], p[3]))

            def product(rows, weights):
                return jnp.matmul(rows.astype(kind), weights, preferred_element_type=jnp.float32)

            def step(state, projected):
                h, c = state
                i, f, g, o = jnp.split(projected + product(h, wh), 4, axis=1)
                c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
                h = jax.nn.sigmoid(o) * jnp.tanh(c)
                return (h, c), h

            zero = jnp.zeros((BATCH, hidden))
            x = jnp.concatenate([z[:-1], rest], 2)
            y = jax.lax.scan(step, (zero, zero), product(x, wx) + bias, unroll=unroll)[1]
            y = product(y, wy) + by
            logits, centres, scales = jnp.moveaxis(y[..., restart:].reshape(steps, BATCH, 3, COMPONENTS, latent), 2, 0)
            u = (z[1:, :, None] - centres) * jnp.exp(-scales)
            joint = jax.nn.log_softmax(logits, 2) - scales - 0.5 * u * u
            total = HALF_LOG_TWO_PI - jax.nn.logsumexp(joint, 2).mean()
            if restart:
                logit = y[..., 0]
                losses = jax.nn.softplus(logit) - over * logit
                total = total + (losses * (1 + (RESTART_WEIGHT - 1) * over)).mean()
            return total

        @jax.jit
        def update(p, m, v, t):
            z = means + deviations * jax.random.normal(jax.random.fold_in(jax.random.key(2), t), means.shape)
            gradients = jax.tree.map(lambda g: jnp.clip(g, -CLIP, CLIP), jax.grad(loss)(p, z))
            m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, gradients)
            v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, gradients)
            rate = RATE * jnp.sqrt(1 - 0.999 ** t) / (1 - 0.9 ** t)
            return jax.tree.map(lambda p, m, v: p - rate * m / (jnp.sqrt(v) + 1e-8), p, m, v), m, v, t + 1

        zeros = jax.tree.map(jnp.zeros_like, p)
        state = [(p, zeros, zeros, jnp.int32(1))]

        def call():
            state[0] = update(*state[0])
            return state[0]

        return blocking(call)

    return make
