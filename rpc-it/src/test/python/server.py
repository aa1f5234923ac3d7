"""The services of rpc-it, for scenarios in which a Java client calls a server in Python.

server.py ENDPOINT [KEY_FILE ALLOWED_PUBLIC_KEY...] prints its endpoint and what its handlers do.
Its commands are "release" (waiting handlers continue), "drain" (no new calls; it exits when the
open ones have ended), "unready NAME" and "ready NAME" (without a name: all services). It exits when
its input ends.
"""

import sys

import zmq.auth

from scenario import Orders, say
from tightwire_server import WAIT, Server
from tightwire_values import (
    BYTES,
    DOUBLE,
    INT,
    LONG,
    TEXT,
    big_decimal,
    big_integer,
    constant,
    exactly,
    listed,
    nullable,
    record,
    tagged,
    write_big_decimal,
    write_big_integer,
)
from tightwire_wire import CallFailed, Single

endpoint, *keys = sys.argv[1:]
server = Server(
    endpoint,
    keys=zmq.auth.load_certificate(keys[0]) if keys else None,
    allowed=keys[1:],
    ping_after=0.5,
)
released = False


def raw(value):
    """An argument as it arrived."""
    return value


# --- workshop ---


@server.method("workshop/add", INT, INT)
def add(a, b):
    return INT(a + b)


@server.method("workshop/work", TEXT)
def work(what):
    say(f"works on {what}")
    if what == "endless":
        yield from wait_for_ever(what)
    if what == "a mistake":
        raise ArithmeticError("off by one")
    return what + " done"


def wait_for_ever(what):
    try:
        while True:
            yield WAIT
    except GeneratorExit:
        say(f"cancelled: {what}")
        raise


@server.method("workshop/submit", TEXT)
def submit(what):
    say(f"was told to {what}")


@server.method("workshop/workLater", TEXT)
def work_later(what):
    say(f"will work on {what}")
    while not released:
        yield WAIT
    return what + " done later"


@server.method("workshop/countLater", LONG)
def count_later(start):
    return LONG(start + 1)


@server.method("workshop/numbers", INT, stream=True)
def numbers(count):
    try:
        yield from range(1, count + 1)
    except GeneratorExit:
        say("numbers cancelled")
        raise


@server.method("workshop/feed", INT, stream=True)
def feed(count):
    yield from range(1, count + 1)


@server.method("workshop/crates", INT, INT, stream=True)
def crates(count, size):
    for _ in range(count):
        yield bytes(size)


@server.method("workshop/store", BYTES)
def store(content):
    return content


# --- depot ---


@server.method("depot/sum", takes=INT)
def sum_up(numbers):
    total = 0
    while (yield from numbers.has_next()):
        total += numbers.next()
    return LONG(total)


@server.method("depot/first", INT, takes=INT)
def first(least, numbers):
    while (yield from numbers.has_next()):
        if (number := numbers.next()) >= least:
            numbers.stop()
            yield WAIT  # the call goes on for a while
            return INT(number)
    return INT(-1)


@server.method("depot/store", TEXT, takes=BYTES)
def store_parts(name, parts):
    size = 0
    try:
        while (yield from parts.has_next()):
            size += len(parts.next())
    except GeneratorExit:
        say(f"cancelled: {name}")
        raise
    return LONG(size)


@server.method("depot/squares", stream=True, takes=INT)
def squares(numbers):
    while (yield from numbers.has_next()):
        number = numbers.next()
        yield INT(number * number)


# --- mirror ---

MIRROR = "io.tightwire.it.Mirror/"
COLOUR = constant("RED", "GREEN", "BLUE")
NAMES = record(BYTES, TEXT, COLOUR)


def shape(value):
    return tagged(
        {
            "Circle": record(DOUBLE),
            "Group": record(listed(shape)),
            "Degenerate": constant("POINT"),
        }
    )(value)


def mirror(name, reader):
    server.method(MIRROR + name, reader)(lambda value: value)


mirror("text", nullable(TEXT))
mirror("bytes", BYTES)
mirror("buffer", BYTES)
mirror("times", record(*[raw] * 8))
mirror("instant", raw)
mirror("colour", COLOUR)
mirror("boxes", record(*[raw] * 7))
mirror("containers", exactly(dict))
mirror("optional", nullable(NAMES))
mirror("set", listed(COLOUR))
mirror("shape", shape)
mirror("page", record(listed(NAMES), nullable(NAMES), INT))
mirror("matrix", listed(listed(INT)))
mirror("array", listed(NAMES))


@server.method(MIRROR + "primitives", *[raw] * 8)
def primitives(*values):
    return [*values[:6], Single(values[6]), values[7]]


@server.method(MIRROR + "larger", LONG, LONG)
def larger(a, b):
    return max(a, b)


@server.method(MIRROR + "numbers", big_integer, big_decimal)
def big_numbers(integer, decimal):
    return [write_big_integer(integer), write_big_decimal(decimal)]


@server.method(MIRROR + "names", BYTES, TEXT, COLOUR)
def names(uuid, uri, colour):
    return [uuid, uri, colour]


@server.method(MIRROR + "stream", listed(NAMES), stream=True)
def stream(all_names):
    yield from all_names


# --- bank ---

BANK = "io.tightwire.it.Bank/"
BALANCE = big_decimal([b"\x27\x10", 2])  # 100.00


@server.method(BANK + "withdraw", TEXT, big_decimal)
def withdraw(owner, amount):
    if amount > BALANCE:
        missing = amount - BALANCE
        raise CallFailed(
            "UNKNOWN",
            f"{owner} lacks {missing}",
            type="io.tightwire.it.Bank$OverdrawnException",
            state=[owner, write_big_decimal(missing)],
        )
    return [owner, "CHF", write_big_decimal(BALANCE - amount)]


@server.method(BANK + "bookings", TEXT, stream=True)
def bookings(owner):
    yield [1, write_big_decimal(BALANCE), None, []]
    withdraw(owner, 2 * BALANCE)


# --- commands ---


def obey(order):
    global released
    if order == "release":
        released = True
    elif order == "drain":
        server.drain()
        say("drains")
    elif order.startswith(("ready ", "unready ")):
        word, service = order.split(" ")
        server.set_ready(service, word == "ready")
        say(f"{word} {service}")


server.log = say
say(f"Serving at {server.endpoint}")
orders = Orders()
while not orders.ended and not (server.draining and not server.calls):
    server.step(0.05)
    for order in orders.take():
        obey(order)
server.socket.close()
say("served")
