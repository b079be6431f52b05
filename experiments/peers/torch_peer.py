"""PyTorch, set up once: eager, and compiled in two modes."""

import os

import torch

torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", os.cpu_count())))
torch.manual_seed(0)

EAGER, COMPILED = "torch-eager", "torch-compiled"
MODES = {"default": "default", "max-autotune": "max-autotune-no-cudagraphs"}


def compiled(function, mode):
    """The function compiled for the shapes it is first called with, or an error: never silently eager."""
    torch._dynamo.reset()
    return torch.compile(function, mode=MODES[mode], fullgraph=True, dynamic=False)


def forward_backward(forward, inputs, dy):
    """A call of forward and of the gradients of `inputs` for the output's gradient dy; gradients are new tensors, not accumulated."""

    def call():
        return torch.autograd.grad(forward(), inputs, dy)

    return call
