"""vae train, vae train bf16, vae encode f32|bf16: V with 4,348,547 parameters, an update with Adam on 100 frames, and encoding 1,000 of them.

Training in bf16 is mixed: parameters and what Adam keeps are f32, as with us; PyTorch decides by its autocast what is rounded.

The frames are floats in 0..1, ready in the layout that suits.
"""

import re

NAME = re.compile(r"vae (train|train bf16|encode f32|encode bf16)")
BATCH, ENCODED, LATENT, HIDDEN = 100, 1000, 32, 1024
DOWN = ((3, 32, 4), (32, 64, 4), (64, 128, 4), (128, 256, 4))
UP = ((1024, 128, 5), (128, 64, 5), (64, 32, 6), (32, 3, 6))


def variants(work, peer):
    found = NAME.fullmatch(work)
    if not found:
        return None
    kind = found.group(1)
    bf16 = kind.endswith("bf16")
    training = kind.startswith("train")
    if peer == "jax":
        return [("nhwc", (jax_train if training else jax_encode)(bf16))]
    import torch_peer

    modes = (None,) if peer == torch_peer.EAGER else tuple(torch_peer.MODES)
    layouts = ((last, mode) for last in (False, True) for mode in modes)
    make = torch_train if training else torch_encode
    return [(("channels_last" if last else "nchw") + (f", {mode}" if mode else ""), make(last, mode, bf16)) for last, mode in layouts]


def torch_model():
    import torch
    from torch import nn
    from torch.nn import functional as F

    class Model(nn.Module):
        def __init__(self):
            super().__init__()
            self.down = nn.ModuleList(nn.Conv2d(i, o, k, 2) for i, o, k in DOWN)
            self.mu, self.logvar, self.dense = nn.Linear(HIDDEN, LATENT), nn.Linear(HIDDEN, LATENT), nn.Linear(LATENT, HIDDEN)
            self.up = nn.ModuleList(nn.ConvTranspose2d(i, o, k, 2) for i, o, k in UP)

        def encode(self, x):
            for layer in self.down:
                x = F.relu(layer(x))
            x = x.flatten(1)
            return self.mu(x), self.logvar(x)

        def loss(self, x):
            mu, logvar = self.encode(x)
            y = self.dense(mu + torch.exp(0.5 * logvar) * torch.randn_like(mu))[:, :, None, None]
            for layer in self.up[:-1]:
                y = F.relu(layer(y))
            y = torch.sigmoid(self.up[-1](y))
            kl = -0.5 * (1 + logvar - mu.square() - logvar.exp()).sum(1)
            return (y - x).square().sum((1, 2, 3)).mean() + kl.clamp(min=0.5 * LATENT).mean()

    return Model()


def torch_train(channels_last, mode, bf16):
    def make():
        import torch
        import torch_peer
        from variants import repeated

        layout = torch.channels_last if channels_last else torch.contiguous_format
        model = torch_model().to(memory_format=layout)
        x = torch.rand(BATCH, 3, 64, 64).contiguous(memory_format=layout)
        adam = torch.optim.Adam(model.parameters(), 1e-4, fused=True)
        loss = model.loss if mode is None else torch_peer.compiled(model.loss, mode)

        def step():
            adam.zero_grad()
            with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
                value = loss(x)
            value.backward()
            adam.step()

        return repeated(step)

    return make


def torch_encode(channels_last, mode, bf16):
    def make():
        import torch
        import torch_peer

        layout = torch.channels_last if channels_last else torch.contiguous_format
        kind = torch.bfloat16 if bf16 else torch.float32
        model = torch_model().to(kind).to(memory_format=layout)
        x = torch.rand(ENCODED, 3, 64, 64).to(kind).contiguous(memory_format=layout)
        encode = model.encode if mode is None else torch_peer.compiled(model.encode, mode)

        def calls(n):
            with torch.inference_mode():
                for _ in range(n):
                    for part in x.split(BATCH):
                        encode(part)

        return calls

    return make


def jax_parameters(kind):
    import jax

    keys = iter(jax.random.split(jax.random.key(0), 11))

    def layer(*shape):
        return 0.05 * jax.random.normal(next(keys), shape, kind), jax.numpy.zeros(shape[-1], kind)

    return {"down": [layer(k, k, i, o) for i, o, k in DOWN], "mu": layer(HIDDEN, LATENT), "logvar": layer(HIDDEN, LATENT),
            "dense": layer(LATENT, HIDDEN), "up": [layer(k, k, i, o) for i, o, k in UP]}


NUMBERS = ("NHWC", "HWIO", "NHWC")


def jax_posterior(p, x):
    import jax

    for w, b in p["down"]:
        x = jax.nn.relu(jax.lax.conv_general_dilated(x, w, (2, 2), "VALID", dimension_numbers=NUMBERS) + b)
    x = x.reshape(x.shape[0], -1)
    return x @ p["mu"][0] + p["mu"][1], x @ p["logvar"][0] + p["logvar"][1]


def jax_encode(bf16):
    def make():
        import jax
        import jax.numpy as jnp
        from jax_peer import blocking

        kind = jnp.bfloat16 if bf16 else jnp.float32
        p = jax_parameters(kind)
        parts = [jax.random.uniform(jax.random.key(1), (BATCH, 64, 64, 3), kind) for _ in range(ENCODED // BATCH)]
        encode = jax.jit(jax_posterior)
        return blocking(lambda: [encode(p, part) for part in parts])

    return make


def jax_train(bf16):
    def make():
        import jax
        import jax.numpy as jnp
        from jax_peer import blocking

        x = jax.random.uniform(jax.random.key(1), (BATCH, 64, 64, 3))

        def loss(p, key):
            kind = jnp.bfloat16 if bf16 else jnp.float32
            p = jax.tree.map(lambda w: w.astype(kind), p)
            mu, logvar = jax_posterior(p, x.astype(kind))
            y = mu + jnp.exp(0.5 * logvar) * jax.random.normal(key, mu.shape, kind)
            y = (y @ p["dense"][0] + p["dense"][1])[:, None, None, :]
            for w, b in p["up"]:
                y = jax.nn.relu(y) if y.shape[1] > 1 else y
                y = jax.lax.conv_transpose(y, w, (2, 2), "VALID", dimension_numbers=NUMBERS) + b
            kl = -0.5 * (1 + logvar - mu ** 2 - jnp.exp(logvar)).sum(1)
            return ((jax.nn.sigmoid(y) - x) ** 2).sum((1, 2, 3)).mean() + jnp.maximum(kl, 0.5 * LATENT).mean()

        @jax.jit
        def step(p, m, v, t):
            gradients = jax.grad(loss)(p, jax.random.fold_in(jax.random.key(2), t))
            m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, gradients)
            v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, gradients)
            rate = 1e-4 * jnp.sqrt(1 - 0.999 ** t) / (1 - 0.9 ** t)
            return jax.tree.map(lambda p, m, v: p - rate * m / (jnp.sqrt(v) + 1e-8), p, m, v), m, v, t + 1

        p = jax_parameters(jnp.float32)
        zeros = jax.tree.map(jnp.zeros_like, p)
        state = [(p, zeros, zeros, jnp.float32(1))]

        def call():
            state[0] = step(*state[0])
            return state[0]

        return blocking(call)

    return make
