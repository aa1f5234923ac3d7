"""Tightwire, version 1: the part that both sides share, written from docs/PROTOCOL.md alone.

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
ONE_WAY, STREAM, INPUT = 1, 2, 4  # flags of a REQUEST
MAX_MESSAGE = 16 << 20

KINDS = "HELLO REQUEST RESULT ERROR ITEM END CREDIT CANCEL PING PONG GOAWAY SHUTDOWN STOP"
Kind = IntEnum("Kind", {name: n for n, name in enumerate(KINDS.split())} | {"READY": 13})

#: Frames that need an id, and frames that have none; an ERROR may be either.
OF_A_CALL = {
    Kind.REQUEST,
    Kind.RESULT,
    Kind.ITEM,
    Kind.END,
    Kind.CREDIT,
    Kind.CANCEL,
    Kind.SHUTDOWN,
    Kind.STOP,
}
OF_THE_CONNECTION = {Kind.HELLO, Kind.PING, Kind.PONG, Kind.GOAWAY, Kind.READY}

#: The exceptions that msgpack raises for unexpected input.
UNDECODABLE = (ValueError, TypeError, msgpack.UnpackException)


class Single(float):
    """A Java float, which has 32 bits on the wire."""


class CallFailed(Exception):
    """A call that failed, with the elements of its ERROR frame."""

    def __init__(self, status, message, type=None, stack_trace=None, state=None, executed=True):
        super().__init__(f"{status}: {message}")
        self.frame = [status, message, type, stack_trace, state, executed]
        self.status, self.message, self.type, self.stack_trace, self.state, self.executed = self.frame


def encode(value):
    """Returns MessagePack's shortest form of a value; msgpack alone has floats of one size only."""
    if isinstance(value, Single):
        return b"\xca" + struct.pack(">f", value)
    if isinstance(value, (list, tuple)):
        return msgpack.Packer().pack_array_header(len(value)) + b"".join(map(encode, value))
    if isinstance(value, dict):
        entries = itertools.chain.from_iterable(value.items())
        return msgpack.Packer().pack_map_header(len(value)) + b"".join(map(encode, entries))
    return msgpack.packb(value)


def frames(message):
    """Yields the frames in a message, each with the sizes of its elements' encodings."""
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
    """Creates a socket with the options of both sides; keys are a pair: public, secret."""
    socket = zmq.Context.instance().socket(kind)
    socket.maxmsgsize = MAX_MESSAGE
    socket.sndhwm = socket.rcvhwm = 0  # or a ROUTER drops messages beyond the high watermark
    socket.linger = 1000
    if keys:
        socket.curve_publickey, socket.curve_secretkey = keys
        if server_key:
            socket.curve_serverkey = server_key
        else:
            socket.curve_server = True
    return socket


def end_of(timeout):
    """Returns the time after the given seconds; infinity without any."""
    return math.inf if timeout is None else time.monotonic() + timeout


class Silence:
    """Keepalive: when the peer was last heard; PING after some time, give up after some more."""

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
