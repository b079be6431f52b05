"""M in PyTorch, with weights as MdnRnn.exportWeights writes them.

    torch_mdn_rnn.py FOLDER MEMORY    random weights, a sequence of 500 steps, and what comes of it: outputs, loss, gradients;
                                      MEMORY is lstm or transformer
"""

import sys

import numpy as np
import torch
import torch.nn.functional as F

Z, A, H, K, T, B = 2, 1, 8, 2, 500, 2
END_WEIGHT = 10
LAYERS, HEADS, CONTEXT = 2, 2, 64  # of the transformer, whose width is H


def lstm_shapes():
    return {"lstm.input.weight": (Z + A + 1, 4 * H), "lstm.hidden.weight": (H, 4 * H), "lstm.bias": (4 * H,)}


def transformer_shapes():
    linears = {"embedding": (Z + A + 1, H)}
    norms = ["norm"]
    for layer in range(LAYERS):
        name = f"layer.{layer}."
        norms += [name + "norm1", name + "norm2"]
        linears.update({name + "qkv": (H, 3 * H), name + "out": (H, H), name + "up": (H, 4 * H), name + "down": (4 * H, H)})
    shapes = {}
    for name, shape in linears.items():
        shapes.update({f"transformer.{name}.weight": shape, f"transformer.{name}.bias": shape[1:]})
    for name in norms:
        shapes.update({f"transformer.{name}.gain": (H,), f"transformer.{name}.shift": (H,)})
    return shapes


def random_weights(random, shapes):
    heads = {"restart.weight": (H, 1), "restart.bias": (1,), "mixture.weight": (H, 3, K, Z), "mixture.bias": (3, K, Z)}
    return {name: (random.standard_normal(shape) * 0.4 + name.endswith("gain")).astype(np.float32)
            for name, shape in {**shapes, **heads}.items()}


def lstm(w, inputs):
    """h [T, B, H]."""
    lstm = torch.nn.LSTM(inputs.shape[-1], H).double()
    given = {"weight_ih_l0": w["lstm.input.weight"].T, "weight_hh_l0": w["lstm.hidden.weight"].T, "bias_ih_l0": w["lstm.bias"],
             "bias_hh_l0": torch.zeros(4 * H, dtype=torch.double)}
    return torch.func.functional_call(lstm, given, (inputs,))[0]


def transformer(w, inputs):
    """h [T, B, H]. An episode begins where the last input is 1."""
    def linear(name, x):
        return F.linear(x, w[f"transformer.{name}.weight"].T, w[f"transformer.{name}.bias"])

    def norm(name, x):
        return F.layer_norm(x, (H,), w[f"transformer.{name}.gain"], w[f"transformer.{name}.shift"])

    def split(x):
        return x.unflatten(2, (HEADS, H // HEADS)).transpose(1, 2)

    inputs = inputs.transpose(0, 1)
    episode = inputs[..., -1].cumsum(1)
    step = torch.arange(inputs.shape[1])
    distance = step[:, None] - step
    slopes = 2.0 ** (-8.0 * torch.arange(1, HEADS + 1, dtype=torch.double) / HEADS)
    seen = (distance >= 0) & (distance < CONTEXT) & (episode[:, :, None] == episode[:, None, :])
    bias = (-slopes[:, None, None] * distance)[None].masked_fill(~seen[:, None], -torch.inf)
    x = linear("embedding", inputs)
    for layer in range(LAYERS):
        name = f"layer.{layer}."
        q, k, v = (split(part) for part in linear(name + "qkv", norm(name + "norm1", x)).chunk(3, 2))
        answers = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = x + linear(name + "out", answers.transpose(1, 2).flatten(2))
        x = x + linear(name + "down", F.relu(linear(name + "up", norm(name + "norm2", x))))
    return norm("norm", x).transpose(0, 1)


def heads(w, h):
    """Restart logits [T, B], mixtures [T, B, 3, K, Z]."""
    restart = (h @ w["restart.weight"] + w["restart.bias"])[..., 0]
    mixtures = torch.einsum("tbh,hpkz->tbpkz", h, w["mixture.weight"]) + w["mixture.bias"]
    return restart, mixtures


def loss(restart, mixtures, z, over):
    logits, means, log_scales = mixtures.unbind(2)
    log_density = torch.distributions.Normal(means, log_scales.exp()).log_prob(z[:, :, None, :])
    nll = -torch.logsumexp(torch.log_softmax(logits, 2) + log_density, 2).mean()
    return nll, F.binary_cross_entropy_with_logits(restart, over, pos_weight=torch.tensor(END_WEIGHT, dtype=torch.double))


def main():
    folder, kind = sys.argv[1:]
    memory, shapes = {"lstm": (lstm, lstm_shapes()), "transformer": (transformer, transformer_shapes())}[kind]
    random = np.random.default_rng(0)
    weights = random_weights(random, shapes)
    z = random.standard_normal((T + 1, B, Z)).astype(np.float32)
    action = random.uniform(-1, 1, (T, B, A)).astype(np.float32)
    first = np.zeros((T, B, 1), np.float32)
    first[0] = 1
    over = (random.uniform(size=(T, B)) < 0.02).astype(np.float32)
    if kind == "transformer":
        first[[150, 220], [0, 1]] = 1
    w = {name: torch.from_numpy(array).double().requires_grad_() for name, array in weights.items()}
    inputs = torch.from_numpy(np.concatenate([z[:-1], action, first], 2)).double()
    restart, mixtures = heads(w, memory(w, inputs))
    nll, ends = loss(restart, mixtures, torch.from_numpy(z[1:]).double(), torch.from_numpy(over).double())
    (nll + ends).backward()
    found = {"restart": restart, "mixtures": mixtures}
    found.update({"gradient." + name: tensor.grad for name, tensor in w.items()})
    if kind == "transformer":
        weights.update({"transformer.heads": np.array([HEADS], np.float32), "transformer.context": np.array([CONTEXT], np.float32)})
    np.savez_compressed(folder + "/weights.npz", **weights)
    np.savez_compressed(folder + "/outputs.npz", z=z, action=action, first=first, over=over, loss=np.array([nll.item(), ends.item()]),
                        **{name: tensor.detach().float().numpy() for name, tensor in found.items()})


if __name__ == "__main__":
    main()
