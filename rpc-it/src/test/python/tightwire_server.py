"""A server of Tightwire, version 1. See tightwire_wire.py."""

import collections
import inspect
import itertools
import math
import time
import traceback
from itertools import chain

import zmq
from zmq.auth.thread import ThreadAuthenticator

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

#: A handler yields this if it has nothing yet and is to be resumed later.
WAIT = object()


class Inbox:
    """The items that a client sends for one call; the last argument of its handler."""

    BATCH, BATCH_BYTES = 64, 1 << 16  # are granted when there is nothing left

    def __init__(self, read, send):
        self.read, self.send = read, send  # send takes the elements of a frame but the id
        self.items = collections.deque()
        self.credit = self.byte_credit = 0
        self.complete = self.stopped = False

    def has_next(self):
        """A part of a generator: waits for an item. Its value is false at the end of the stream."""
        while not self.items and not self.complete:
            if self.credit <= 0 or self.byte_credit <= 0:
                self.credit += self.BATCH
                self.byte_credit += self.BATCH_BYTES
                self.send(Kind.CREDIT, self.BATCH, self.BATCH_BYTES)
            yield WAIT
        return bool(self.items)

    def next(self):
        return self.items.popleft()

    def stop(self):
        """Reads no more; the call goes on."""
        self.stopped = True
        self.items.clear()
        self.send(Kind.STOP)

    def add(self, item, size):
        if self.complete or self.credit <= 0 or self.byte_credit <= 0:
            raise CallFailed("INTERNAL", "the client sent an item that was not asked for")
        self.credit -= 1
        self.byte_credit -= size
        if not self.stopped:
            self.items.append(self.read(item))


class Call:
    """An open call at a server."""

    def __init__(self, id, flags, remaining, steps, inbox):
        self.id, self.flags, self.steps, self.inbox = id, flags, steps, inbox
        self.deadline = end_of(None if remaining is None else remaining / 1000)
        self.items = self.size = 0  # credit
        self.item = None  # encoded, and waiting for credit
        self.is_started = self.is_waiting = False

    def grant(self, items, size):
        self.items += items
        self.size += math.inf if size is None else size

    def has_credit(self):
        return self.items > 0 and self.size > 0

    def can_go_on(self):
        return not self.is_waiting and (self.item is None or self.has_credit())

    def next_frame(self):
        """Returns its next frame, encoded; empty if there is none. Then the call may have ended."""
        if time.monotonic() >= self.deadline:
            self.steps.close()
            raise CallFailed("DEADLINE_EXCEEDED", "at the server", executed=self.is_started)
        if self.item is None:  # else one is ready, ahead of credit: END needs none
            self.is_started = True
            try:
                item = next(self.steps)
            except StopIteration as end:
                if self.flags & STREAM:
                    return encode([Kind.END, self.id])
                return encode([Kind.RESULT, self.id, end.value])
            self.is_waiting = item is WAIT
            self.item = None if self.is_waiting else encode(item)
        if self.item is None or not self.has_credit():
            return b""
        self.items -= 1
        self.size -= len(self.item)
        item, self.item = self.item, None
        return encode([Kind.ITEM, self.id, None])[:-1] + item

    def has_ended(self):
        return inspect.getgeneratorstate(self.steps) == inspect.GEN_CLOSED


class Session:
    """A client that is connected."""

    def __init__(self, ping_after):
        self.silence = Silence(ping_after, 15.0)
        self.limit = 0  # the largest message that it accepts; none before its HELLO


class Server:
    """Serves handlers, one step of each at a time.

    A handler returns its result, or is a generator. The generator of a stream yields the items. Any
    generator may yield WAIT. If its call is cancelled, the generator is closed: its yield raises
    GeneratorExit. A handler that is sent a stream has an Inbox as its last argument.
    """

    def __init__(self, endpoint, keys=None, allowed=(), ping_after=5.0):
        self.methods = {}
        self.sessions = {}  # by route
        self.calls = {}  # by route and id
        self.not_ready = set()  # the services that are not; "" is the server as a whole
        self.one_ways = itertools.count(1)
        self.ping_after, self.draining, self.log = ping_after, False, lambda line: None
        if keys:
            self.allowed = {key.encode() for key in allowed}
            self.authenticator = ThreadAuthenticator()
            self.authenticator.start()
            self.authenticator.configure_curve_callback("*", self)
        self.socket = new_socket(zmq.ROUTER, keys)
        self.socket.router_mandatory = True  # raises if a client is gone
        self.socket.bind(endpoint)
        self.endpoint = self.socket.last_endpoint.decode().rstrip("\0")

    def callback(self, domain, key):
        """Called by the authenticator: returns whether a client may connect."""
        return key in self.allowed

    def method(self, path, *parameters, stream=False, takes=None):
        """Decorates a handler; each parameter is the reader of its argument.

        If the client sends a stream, `takes` is the reader of an item.
        """

        def add(handler):
            self.methods[path] = (handler, parameters, stream, takes)
            return handler

        return add

    def step(self, wait):
        """Waits at most the given seconds, handles received messages, and resumes open calls."""
        calls = self.calls.values()
        if any(call.can_go_on() for call in calls):
            wait = 0
        elif any(call.is_waiting for call in calls):
            wait = min(wait, 0.01)
        if self.socket.poll(wait * 1000):
            while self.socket.poll(0):
                self.take_in(*self.socket.recv_multipart())
        for key in list(self.calls):
            if key in self.calls:  # else another call's end has cancelled it
                self.go_on(*key, self.calls[key])
        for route, session in list(self.sessions.items()):
            if session.silence.is_too_long():
                self.forget(route)
            elif session.silence.is_ping_due():
                self.send(route, Kind.PING, 0, None)

    def go_on(self, route, id, call):
        """Runs the next step of a call: an item, nothing, or its end."""
        try:
            frame = call.next_frame()
            if route in self.sessions and len(frame) > self.sessions[route].limit:
                raise CallFailed("RESOURCE_EXHAUSTED", "larger than the client takes")
        except Exception as e:
            call.steps.close()
            if not isinstance(e, CallFailed):
                e = CallFailed("UNKNOWN", str(e), type(e).__name__, traceback.format_exc())
            frame = encode([Kind.ERROR, id, *e.frame])
        if call.has_ended():
            del self.calls[route, id]
        if frame and not call.flags & ONE_WAY:
            self.send_encoded(route, frame)

    def send(self, route, *frame):
        self.send_encoded(route, encode(frame))

    def send_encoded(self, route, frame):
        try:
            self.socket.send_multipart([route, frame])
        except zmq.ZMQError:  # it is not connected any more
            self.forget(route)

    def forget(self, route):
        """Handles the loss of a client: cancels its calls, except the one-way ones."""
        self.sessions.pop(route, None)
        for key, call in list(self.calls.items()):
            if key[0] == route and not call.flags & ONE_WAY:
                self.cancel(key)

    def cancel(self, key):
        if key in self.calls:
            self.calls.pop(key).steps.close()

    def refuse(self, route, id, status, message):
        """Responds to a bad frame with an ERROR, which ends the call that it names."""
        call = self.calls.get((route, id))
        executed = call is not None and call.is_started
        self.cancel((route, id))
        self.send(route, Kind.ERROR, id, *CallFailed(status, message, executed=executed).frame)

    def take_in(self, route, *parts):
        if len(parts) != 1:
            return
        session = self.sessions.setdefault(route, Session(self.ping_after))
        session.silence.heard()
        try:
            for frame, sizes in frames(parts[0]):
                self.handle(route, session, frame, sizes)
        except UNDECODABLE as e:  # a ROUTER can't close a connection, but its client will
            self.refuse(route, 0, "INTERNAL", f"undecodable message: {e}")
            self.forget(route)

    def handle(self, route, session, frame, sizes):
        match frame:
            case [kind, 0, *_] if kind in OF_A_CALL:
                raise ValueError("a frame about a call without an id")
            case [kind, int() as id, *_] if id and kind in OF_THE_CONNECTION:
                self.refuse(route, id, "INTERNAL", "a frame about the connection has the id 0")
            case [Kind.HELLO, _, int() as version, _, dict() as info, *_]:
                self.greet(route, session, version, info)
            case [_, int() as id, *_] if not session.limit:
                self.refuse(route, id, "INTERNAL", "the first frame must be HELLO")
            case [Kind.REQUEST, int() as id, path, flags, remaining, texts, list() as arguments, *_]:
                try:
                    self.require_metadata(texts)
                    self.admit(route, id, path, flags, remaining, arguments)
                except CallFailed as refusal:
                    if not flags & ONE_WAY:
                        self.send(route, Kind.ERROR, id, *refusal.frame)
            case [Kind.CREDIT, id, items, *size]:
                if (route, id) in self.calls:
                    self.calls[route, id].grant(items, size[0] if size else None)
            case [Kind.ITEM | Kind.END as kind, id, *item]:
                call = self.calls.get((route, id))
                if call and not call.inbox:
                    self.refuse(route, id, "INTERNAL", "the call sends no stream")
                elif call and kind == Kind.END:
                    call.inbox.complete = True
                    call.is_waiting = False
                elif call:
                    self.take_item(route, call, item[0], sizes[2])
            case [Kind.CANCEL, id, *_]:
                self.cancel((route, id))
            case [Kind.PING, _, payload, *_]:
                self.send(route, Kind.PONG, 0, payload)
                self.log("responded to a PING")
            case [Kind.PONG, *_]:
                self.log("received a PONG")
            case [Kind.SHUTDOWN, int() as id, *_]:
                self.refuse(route, id, "PERMISSION_DENIED", "not by a client")
            case [Kind.ERROR, id, *_]:
                self.cancel((route, id))  # there is no response
            case [int(), 0, *_]:
                pass
            case [int(), int() as id, *_]:
                self.refuse(route, id, "UNIMPLEMENTED", "a server does not know such frames")
            case _:
                raise ValueError("not a frame")

    def take_item(self, route, call, item, size):
        try:
            call.inbox.add(item, size)
            call.is_waiting = False
        except CallFailed as e:
            self.refuse(route, call.id, e.status, e.message)
        except (ValueError, TypeError) as e:
            self.refuse(route, call.id, "INTERNAL", f"an item can't be decoded: {e}")

    def greet(self, route, session, version, info):
        if version != VERSION:
            self.refuse(route, 0, "INTERNAL", f"this server speaks version {VERSION}")
            return
        session.limit = info.get("maxMessageSize", math.inf)
        services = {}
        for path in self.methods:
            service, name = path.rsplit("/", 1)
            services.setdefault(service, []).append(name)
        info = {"maxMessageSize": MAX_MESSAGE, "services": services}
        self.send(route, Kind.HELLO, 0, VERSION, "tightwire-python", info)
        if self.not_ready:
            self.tell_ready(route)
        if self.draining:
            self.send(route, Kind.GOAWAY, 0, "the server is shutting down")

    def require_metadata(self, texts):
        """Refuses metadata that is not a map from strings to strings."""
        is_map = isinstance(texts, dict) and all(isinstance(t, str) for t in chain(*texts.items()))
        if texts is not None and not is_map:
            raise CallFailed("INTERNAL", "the metadata is no map of texts", executed=False)

    def admit(self, route, id, path, flags, remaining, arguments):
        """Opens a call; its handler starts when all received messages were read, also CANCELs."""
        if flags & ONE_WAY:
            id = -next(self.one_ways)  # not open: nothing names it
        if (route, id) in self.calls:
            raise ValueError(f"the id {id} is used for two calls at the same time")
        if path not in self.methods:
            raise CallFailed("UNIMPLEMENTED", f"{path} not found", executed=False)
        if self.draining:
            raise CallFailed("CANCELLED", "the server is shutting down", executed=False)
        if remaining == 0:
            raise CallFailed("DEADLINE_EXCEEDED", f"{path} came too late", executed=False)
        handler, parameters, stream, takes = self.methods[path]
        fits = stream == bool(flags & STREAM) and (takes is not None) == bool(flags & INPUT)
        if not fits or (flags & ONE_WAY and flags != ONE_WAY):
            raise CallFailed("INTERNAL", f"{path}: is it a stream, or not?", executed=False)
        try:
            if len(arguments) != len(parameters):
                raise ValueError(f"{len(parameters)} arguments, not {len(arguments)}")
            arguments = [read(argument) for read, argument in zip(parameters, arguments)]
        except (ValueError, TypeError) as e:
            raise CallFailed("INTERNAL", f"arguments of {path}: {e}", executed=False) from e
        inbox = None
        if takes is not None:
            inbox = Inbox(takes, lambda kind, *rest: self.send(route, kind, id, *rest))
            arguments.append(inbox)
        steps = steps_of(handler, arguments)
        self.calls[route, id] = Call(id, flags, remaining, steps, inbox)

    def set_ready(self, service, ready):
        """Sets whether a service is ready, and tells all clients."""
        (self.not_ready.discard if ready else self.not_ready.add)(service)
        for route, session in list(self.sessions.items()):
            if session.limit:
                self.tell_ready(route)

    def tell_ready(self, route):
        self.send(route, Kind.READY, 0, dict.fromkeys(sorted(self.not_ready), False))

    def drain(self):
        """No new calls; open ones may finish."""
        self.draining = True
        for route in list(self.sessions):
            self.send(route, Kind.GOAWAY, 0, "the server is shutting down")


def steps_of(handler, arguments):
    """The steps of a handler; it does not run before the first."""
    result = handler(*arguments)
    if inspect.isgenerator(result):
        result = yield from result
    return result
