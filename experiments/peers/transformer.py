"""transformer W T100 forward+backward: a whole sequence, a gradient given for every output, gradients of the weights."""

import re

NAME = re.compile(r"transformer (\d+) T(\d+) forward\+backward")
BATCH, INPUTS, LAYERS, HEADS, CONTEXT = 100, 35, 2, 4, 64


def variants(work, peer):
    found = NAME.fullmatch(work)
    if not found or peer == "jax":
        return None
    width, steps = int(found.group(1)), int(found.group(2))
    import torch_peer

    if peer == torch_peer.EAGER:
        return [("eager", torch_network(steps, width, None))]
    return [(f"compiled, {mode}", torch_network(steps, width, mode)) for mode in torch_peer.MODES]


def torch_network(steps, width, mode):
    """Attention by PyTorch's own, with the window and its linear biases as a mask."""

    def make():
        import torch
        import torch.nn.functional as F
        import torch_peer
        from variants import repeated

        shapes = {"embedding": (INPUTS, width)}
        for layer in range(LAYERS):
            shapes.update({f"{layer}.qkv": (width, 3 * width), f"{layer}.out": (width, width), f"{layer}.up": (width, 4 * width),
                           f"{layer}.down": (4 * width, width)})
        w = {name: torch.randn(outputs, inputs) * inputs ** -0.5 for name, (inputs, outputs) in shapes.items()}
        w.update({name + ".bias": torch.zeros(outputs) for name, (_, outputs) in shapes.items()})
        for norm in ["norm"] + [f"{layer}.norm{i}" for layer in range(LAYERS) for i in (1, 2)]:
            w.update({norm: torch.ones(width), norm + ".bias": torch.zeros(width)})
        weights = [tensor.requires_grad_() for tensor in w.values()]
        x = torch.randn(BATCH, steps, INPUTS)
        dy = torch.randn(BATCH, steps, width)
        step = torch.arange(steps)
        distance = step[:, None] - step
        slopes = 2.0 ** (-8.0 * torch.arange(1, HEADS + 1) / HEADS)
        bias = (-slopes[:, None, None] * distance).masked_fill((distance < 0) | (distance >= CONTEXT), -torch.inf)[None]

        def linear(w, name, x):
            return F.linear(x, w[name], w[name + ".bias"])

        def norm(w, name, x):
            return F.layer_norm(x, (width,), w[name], w[name + ".bias"])

        def split(x):
            return x.unflatten(2, (HEADS, width // HEADS)).transpose(1, 2)

        def network(w, x, bias):
            x = linear(w, "embedding", x)
            for layer in range(LAYERS):
                q, k, v = (split(part) for part in linear(w, f"{layer}.qkv", norm(w, f"{layer}.norm1", x)).chunk(3, 2))
                answers = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
                x = x + linear(w, f"{layer}.out", answers.transpose(1, 2).flatten(2))
                x = x + linear(w, f"{layer}.down", F.relu(linear(w, f"{layer}.up", norm(w, f"{layer}.norm2", x))))
            return norm(w, "norm", x)

        fast = network if mode is None else torch_peer.compiled(network, mode)
        return repeated(torch_peer.forward_backward(lambda: fast(w, x, bias), weights, dy))

    return make
