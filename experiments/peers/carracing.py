"""carracing 64x64|96x96 step [all cores]: whole steps with their picture, of Gymnasium's CarRacing-v3 without wrappers.

The scripted driver's way, recorded beforehand, over tracks that both sides have. There is no 64x64 in Gymnasium: as its users do, the
instruments are cut off and the rest is resized.
"""

import math
import re
import sys
from pathlib import Path

NAME = re.compile(r"carracing (64x64|96x96) step( all cores)?")
# The same as in EnvWorks on the Java side.
SEED = 1000
STEPS = 500
ROWS = 64
MOST_PROCESSES = 16

sys.path.append(str(Path(__file__).resolve().parents[2] / "envs/src/test/python"))


def variants(work, _):
    found = NAME.fullmatch(work)
    if not found:
        return None
    looks = [("", whole)] if found.group(1) == "96x96" else [("crop, OpenCV", opencv), ("crop, Pillow", pillow)]
    if not found.group(2):
        return [(name, alone(look)) for name, look in looks]
    from peer import CORES

    counts = sorted({math.gcd(MOST_PROCESSES, CORES), MOST_PROCESSES})
    return [(", ".join(filter(None, [f"AsyncVectorEnv of {count}", name])), together(look, count)) for name, look in looks for count in counts]


def whole():
    return lambda picture: picture


def opencv():
    import cv2

    return lambda picture: cv2.resize(picture[:84], (64, 64), interpolation=cv2.INTER_LINEAR)


def pillow():
    import numpy as np
    from PIL import Image

    return lambda picture: np.asarray(Image.fromarray(picture[:84]).resize((64, 64), Image.BILINEAR))


def environment(look):
    """CarRacing-v3 itself, its picture looked at through `look`."""
    import gymnasium
    import numpy as np
    from gymnasium.envs.box2d.car_racing import CarRacing

    class Look(gymnasium.ObservationWrapper):
        def __init__(self):
            super().__init__(CarRacing())
            self.look = look()
            shape = self.look(np.zeros((96, 96, 3), np.uint8)).shape
            self.observation_space = gymnasium.spaces.Box(0, 255, shape, np.uint8)

        def observation(self, picture):
            return self.look(picture)

    return CarRacing() if look is whole else Look()


def tape(seed):
    """What the driver does in the first steps on the track of `seed`."""
    import numpy as np
    from driver import Driver
    from gymnasium.envs.box2d.car_racing import CarRacing

    env = CarRacing()
    env._render = lambda mode: None
    env.reset(seed=seed)
    driver, actions = Driver(env.track), []
    for _ in range(STEPS):
        hull = env.car.hull
        actions.append(np.array(driver.act(*hull.position, hull.angle, *hull.linearVelocity, hull.angularVelocity), np.float32))
        assert not env.step(actions[-1])[2], f"the drive of seed {seed} ends within {STEPS} steps"
    env.close()
    return actions


def alone(look):
    def make():
        env = environment(look)
        actions = tape(SEED)
        t = STEPS

        def calls(n):
            nonlocal t
            for _ in range(n):
                if t == STEPS:
                    env.reset(seed=SEED)
                    t = 0
                env.step(actions[t])
                t += 1

        return calls

    return make


def together(look, count):
    """A call is ROWS steps in all, whatever the number of processes."""

    def make():
        import numpy as np
        from gymnasium.vector import AsyncVectorEnv, AutoresetMode

        seeds = [SEED + i for i in range(count)]
        actions = np.stack([tape(seed) for seed in seeds], axis=1)
        envs = AsyncVectorEnv([lambda: environment(look)] * count, copy=False, autoreset_mode=AutoresetMode.DISABLED)
        t = STEPS

        def calls(n):
            nonlocal t
            for _ in range(n * ROWS // count):
                if t == STEPS:
                    envs.reset(seed=seeds)
                    t = 0
                envs.step(actions[t])
                t += 1

        return calls

    return make
