"""A client of Tightwire, version 1. See tightwire_wire.py."""

import itertools
import math
import time
from collections import deque

import zmq

from tightwire_wire import (
    INPUT,
    MAX_MESSAGE,
    OF_A_CALL,
    OF_THE_CONNECTION,
    ONE_WAY,
    STREAM,
    UNDECODABLE,
    VERSION,
    CallFailed,
    Kind,
    Silence,
    encode,
    end_of,
    frames,
    new_socket,
)


class Outbox:
    """The stream that a call sends: an item for each credit. Nothing is asked of it before that."""

    def __init__(self, items):
        self.items = iter(items)
        self.item = None  # encoded, and waiting for credit
        self.credit = self.byte_credit = 0
        self.complete = False

    def grant(self, items, size):
        self.credit += items
        self.byte_credit += math.inf if size is None else size

    def frames(self, id):
        """Yields the frames that may be sent now. The source is asked ahead: END needs no credit."""
        while not self.complete:
            if self.item is None:
                try:
                    self.item = encode(next(self.items))
                except StopIteration:
                    self.complete = True
                    yield encode([Kind.END, id])
                    return
            if self.credit <= 0 or self.byte_credit <= 0:
                return
            self.credit -= 1
            self.byte_credit -= len(self.item)
            item, self.item = self.item, None
            yield encode([Kind.ITEM, id, None])[:-1] + item

    def close(self):
        """Releases the source: a generator runs its `finally`."""
        getattr(self.items, "close", lambda: None)()


class Client:
    """A connection to a server. Frames are received while one of its methods runs."""

    def __init__(self, endpoint, keys=None, server_key=None, patience=10.0, log=lambda line: None):
        self.log = log
        self.ids = itertools.count(1)
        self.open = {}  # the received frames of each open call, by its id
        self.outboxes = {}  # of the open calls that send a stream, by id
        self.pongs = deque()
        self.going_away = None
        self.not_ready = set()  # the services that are not; "" is the server as a whole
        self.server = None
        self.silence = Silence(5.0, 15.0)
        self.socket = new_socket(zmq.DEALER, keys, server_key)
        self.socket.reconnect_ivl = -1  # a new connection needs a new HELLO: a new Client
        refusals = self.socket.get_monitor_socket(zmq.EVENT_HANDSHAKE_FAILED_AUTH)
        self.socket.connect(endpoint)
        self.send(Kind.HELLO, 0, VERSION, "tightwire-python", {"maxMessageSize": MAX_MESSAGE})
        until = end_of(patience)
        while self.server is None:
            self.take_in(min(until, end_of(0.1)))
            if refusals.poll(0):
                raise CallFailed("UNAUTHENTICATED", f"refused by {endpoint}", executed=False)
            if time.monotonic() >= until:
                raise CallFailed("UNAVAILABLE", f"no HELLO from {endpoint}", executed=False)
        self.socket.disable_monitor()

    def send(self, *frame):
        self.socket.send(encode(frame))

    def take_in(self, until=math.inf):
        """Waits for a message until a deadline, and handles it."""
        now = time.monotonic()
        wait = max(0.0, min(until, self.silence.pinged + self.silence.ping_after) - now)
        if self.socket.poll(math.ceil(wait * 1000)):
            self.silence.heard()
            try:
                for frame, sizes in frames(self.socket.recv()):
                    self.handle(frame, sizes)
            except UNDECODABLE as e:
                raise CallFailed("UNAVAILABLE", f"given up, undecodable: {e}") from e
        elif self.silence.is_too_long():
            raise CallFailed("UNAVAILABLE", "nothing heard of the server")
        elif self.silence.is_ping_due():
            self.send(Kind.PING, 0, None)

    def handle(self, frame, sizes):
        match frame:
            case [kind, 0, *_] if kind in OF_A_CALL:
                raise CallFailed("UNAVAILABLE", "given up: a frame about a call without an id")
            case [kind, id, *_] if id and kind in OF_THE_CONNECTION:
                self.send(Kind.CANCEL, id, "a bad frame")
                self.fail(id, "a frame about the connection has the id 0")
            case [Kind.HELLO, _, version, _, info, *_]:
                if version != VERSION:
                    raise CallFailed("INTERNAL", f"server speaks {version}", executed=False)
                self.server = info
            case [Kind.PING, _, payload, *_]:
                self.send(Kind.PONG, 0, payload)
                self.log("responded to a PING")
            case [Kind.PONG, _, payload, *_]:
                self.pongs.append(payload)
            case [Kind.GOAWAY, _, reason, *_]:
                self.going_away = str(reason)
                self.log(f"told: {reason}")
            case [Kind.READY, _, dict() as services, *_]:
                self.not_ready = {name for name, ready in services.items() if not ready}
                self.log(f"not ready: {sorted(self.not_ready)}")
            case [Kind.ERROR, 0, status, message, *_]:
                raise CallFailed(status, message, executed=False)
            case [Kind.RESULT | Kind.ERROR | Kind.ITEM | Kind.END as kind, id, *_]:
                if kind != Kind.ITEM:
                    self.stop_sending(id)
                if id in self.open:  # else the call has already ended here
                    self.open[id].append((frame, sizes))
            case [Kind.CREDIT | Kind.STOP, id, *_] if id not in self.open:
                pass  # it crosses the end of the call
            case [Kind.CREDIT, id, items, *size] if id in self.outboxes:
                self.outboxes[id].grant(items, size[0] if size else None)
                self.send_items(id)
            case [Kind.STOP, id, *_] if id in self.outboxes:
                self.stop_sending(id)
            case [_, id, *_] if id:
                unknown = CallFailed("UNIMPLEMENTED", "not for a client")
                self.send(Kind.ERROR, id, *unknown.frame)
                self.fail(id, "the server sent a frame that is not for a client")

    def fail(self, id, what, status="INTERNAL"):
        """Ends a call on this side, for example because the server has sent an invalid frame."""
        self.stop_sending(id)
        if id in self.open:
            self.open[id].append(([Kind.ERROR, id, *CallFailed(status, what).frame], None))

    def send_items(self, id):
        """Sends what a call's credit allows. If its source fails, the call is cancelled."""
        try:
            for frame in self.outboxes[id].frames(id):
                if len(frame) > self.server.get("maxMessageSize", math.inf):
                    raise ValueError("an item is larger than the server takes")
                self.socket.send(frame)
        except Exception as e:
            why = f"the caller's stream failed: {e}"
            self.send(Kind.CANCEL, id, why)
            self.fail(id, why, "CANCELLED")

    def stop_sending(self, id):
        """Releases the source of a call that sends a stream, since no item is of use any more."""
        outbox = self.outboxes.pop(id, None)
        if outbox is not None:
            outbox.close()

    def request(self, path, arguments, flags=0, timeout=None, metadata=None, sends=None):
        """Sends a request; returns its id. `sends` is the stream of a method that takes one."""
        if self.going_away is not None:
            raise CallFailed("UNAVAILABLE", self.going_away, executed=False)
        service = path.rsplit("/", 1)[0]
        if self.not_ready & {"", service} and not service.startswith("tightwire."):
            raise CallFailed("UNAVAILABLE", f"not ready for {service}", executed=False)
        if timeout is not None and timeout < 0.001:
            raise CallFailed("DEADLINE_EXCEEDED", "less than a millisecond left", executed=False)
        id = next(self.ids)
        remaining = None if timeout is None else math.ceil(timeout * 1000)
        if not flags & ONE_WAY:
            self.open[id] = deque()
        if sends is not None:
            flags |= INPUT
            self.outboxes[id] = Outbox(sends)
        self.send(Kind.REQUEST, id, path, flags, remaining, metadata, arguments)
        return id

    def cancel(self, id, reason):
        self.stop_sending(id)
        if self.open.pop(id, None) is not None:
            self.send(Kind.CANCEL, id, reason)

    def close(self):
        self.socket.close()

    def next_frame(self, id, until=math.inf):
        """Returns the next frame of a call, and its sizes. A caller that gives up sends CANCEL."""
        while not self.open[id]:
            if time.monotonic() >= until:
                self.cancel(id, "deadline exceeded")
                raise CallFailed("DEADLINE_EXCEEDED", "the deadline passed")
            self.take_in(until)
        frame, sizes = self.open[id].popleft()
        if frame[0] != Kind.ITEM:
            del self.open[id]
        if frame[0] == Kind.ERROR:
            raise CallFailed(*frame[2:8])
        return frame, sizes

    def call(self, path, *arguments, timeout=None, metadata=None, sends=None):
        """Calls a method and waits for its result."""
        until = end_of(timeout)
        id = self.request(path, arguments, 0, timeout, metadata, sends)
        frame, _ = self.next_frame(id, until)
        return frame[2]

    def tell(self, path, *arguments):
        """Makes a one-way call."""
        self.request(path, arguments, ONE_WAY)

    def stream(self, path, *arguments, items=256, size=1 << 20, timeout=None, sends=None):
        """Yields the items of a stream; items and bytes are the credit ahead of the reader."""
        until = end_of(timeout)
        id = self.request(path, arguments, STREAM, timeout, sends=sends)
        self.send(Kind.CREDIT, id, items, size)
        try:
            while (next_frame := self.next_frame(id, until))[0][0] == Kind.ITEM:
                frame, sizes = next_frame
                yield frame[2]
                self.send(Kind.CREDIT, id, 1, sizes[2])
        finally:
            self.cancel(id, "the reader has left")  # does nothing after the last frame
