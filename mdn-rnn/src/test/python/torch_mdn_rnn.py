"""M in PyTorch, with weights as MdnRnn.exportWeights writes them.

    torch_mdn_rnn.py FOLDER    random weights, a sequence of 500 steps, and what comes of it: outputs, loss, gradients
"""

import sys

import numpy as np
import torch
import torch.nn.functional as F

Z, A, H, K, T, B = 2, 1, 8, 2, 500, 2
END_WEIGHT = 10


def random_weights(random):
    shapes = {
        "lstm.input.weight": (Z + A + 1, 4 * H), "lstm.hidden.weight": (H, 4 * H), "lstm.bias": (4 * H,),
        "restart.weight": (H, 1), "restart.bias": (1,), "mixture.weight": (H, 3, K, Z), "mixture.bias": (3, K, Z),
    }
    return {name: (random.standard_normal(shape) * 0.4).astype(np.float32) for name, shape in shapes.items()}


def run(w, inputs):
    """Restart logits [T, B], mixtures [T, B, 3, K, Z]."""
    lstm = torch.nn.LSTM(inputs.shape[-1], H).double()
    given = {"weight_ih_l0": w["lstm.input.weight"].T, "weight_hh_l0": w["lstm.hidden.weight"].T, "bias_ih_l0": w["lstm.bias"],
             "bias_hh_l0": torch.zeros(4 * H, dtype=torch.double)}
    h, _ = torch.func.functional_call(lstm, given, (inputs,))
    restart = (h @ w["restart.weight"] + w["restart.bias"])[..., 0]
    mixtures = torch.einsum("tbh,hpkz->tbpkz", h, w["mixture.weight"]) + w["mixture.bias"]
    return restart, mixtures


def loss(restart, mixtures, z, over):
    logits, means, log_scales = mixtures.unbind(2)
    log_density = torch.distributions.Normal(means, log_scales.exp()).log_prob(z[:, :, None, :])
    nll = -torch.logsumexp(torch.log_softmax(logits, 2) + log_density, 2).mean()
    return nll, F.binary_cross_entropy_with_logits(restart, over, pos_weight=torch.tensor(END_WEIGHT, dtype=torch.double))


def main():
    random = np.random.default_rng(0)
    weights = random_weights(random)
    z = random.standard_normal((T + 1, B, Z)).astype(np.float32)
    action = random.uniform(-1, 1, (T, B, A)).astype(np.float32)
    first = np.zeros((T, B, 1), np.float32)
    first[0] = 1
    over = (random.uniform(size=(T, B)) < 0.02).astype(np.float32)
    w = {name: torch.from_numpy(array).double().requires_grad_() for name, array in weights.items()}
    inputs = torch.from_numpy(np.concatenate([z[:-1], action, first], 2)).double()
    restart, mixtures = run(w, inputs)
    nll, ends = loss(restart, mixtures, torch.from_numpy(z[1:]).double(), torch.from_numpy(over).double())
    (nll + ends).backward()
    found = {"restart": restart, "mixtures": mixtures}
    found.update({"gradient." + name: tensor.grad for name, tensor in w.items()})
    np.savez_compressed(sys.argv[1] + "/weights.npz", **weights)
    np.savez_compressed(sys.argv[1] + "/outputs.npz", z=z, action=action, over=over, loss=np.array([nll.item(), ends.item()]),
                        **{name: tensor.detach().float().numpy() for name, tensor in found.items()})


if __name__ == "__main__":
    main()
