"""Gymnasium's environments for a JVM: the other end of dev.reverie.gym.GymClient.

  gym_server.py                      serve one connection on a free port of this machine, which is told on standard output;
                                     how Java starts it
  gym_server.py --listen HOST:PORT   serve everybody who knows the token (REVERIE_GYM_TOKEN, or one that is made and shown),
                                     each in a process of its own, --clients N (32) at a time; HOST other than this machine
                                     needs --allow-remote

The first line of standard input is the token; its end is the end of the process. Needs Python 3.8, numpy and gymnasium.
Each process works in an empty folder of its own, which is deleted when it ends.

A message is u32 length, u8 kind, then length - 1 bytes, all little-endian; every request has one reply, of the same kind or ERROR:
  HELLO  b"RVGY", u16 version, token                -> b"RVGY", u16 version, JSON of versions
  LIST                                              -> JSON [[id, entry point], ...]
  MAKE   JSON, see Batch                            -> JSON: the spaces as the client sees them, and their layout
  RESET  u8 op[N], i64 seed[N]                      -> as STEP
  STEP   u8 op[N], i64 seed[N], f32 action[N, A]    -> f64 reward[N], u8 flags[N], observations of the rows with an op, final
         observations of the rows that ended and were reset at once, JSON of infos or nothing
  CLOSE                                             -> nothing; then the connection ends
  ERROR                                             -> u8 cause, message, and a traceback after the first line
An op is 0 leave alone, 1 step, 2 step and, if that ends the episode, reset with the seed, 3 reset with the seed. Flags are 1 terminated,
2 truncated.
"""
import os
import sys

# Only what is installed is imported, not what lies beside this file. The folder that the user started from is searched for a module that the
# name of an environment begins with, and for nothing else; see register.
sys.path[:] = [path for path in sys.path if os.path.abspath(path) != os.path.dirname(os.path.abspath(__file__))]

import contextlib
import faulthandler
import hmac
import importlib.metadata
import json
import math
import secrets
import selectors
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import threading
import time
import traceback

MAGIC, VERSION = b"RVGY", 1
HELLO, LIST, MAKE, RESET, STEP, CLOSE, ERROR = 1, 2, 3, 4, 5, 6, 255
LEAVE, PLAY, PLAY_ON, RENEW = 0, 1, 2, 3
REFUSED, FAILED, MISSING = 0, 1, 2  # causes of an ERROR
SMALLER = ": fewer environments, smaller frames, or a higher limit"
GREETING_LIMIT = 4096  # bytes of a message before the token is known
GREETING_SECONDS = 5  # from a connection to its token
WAITING = 64  # connections that have not shown their token yet
CLIENTS = 32  # of --listen, each a process
MOST_NUMBERS = 1 << 24  # of an observation
MOST_CHOICES = 1 << 24  # that 32-bit floats tell apart
LARGEST = 3.4028234663852886e38  # 32-bit float
# Who registers what gymnasium alone does not know.
REGISTRARS = {"Vizdoom": "vizdoom.gymnasium_wrapper", "ALE/": "ale_py", "MiniGrid-": "minigrid", "BabyAI-": "minigrid"}
# Packages whose version decides how their environments play.
PLAYERS = ("ale_py", "box2d", "minigrid", "mujoco", "pygame-ce", "vizdoom")


try:
    FOLDER = os.getcwd()  # where the user started
except OSError:
    FOLDER = None
WORK = []  # folders that are deleted when this process ends


class Refused(Exception):
    """The request is wrong, or the environment gave what it must not; the connection can go on."""


class Broken(Exception):
    """What came is no message; the connection cannot go on."""


# ---- messages


class Channel:
    def __init__(self, sock, limit):
        self.sock = sock
        self.limit = limit

    def exactly(self, n):
        """n bytes, growing as they come; None if the other end has closed before the first."""
        data = bytearray()
        while len(data) < n:
            part = self.sock.recv(min(n - len(data), 1 << 20))
            if not part:
                if data:
                    raise Broken(f"the connection ended within a message, after {len(data)} of {n} bytes")
                return None
            data += part
        return data

    def receive(self):
        """(kind, body), or None at the end."""
        head = self.exactly(4)
        if head is None:
            return None
        (length,) = struct.unpack("<I", head)
        if not 1 <= length <= self.limit:
            raise Broken(f"a message must have 1 to {self.limit} bytes, had {length}")
        message = self.exactly(length)
        if message is None:
            raise Broken("the connection ended within a message")
        return message[0], memoryview(message)[1:]

    def send(self, kind, *parts):
        views = [memoryview(part).cast("B") for part in parts if len(part)]
        length = 1 + sum(map(len, views))
        if length > self.limit:
            raise Refused(f"the reply would have {length} bytes, the limit is {self.limit}{SMALLER}")
        views.insert(0, struct.pack("<IB", length, kind))
        if sum(map(len, views)) < 1 << 16:
            self.sock.sendall(b"".join(views))
        else:
            for view in views:
                self.sock.sendall(view)

    def error(self, cause, message, trace=""):
        text = f"{' '.join(str(message).split())}\n{trace}".encode("utf-8", "replace")
        self.send(ERROR, bytes([cause]) + text[: self.limit - 2])


# ---- spaces: how each is told to the client, and how its members become numbers and back


def leaves(space, path=""):
    """The spaces within a space, with their paths, in gymnasium's order."""
    kind = type(space).__name__
    if kind == "Dict":
        return [leaf for key, child in space.spaces.items() for leaf in leaves(child, f"{path}{key}/")]
    if kind == "Tuple":
        return [leaf for i, child in enumerate(space.spaces) for leaf in leaves(child, f"{path}{i}/")]
    if kind not in ("Box", "Discrete", "MultiDiscrete", "MultiBinary"):
        raise Refused(f"space {path.rstrip('/') or 'of the environment'} is {space}: "
                      "Box, Discrete, MultiDiscrete, MultiBinary, and Dict and Tuple of them are known")
    return [(path.rstrip("/"), space)]


def leaves_or_pictures(space):
    """As leaves, but what is unknown beside a picture is left out: text beside a screen does no harm."""
    if type(space).__name__ != "Dict":
        return leaves(space)
    found = []
    for key, child in space.spaces.items():
        with contextlib.suppress(Refused):
            found += leaves(child, f"{key}/")
    return found


def pick(member, path):
    for key in path.split("/") if path else ():
        try:
            member = member[int(key)] if isinstance(member, (tuple, list)) else member[key]
        except (LookupError, TypeError, ValueError) as e:
            raise Refused(f"observation must have a part {path}, was {brief(member)}") from e
    return member


def brief(value):
    """A value of an environment in a few words."""
    try:
        text = " ".join(repr(value).split())
    except Exception:
        text = f"of {type(value).__name__}"
    return text if len(text) <= 80 else text[:79] + "…"


def numeric(value):
    """value as an array of numbers, or None."""
    try:
        array = np.asarray(value)
    except Exception:  # rows of several lengths
        return None
    return array if array.dtype.kind in "biuf" else None


def number(name, value):
    """value as a float: a finite number, or an array of one."""
    if type(value) is not float:
        array = numeric(value)
        if array is None or array.size != 1:
            raise Refused(f"{name} must be a finite number, was {brief(value)}")
        value = float(array.ravel()[0])
    if not math.isfinite(value):
        raise Refused(f"{name} must be a finite number, was {value}")
    if abs(value) > LARGEST:
        raise Refused(f"{name} must be within ±3.4e38, was {value}")
    return value


def flag(name, value):
    """value as a bool: true, false, 0, 1, or an array of one of them."""
    if value is True or value is False:
        return value
    array = numeric(value)
    if array is None or array.size != 1 or array.ravel()[0] not in (0, 1):
        raise Refused(f"{name} must be true or false, was {brief(value)}")
    return bool(array.ravel()[0])


def fitting(name, value, shape):
    """value as an array of numbers of this shape; one number may have any."""
    array = numeric(value)
    if array is None:
        raise Refused(f"{name} must be numbers, was {brief(value)}")
    if array.shape != shape and (array.size != 1 or math.prod(shape) != 1):
        raise Refused(f"{name} must have shape {list(shape)}, had {list(array.shape)}")
    return array


def told_apart(space):
    """Refuses a space of more choices than a 32-bit float tells apart."""
    if space.n > MOST_CHOICES:
        raise Refused(f"a Discrete space must have at most {MOST_CHOICES} choices, had {space.n}")


def is_picture(space):
    return type(space).__name__ == "Box" and space.dtype == np.uint8 and len(space.shape) in (2, 3) and min(space.shape) > 0


def bounds(values):
    """One number if all are the same, else all, as 32-bit floats; infinite ones as JSON cannot have them: Infinity."""
    with np.errstate(over="ignore"):
        values = np.asarray(values).astype(np.float32).ravel()
    return [float(values[0])] if len(values) and (values == values[0]).all() else [float(v) for v in values]


def told(path, space, offset, size, meaning):
    return dict(path=path, space=str(space)[:200], offset=offset, size=size, meaning=meaning)


class Choice:
    """Of a leaf of several choices: the numbers of choices n[i] and the first of each."""

    def __init__(self, space):
        kind = type(space).__name__
        self.shape = () if kind == "Discrete" else space.shape
        self.n = np.full(self.shape, space.n if kind == "Discrete" else 2) if kind != "MultiDiscrete" else space.nvec
        self.n = np.asarray(self.n, np.int64).ravel()
        self.start = np.asarray(getattr(space, "start", 0) if kind != "MultiBinary" else 0, np.int64)
        self.dtype = space.dtype


class Numbers:
    """Observations as a vector: boxes as they are, choices one-hot, one after the other."""

    def __init__(self, space, paths=None):
        self.parts, self.layout, lows, highs, offset = [], [], [], [], 0
        for path, leaf in leaves(space) if paths is None else leaves_or_pictures(space):
            if paths is not None and path not in paths:
                continue
            count = math.prod(leaf.shape) if type(leaf).__name__ in ("Box", "MultiBinary") else int(np.sum(Choice(leaf).n, dtype=float))
            if offset + count > MOST_NUMBERS:
                raise Refused(f"the observation must have at most {MOST_NUMBERS} numbers, would have {offset + count}: choices are one-hot")
            if type(leaf).__name__ == "Box":
                size = math.prod(leaf.shape)
                lows += np.asarray(leaf.low, np.float64).ravel().tolist()
                highs += np.asarray(leaf.high, np.float64).ravel().tolist()
                self.parts.append((path, leaf.shape, offset, size, None))
                meaning = "numbers"
            elif type(leaf).__name__ == "MultiBinary":
                size = math.prod(leaf.shape)
                lows += [0] * size
                highs += [1] * size
                self.parts.append((path, leaf.shape, offset, size, None))
                meaning = "0 or 1 each"
            else:
                choice = Choice(leaf)
                size = int(choice.n.sum())
                lows += [0] * size
                highs += [1] * size
                choice.firsts = offset + np.concatenate([[0], np.cumsum(choice.n)[:-1]])
                self.parts.append((path, choice.shape, offset, size, choice))
                meaning = "one-hot"
            self.layout.append(told(path, leaf, offset, size, meaning))
            offset += size
        if not offset:
            raise Refused("the observation has no numbers")
        self.size, self.low, self.high = offset, lows, highs
        self.dtype, self.shape = np.float32, (offset,)
        self.plain = (space.shape or None) if len(self.parts) == 1 and self.parts[0][4] is None and self.parts[0][0] == "" else None
        self.row_shape = (offset,) if self.plain is None else self.plain

    def told(self):
        return dict(kind="box", shape=list(self.row_shape), low=bounds(self.low), high=bounds(self.high), layout=self.layout)

    def write(self, member, out):
        with np.errstate(over="ignore"):
            if self.plain is not None:
                out[...] = fitting("observation", member, self.plain).reshape(out.shape)
            else:
                for part in self.parts:
                    self.write_part(member, out, *part)
        if not np.isfinite(out).all():
            self.refuse(out.ravel())

    def write_part(self, member, out, path, shape, offset, size, choice):
        name = f"observation {path}".strip()
        values = fitting(name, pick(member, path), shape).ravel()
        if choice is None:
            out[offset:offset + size] = values
            return
        chosen = values - choice.start.ravel()
        wrong = np.flatnonzero((chosen < 0) | (chosen >= choice.n) | (chosen != np.floor(chosen)))
        if len(wrong):
            first = choice.start.ravel()[wrong[0]] if choice.start.size > 1 else int(choice.start.ravel()[0])
            raise Refused(f"{name} must be a choice within {first}..{first + choice.n[wrong[0]] - 1}, was {values[wrong[0]]}")
        out[offset:offset + size] = 0
        out[choice.firsts + chosen.astype(np.int64)] = 1

    def refuse(self, numbers):
        at = int(np.flatnonzero(~np.isfinite(numbers))[0])
        path, offset = next((path, offset) for path, _, offset, size, _ in self.parts if at < offset + size)
        raise Refused(f"observation {path}".strip() + f"[{at - offset}] must be a finite number, was {numbers[at]}")


class Taps:
    """From n numbers in a row to m, by a triangle two new numbers wide (in shrinking): Pillow's BILINEAR, to the bit Java's Resize."""

    def __init__(self, n, m):
        scale = n / m
        centre = (np.arange(m) + 0.5) * scale
        reach = max(scale, 1.0)
        first = np.maximum(0, np.floor(centre - reach)).astype(int)
        count = np.minimum(n, np.ceil(centre + reach)).astype(int) - first
        self.index = np.minimum(first + np.arange(count.max())[:, None], n - 1)
        exact = np.maximum(0, 1 - np.abs(first + np.arange(count.max())[:, None] + 0.5 - centre) / reach)
        exact[np.arange(count.max())[:, None] >= count] = 0
        total = np.zeros(m)
        for row in exact:
            total += row
        self.weight = (exact / total).astype(np.float32)


class Picture:
    """Observations as a frame: the only picture of the space, or the one asked for, channels last, cropped and resized."""

    def __init__(self, path, space, crop, size):
        self.path, self.given = path, space.shape
        self.name = f"observation {path}".strip()
        # few channels first and many columns last
        self.turned = len(space.shape) == 3 and space.shape[0] in (1, 3, 4) and space.shape[2] not in (1, 3, 4)
        shape = (*space.shape[1:], space.shape[0]) if self.turned else space.shape
        height, width = shape[:2]
        channels = shape[2] if len(shape) == 3 else 1
        top, bottom, left, right = crop or (0, height, 0, width)
        bottom, right = bottom or height, right or width
        if not (0 <= top < bottom <= height and 0 <= left < right <= width):
            raise Refused(f"crop must be within {height} rows and {width} columns, was rows {top}:{bottom}, columns {left}:{right}")
        self.window = (slice(top, bottom), slice(left, right))
        self.whole = (top, bottom, left, right) == (0, height, 0, width)
        self.shape = (*(size or (bottom - top, right - left)), channels)
        self.resize = self.shape[:2] != (bottom - top, right - left)
        if self.resize:
            self.down, self.across = Taps(bottom - top, self.shape[0]), Taps(right - left, self.shape[1])
        self.size, self.dtype = math.prod(self.shape), np.uint8
        self.layout = [told(path, space, 0, self.size, "picture, channels first there" if self.turned else "picture")]

    def told(self):
        return dict(kind="frame", shape=list(self.shape), low=[0], high=[255], layout=self.layout)

    def write(self, member, out):
        image = fitting(self.name, pick(member, self.path), self.given)
        if image.dtype != np.uint8:
            pixels = image.astype(np.uint8) if image.size and image.min() >= 0 and image.max() <= 255 else None
            if pixels is None or not (pixels == image).all():
                raise Refused(f"{self.name} must be whole numbers within 0..255, was {brief(image)}")
            image = pixels
        if self.turned:
            image = np.moveaxis(image, 0, -1)
        if not self.whole:
            image = image[self.window]
        if not self.resize:
            out[...] = image.reshape(self.shape)
            return
        image = image.reshape(*image.shape[:2], -1)
        rows = 0
        for index, weight in zip(self.down.index, self.down.weight):
            rows = rows + image[index] * weight[:, None, None]
        total = np.float32(0.5)
        for index, weight in zip(self.across.index, self.across.weight):
            total = total + rows[:, index] * weight[:, None]
        out[...] = np.minimum(total, 255)


def observations(space, observe, crop, size):
    pictures = {path: leaf for path, leaf in leaves_or_pictures(space) if is_picture(leaf)}
    if observe == "all":
        chosen = None
    elif observe:
        known = [path for path, _ in leaves_or_pictures(space)]
        if observe not in known:
            raise Refused(f"observe must be all, render or one of {', '.join(p or '(the whole)' for p in known)}, was {observe}")
        chosen = observe
    else:
        chosen = "screen" if "screen" in pictures else next(iter(pictures)) if len(pictures) == 1 else None
    if chosen in pictures:
        return Picture(chosen, pictures[chosen], crop, size)
    if crop or size:
        raise Refused(f"crop and size are for pictures, the observation is {space}: observe=render shows what is drawn")
    return Numbers(space, None if chosen is None else [chosen])


class Actions:
    """Actions of the client, f32 [A], as members of the space. A lone Discrete stays one; every other choice is a number in 0..n,
    of which the whole part counts, so that uniform numbers are uniform choices."""

    def __init__(self, space, choices):
        self.space, self.choices = space, choices
        self.lone = type(space).__name__ == "Discrete"
        if self.lone:
            told_apart(space)
        if choices:
            if not self.lone:
                raise Refused(f"choices are for a Discrete action space, this is {space}")
            wrong = [c for c in choices if not 0 <= c < space.n]
            if wrong:
                raise Refused(f"choices must be within 0..{space.n - 1}, was {wrong[0]}")
        self.parts, self.layout, self.low, self.high, offset = [], [], [], [], 0
        for path, leaf in leaves(space):
            if type(leaf).__name__ == "Box":
                size, choice, meaning = math.prod(leaf.shape), None, "numbers"
                self.low += np.asarray(leaf.low, np.float64).ravel().tolist()
                self.high += np.asarray(leaf.high, np.float64).ravel().tolist()
            else:
                choice = Choice(leaf)
                size, meaning = len(choice.n), "the whole part of each number is the choice"
                self.low += [0] * size
                self.high += choice.n.tolist()
            self.parts.append((path, leaf, offset, size, choice))
            self.layout.append(told(path, leaf, offset, size, meaning))
            offset += size
        if not offset:
            raise Refused("the action has no numbers")
        self.size = offset

    def told(self):
        if self.choices:
            return dict(kind="box", shape=[1], low=[-1], high=[1], layout=[
                told("", self.space, 0, 1, f"-1 to 1 in equal parts: {', '.join(map(str, self.choices))}")])
        if self.lone:
            return dict(kind="discrete", n=int(self.space.n), layout=[told("", self.space, 0, 1, f"0 is {self.space.start}")])
        shape = list(self.space.shape) if len(self.parts) == 1 and self.parts[0][0] == "" else [self.size]
        return dict(kind="box", shape=shape or [1], low=bounds(self.low), high=bounds(self.high), layout=self.layout)

    def member(self, numbers):
        if self.choices:
            n = len(self.choices)
            return self.space.start + self.choices[max(0, min(n - 1, int((float(numbers[0]) + 1) / 2 * n)))]
        if self.lone:
            return self.space.start + int(numbers[0])
        values = [(path, self.value(leaf, choice, numbers[offset:offset + size]))
                  for path, leaf, offset, size, choice in self.parts]
        return values[0][1] if values[0][0] == "" else self.nest(self.space, dict(values), "")

    def value(self, leaf, choice, numbers):
        if choice is None:
            if leaf.dtype.kind in "iub":
                numbers = np.rint(numbers)
            return numbers.astype(leaf.dtype).reshape(leaf.shape)
        value = np.minimum(numbers.astype(np.int64), choice.n - 1).reshape(choice.shape) + choice.start
        return int(value) if choice.shape == () else value.astype(choice.dtype)

    def nest(self, space, values, path):
        kind = type(space).__name__
        if kind == "Dict":
            return {key: self.nest(child, values, f"{path}{key}/") for key, child in space.spaces.items()}
        if kind == "Tuple":
            return tuple(self.nest(child, values, f"{path}{i}/") for i, child in enumerate(space.spaces))
        return values[path.rstrip("/")]


# ---- environments


class Batch:
    """N environments of one kind: what MAKE asks for.

    JSON: id, count, kwargs {}, skip 1 (steps an action is played), limit null (steps an episode at most), observe "" (all, render,
    or a path), crop null or [top, bottom, left, right], size null or [height, width], choices [] (-1..1 in equal parts), infos false.
    """

    def __init__(self, ask):
        self.envs = []
        self.id, self.count = str(ask["id"]), whole(ask, "count", 1, 1)
        self.skip, self.infos = whole(ask, "skip", 1, 1), bool(ask.get("infos"))
        kwargs = dict(ask.get("kwargs") or {})
        if ask.get("limit"):
            kwargs["max_episode_steps"] = whole(ask, "limit", 1, 1)
        self.drawn = ask.get("observe") == "render"
        if self.drawn:
            kwargs["render_mode"] = "rgb_array"
        # of each environment's episode, for messages
        self.seed, self.step = [0] * self.count, [0] * self.count
        register(self.id)
        try:
            self.prepare(located(kwargs), ask)
        except BaseException:
            self.close()
            raise

    def make(self, kwargs):
        try:
            self.envs.append(gymnasium.make(self.id, disable_env_checker=True, **kwargs))
        except gymnasium.error.DependencyNotInstalled:
            raise
        except (gymnasium.error.Error, TypeError) as e:
            raise Refused(f"cannot be made: {e}") from e

    def prepare(self, kwargs, ask):
        self.make(kwargs)
        env = self.envs[0]
        self.actions = Actions(env.action_space, [int(c) for c in ask.get("choices") or []])
        if self.drawn:
            env.reset(seed=0)
            image = numeric(env.render())
            if image is None or image.ndim not in (2, 3):
                raise Refused(f"observe=render needs an environment that draws a picture, this drew {brief(env.render())}")
            shown = gymnasium.spaces.Box(0, 255, image.shape, np.uint8)
        else:
            shown = env.observation_space
        self.eye = observations(shown, "" if self.drawn else ask.get("observe") or "", ask.get("crop"), ask.get("size"))
        reply = self.count * (9 + 2 * self.eye.size * np.dtype(self.eye.dtype).itemsize)
        if reply > whole(ask, "replyLimit", 1, reply):
            raise Refused(f"a reply would have up to {reply} bytes, the limit is {ask['replyLimit']}{SMALLER}")
        for _ in range(1, self.count):
            self.make(kwargs)
        self.rows = np.zeros((self.count, *self.eye.shape), self.eye.dtype)
        self.finals = np.zeros_like(self.rows)
        self.rewards, self.flags = np.zeros(self.count), np.zeros(self.count, np.uint8)
        self.views = self.rows.reshape(self.count, *getattr(self.eye, "row_shape", self.eye.shape))
        self.final_views = self.finals.reshape(self.views.shape)

    def told(self):
        spec = self.envs[0].spec
        return dict(id=self.id, count=self.count, observation=self.eye.told(), action=self.actions.told(),
                    limit=spec.max_episode_steps, solved=spec.reward_threshold, nondeterministic=bool(spec.nondeterministic))

    def see(self, env, member, out):
        self.eye.write(env.render() if self.drawn else member, out)

    def renew(self, i, seed):
        self.seed[i], self.step[i] = seed, 0
        return parts("reset", ("observation", "info"), self.envs[i].reset, seed=seed)

    def play(self, i, action):
        self.step[i] += 1
        member, reward, terminated, truncated, info = parts(
            "step", ("observation", "reward", "terminated", "truncated", "info"), self.envs[i].step, action)
        return member, number("reward", reward), flag("terminated", terminated), flag("truncated", truncated), info

    def where(self, i):
        return (f"environment {i} of {self.count}, " if self.count > 1 else "") + (
            f"step {self.step[i]} of the episode" if self.step[i] else "the start of the episode") + f" with seed {self.seed[i]}"

    def run(self, ops, seeds, actions):
        """One message's work: the parts of the reply."""
        self.rewards[:] = 0
        self.flags[:] = 0
        seen = ended = 0
        infos = {}
        for i, op in enumerate(ops):
            if op == LEAVE:
                continue
            try:
                over, info = self.turn(i, op, seeds[i], None if op == RENEW else self.actions.member(actions[i]), seen, ended)
            except Refused as e:
                raise Refused(f"{e}, at {self.where(i)}") from e
            ended += over
            seen += 1
            if self.infos and info:
                infos[i] = info
        text = json.dumps(infos, default=plain).encode() if infos else b""
        return self.rewards, self.flags, self.rows[:seen].ravel(), self.finals[:ended].ravel(), text

    def turn(self, i, op, seed, action, seen, ended):
        """One environment's work; whether it ended and was reset at once, and its info."""
        env, over = self.envs[i], False
        if op == RENEW:
            member, info = self.renew(i, seed)
        else:
            member, reward, terminated, truncated, info = self.play(i, action)
            for _ in range(self.skip - 1):
                if terminated or truncated:
                    break
                member, more, terminated, truncated, info = self.play(i, action)
                reward += more
            self.rewards[i] = number("reward", reward)
            self.flags[i] = terminated + 2 * truncated
            if op == PLAY_ON and (terminated or truncated):
                self.see(env, member, self.final_views[ended])
                over = True
                member, _ = self.renew(i, seed)
        self.see(env, member, self.views[seen])
        return over, info

    def close(self):
        for env in self.envs:
            with contextlib.suppress(Exception):
                env.close()


def whole(ask, name, least, standard):
    value = ask.get(name, standard)
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise Refused(f"{name} must be a whole number >= {least}, was {value!r}")
    return value


def plain(value):
    """What JSON does not know, in numbers, lists and words."""
    return value.tolist() if isinstance(value, (np.ndarray, np.generic)) else str(value)


def parts(call, names, function, *args, **kwargs):
    """What a call of an environment gives: so many parts, the last of them an info."""
    try:
        given = function(*args, **kwargs)
    except (TypeError, ValueError) as e:
        if not between(e):
            raise
        raise Refused(f"{call} must be as Gymnasium calls it since version 0.26: {e}") from e
    if type(given) not in (tuple, list) or len(given) != len(names) or not (given[-1] is None or hasattr(given[-1], "keys")):
        count = f"{len(given)} values, " if type(given) in (tuple, list) else ""
        raise Refused(f"{call} must give {', '.join(names)}, as in Gymnasium since version 0.26, gave {count}{brief(given)}")
    return given


def between(e):
    """Whether an exception is of the call of an environment, not from within it: raised by our frame, or by a wrapper of gymnasium's."""
    trace = e.__traceback__
    while trace.tb_next:
        trace = trace.tb_next
    file, home = trace.tb_frame.f_code.co_filename, os.path.dirname(gymnasium.__file__)
    return file in (__file__, os.path.join(home, "core.py")) or file.startswith(os.path.join(home, "wrappers"))


def located(value):
    """kwargs with the paths in them absolute, since this process works elsewhere than the user: ./x and ../x, and other relative ones with a
    / or . in them if something is there."""
    if isinstance(value, dict):
        return {key: located(child) for key, child in value.items()}
    if isinstance(value, list):
        return [located(child) for child in value]
    if not isinstance(value, str) or not FOLDER or "\0" in value or os.path.isabs(value):
        return value
    path = os.path.normpath(os.path.join(FOLDER, value))
    return path if value.startswith(("./", "../")) or ("/" in value or "." in value) and os.path.exists(path) else value


def register(name):
    if ":" in name and FOLDER and FOLDER not in sys.path:
        sys.path.append(FOLDER)  # at the end: nothing installed is hidden by a file there
    for prefix, module in REGISTRARS.items():
        if name.startswith(prefix):
            __import__(module)


# ---- a connection


class Greeting:
    """The first message of a connection, read as it comes. What is missing here is told only to who knows the token."""

    def __init__(self, sock, token, deadline):
        sock.setblocking(False)
        self.sock, self.token, self.deadline = sock, token, deadline
        self.data, self.wanted = bytearray(), 4

    def go_on(self):
        """True once the other end has shown the token, False if it will not, None while bytes are missing."""
        try:
            while len(self.data) < self.wanted:
                part = self.sock.recv(self.wanted - len(self.data))
                if not part:
                    return False
                self.data += part
                if len(self.data) == 4:
                    self.wanted += struct.unpack("<I", self.data)[0]
                    if not 5 <= self.wanted <= 4 + GREETING_LIMIT:
                        return self.refuse(f"a message must have 1 to {GREETING_LIMIT} bytes, had {self.wanted - 4}")
        except BlockingIOError:
            return None
        except OSError:
            return False
        kind, body = self.data[4], bytes(self.data[5:])
        if kind != HELLO or body[:4] != MAGIC or len(body) < 6:
            return self.refuse("this is a Reverie gym server: the first message must be HELLO")
        (version,) = struct.unpack_from("<H", body, 4)
        if version != VERSION:
            return self.refuse(f"version: this server speaks version {VERSION}, the client {version}")
        return hmac.compare_digest(body[6:], self.token) or self.refuse("token: wrong")

    def refuse(self, message):
        refuse(self.sock, message)
        return False


def refuse(sock, message):
    with contextlib.suppress(OSError):
        Channel(sock, GREETING_LIMIT).error(REFUSED, message)


def hang_up(sock):
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_WR)
    sock.close()


class Door:
    """Admits who shows the token. A whole greeting has GREETING_SECONDS; of more than WAITING connections without one the oldest is closed, so
    that nobody who is slow keeps others out. One thread, no process."""

    def __init__(self, listener, token, clock=time.monotonic):
        listener.setblocking(False)
        self.listener, self.token, self.clock = listener, token, clock
        self.waiting = {}  # greetings by socket, the oldest first
        self.selector = selectors.DefaultSelector()
        self.selector.register(listener, selectors.EVENT_READ)

    def admit(self, seconds=None):
        """The next connection that shows the token; None if there is none within so many seconds."""
        until = math.inf if seconds is None else self.clock() + seconds
        while True:
            first = min([until, *(greeting.deadline for greeting in self.waiting.values())])
            ready = [key.fileobj for key, _ in self.selector.select(None if first == math.inf else max(0, first - self.clock()))]
            for sock in ready:
                known = self.waiting[sock].go_on() if sock is not self.listener else None
                if known:
                    self.forget(sock)
                    sock.setblocking(True)
                    return sock
                if known is False:
                    self.dismiss(sock)
            for sock in [sock for sock, greeting in self.waiting.items() if greeting.deadline <= self.clock()]:
                self.dismiss(sock)
            if self.listener in ready:
                self.accept()
            elif self.clock() >= until:
                return None

    def accept(self):
        if len(self.waiting) >= WAITING:
            self.dismiss(next(iter(self.waiting)))
        with contextlib.suppress(BlockingIOError, ConnectionError):
            sock, _ = self.listener.accept()
            self.waiting[sock] = Greeting(sock, self.token, self.clock() + GREETING_SECONDS)
            self.selector.register(sock, selectors.EVENT_READ)

    def forget(self, sock):
        self.selector.unregister(sock)
        del self.waiting[sock]

    def dismiss(self, sock):
        self.forget(sock)
        hang_up(sock)

    def close(self):
        for sock in list(self.waiting):
            self.dismiss(sock)
        self.selector.close()
        self.listener.close()


def load():
    """The packages, looked for only now, so that their absence can be told."""
    global gymnasium, np
    import numpy as np  # noqa: F811
    import gymnasium  # noqa: F811
    versions = dict(python=sys.version.split()[0], executable=sys.executable, gymnasium=gymnasium.__version__, numpy=np.__version__)
    for package in PLAYERS:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            versions[package] = importlib.metadata.version(package)
    return versions


def missing(e):
    if not e.name:  # gymnasium does not find the module that an id begins with
        return f"{str(e).rstrip('.')}; is it in the folder you started from, or on PYTHONPATH?"
    package = "gymnasium[box2d]" if e.name in ("gymnasium", "numpy") else e.name
    return f"{e}; run reverie gym setup, or {sys.executable} -m pip install \"{package}\""


def trace(e):
    """The traceback of an exception, from where it leaves this file."""
    frames = e.__traceback__
    while frames.tb_next and frames.tb_frame.f_code.co_filename == __file__:
        frames = frames.tb_next
    return "".join(traceback.format_exception(type(e), e, frames))


class Clock:
    """Ends this process when a request takes too long, whatever holds Python's lock; where it hung goes to standard error."""

    def __init__(self):
        self.seconds = 0.0
        self.on = hasattr(signal, "setitimer")
        if self.on:
            faulthandler.register(signal.SIGALRM, all_threads=False, chain=True)

    def __enter__(self):
        if self.on and self.seconds:
            signal.setitimer(signal.ITIMER_REAL, self.seconds)

    def __exit__(self, *_):
        if self.on and self.seconds:
            signal.setitimer(signal.ITIMER_REAL, 0)


def serve(sock, clock=None):
    """Serves a connection that has shown the token, to its end."""
    with contextlib.suppress(OSError):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    channel = Channel(sock, 1 << 20)  # until MAKE says more
    clock = clock or contextlib.nullcontext()
    session = Session(channel, clock)
    try:
        with clock:
            try:
                channel.send(HELLO, MAGIC + struct.pack("<H", VERSION) + json.dumps(load()).encode())
            except ImportError as e:
                channel.error(MISSING, missing(e))
                return
        while session.answer():
            pass
    except Broken as e:
        with contextlib.suppress(OSError, Refused):
            channel.error(REFUSED, e)
    except OSError:
        pass
    finally:
        session.close()
        hang_up(sock)


class Session:
    def __init__(self, channel, clock):
        self.channel, self.clock, self.batch = channel, clock, None

    def answer(self):
        """One request; False at the end."""
        message = self.channel.receive()
        if message is None:
            return False
        kind, body = message
        try:
            with self.clock:
                if kind == STEP or kind == RESET:
                    self.play(kind, body)
                elif kind == MAKE:
                    self.make(body)
                elif kind == LIST:
                    self.channel.send(LIST, json.dumps(self.known()).encode())
                elif kind == CLOSE:
                    self.close()
                    self.channel.send(CLOSE)
                    return False
                else:
                    raise Refused(f"kind {kind}: unknown request")
        except Refused as e:
            self.channel.error(REFUSED, e)
        except ImportError as e:
            self.channel.error(MISSING, missing(e))
        except OSError:
            raise
        except Exception as e:
            if type(e).__name__ == "DependencyNotInstalled":
                self.channel.error(MISSING, f"{e}; run reverie gym setup")
            else:
                self.channel.error(FAILED, f"{type(e).__name__}: {e}", trace(e))
        return True

    def known(self):
        for module in set(REGISTRARS.values()):
            with contextlib.suppress(Exception):
                __import__(module)
        return sorted([key, str(spec.entry_point)] for key, spec in gymnasium.registry.items())

    def make(self, body):
        try:
            ask = json.loads(bytes(body))
            if not isinstance(ask, dict) or "id" not in ask:
                raise ValueError("an object with an id is needed")
        except ValueError as e:
            raise Refused(f"MAKE: {e}") from e
        self.close()
        self.channel.limit = whole(ask, "replyLimit", 1 << 10, 1 << 26)
        if isinstance(self.clock, Clock):
            self.clock.seconds = float(ask.get("seconds") or 0)
            self.clock.__enter__()
        self.batch = Batch(ask)
        self.channel.send(MAKE, json.dumps(self.batch.told()).encode())

    def play(self, kind, body):
        batch = self.batch
        if batch is None:
            raise Refused("nothing was made: MAKE comes first")
        n, size = batch.count, batch.actions.size if kind == STEP else 0
        if len(body) != n * (9 + 4 * size):
            raise Refused(f"body of {'STEP' if kind == STEP else 'RESET'} must have {n * (9 + 4 * size)} bytes, had {len(body)}")
        ops, seeds = bytes(body[:n]), struct.unpack_from(f"<{n}q", body, n)
        for op, seed in zip(ops, seeds):
            if op > RENEW or op in (PLAY, PLAY_ON) and kind == RESET:
                raise Refused(f"op {op}: unknown")
            if op >= PLAY_ON and seed < 0:
                raise Refused(f"seed must be >= 0, was {seed}")
        actions = np.frombuffer(body, "<f4", n * size, 9 * n).reshape(n, size) if size else None
        if actions is not None and not np.isfinite(actions).all():
            raise Refused("action must be numbers")
        self.channel.send(kind, *batch.run(ops, seeds, actions))

    def close(self):
        if self.batch:
            self.batch.close()
            self.batch = None


# ---- processes


def work_in(folder):
    """Makes this folder, which is deleted at the end, the current one: what environments write by the way harms nobody."""
    WORK.append(folder)
    os.chdir(folder)


def tidy():
    with contextlib.suppress(OSError):
        os.chdir(os.path.abspath(os.sep))
    for folder in WORK:
        shutil.rmtree(folder, ignore_errors=True)


def follow_parent():
    """When standard input ends, so does this process: at once in good order, after a second in any case, with all it has started."""

    def wait():
        with contextlib.suppress(Exception):
            while os.read(0, 4096):
                pass
        time.sleep(1)
        tidy()
        if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
            os.killpg(0, signal.SIGKILL)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def read_token():
    line = bytearray()
    while not line.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            sys.exit("no token on standard input; to serve others, use --listen HOST:PORT")
        line += byte
    return bytes(line[:-1])


def own(connection=None):
    """Serves one client: of a connection given, or the first that shows the token."""
    if hasattr(os, "setsid") and os.getpgrp() != os.getpid():
        os.setsid()
    token = read_token() if connection is None else None
    told, _ = os.dup(1), os.dup2(2, 1)  # what environments print must not be taken for the port
    follow_parent()
    if connection is None:
        listener = socket.create_server(("127.0.0.1", 0))
        os.write(told, f"{listener.getsockname()[1]}\n".encode())
        door = Door(listener, token)
        connection = door.admit()
        door.close()
    os.close(told)
    serve(connection, Clock())


def wrong(message):
    print(message, file=sys.stderr, flush=True)
    sys.exit(2)


def listen(address, remote, clients):
    host, _, port = address.rpartition(":")
    host = host.strip("[]")
    if not (port.isascii() and port.isdigit()):
        wrong(f"--listen must be HOST:PORT, such as 127.0.0.1:5555, was {address}")
    if not remote and not loopback(host):
        wrong(f"--listen {host}: others on the network could drive this process; say --allow-remote if that is meant")
    given = os.environ.pop("REVERIE_GYM_TOKEN", None)  # no environment needs to know it
    if given is not None and not given.strip():
        wrong("REVERIE_GYM_TOKEN must not be empty: unset it to have one made, or set it to a secret")
    token = secrets.token_hex(16) if given is None else given
    try:
        listener = socket.create_server((host, int(port)), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, OverflowError) as e:
        sys.exit(f"cannot listen on {address}: {e}; choose another port")
    if given is None:
        print(f"REVERIE_GYM_TOKEN={token}", flush=True)
    print(f"listening on {host}:{listener.getsockname()[1]}", flush=True)
    door = Door(listener, os.fsencode(token))
    workers = {}  # their folders, by process
    try:
        while True:
            connection = door.admit(1 if workers else None)
            for worker in [worker for worker in workers if worker.poll() is not None]:
                shutil.rmtree(workers.pop(worker), ignore_errors=True)
            if connection is None:
                continue
            if len(workers) < clients:
                folder = tempfile.mkdtemp(prefix="reverie-gym", dir=WORK[0] if WORK else None)
                workers[start_worker(connection, folder)] = folder
            else:
                refuse(connection, f"{clients} clients are served already, no more at a time; end one, or start the server with more --clients")
            connection.close()
    finally:
        door.close()


def start_worker(connection, folder):
    return subprocess.Popen([sys.executable, __file__, "--socket", str(connection.fileno()), folder], stdin=subprocess.PIPE,
                            pass_fds=[connection.fileno()])


def loopback(host):
    with contextlib.suppress(OSError):
        return all(info[4][0].startswith("127.") or info[4][0] == "::1" for info in socket.getaddrinfo(host, None))
    return False


def main(words):
    if words[:1] == ["--listen"] and len(words) >= 2:
        address, clients, options = words[1], CLIENTS, words[2:]
        if options[:1] == ["--clients"] and options[1:] and options[1].isdigit() and int(options[1]) > 0:
            clients, options = int(options[1]), options[2:]
        if not set(options) <= {"--allow-remote", "--owned"}:
            wrong(__doc__)
        if "--owned" in options:
            WORK.append(os.path.dirname(os.path.abspath(__file__)))  # a copy that Java made for this process alone
            follow_parent()
        with contextlib.suppress(KeyboardInterrupt):
            listen(address, "--allow-remote" in options, clients)
    elif words[:1] == ["--socket"] and len(words) == 3:
        work_in(words[2])
        own(socket.socket(fileno=int(words[1])))
    elif words == ["--temporary"]:  # as --owned
        WORK.append(os.path.dirname(os.path.abspath(__file__)))
        work_in(tempfile.mkdtemp(dir=WORK[0]))
        own()
    elif not words:
        work_in(tempfile.mkdtemp(prefix="reverie-gym"))
        own()
    else:
        wrong(__doc__)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    finally:
        tidy()
