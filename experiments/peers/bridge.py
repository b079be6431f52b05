"""bridge cartpole 64, bridge carracing 4: steps of Gymnasium's environments side by side in one process, pictures included, as gymnasium.make
makes them.

CartPole by chance, each episode followed by the next; CarRacing along the scripted driver's way.
"""

from carracing import SEED, STEPS, tape


def variants(work, _):
    if work == "bridge cartpole 64":
        return [(name, make("CartPole-v1", 64, kind)) for name, kind in (("loop", loop), ("SyncVectorEnv", sync))]
    if work == "bridge carracing 4":
        return [(name, make("CarRacing-v3", 4, kind)) for name, kind in (("loop", loop), ("SyncVectorEnv", sync))]
    return None


def make(name, rows, kind):
    def ready():
        import numpy as np

        if name == "CarRacing-v3":
            actions = np.stack([tape(SEED + i) for i in range(rows)], axis=1)
        else:
            actions = np.random.default_rng(SEED).integers(2, size=(STEPS, rows))
        reset, step = kind(name, rows)
        t = STEPS

        def calls(n):
            nonlocal t
            for _ in range(n):
                if t == STEPS:
                    reset([SEED + i for i in range(rows)])
                    t = 0
                step(actions[t])
                t += 1

        return calls

    return ready


def loop(name, rows):
    import gymnasium

    envs = [gymnasium.make(name, disable_env_checker=True) for _ in range(rows)]

    def reset(seeds):
        for env, seed in zip(envs, seeds):
            env.reset(seed=seed)

    def step(actions):
        for env, action in zip(envs, actions):
            _, _, terminated, truncated, _ = env.step(action)
            if terminated or truncated:
                env.reset()

    return reset, step


def sync(name, rows):
    from gymnasium.vector import AutoresetMode, SyncVectorEnv
    import gymnasium

    envs = SyncVectorEnv([lambda: gymnasium.make(name, disable_env_checker=True)] * rows, copy=False, autoreset_mode=AutoresetMode.SAME_STEP)
    return lambda seeds: envs.reset(seed=seeds), envs.step
