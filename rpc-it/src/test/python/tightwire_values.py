"""The "Values" of docs/PROTOCOL.md for which msgpack has no Python type.

A reader takes the value that msgpack decoded and returns the value for the handler. It raises
ValueError or TypeError if the value is of another type.
"""

from decimal import Context, Decimal


def integer(bits):
    """byte, short, int, long."""

    def read(value):
        if type(value) is not int or not -(1 << bits - 1) <= value < 1 << bits - 1:
            raise ValueError(f"expected an integer of {bits} bits, found {value!r}")
        return value

    return read


INT, LONG = integer(32), integer(64)


def exactly(kind):
    """bool for boolean, float for double, str for String, bytes for byte[], list, dict."""

    def read(value):
        if type(value) is not kind:
            raise TypeError(f"expected {kind.__name__}, found {value!r}")
        return value

    return read


TEXT, BYTES, DOUBLE = exactly(str), exactly(bytes), exactly(float)


def nullable(reader):
    """A value that may be null, and Optional."""
    return lambda value: None if value is None else reader(value)


def listed(reader):
    """List, Set, Collection, arrays."""
    return lambda value: [reader(element) for element in exactly(list)(value)]


def constant(*names):
    """An enum."""

    def read(value):
        if value not in names:
            raise ValueError(f"expected one of {names}, found {value!r}")
        return value

    return read


def record(*readers):
    """A record: missing components at its end are None, additional elements are skipped."""

    def read(value):
        known = exactly(list)(value)[: len(readers)]
        known += [None] * (len(readers) - len(known))
        return [reader(component) for reader, component in zip(readers, known)]

    return read


def tagged(cases):
    """A sealed interface: the readers of its cases by their simple names."""

    def read(value):
        tag, body = exactly(list)(value)
        if tag not in cases:
            raise ValueError(f"no case {tag!r}")
        return [tag, cases[tag](body)]

    return read


def big_integer(value):
    return int.from_bytes(BYTES(value), "big", signed=True)


def write_big_integer(number):
    return number.to_bytes(number.bit_length() // 8 + 1, "big", signed=True)


#: Enough digits to lose none.
EXACT = Context(prec=1000)


def big_decimal(value):
    unscaled, scale = exactly(list)(value)
    return EXACT.scaleb(Decimal(big_integer(unscaled)), -INT(scale))


def write_big_decimal(number):
    sign, digits, exponent = number.as_tuple()
    unscaled = int("".join(map(str, digits)))
    return [write_big_integer(-unscaled if sign else unscaled), -exponent]
