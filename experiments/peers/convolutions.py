"""conv|deconv INxOUTkK SIZE forward+backward: one layer of the VAE with its ReLU, stride 2, no padding, 100 images.

Gradients of weights, bias and input; of the layer that sees the frames (a conv with 3 inputs) none of the input.
"""

import re

NAME = re.compile(r"(conv|deconv) (\d+)x(\d+)k(\d+) (\d+) forward\+backward")
BATCH = 100
STRIDE = 2


def variants(work, peer):
    found = NAME.fullmatch(work)
    if not found:
        return None
    layer = (found.group(1) == "deconv", *map(int, found.groups()[1:]))
    if peer == "jax":
        return [("nchw", jax_layer(*layer, "NCHW", "OIHW")), ("nhwc", jax_layer(*layer, "NHWC", "HWIO"))]
    import torch_peer

    if peer == torch_peer.EAGER:
        return [("nchw", torch_layer(*layer, False, None)), ("channels_last", torch_layer(*layer, True, None))]
    return [(f"{'channels_last' if last else 'nchw'}, {mode}", torch_layer(*layer, last, mode)) for last in (False, True)
            for mode in torch_peer.MODES]


def sees_frames(transposed, inputs):
    return not transposed and inputs == 3


def torch_layer(transposed, inputs, outputs, kernel, size, channels_last, mode):
    def make():
        import torch
        import torch_peer
        from variants import repeated

        layout = torch.channels_last if channels_last else torch.contiguous_format
        kind = torch.nn.ConvTranspose2d if transposed else torch.nn.Conv2d
        layer = kind(inputs, outputs, kernel, STRIDE).to(memory_format=layout)
        x = torch.randn(BATCH, inputs, size, size).contiguous(memory_format=layout)
        wanted = list(layer.parameters())
        if not sees_frames(transposed, inputs):
            wanted.append(x.requires_grad_())

        def forward(x):
            return torch.relu(layer(x))

        run = forward if mode is None else torch_peer.compiled(forward, mode)
        with torch.no_grad():
            dy = torch.randn_like(forward(x))
        return repeated(torch_peer.forward_backward(lambda: run(x), wanted, dy))

    return make


def jax_layer(transposed, inputs, outputs, kernel, size, images, kernels):
    def make():
        import jax
        import jax.numpy as jnp
        from jax_peer import blocking

        keys = jax.random.split(jax.random.key(0), 3)
        first = images == "NCHW"
        x = jax.random.normal(keys[0], (BATCH, inputs, size, size) if first else (BATCH, size, size, inputs))
        w = 0.05 * jax.random.normal(keys[1], (outputs, inputs, kernel, kernel) if first else (kernel, kernel, inputs, outputs))
        b = jnp.zeros((outputs, 1, 1) if first else outputs)
        numbers = (images, kernels, images)
        strides = (STRIDE, STRIDE)

        def forward(w, b, x):
            if transposed:
                y = jax.lax.conv_transpose(x, w, strides, "VALID", dimension_numbers=numbers)
            else:
                y = jax.lax.conv_general_dilated(x, w, strides, "VALID", dimension_numbers=numbers)
            return jax.nn.relu(y + b)

        dy = jax.random.normal(keys[2], jax.eval_shape(forward, w, b, x).shape)

        @jax.jit
        def both(w, b, x, dy):
            if sees_frames(transposed, inputs):
                y, back = jax.vjp(lambda w, b: forward(w, b, x), w, b)
            else:
                y, back = jax.vjp(forward, w, b, x)
            return y, back(dy)

        return blocking(lambda: both(w, b, x, dy))

    return make
