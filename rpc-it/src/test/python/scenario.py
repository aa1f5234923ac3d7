"""What scripts need in a JUnit scenario: lines in, lines out, values as JSON.

Types that JSON does not have are written as {"bin": hex}, {"single": 1.5},
{"time": [seconds, nanoseconds]}.
"""

import json
import os
import select
import sys

from msgpack import Timestamp

from tightwire_wire import Single


def parse(text):
    return json.loads(text, object_hook=_special)


def _special(entries):
    match entries:
        case {"bin": str() as digits}:
            return bytes.fromhex(digits)
        case {"single": int() | float() as number}:
            return Single(number)
        case {"time": [seconds, nanoseconds]}:
            return Timestamp(seconds, nanoseconds)
    return entries


def text(value):
    return json.dumps(value, default=_plain, ensure_ascii=False)


def _plain(value):
    if isinstance(value, bytes):
        return {"bin": value.hex()}
    return {"time": [value.seconds, value.nanoseconds]}


def say(line):
    print(line, flush=True)


class Orders:
    """The lines of standard input, as they arrive. Ends when the input ends."""

    def __init__(self):
        self.rest = b""
        self.ended = False

    def take(self):
        """Returns the lines that have arrived."""
        if not select.select([sys.stdin], [], [], 0)[0]:
            return []
        read = os.read(sys.stdin.fileno(), 65536)
        self.ended = not read
        *lines, self.rest = (self.rest + read).split(b"\n")
        return [line.decode() for line in lines]
