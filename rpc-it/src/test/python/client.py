"""A client in Python for scenarios in which it calls a server in Java.

client.py ENDPOINT [KEY_FILE SERVER_PUBLIC_KEY] reads a command from each line of its
input, executes it, and prints the outcome. Arguments are in the notation of scenario.py:

    call PATH ARGUMENTS             PATH = RESULT, or PATH ! STATUS EXECUTED TYPE STATE MESSAGE
    within SECONDS PATH ARGUMENTS   the same, with a deadline
    with METADATA PATH ARGUMENTS    the same, with metadata
    start PATH ARGUMENTS            the same, without waiting for it
    cancel                          cancels the started calls
    tell PATH ARGUMENTS             one-way
    stream ITEMS BYTES PATH ARGUMENTS   PATH > ITEM, for each; PATH ends. Grants that credit each
                                    time
    upload SOURCE PATH ARGUMENTS    like call, sends a stream (see `source`)
    begin SOURCE PATH ARGUMENTS     the same, without waiting for the result
    duplex SOURCE PATH ARGUMENTS    like stream, sends a stream
    take COUNT PATH ARGUMENTS       the same, but cancels after COUNT items
    frame ARRAY                     sends the array; prints the frames of id 99 that arrive
    ping WORD                       pong WORD
"""

import sys
import time
from collections import deque

import zmq
import zmq.auth

from scenario import Orders, parse, say, text
from tightwire_client import Client
from tightwire_wire import CallFailed, Kind


def failed(path, e):
    state, kind = text(e.state), e.type
    say(f"{path} ! {e.status} {text(e.executed)} {kind} {state} {e.message}")


def call(path, arguments, **options):
    try:
        say(f"{path} = {text(client.call(path, *arguments, **options))}")
    except CallFailed as e:
        failed(path, e)


def source(notation):
    """Yields the items of a stream: numbers:5, failing:5, or parts:5 of 100,000 bytes each."""
    kind, count = notation.split(":")
    given = 0
    try:
        for given in range(1, int(count) + 1):
            yield bytes(100_000) if kind == "parts" else given
        if kind == "failing":
            raise OSError("disk full")
    finally:
        say(f"source closed after {given}")


def read(path, items, count=None):
    try:
        for number, item in enumerate(items, 1):
            say(f"{path} > {text(item)}")
            if number == count:
                return
        say(f"{path} ends")
    except CallFailed as e:
        failed(path, e)
    finally:
        items.close()


BY_HAND = 99  # the id in arrays that are sent unchanged

started = {}  # paths by id


def tell_ended():
    """Prints the outcomes of started calls."""
    for id, path in list(started.items()):
        if client.open.get(id):
            del started[id]
            try:
                say(f"{path} = {text(client.next_frame(id)[0][2])}")
            except CallFailed as e:
                failed(path, e)
    while client.open[BY_HAND]:
        say(f"frame {text(client.open[BY_HAND].popleft()[0])}")


def obey(order):
    verb, rest = order.split(" ", 1) if " " in order else (order, "")
    if verb == "cancel":
        for id in list(started):
            client.cancel(id, "changed my mind")
            del started[id]
    elif verb == "frame":
        client.send(*parse(rest))
    elif verb == "ping":
        client.send(Kind.PING, 0, rest)
        while not client.pongs:
            client.take_in(time.monotonic() + 30)
        say(f"pong {client.pongs.popleft()}")
    else:
        options = {
            "within": 1,
            "with": 1,
            "take": 1,
            "upload": 1,
            "begin": 1,
            "duplex": 1,
            "stream": 2,
        }.get(verb, 0)
        *options, path, arguments = rest.split(" ", options + 1)
        arguments = parse(arguments)
        match verb, *options:
            case ["call"]:
                call(path, arguments)
            case ["within", seconds]:
                call(path, arguments, timeout=float(seconds))
            case ["with", metadata]:
                call(path, arguments, metadata=parse(metadata))
            case ["start"]:
                started[client.request(path, arguments)] = path
            case ["upload", items]:
                call(path, arguments, sends=source(items))
            case ["begin", items]:
                started[client.request(path, arguments, sends=source(items))] = path
            case ["duplex", items]:
                read(path, client.stream(path, *arguments, sends=source(items)))
            case ["tell"]:
                client.tell(path, *arguments)
            case ["stream", items, size]:
                read(path, client.stream(path, *arguments, items=int(items), size=int(size)))
            case ["take", count]:
                read(path, client.stream(path, *arguments), int(count))


endpoint, *keys = sys.argv[1:]
try:
    client = Client(
        endpoint,
        keys=zmq.auth.load_certificate(keys[0]) if keys else None,
        server_key=keys[1].encode() if keys else None,
        patience=30.0,
        log=say,
    )
    client.open[BY_HAND] = deque()
    say("connected")
    orders = Orders()
    something = zmq.Poller()
    something.register(sys.stdin, zmq.POLLIN)
    something.register(client.socket, zmq.POLLIN)
    while not orders.ended and (client.going_away is None or started):
        something.poll(100)
        client.take_in(0)
        tell_ended()
        for order in orders.take():
            obey(order)
    say(f"left: {client.going_away}")
    client.close()
except CallFailed as e:
    failed("connection", e)
