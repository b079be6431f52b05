"""Asks the Door of gym_server.py, by a clock of its own, whom it admits and whom it sends away.

  door_test.py GYM_SERVER
"""
import importlib.util
import socket
import struct
import sys

spec = importlib.util.spec_from_file_location("gym_server", sys.argv[1])
server = importlib.util.module_from_spec(spec)
spec.loader.exec_module(server)

TOKEN = b"0123456789abcdef"
now = [0.0]


def hello(token=TOKEN, version=server.VERSION):
    body = server.MAGIC + struct.pack("<H", version) + token
    return struct.pack("<IB", 1 + len(body), server.HELLO) + body


def opened():
    listener = socket.create_server(("127.0.0.1", 0), backlog=1000)
    door = server.Door(listener, TOKEN, lambda: now[0])
    return door, lambda: socket.create_connection(listener.getsockname(), timeout=20)


def closed(sock):
    """Whether the other end has hung up; what it said before is read."""
    said = b""
    try:
        while part := sock.recv(1 << 12):
            said += part
    except ConnectionResetError:
        pass
    return said



def who_knows_the_token_is_admitted_beside_many_who_say_nothing():
    door, call = opened()
    silent = [call() for _ in range(3 * server.WAITING)]
    honest = call()
    honest.sendall(hello() + b"next message")
    admitted = door.admit()
    assert admitted.getpeername() == honest.getsockname()
    assert admitted.recv(12) == b"next message", "no more than the greeting is read"
    assert len(door.waiting) <= server.WAITING
    assert closed(silent[0]) == b"", "the oldest was sent away"
    door.close()
    assert closed(silent[-1]) == b""


def a_greeting_that_comes_byte_by_byte_has_one_deadline():
    door, call = opened()
    slow = call()
    for byte in hello()[:10]:
        slow.sendall(bytes([byte]))
        assert door.admit(0) is None and len(door.waiting) == 1
        now[0] += server.GREETING_SECONDS / 10.5
    now[0] += server.GREETING_SECONDS / 10.5
    assert door.admit(0) is None and not door.waiting, "each byte in time, all together late"
    assert closed(slow) == b""
    door.close()


def a_greeting_in_parts_is_admitted_in_time():
    door, call = opened()
    slow = call()
    for byte in hello()[:-1]:
        slow.sendall(bytes([byte]))
        assert door.admit(0) is None
    slow.sendall(hello()[-1:])
    assert door.admit() is not None
    door.close()


def what_is_no_greeting_is_refused():
    for said, told in ((hello(b"guess"), b"token: wrong"), (hello(b""), b"token: wrong"), (hello(version=9), b"version: "),
                       (b"GET / HTTP/1.1\r\n\r\n", b"a message must have"), (struct.pack("<I", 0), b"a message must have"),
                       (struct.pack("<IB", 1, server.LIST), b"the first message must be HELLO"), (struct.pack("<I", 4097), b"a message must have")):
        door, call = opened()
        sock = call()
        sock.sendall(said)
        assert door.admit(0) is None
        while door.waiting:
            assert door.admit(0) is None
        assert told in closed(sock), said
        door.close()


for test in [test for name, test in list(globals().items()) if name.startswith(("who_", "a_", "what_"))]:
    test()
    print("ok", test.__name__)
