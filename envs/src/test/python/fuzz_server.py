"""Throws random and truncated messages at gym_server.py and watches that it answers or ends, each time, within its memory.

  fuzz_server.py GYM_SERVER MESSAGES
"""
import importlib.util
import json
import random
import resource
import select
import socket
import struct
import sys
import threading

spec = importlib.util.spec_from_file_location("gym_server", sys.argv[1])
server = importlib.util.module_from_spec(spec)
spec.loader.exec_module(server)

TOKEN = b"0123456789abcdef"
HELLO = struct.pack("<IB", 7 + len(TOKEN), server.HELLO) + server.MAGIC + struct.pack("<H", server.VERSION) + TOKEN
LIMIT = 1 << 16
rng = random.Random(7)


def message(kind, body):
    return struct.pack("<IB", 1 + len(body), kind) + body


def make():
    ask = dict(id="CartPole-v1", count=2, replyLimit=LIMIT)
    for _ in range(rng.randrange(3)):
        key = rng.choice(["id", "count", "kwargs", "skip", "limit", "observe", "crop", "size", "choices", "replyLimit", "infos", "seconds"])
        ask[key] = rng.choice([None, -1, 0, 1, 3, "x", "", [], [1, 2], {"a": 1}, 1.5, True, "CartPole-v1", 10**30])
    if isinstance(ask.get("count"), int) and ask["count"] > 3:
        ask["count"] = 2
    if ask.get("replyLimit") == 10**30:
        ask["replyLimit"] = LIMIT
    return message(server.MAKE, json.dumps(ask).encode())


def step(valid):
    ops = bytes(rng.randrange(4 if valid else 6) for _ in range(2))
    seeds = struct.pack("<2q", *(rng.randrange(0 if valid else -2, 1 << 40) for _ in range(2)))
    return message(server.STEP, ops + seeds + struct.pack("<2f", rng.randrange(2), rng.randrange(2)))


def noise():
    return message(rng.randrange(256), rng.randbytes(rng.randrange(80)))


def conversation(n):
    """n messages; one in some is no message at all, and then the connection is over."""
    parts = [HELLO if rng.random() < 0.95 else noise()]
    plain_make = message(server.MAKE, json.dumps(dict(id="CartPole-v1", count=2, replyLimit=LIMIT)).encode())
    parts.append(plain_make)
    for _ in range(n - 2):
        what = rng.random()
        parts.append(step(True) if what < 0.3 else step(False) if what < 0.6 else noise() if what < 0.97 else make())
    data = b"".join(parts)
    if rng.random() < 0.5:
        data = data[: rng.randrange(len(data))]  # ends within a message
    if rng.random() < 0.2:
        data += struct.pack("<I", rng.choice([0, LIMIT + 1, 1 << 31, (1 << 32) - 1])) + rng.randbytes(20)
    return data


def drain(sock):
    try:
        while sock.recv(1 << 16):
            pass
    except ConnectionResetError:
        pass  # it hung up while more was coming


def converse(sock):
    greeting = server.Greeting(sock, TOKEN, 0)
    known = None
    while known is None:
        select.select([sock], [], [])
        known = greeting.go_on()
    sock.setblocking(True)
    if known:
        server.serve(sock)
    else:
        server.hang_up(sock)


def main():
    total, each = int(sys.argv[2]), 100
    server.load()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(total // each):
        ours, theirs = socket.socketpair()
        reader = threading.Thread(target=drain, args=(ours,))
        reader.start()
        serving = threading.Thread(target=converse, args=(theirs,))
        serving.start()
        try:
            ours.sendall(conversation(each))
            ours.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # it hung up, as it may
        serving.join(30)
        if serving.is_alive():
            sys.exit("the server hangs")
        reader.join(30)
        ours.close()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"{total} messages, memory grew by {grown} KiB")
    if grown > 64 << 10:
        sys.exit("too much memory")


main()
