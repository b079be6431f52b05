"""V in PyTorch, from the weights that Vae.exportWeights writes, or with weights of its own written that way.

    torch_vae.py golden WIDTH LATENT FOLDER    random weights, frames, and every layer's output for them
    torch_vae.py answer WEIGHTS FRAMES OUT     every layer's output for frames, u8 [N, 64, 64, 3], with given weights
"""

import sys

import numpy as np
import torch
import torch.nn.functional as F

CONVS = ("conv1", "conv2", "conv3", "conv4")
DECONVS = ("deconv1", "deconv2", "deconv3", "deconv4")


def tensors(weights):
    """In PyTorch's layouts, in double."""
    named = {}
    for name, array in weights.items():
        tensor = torch.from_numpy(array).double()
        if name.endswith(".weight"):
            tensor = tensor.permute(0, 3, 1, 2) if name.startswith("deconv") else tensor.permute(3, 2, 0, 1) if name.startswith(
                "conv") else tensor.T
        named[name] = tensor.contiguous()
    return named


def outputs(weights, frames):
    """Of every layer, channels last, f32."""
    w = tensors(weights)
    x = torch.from_numpy(frames).double().permute(0, 3, 1, 2) / 255
    found = {}

    def keep(name, value):
        found[name] = (value.permute(0, 2, 3, 1) if value.ndim == 4 else value).contiguous().float().numpy()
        return value

    for name in CONVS:
        x = keep(name, F.relu(F.conv2d(x, w[name + ".weight"], w[name + ".bias"], stride=2)))
    h = x.permute(0, 2, 3, 1).flatten(1)
    z = keep("mu", F.linear(h, w["mu.weight"], w["mu.bias"]))
    keep("logvar", F.linear(h, w["logvar.weight"], w["logvar.bias"]))
    y = keep("dense", F.linear(z, w["dense.weight"], w["dense.bias"]))[:, :, None, None]
    for name in DECONVS:
        y = F.conv_transpose2d(y, w[name + ".weight"], w[name + ".bias"], stride=2)
        y = keep(name, torch.sigmoid(y) if name == DECONVS[-1] else F.relu(y))
    return found


def random_weights(width, latent):
    random = np.random.default_rng(0)
    shapes = {}
    channels = (3, width, 2 * width, 4 * width, 8 * width)
    for name, i, o in zip(CONVS, channels, channels[1:]):
        shapes[name] = (4, 4, i, o)
    shapes["mu"] = shapes["logvar"] = (32 * width, latent)
    shapes["dense"] = (latent, 32 * width)
    channels = (32 * width, 4 * width, 2 * width, width, 3)
    for name, i, o, k in zip(DECONVS, channels, channels[1:], (5, 5, 6, 6)):
        shapes[name] = (i, k, k, o)
    weights = {}
    for name, shape in shapes.items():
        fan = np.prod(shape[:-1]) if not name.startswith("deconv") else shape[0] * 9
        weights[name + ".weight"] = (random.standard_normal(shape) * (2 / fan) ** 0.5).astype(np.float32)
        weights[name + ".bias"] = (random.standard_normal(shape[-1]) * 0.1).astype(np.float32)
    return weights


def main():
    if sys.argv[1] == "golden":
        width, latent, folder = int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
        weights = random_weights(width, latent)
        frames = np.random.default_rng(1).integers(0, 256, (2, 64, 64, 3), np.uint8)
        np.savez_compressed(folder + "/weights.npz", **weights)
        np.savez_compressed(folder + "/outputs.npz", frames=frames, **outputs(weights, frames))
    else:
        weights, frames, out = sys.argv[2:]
        np.savez_compressed(out, **outputs(dict(np.load(weights)), np.load(frames)["frames"]))


if __name__ == "__main__":
    main()
