"""Serves Gymnasium by REST, written from the protocols and from nobody's code: says its port, then serves until standard input ends.

  rest_server.py old   as OpenAI's gym-http-api of 2016: done, spaces within "info", 400 with "message", no seeds
  rest_server.py new   as its successors: terminated and truncated, seeds, plain spaces, 404 with "detail", DELETE
"""
import http.server
import json
import os
import re
import sys
import threading
import uuid

import gymnasium
import numpy as np

OLD = sys.argv[1] == "old"
envs = {}


class Wrong(Exception):
    def __init__(self, status, message):
        self.status, self.message = status, message


def plain(value):
    return value.tolist() if isinstance(value, (np.ndarray, np.generic)) else value


def bound(values):
    flat = [max(-1e100, min(1e100, float(v))) for v in np.ravel(values)]
    return flat if OLD else np.reshape(flat, np.shape(values)).tolist()


def described(space):
    info = dict(name=type(space).__name__)
    if info["name"] == "Discrete":
        info["n"] = int(space.n)
    else:
        if not OLD and np.isinf(space.low).any():
            raise Wrong(500, "Out of range float values are not JSON compliant")
        info.update(shape=list(space.shape), low=bound(space.low), high=bound(space.high))
    return dict(info=info) if OLD else info


def answer(method, path, body):
    if path == "/v1/envs/" and method == "POST":
        try:
            env = gymnasium.make(body["env_id"])
        except gymnasium.error.Error as e:
            raise Wrong(400, f"Attempted to look up malformed environment ID '{body['env_id']}'" if OLD else str(e)) from e
        name = uuid.uuid4().hex[:8] if OLD else str(uuid.uuid4())
        envs[name] = env
        return dict(instance_id=name)
    match = re.fullmatch(r"/v1/envs/([\w-]+)/(\w*)/?", path)
    if not match or match[1] not in envs:
        raise Wrong(400 if OLD else 404, f"Instance_id {match and match[1]} unknown" if OLD else "Instance not found")
    name, what = match.groups()
    env = envs[name]
    if (method, what) == ("POST", "reset"):
        observation, info = env.reset(seed=None if OLD else body.get("seed"))
        return dict(observation=plain(observation)) if OLD else dict(observation=plain(observation), info=info)
    if (method, what) == ("POST", "step"):
        action = body["action"]
        observation, reward, terminated, truncated, info = env.step(action if isinstance(action, int) else np.array(action, np.float32))
        seen = dict(observation=plain(observation), reward=float(reward), info={})
        if OLD:
            return dict(seen, done=bool(terminated or truncated), info={"TimeLimit.truncated": True} if truncated and not terminated else {})
        return dict(seen, terminated=bool(terminated), truncated=bool(truncated))
    if (method, what) == ("GET", "action_space"):
        return described(env.action_space)
    if (method, what) == ("GET", "observation_space"):
        return described(env.observation_space)
    if (method, what) == (("POST", "close") if OLD else ("DELETE", "")):
        envs.pop(name).close()
        print("closed", flush=True)
        return {}
    raise Wrong(405, "Method Not Allowed")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_any(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length) or b"{}")
        try:
            status, reply = 200, answer(self.command, self.path, body)
        except Wrong as e:
            status, reply = e.status, {"message" if OLD else "detail": e.message}
        data = json.dumps(reply).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_DELETE = handle_any

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
print(server.server_port, flush=True)
server.serve_forever()
