"""dream H f32|bf16 1024 rows|1 row: the paper's M played in place of the environment, under an action that never changes.

A step makes the memory's and the head's products, draws a component and a Gaussian for every element of z at a temperature, and notes
which dreams are over. Many rows run 50 steps at a time. One row is what a viewer or an agent needs: z comes to the host after every step.
In bf16 weights and operands are bf16; c and what is drawn are f32.
"""

import re

NAME = re.compile(r"dream (\d+) (f32|bf16) (1024|1) rows?")
STEPS = {1024: 50, 1: 500}
COMPONENTS, TEMPERATURE = 5, 1.15
LATENT, ACTIONS, RESTART = {256: 32, 512: 64}, {256: 3, 512: 1}, {256: 0, 512: 1}


def variants(work, peer):
    found = NAME.fullmatch(work)
    if not found:
        return None
    hidden, bf16, rows = int(found.group(1)), found.group(2) == "bf16", int(found.group(3))
    if peer == "jax":
        return [("scan" if rows > 1 else "step", jax_dream(hidden, bf16, rows))]
    import torch_peer

    modes = (None,) if peer == torch_peer.EAGER else tuple(torch_peer.MODES)
    threads = (torch_peer.torch.get_num_threads(),) if rows > 1 else sorted({1, torch_peer.torch.get_num_threads()})
    cells = ("addmm", "LSTMCell") if rows == 1 and peer == torch_peer.EAGER else ("addmm",)
    return [(", ".join([cell, f"{count} threads"] + ([mode] if mode else [])), torch_dream(hidden, bf16, rows, mode, count, cell))
            for mode in modes for count in threads for cell in cells]


def torch_dream(hidden, bf16, rows, mode, threads, cell):
    """The component by Gumbel's trick, which is faster than a multinomial draw. (nn.LSTM with a sequence of one step takes several times
    as long as either cell.)"""

    def make():
        import torch
        import torch_peer

        latent, actions, restart = LATENT[hidden], ACTIONS[hidden], RESTART[hidden]
        kind = torch.bfloat16 if bf16 else torch.float32
        scale = hidden ** -0.5
        kernel = (torch.randn(latent + actions + restart + hidden, 4 * hidden) * scale).to(kind)
        bias = torch.zeros(4 * hidden).to(kind)
        head = (torch.randn(hidden, restart + 3 * COMPONENTS * latent) * scale).to(kind)
        head_bias = torch.zeros(restart + 3 * COMPONENTS * latent).to(kind)
        rest = torch.zeros(rows, actions + restart, dtype=kind)
        module = torch.nn.LSTMCell(latent + actions + restart, hidden).to(kind) if cell == "LSTMCell" else None

        def step(z, h, c, alive):
            if module:
                h, c = module(torch.cat([z.to(kind), rest], 1), (h, c))
            else:
                i, f, g, o = torch.addmm(bias, torch.cat([z.to(kind), rest, h], 1), kernel).float().chunk(4, 1)
                c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
                h = (torch.sigmoid(o) * torch.tanh(c)).to(kind)
            y = torch.addmm(head_bias, h, head).float()
            logits, means, scales = y[:, restart:].view(rows, 3, COMPONENTS, latent).unbind(1)
            gumbel = -torch.log(-torch.log(torch.rand_like(logits)))
            chosen = (logits / TEMPERATURE + gumbel).argmax(1, keepdim=True)
            mean, log_scale = means.gather(1, chosen)[:, 0], scales.gather(1, chosen)[:, 0]
            z = mean + torch.exp(log_scale) * TEMPERATURE ** 0.5 * torch.randn_like(mean)
            if restart:
                alive = alive & (y[:, 0] <= 0)
            return z, h, c, alive

        fast = step if mode is None else torch_peer.compiled(step, mode)

        def calls(n):
            torch.set_num_threads(threads)
            with torch.inference_mode():
                for _ in range(n):
                    z, h, c = torch.zeros(rows, latent), torch.zeros(rows, hidden, dtype=kind), torch.zeros(rows, hidden)
                    c = c.to(kind) if module else c
                    alive = torch.ones(rows, dtype=torch.bool)
                    for _ in range(STEPS[rows]):
                        z, h, c, alive = fast(z, h, c, alive)
                        if rows == 1:
                            z.numpy()

        return calls

    return make


def jax_dream(hidden, bf16, rows):
    def make():
        import jax
        import jax.numpy as jnp
        import numpy as np
        from jax_peer import blocking
        from variants import repeated

        latent, actions, restart = LATENT[hidden], ACTIONS[hidden], RESTART[hidden]
        kind = jnp.bfloat16 if bf16 else jnp.float32
        scale = hidden ** -0.5
        keys = jax.random.split(jax.random.key(0), 2)
        outputs = restart + 3 * COMPONENTS * latent
        kernel = (scale * jax.random.normal(keys[0], (latent + actions + restart + hidden, 4 * hidden))).astype(kind)
        head = (scale * jax.random.normal(keys[1], (hidden, outputs))).astype(kind)
        bias, head_bias, rest = jnp.zeros(4 * hidden), jnp.zeros(outputs), jnp.zeros((rows, actions + restart), kind)

        def step(state, key):
            z, h, c, alive = state
            joined = jnp.concatenate([z.astype(kind), rest, h], 1)
            i, f, g, o = jnp.split(jnp.dot(joined, kernel, preferred_element_type=jnp.float32) + bias, 4, axis=1)
            c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
            h = (jax.nn.sigmoid(o) * jnp.tanh(c)).astype(kind)
            y = jnp.dot(h, head, preferred_element_type=jnp.float32) + head_bias
            logits, means, scales = jnp.moveaxis(y[:, restart:].reshape(rows, 3, COMPONENTS, latent), 1, 0)
            choice, noise = jax.random.split(key)
            chosen = jax.random.categorical(choice, logits / TEMPERATURE, 1)[:, None]
            mean = jnp.take_along_axis(means, chosen, 1)[:, 0]
            log_scale = jnp.take_along_axis(scales, chosen, 1)[:, 0]
            z = mean + jnp.exp(log_scale) * TEMPERATURE ** 0.5 * jax.random.normal(noise, mean.shape)
            if restart:
                alive = alive & (y[:, 0] <= 0)
            return (z, h, c, alive), None

        start = (jnp.zeros((rows, latent)), jnp.zeros((rows, hidden), kind), jnp.zeros((rows, hidden)), jnp.ones(rows, bool))
        if rows > 1:
            scan = jax.jit(lambda keys: jax.lax.scan(step, start, keys)[0])
            keys = jax.random.split(jax.random.key(1), STEPS[rows])
            return blocking(lambda: scan(keys))

        @jax.jit
        def one(state, key):
            key, now = jax.random.split(key)
            return step(state, now)[0], key

        def episode():
            state, key = start, jax.random.key(1)
            for _ in range(STEPS[rows]):
                state, key = one(state, key)
                np.asarray(state[0])

        return repeated(episode)

    return make
