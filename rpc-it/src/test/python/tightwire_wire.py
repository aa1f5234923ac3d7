"""Tightwire, version 1: what its clients and servers share, written from docs/PROTOCOL.md alone.

Nothing but pyzmq and msgpack, one thread, one socket: meant to be read, and to be copied from.
"""

import itertools
import math
import struct
import time
from enum import IntEnum

import msgpack
import zmq

VERSION = 1
ONE_WAY, STREAM = 1, 2  # flags of a REQUEST
MAX_MESSAGE = 16 << 20

Kind = IntEnum(
    "Kind",
    "HELLO REQUEST RESULT ERROR ITEM END CREDIT CANCEL PING PONG GOAWAY SHUTDOWN",
    start=0,
)

#: What needs an id, and what has none; an ERROR may be either.
OF_A_CALL = {
    Kind.REQUEST,
    Kind.RESULT,
    Kind.ITEM,
    Kind.END,
    Kind.CREDIT,
    Kind.CANCEL,
    Kind.SHUTDOWN,
}
OF_THE_CONNECTION = {Kind.HELLO, Kind.PING, Kind.PONG, Kind.GOAWAY}

#: What msgpack raises when it is fed with anything else than what we expect.
UNDECODABLE = (ValueError, TypeError, msgpack.UnpackException)


class Single(float):
    """A Java float, which travels in 32 bits."""


class CallFailed(Exception):
    """A call that failed, as an ERROR frame tells it."""

    def __init__(self, status, message, type=None, traceback=None, state=None, executed=True):
        super().__init__(f"{status}: {message}")
        self.frame = [status, message, type, traceback, state, executed]
        self.status, self.message, self.type, self.traceback, self.state, self.executed = self.frame


def encode(value):
    """MessagePack's shortest form of a value; msgpack alone has floats of one size only."""
    if isinstance(value, Single):
        return b"\xca" + struct.pack(">f", value)
    if isinstance(value, (list, tuple)):
        return msgpack.Packer().pack_array_header(len(value)) + b"".join(map(encode, value))
    if isinstance(value, dict):
        entries = itertools.chain.from_iterable(value.items())
        return msgpack.Packer().pack_map_header(len(value)) + b"".join(map(encode, entries))
    return msgpack.packb(value)


def frames(message):
    """The frames in a message, each with the sizes of its elements' encodings."""
    unpacker = msgpack.Unpacker(strict_map_key=False, max_buffer_size=MAX_MESSAGE)
    unpacker.feed(message)
    while unpacker.tell() < len(message):
        frame, ends = [], []
        for _ in range(unpacker.read_array_header()):
            ends.append(unpacker.tell())
            frame.append(unpacker.unpack())
        ends.append(unpacker.tell())
        yield frame, [end - start for start, end in itertools.pairwise(ends)]


def new_socket(kind, keys=None, server_key=None):
    """A socket with what both sides set; keys are a pair: public, secret."""
    socket = zmq.Context.instance().socket(kind)
    socket.maxmsgsize = MAX_MESSAGE
    socket.sndhwm = socket.rcvhwm = 0  # or a ROUTER drops what goes beyond
    socket.linger = 1000
    if keys:
        socket.curve_publickey, socket.curve_secretkey = keys
        if server_key:
            socket.curve_serverkey = server_key
        else:
            socket.curve_server = True
    return socket


def end_of(timeout):
    """When so many seconds are over; never, without any."""
    return math.inf if timeout is None else time.monotonic() + timeout


class Silence:
    """When the peer was heard last: PING after some time, give up after some more."""

    def __init__(self, ping_after, give_up_after):
        self.ping_after, self.give_up_after = ping_after, give_up_after
        self.heard()

    def heard(self):
        self.since = self.pinged = time.monotonic()

    def is_ping_due(self):
        now = time.monotonic()
        due = now - self.pinged > self.ping_after
        if due:
            self.pinged = now
        return due

    def is_too_long(self):
        return time.monotonic() - self.since > self.give_up_after
