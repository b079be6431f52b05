"""Runs the real CarRacing of Gymnasium and writes down what it did: the golden files that the tests of envs compare with.

  golden.py FOLDER              makes all of them anew
  golden.py FOLDER drives ...   only these

Made with what ./setup installs. The files are small on purpose: numbers are stored as differences or rounded to what the tests need.
"""
import contextlib
import io
import multiprocessing
import sys
from pathlib import Path

import numpy as np

with contextlib.redirect_stdout(io.StringIO()):
    import gymnasium
    from gymnasium.envs.box2d.car_racing import CarRacing

from driver import Driver

STEPS = 300
QUANTUM = 2.0**-30


def environment(picture=True, **options):
    env = CarRacing(**options)
    if not picture:
        env._render = lambda mode: None
    return env


def state(env):
    hull = env.car.hull
    return hull.position[0], hull.position[1], hull.angle, hull.linearVelocity[0], hull.linearVelocity[1], hull.angularVelocity


def random():
    """Words, uniforms, and bounded integers mixed with uniforms, of numpy's default generator."""
    seeds = np.array([0, 1, 2, 42, 12345, 2**31 - 1, 2**32 - 1, 2**32, 2**40 + 7, 2**62 + 12345678901, 2**63 - 1])
    words, uniforms, mixed = [], [], []
    for seed in seeds:
        words.append(np.random.default_rng(seed).bit_generator.random_raw(16).astype(np.int64))
        generator = np.random.default_rng(seed)
        uniforms.append([generator.uniform(-3, 5) for _ in range(8)])
        generator = np.random.default_rng(seed)
        mixed.append([f(generator) for f in [lambda g: g.integers(3), lambda g: g.uniform()] * 8])
    return dict(seeds=seeds, words=np.array(words), uniforms=np.array(uniforms), mixed=np.array(mixed, dtype=float))


def tracks():
    """(alpha, beta, x, y) in units of 2^-30, as differences along the track; and where the kerbs are."""
    env = environment(picture=False)
    seeds = np.concatenate([np.arange(52), [10**6 + 3, 2**31 - 1, 2**33 + 1, 2**62 + 5]])
    tiles, points, kerbs = [], [], []
    for seed in seeds:
        env.reset(seed=int(seed))
        tiles.append(len(env.track))
        points.append(np.diff(np.rint(np.array(env.track) / QUANTUM).astype(np.int64), axis=0, prepend=0))
        kerb, i = np.zeros(len(env.track), np.uint8), -1
        for _, colour in env.road_poly:
            if isinstance(colour, tuple):
                kerb[i] = 1
            else:
                i += 1
        kerbs.append(kerb)
    return dict(seeds=seeds, tiles=np.array(tiles, np.int32), points=np.concatenate(points), kerbs=np.concatenate(kerbs))


def drives():
    """Grip driving for 300 steps by actions in 64ths: where the hull was after each, what was paid, which tile was visited when."""
    env = environment(picture=False)
    seeds = np.arange(100, 124)
    actions = np.zeros((len(seeds), STEPS, 3), np.float32)
    hull = np.zeros((len(seeds), STEPS + 1, 3), np.float32)
    rewards = np.zeros((len(seeds), STEPS))
    visits = []
    for k, seed in enumerate(seeds):
        env.reset(seed=int(seed))
        driver = Driver(env.track, fastest=45.0, grip=45.0)
        hull[k, 0] = state(env)[:3]
        visited = np.array([tile.road_visited for tile in env.road])
        visits += [(k, 0, tile) for tile in np.flatnonzero(visited)]
        for t in range(STEPS):
            actions[k, t] = np.rint(np.array(driver.act(*state(env))) * 64) / 64
            _, rewards[k, t], terminated, _, _ = env.step(actions[k, t])
            assert not terminated
            hull[k, t + 1] = state(env)[:3]
            now = np.array([tile.road_visited for tile in env.road])
            visits += [(k, t + 1, tile) for tile in np.flatnonzero(now & ~visited)]
            visited = now
    return dict(seeds=seeds, actions=actions, hull=hull, rewards=rewards, visits=np.array(visits, np.int32))


def choices():
    """Discrete actions, held for ten steps each: where the hull was after each step."""
    env = environment(picture=False, continuous=False)
    seeds = np.arange(200, 204)
    actions = np.repeat(np.array([3, 3, 0, 1, 3, 2, 3, 4, 0, 3]), 10).astype(np.int32)
    hull = np.zeros((len(seeds), len(actions), 3), np.float32)
    for k, seed in enumerate(seeds):
        env.reset(seed=int(seed))
        for t, action in enumerate(actions):
            env.step(int(action))
            hull[k, t] = state(env)[:3]
    return dict(seeds=seeds, actions=actions, hull=hull)


def exits():
    """Straight on at a tenth of the gas: after how many steps the field ends, and what that step pays."""
    env = environment(picture=False)
    seeds = np.arange(300, 308)
    lengths, last = [], []
    for seed in seeds:
        env.reset(seed=int(seed))
        terminated, t, reward = False, 0, 0
        while not terminated and t < 1000:
            _, reward, terminated, _, _ = env.step(np.array([0, 0.1, 0], np.float32))
            t += 1
        assert terminated
        lengths.append(t)
        last.append(reward)
    return dict(seeds=seeds, lengths=np.array(lengths, np.int32), last=np.array(last, dtype=float))


def driver():
    """Returns and lengths of the scripted driver on 100 tracks, with the limit of 1,000 steps."""
    env = environment(picture=False)
    seeds = np.arange(1000, 1100)
    returns, lengths, terminations = [], [], []
    for seed in seeds:
        env.reset(seed=int(seed))
        pilot, total, t, terminated = Driver(env.track), 0.0, 0, False
        while not terminated and t < 1000:
            _, reward, terminated, _, _ = env.step(np.array(pilot.act(*state(env)), np.float32))
            total += reward
            t += 1
        returns.append(total)
        lengths.append(t)
        terminations.append(terminated)
    return dict(seeds=seeds, returns=np.array(returns), lengths=np.array(lengths, np.int32), terminated=np.array(terminations))


def laps():
    """How many steps the scripted driver takes to the end of a lap, if there is one within 1,500, by what share of the tiles makes it one."""
    seeds = np.arange(1060, 1064)
    percents = np.array([0.0, 0.5, 0.95, 1.0])
    lengths = np.zeros((len(percents), len(seeds)), np.int32)
    terminated, truncated = np.zeros_like(lengths, bool), np.zeros_like(lengths, bool)
    for p, percent in enumerate(percents):
        env = environment(picture=False, lap_complete_percent=percent)
        for k, seed in enumerate(seeds):
            env.reset(seed=int(seed))
            pilot = Driver(env.track)
            while not terminated[p, k] and not truncated[p, k] and lengths[p, k] < 1500:
                _, _, terminated[p, k], truncated[p, k], _ = env.step(np.array(pilot.act(*state(env)), np.float32))
                lengths[p, k] += 1
    return dict(seeds=seeds, percents=percents, lengths=lengths, terminated=terminated, truncated=truncated)


def shown(env):
    """All that a picture depends on besides the track: what the Java test puts its car into."""
    bodies = [env.car.hull, *env.car.wheels]
    places = [(b.position[0], b.position[1], b.angle, b.linearVelocity[0], b.linearVelocity[1], b.angularVelocity) for b in bodies]
    wheels = [(w.phase, w.omega) for w in env.car.wheels]
    plain = np.zeros(400, np.uint8)
    for tile in env.road:
        plain[tile.idx] = np.array_equal(tile.color, env.road_color)
    return np.array(places), np.array(wheels), np.array([env.t, env.reward]), plain


def frames():
    """Pictures, and the state that each shows: while the camera comes down, at speed, in turns, skidding, on the grass."""
    env = environment()
    seeds, places, wheels, scores, plain, pixels = [], [], [], [], [], []

    def keep(seed, picture):
        for column, value in zip((places, wheels, scores, plain), shown(env)):
            column.append(value)
        seeds.append(seed)
        pixels.append(picture)

    for seed in range(400, 406):
        picture, _ = env.reset(seed=seed)
        pilot, last = Driver(env.track), 0
        keep(seed, picture)
        for t in range(1, 341):
            action = np.array(pilot.act(*state(env)), np.float32)
            if seed >= 404 and t > 150:
                action = np.array([1.0 if seed == 404 else -0.4, 0.6, 0.0], np.float32)
            picture, _, terminated, _, _ = env.step(action)
            if t in (12, 30, 49, 60, 110, 160, 180, 220, 270, 340):
                keep(seed, picture)
            if terminated:
                break
    return dict(seeds=np.array(seeds), places=np.array(places, np.float32), wheels=np.array(wheels), scores=np.array(scores),
                plain=np.array(plain), pixels=np.array(pixels))


def colours():
    """Domain randomisation: road, field and grass of each seed, the number of tiles after it, and the first picture."""
    env = environment(domain_randomize=True)
    seeds = np.arange(500, 508)
    rows, tiles, pixels = [], [], []
    for seed in seeds:
        picture, _ = env.reset(seed=int(seed))
        for _ in range(60):
            picture, _, _, _, _ = env.step(np.array([0, 0.1, 0], np.float32))
        rows.append(np.concatenate([env.road_color, env.bg_color, env.grass_color]))
        tiles.append(len(env.track))
        pixels.append(picture)
    return dict(seeds=seeds, colours=np.array(rows), tiles=np.array(tiles, np.int32), pixels=np.array(pixels))


MAKERS = [driver, drives, frames, tracks, laps, colours, exits, choices, random]


def make(folder, name):
    maker = next(maker for maker in MAKERS if maker.__name__ == name)
    np.savez_compressed(Path(folder) / f"{name}.npz", **maker())
    print(name, flush=True)


def main():
    folder, *names = sys.argv[1:]
    Path(folder).mkdir(parents=True, exist_ok=True)
    jobs = [(folder, maker.__name__) for maker in MAKERS if not names or maker.__name__ in names]
    with multiprocessing.Pool() as pool:
        pool.starmap(make, jobs, chunksize=1)


if __name__ == "__main__":
    main()
