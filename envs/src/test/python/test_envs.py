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
            "billions": (spaces.Discrete(2), spaces.Discrete(4 * 10**9)),
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


class Odd(gymnasium.Env):
    """Gives, at step 2, what environments of people give: some of it can be taken as it is meant, some of it cannot."""

    action_space = spaces.Discrete(2)
    REWARDS = {
        "int": 2, "bool": True, "float32": np.float32(0.5), "int8": np.int8(-3), "numpy bool": np.bool_(True), "one": np.array([0.5]),
        "0d": np.array(0.5), "nested": [[0.5]], "none": None, "nan": float("nan"), "inf": -np.inf, "numpy nan": np.float32("nan"), "two": np.array([1.0, 2.0]),
        "empty": [], "string": "1.0", "complex": 1j, "ragged": [[1], [1, 2]], "large": 1e39, "huge": 10**400, "dict": {"a": 1},
    }
    FLAGS = {
        "numpy": np.bool_(True), "one": np.array([True]), "int": 1, "float": 1.0, "none": None, "string": "False", "two": np.array([True, False]),
        "many": 2, "nan": float("nan"), "empty": np.array([], bool),
    }
    BOX = spaces.Box(-10, 10, (3,), np.float32)
    OBSERVATIONS = {
        "list": (BOX, [1, 2.5, True]), "float64": (BOX, np.array([1, 2.5, 1.0])), "tuple": (BOX, (1, 2.5, 1)),
        "nan": (BOX, np.array([1, np.nan, 1], np.float32)), "inf": (BOX, [1, 1, -np.inf]), "wide": (BOX, [1e39, 0, 0]),
        "column": (BOX, np.ones((3, 1))), "scalar": (BOX, 1.0), "short": (BOX, [1]), "none": (BOX, None), "strings": (BOX, ["1", "2", "3"]),
        "ragged": (BOX, [[1], 2, 3]), "objects": (BOX, np.array([None] * 3)), "outside": (BOX, [99, 0, 0]),
        "choice": (spaces.Discrete(3, start=5), 8), "half": (spaces.Discrete(3), 0.5), "choices": (spaces.MultiDiscrete([2, 3]), [1, -1]),
        "no part": (spaces.Dict(a=BOX, b=BOX), {"a": [0, 0, 0]}), "part": (spaces.Dict(a=BOX, b=BOX), dict(a=[0, 0, 0], b=[0, np.nan, 0])),
        "picture": (spaces.Box(0, 255, (2, 2, 3), np.uint8), np.full((2, 2, 3), 7.0)),
        "grey": (spaces.Box(0, 255, (2, 3), np.uint8), [[1, 2, 3], [4, 5, 6]]),
        "first": (spaces.Box(0, 255, (3, 2, 5), np.uint8), np.arange(30, dtype=np.uint8).reshape(3, 2, 5)),
        "fraction": (spaces.Box(0, 255, (2, 2, 3), np.uint8), np.full((2, 2, 3), 0.5)),
        "bright": (spaces.Box(0, 255, (2, 2, 3), np.uint8), np.full((2, 2, 3), 256)),
        "turned": (spaces.Box(0, 255, (2, 4, 3), np.uint8), np.zeros((4, 2, 3), np.uint8)),
    }

    def __init__(self, reward="int", terminated=None, truncated=None, observation="list", call="", **_):
        self.given, self.end, self.cut, self.call = self.REWARDS[reward], terminated, truncated, call
        self.observation_space, self.wrong = self.OBSERVATIONS[observation]
        self.observation_space.seed(1)
        self.first = self.observation_space.sample()

    def reset(self, *, seed=None, options=None):
        super().reset(seed=seed)
        self.t = 0
        return {"bare reset": self.first, "no info": (self.first, 1.0), "null info": (self.first, None)}.get(self.call, (self.first, {}))

    def step(self, action):
        self.t += 1
        if self.t < 2:
            return self.first, 0.0, False, False, {}
        ends = [False if name is None else self.FLAGS[name] for name in (self.end, self.cut)]
        if self.call == "old step":
            return self.wrong, self.given, ends[0], {}
        return None if self.call == "nothing" else (self.wrong, self.given, *ends, {})


class Unseeded(Odd):
    def reset(self):
        return self.first, {}


class Place(gymnasium.Env):
    """Writes into the current folder, and tells where that is and what its arguments became."""

    action_space, observation_space = spaces.Discrete(2), spaces.Box(0, 1, (1,), np.float32)

    def __init__(self, **arguments):
        with open("litter.txt", "w") as file:
            file.write("x")
        self.arguments = arguments

    def reset(self, *, seed=None, options=None):
        raise ValueError(f"{os.getcwd()} {self.arguments}")


gymnasium.register("Odd-v0", entry_point=Odd)
gymnasium.register("OddLimited-v0", entry_point=Odd, max_episode_steps=9)
gymnasium.register("Unseeded-v0", entry_point=Unseeded)
gymnasium.register("Place-v0", entry_point=Place)
gymnasium.register("Spaces-v0", entry_point=Spaces)
gymnasium.register("Trouble-v0", entry_point=Trouble)
