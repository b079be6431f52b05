"""Environments that are all there is to test about the bridge: every kind of space, and every kind of trouble. PYTHONPATH must have this folder."""
import os
import signal
import time

import gymnasium
import numpy as np
from gymnasium import spaces


class Spaces(gymnasium.Env):
    """Shows the last action in its observation, whatever both are made of."""

    def __init__(self, kind):
        self.action_space, self.observation_space = {
            "discrete": (spaces.Discrete(3, start=5), spaces.Box(0, 10, (1,), np.float64)),
            "choices": (spaces.MultiDiscrete([2, 5]), spaces.MultiDiscrete([2, 5], start=[0, 0])),
            "bits": (spaces.MultiBinary(4), spaces.MultiBinary(4)),
            "grid": (spaces.MultiDiscrete([[2, 3], [4, 2]], start=[[0, 5], [0, -1]]), spaces.MultiDiscrete([[2, 3], [4, 2]], start=[[0, 5], [0, -1]])),
            "whole": (spaces.Box(-3, 3, (2, 2), np.int16), spaces.Box(-3, 3, (2, 2), np.int16)),
            "bytes": (spaces.Box(0, 255, (3,), np.uint8), spaces.Box(0, 255, (3,), np.uint8)),
            "long": (spaces.Box(-9, 10**6, (2,), np.int64), spaces.Box(-9, 10**6, (2,), np.int64)),
            "half": (spaces.Box(-2, 2, (2,), np.float16), spaces.Box(-2, 2, (2,), np.float16)),
            "double": (spaces.Box(-2, 2, (), np.float64), spaces.Box(-2, 2, (), np.float64)),
            "signs": (spaces.Box(0, 1, (2,), np.bool_), spaces.Box(0, 1, (2,), np.bool_)),
            "nested": (
                spaces.Dict(gear=spaces.Discrete(3, start=-1), wheels=spaces.Tuple((spaces.Box(-1, 1, (2,), np.float32), spaces.MultiBinary(2)))),
                spaces.Dict(gear=spaces.Discrete(3, start=-1), wheels=spaces.Tuple((spaces.Box(-1, 1, (2,), np.float32), spaces.MultiBinary(2)))),
            ),
            "eyes": (
                spaces.Discrete(2),
                spaces.Dict(left=spaces.Box(0, 255, (4, 6, 3), np.uint8), right=spaces.Box(0, 255, (4, 6), np.uint8), name=spaces.Text(5)),
            ),
            "graph": (spaces.Discrete(2), spaces.Sequence(spaces.Discrete(2))),
        }[kind]
        self.kind = kind

    def shown(self, action):
        if self.kind == "discrete":
            return np.array([action], np.float64)
        if self.kind == "eyes":
            left = np.arange(72, dtype=np.uint8).reshape(4, 6, 3)
            return dict(left=left, right=left[..., 0] + 100, name="x")
        return action

    def reset(self, *, seed=None, options=None):
        super().reset(seed=seed)
        self.action_space.seed(seed)
        return self.shown(self.action_space.sample()), {}

    def step(self, action):
        assert self.action_space.contains(action), f"{action!r} is not in {self.action_space}"
        return self.shown(action), 0.1, False, False, {}


class Trouble(gymnasium.Env):
    """Has it at step 3: raises, hangs in Python, hangs holding Python's lock, dies, or prints and goes on."""

    action_space = spaces.Discrete(2)
    observation_space = spaces.Box(0, np.inf, (1,), np.float32)

    def __init__(self, kind):
        self.kind, self.t = kind, 0

    def reset(self, *, seed=None, options=None):
        super().reset(seed=seed)
        self.t = 0
        return np.zeros(1, np.float32), {}

    def step(self, action):
        self.t += 1
        if self.t >= 3:
            if self.kind == "raises":
                raise ValueError("the wheel\ncame off")
            if self.kind == "hangs":
                time.sleep(1000)
            if self.kind == "spins":
                (1 << 40_000_000) ** 1000  # one instruction, hours long
            if self.kind == "dies":
                os.kill(os.getpid(), signal.SIGKILL)
            if self.kind == "prints":
                print("12345")
            if self.kind == "exits":
                os._exit(3)
            if self.kind == "dies once" and not os.path.exists(os.environ["REVERIE_TEST_FLAG"]):
                open(os.environ["REVERIE_TEST_FLAG"], "w").close()
                os.kill(os.getpid(), signal.SIGKILL)
        return np.full(1, self.t, np.float32), 1.0, self.t >= 20, False, {}


gymnasium.register("Spaces-v0", entry_point=Spaces)
gymnasium.register("Trouble-v0", entry_point=Trouble)
