"""What the small environments do in Gymnasium, and what Pillow makes of a picture: the golden files of the tests.

    small_golden.py FOLDER

FOLDER gets one .npz an environment. Actions are chosen here, by a rule from the state or by chance, and recorded: whoever reads the
files starts in the same state, plays the same actions and compares. Made with what ./setup installs.
"""
import math
import pathlib
import sys

import gymnasium
import numpy as np
from PIL import Image

STEPS = 200


def play(name, start, act, **options):
    """One episode from a given state: actions, states [T+1], observations [T+1], rewards, flags."""
    env = gymnasium.make(name, disable_env_checker=True, **options)
    env.reset(seed=0)
    env.unwrapped.state = np.array(start, dtype=np.float64)
    states, observations, actions, rewards, terminated, truncated = [start], [], [], [], [], []
    for t in range(STEPS):
        action = act(t, env.unwrapped.state)
        observation, reward, end, cut, _ = env.step(action)
        actions.append(np.ravel(action)[0])
        states.append(np.array(env.unwrapped.state, dtype=np.float64))
        observations.append(observation)
        rewards.append(float(reward))
        terminated.append(end)
        truncated.append(cut)
        if end or cut:
            break
    env.close()
    return {"actions": np.float32(actions), "states": np.array(states), "observations": np.float32(observations),
            "rewards": np.array(rewards), "terminated": np.array(terminated), "truncated": np.array(truncated)}


def save(folder, name, episodes):
    arrays = {f"{key}{i}": array for i, episode in enumerate(episodes) for key, array in episode.items()}
    np.savez_compressed(folder / f"{name}.npz", **arrays)


def cart_pole(random):
    def balance(t, state):
        return int(0.4 * state[0] + 0.7 * state[1] + 12 * state[2] + 2.5 * state[3] > 0)

    def chance(t, state):
        return int(random.integers(2))

    def start():
        return random.uniform(-0.05, 0.05, 4)

    return [play("CartPole-v1", start(), balance), play("CartPole-v1", [0.5, -0.8, 0.1, 0.9], balance),
            play("CartPole-v1", start(), chance), play("CartPole-v1", start(), lambda t, state: 0),
            play("CartPole-v1", start(), chance, sutton_barto_reward=True),
            play("CartPole-v1", start(), balance, max_episode_steps=50)]


def pendulum(random):
    def chance(t, state):
        return np.float32([random.uniform(-2, 2)])

    def swing_up(t, state):
        energy = state[1] ** 2 / 6 + 5 * (math.cos(state[0]) - 1)
        return np.float32([np.clip(-3 * energy * np.sign(state[1] or 1), -2, 2)])

    def still(t, state):
        return np.float32([0])

    def start():
        return random.uniform([-math.pi, -1], [math.pi, 1])

    return [play("Pendulum-v1", start(), chance), play("Pendulum-v1", [3.0, 0.5], swing_up),
            play("Pendulum-v1", [2.0, 8.0], lambda t, state: np.float32([2])), play("Pendulum-v1", start(), still),
            play("Pendulum-v1", start(), chance, g=9.81)]


def mountain_car(random):
    def pump(t, state):
        return 2 if state[1] >= 0 else 0

    def start():
        return [random.uniform(-0.6, -0.4), 0]

    return [play("MountainCar-v0", start(), pump), play("MountainCar-v0", start(), lambda t, state: int(random.integers(3))),
            play("MountainCar-v0", [-1.1, -0.05], lambda t, state: 0), play("MountainCar-v0", start(), pump, goal_velocity=0.03)]


def mountain_car_continuous(random):
    def pump(t, state):
        return np.float32([0.83 if state[1] >= 0 else -0.91])

    def start():
        return [random.uniform(-0.6, -0.4), 0]

    name = "MountainCarContinuous-v0"
    return [play(name, start(), pump), play(name, start(), lambda t, state: np.float32([random.uniform(-1, 1)])),
            play(name, [-1.1, -0.05], lambda t, state: np.float32([-1])), play(name, start(), pump, goal_velocity=0.03),
            play(name, start(), pump, max_episode_steps=60)]


def pictures(random):
    """Pillow's BILINEAR, which is what scipy.misc.imresize was, and its BOX where the ratio is whole."""
    noise = random.integers(0, 256, (32, 24, 3), dtype=np.uint8)

    def resized(picture, height, width, how):
        return np.asarray(Image.fromarray(picture).resize((width, height), how))

    return {"noise": noise, "rows21": resized(noise[:21], 16, 16, Image.BILINEAR), "grown": resized(noise, 40, 60, Image.BILINEAR),
            "halved": resized(noise, 16, 12, Image.BOX)}


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(20180327)
    save(folder, "CartPole", cart_pole(random))
    save(folder, "Pendulum", pendulum(random))
    save(folder, "MountainCar", mountain_car(random))
    save(folder, "MountainCarContinuous", mountain_car_continuous(random))
    np.savez_compressed(folder / "pictures.npz", **pictures(random))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main()
