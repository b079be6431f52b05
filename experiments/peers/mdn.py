"""mdn beta-posterior: a mixture density network learns the posterior of a binomial's parameter from simulations.

theta ~ Beta(2, 5), y ~ Binomial(100, theta); half of the thetas come from Beta(4, 1), and rows are weighed back. One call is a whole
training, from the samples to the parameters. The task, its sizes and the schedule are those of the Java side (Conjugate, PosteriorTask).
"""

import math
import sys
import time

import numpy as np

from variants import HOPELESS

NAME = "mdn beta-posterior"
ROWS, HELD_OUT = 1_000_000, 0.02
EPOCHS, BATCH = 2, 512
RATE, FINAL_RATE = 1e-2, 5e-5
COMPONENTS, HIDDEN = 8, 24
TRIALS = 100
WIDE, LEVELLING = 0.5, 0.7
JUDGED = np.arange(5, 96)
# Nats, of the worst y: what every contender has to reach.
THRESHOLD = 0.01
# Updates that tell which variant is the fastest.
TRIED = 100
LOG_SIGMA = 5.0
HALF_LOG_TWO_PI = 0.5 * math.log(2 * math.pi)


def variants(work, peer):
    """One a peer: the fastest way is found by a short part of a training, because a whole one takes seconds."""
    if work != NAME:
        return None
    if peer == "jax":
        return [("epoch in one scan", checked(jax_training))]
    import torch_peer

    modes = [None] if peer == torch_peer.EAGER else list(torch_peer.MODES)
    times = {}
    for mode in modes:
        for threads in sorted({1, torch_peer.torch.get_num_threads()}):
            train, _ = torch_training(mode, threads)
            train(TRIED)
            times[mode, threads] = clock(lambda: train(TRIED))
            if times[mode, threads] < HOPELESS * min(times.values()):
                times[mode, threads] = min(clock(lambda: train(TRIED)) for _ in range(3))
    print("variants:", times, file=sys.stderr)
    mode, threads = min(times, key=times.get)
    name = f"fused Adam, {threads} thread{'s' if threads > 1 else ''}" + (f", {mode}" if mode else "")
    return [(name, checked(lambda: torch_training(mode, threads)))]


def clock(call):
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def checked(make):
    """The training, tried once: it counts only if it learns what it should."""

    def ready():
        train, density = make()
        train()
        worst = worst_divergence(density)
        if not worst < THRESHOLD:
            raise ValueError(f"KL(exact || learned) must be below {THRESHOLD} for every y, was {worst:.4f}")

        def calls(times):
            for _ in range(times):
                train()

        return calls

    return ready


def samples():
    """y, theta and weights of the rows to train on."""
    random = np.random.default_rng(1)
    rows = round(ROWS * (1 - HELD_OUT))
    theta = np.where(random.random(rows) < WIDE, random.beta(4, 1, rows), random.beta(2, 5, rows))
    y = random.binomial(TRIALS, theta)
    prior = 30 * theta * (1 - theta) ** 4
    weights = prior / (WIDE * 4 * theta ** 3 + (1 - WIDE) * prior)
    weights *= np.bincount(y, weights)[y] ** -LEVELLING
    return tuple(a.astype(np.float32) for a in (y, theta, weights / weights.mean()))


def inner(y):
    """Counts between -1 and 101 on a logit's scale, as the network has them before it standardises."""
    return np.log((y + 1) / (TRIALS + 1 - y))


def worst_divergence(density):
    """The largest KL(exact || learned) over y; density gives mean and deviation of y and theta on their logit's scales, and a function from standardised y
    [N, 1] to logits, means and log deviations [N, K] of standardised theta."""
    (y_mean, y_deviation), (mean, deviation), mixture = density()
    logits, means, log_sigmas = (np.asarray(a, np.float64) for a in mixture(((inner(JUDGED) - y_mean) / y_deviation)[:, None]))
    log_weights = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    log_sigmas = np.clip(log_sigmas, -LOG_SIGMA, LOG_SIGMA)
    worst = 0.0
    for i, y in enumerate(JUDGED):
        a, b = 2 + y, 5 + TRIALS - y
        centre, width = math.log(a / b), math.sqrt(1 / a + 1 / b)
        u = np.linspace(centre - 10 * width, centre + 10 * width, 4001)
        # the exact density of u = logit(theta)
        exact = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) - a * np.logaddexp(0, -u) - b * np.logaddexp(0, u)
        z = (((u - mean) / deviation)[:, None] - means[i]) / np.exp(log_sigmas[i])
        learned = np.logaddexp.reduce(log_weights[i] - log_sigmas[i] - 0.5 * z * z, axis=1) - HALF_LOG_TWO_PI - math.log(deviation)
        worst = max(worst, np.trapezoid(np.exp(exact) * (exact - learned), u))
    return worst


def rates(steps):
    """Falls geometrically over the whole training."""
    return RATE * (FINAL_RATE / RATE) ** (np.arange(steps) / steps)


def torch_training(mode, threads):
    """A Sequential, the mixture's log-likelihood by log-softmax and logsumexp, Adam in its fused form; batches are rows of a permutation."""
    import torch
    import torch_peer
    from torch import nn

    y, theta, w = (torch.from_numpy(a)[:, None] for a in samples())
    state = {}

    def standardised(u):
        mean, deviation = u.mean(), u.std()
        return (u - mean) / deviation, (mean.item(), deviation.item())

    def loss_of(model, x, t, w):
        logits, means, log_sigmas = model(x).chunk(3, 1)
        log_sigmas = log_sigmas.clamp(-LOG_SIGMA, LOG_SIGMA)
        z = (t - means) * torch.exp(-log_sigmas)
        log_density = torch.logsumexp(torch.log_softmax(logits, 1) - log_sigmas - 0.5 * z * z, 1, keepdim=True)
        return (w * (HALF_LOG_TWO_PI - log_density)).mean()

    def network():
        model = nn.Sequential(nn.Linear(1, HIDDEN), nn.Tanh(), nn.Linear(HIDDEN, HIDDEN), nn.Tanh(), nn.Linear(HIDDEN, 3 * COMPONENTS))
        with torch.no_grad():
            model[-1].bias[COMPONENTS:2 * COMPONENTS] = torch.linspace(-1.5, 1.5, COMPONENTS)
        return model

    model = network()
    initial = [p.detach().clone() for p in model.parameters()]
    run = loss_of if mode is None else torch_peer.compiled(loss_of, mode)

    def train(updates=None):
        torch.set_num_threads(threads)
        torch.manual_seed(1)
        x, state["x"] = standardised(torch.log((y + 1) / (TRIALS + 1 - y)))
        t, state["t"] = standardised(torch.logit(theta))
        with torch.no_grad():
            for p, value in zip(model.parameters(), initial):
                p.copy_(value)
        adam = torch.optim.Adam(model.parameters(), RATE, fused=True)
        per_epoch = len(x) // BATCH
        schedule = iter(rates(EPOCHS * per_epoch))
        for _ in range(EPOCHS if updates is None else 1):
            order = torch.randperm(len(x))
            xs, ts, ws = x[order], t[order], w[order]
            for i in range(0, (updates or per_epoch) * BATCH, BATCH):
                adam.param_groups[0]["lr"] = float(next(schedule))
                adam.zero_grad()
                run(model, xs[i:i + BATCH], ts[i:i + BATCH], ws[i:i + BATCH]).backward()
                adam.step()

    def density():
        def mixture(x):
            with torch.no_grad():
                return [part.numpy() for part in model(torch.from_numpy(x.astype(np.float32))).chunk(3, 1)]

        return state["x"], state["t"], mixture

    return train, density


def jax_training():
    """An epoch is one jitted scan over its batches, with Adam in it."""
    import jax
    import jax.numpy as jnp

    y, theta, w = map(jnp.asarray, samples())
    per_epoch = len(y) // BATCH
    schedule = jnp.asarray(rates(EPOCHS * per_epoch), jnp.float32)
    state = {}

    def network(key):
        layers = []
        for fan_in, fan_out in ((1, HIDDEN), (HIDDEN, HIDDEN), (HIDDEN, 3 * COMPONENTS)):
            key, one, two = jax.random.split(key, 3)
            bound = fan_in ** -0.5
            layers.append((jax.random.uniform(one, (fan_in, fan_out), minval=-bound, maxval=bound),
                           jax.random.uniform(two, (fan_out,), minval=-bound, maxval=bound)))
        weights, bias = layers[-1]
        layers[-1] = weights, bias.at[COMPONENTS:2 * COMPONENTS].set(jnp.linspace(-1.5, 1.5, COMPONENTS))
        return layers

    def outputs(layers, x):
        for weights, bias in layers[:-1]:
            x = jnp.tanh(x @ weights + bias)
        return jnp.split(x @ layers[-1][0] + layers[-1][1], 3, 1)

    def loss_of(layers, x, t, w):
        logits, means, log_sigmas = outputs(layers, x)
        log_sigmas = jnp.clip(log_sigmas, -LOG_SIGMA, LOG_SIGMA)
        z = (t - means) * jnp.exp(-log_sigmas)
        log_density = jax.nn.logsumexp(jax.nn.log_softmax(logits, 1) - log_sigmas - 0.5 * z * z, 1)
        return jnp.mean(w * (HALF_LOG_TWO_PI - log_density))

    @jax.jit
    def standardised():
        columns = jnp.log((y + 1) / (TRIALS + 1 - y)), jnp.log(theta / (1 - theta))
        return [((u - u.mean()) / u.std(), (u.mean(), u.std())) for u in columns]

    @jax.jit
    def epoch(carry, order, rates, x, t, w):
        batches = [a[order].reshape(per_epoch, BATCH, -1) for a in (x, t, w)]

        def step(carry, batch):
            layers, mean, variance, count = carry
            rate, x, t, w = batch
            gradient = jax.grad(loss_of)(layers, x, t, w[:, 0])
            count = count + 1
            mean = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, mean, gradient)
            variance = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, variance, gradient)
            corrected = rate / (1 - 0.9 ** count)
            root = jnp.sqrt(1 - 0.999 ** count)
            layers = jax.tree.map(lambda p, m, v: p - corrected * m / (jnp.sqrt(v) / root + 1e-8), layers, mean, variance)
            return (layers, mean, variance, count), None

        return jax.lax.scan(step, carry, (rates, *batches))[0]

    def train():
        (x, state["x"]), (t, state["t"]) = standardised()
        layers = network(jax.random.key(1))
        zeros = jax.tree.map(jnp.zeros_like, layers)
        carry = layers, zeros, zeros, jnp.float32(0)
        for i in range(EPOCHS):
            order = jax.random.permutation(jax.random.key(2 + i), len(x))[:per_epoch * BATCH]
            carry = epoch(carry, order, schedule[i * per_epoch:(i + 1) * per_epoch], x, t, w)
        state["layers"] = jax.block_until_ready(carry[0])

    def density():
        return tuple(map(float, state["x"])), tuple(map(float, state["t"])), lambda x: outputs(state["layers"], x)

    return train, density
