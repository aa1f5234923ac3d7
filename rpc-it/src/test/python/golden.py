"""Reads every vector of golden-wire.txt, writes it again, and prints the differences."""

import sys
from pathlib import Path

import msgpack

from scenario import parse, say, text
from tightwire_wire import Kind, encode, frames


def decode(name, encoded):
    if name.split(".")[0] in Kind.__members__:
        (frame, _), = frames(encoded)
        return frame
    return msgpack.unpackb(encoded)


def problems(name, form, digits, meaning):
    value = parse(meaning)
    read = decode(name, bytes.fromhex(digits))
    if repr(read) != repr(value):
        yield f"is read as {text(read)}, not {meaning}"
    written = encode(value).hex()
    if form in ("short", "both") and written != digits:
        yield f"is written as {written}, not {digits}"
    if repr(decode(name, encode(value))) != repr(value):
        yield "is not read as what was written"


lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
vectors = [line.split(" ", 3) for line in lines if line and not line.startswith("#")]
failures = [f"{vector[0]} {problem}" for vector in vectors for problem in problems(*vector)]
for failure in failures:
    say(failure)
say(f"{len(vectors)} vectors, {len(failures)} failures")
sys.exit(bool(failures))
