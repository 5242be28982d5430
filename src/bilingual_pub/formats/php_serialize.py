"""PHP's serialised values, as WordPress and Polylang keep them in an export: strings are counted in bytes.

Source of the grammar: PHP's `ext/standard/var_unserializer.re`, what `serialize()` writes since PHP 5.
Nothing is ever run or looked up: an object is data, and what a hostile value could make large is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import isfinite
from typing import NoReturn, TypeAlias

from bilingual_pub.errors import InputError
from bilingual_pub.model import N_, Diagnostic

__all__ = ["PhpObject", "PhpValue", "dumps", "loads"]

MAX_DEPTH = 100
"""Arrays inside arrays: Polylang needs 2, the deepest options of page builders about 20."""


@dataclass(frozen=True, slots=True)
class PhpObject:
    """An object that was serialised: its class, which is never looked for, and its properties.

    The names of private and protected properties hold NUL bytes, as PHP writes them.
    """

    name: str
    properties: dict[int | str, PhpValue] = field(default_factory=dict)


PhpValue: TypeAlias = bool | int | float | str | PhpObject | dict[int | str, "PhpValue"] | None


def loads(data: str | bytes) -> PhpValue:
    """Return the value that `data` serialises; an array is a dict, in order, with int and str keys.

    Bytes that are no UTF-8 come as lone surrogates (PEP 383), so that `dumps(loads(data)) == data` for what
    PHP itself wrote. Raises InputError where `data` is damaged, nests deeper than 100, claims more elements
    than it has room for, or holds a reference (`R:`) or a class with a format of its own (`C:`).

    >>> loads('a:2:{s:2:"da";i:400;s:2:"en";i:398;}')
    {'da': 400, 'en': 398}
    >>> loads('s:4:"øl!";')
    'øl!'
    """
    source = data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data
    value, end = _value(source, 0, 0)
    if end != len(source):
        _refuse(end, N_("there is more after the end of the value"))
    return value


_SCALAR = re.compile(
    rb"""
      (?P<null>N);
    | b:(?P<bool>[01]);
    | i:(?P<int>[+-]?[0-9]{1,20});
    | d:(?P<float>[+-]?(?:INF|NAN|[0-9.]{1,400}(?:[eE][+-]?[0-9]{1,4})?));
    | s:(?P<text>[0-9]{1,10}):"
    | a:(?P<array>[0-9]{1,10}):\{
    | O:(?P<object>[0-9]{1,5}):"
    """,
    re.VERBOSE,
)


def _value(data: bytes, at: int, depth: int) -> tuple[PhpValue, int]:
    match = _SCALAR.match(data, at)
    if not match:
        _refuse(at, N_("no value that is known begins here"))
    kind, digits = match.lastgroup, match[match.lastgroup or 0]
    if kind == "text":
        return _text(data, match.end(), int(digits), b'";')
    if kind == "array":
        return _array(data, match.end(), int(digits), depth)
    if kind == "object":
        return _object(data, match.end(), int(digits), depth)
    return _scalar(kind, digits, at), match.end()


def _scalar(kind: str | None, digits: bytes, at: int) -> PhpValue:
    if kind == "null":
        return None
    if kind == "bool":
        return digits == b"1"
    if kind == "int":
        return int(digits)
    try:
        return float(digits)
    except ValueError:
        _refuse(at, N_("no value that is known begins here"))


def _text(data: bytes, start: int, count: int, closing: bytes) -> tuple[str, int]:
    end = start + count
    if not data.startswith(closing, end):
        _refuse(start, N_("the string is not as long as its count says"))
    return data[start:end].decode("utf-8", "surrogateescape"), end + len(closing)


def _array(data: bytes, start: int, count: int, depth: int) -> tuple[dict[int | str, PhpValue], int]:
    # The least an element takes is `i:0;N;`: a count that can't be true must not reserve a thing.
    if depth >= MAX_DEPTH or count * 6 > len(data) - start:
        _refuse(start, N_("the array is too deep, or larger than the value itself"))
    elements: dict[int | str, PhpValue] = {}
    at = start
    for _ in range(count):
        key, at = _value(data, at, depth + 1)
        if isinstance(key, bool) or not isinstance(key, int | str):
            _refuse(at, N_("the key of an array must be a number or a string"))
        elements[key], at = _value(data, at, depth + 1)
    if not data.startswith(b"}", at):
        _refuse(at, N_("the array does not end where its count says"))
    return elements, at + 1


_PROPERTIES = re.compile(rb"([0-9]{1,10}):\{")


def _object(data: bytes, start: int, count: int, depth: int) -> tuple[PhpObject, int]:
    name, at = _text(data, start, count, b'":')
    match = _PROPERTIES.match(data, at)
    if not match:
        _refuse(at, N_("no value that is known begins here"))
    properties, end = _array(data, match.end(), int(match[1]), depth)
    return PhpObject(name, properties), end


def _refuse(at: int, template: str) -> NoReturn:
    hint = N_("This is byte {at} of a value serialised by PHP: export the site once more.")
    raise InputError(Diagnostic("php-serialized", "error", template, {"at": at}, hint=hint))


def dumps(value: PhpValue | Mapping[int | str, PhpValue] | Sequence[PhpValue]) -> str:
    """Return `value` as PHP's `serialize()` writes it. A list becomes an array with the keys 0, 1, 2 ...

    Raises TypeError for what PHP has no value for.

    >>> dumps({"da": 400, "en": 398})
    'a:2:{s:2:"da";i:400;s:2:"en";i:398;}'
    >>> dumps("øl!")
    's:4:"øl!";'
    >>> dumps([True, None, 0.5])
    'a:3:{i:0;b:1;i:1;N;i:2;d:0.5;}'
    """
    if value is None:
        return "N;"
    if isinstance(value, bool):
        return f"b:{int(value)};"
    if isinstance(value, int):
        return f"i:{value};"
    if isinstance(value, float):
        return f"d:{_float(value)};"
    if isinstance(value, str):
        return f"s:{_size(value)}:{_quoted(value)};"
    return _container(value)


def _container(value: PhpObject | Mapping[int | str, PhpValue] | Sequence[PhpValue]) -> str:
    if isinstance(value, PhpObject):
        return f"O:{_size(value.name)}:{_quoted(value.name)}:{_elements(value.properties)}"
    if isinstance(value, Mapping):
        return f"a:{_elements(value)}"
    if isinstance(value, list | tuple):
        return f"a:{_elements(dict(enumerate(value)))}"
    raise TypeError(f"PHP has no value for {type(value).__name__}")


def _elements(elements: Mapping[int | str, PhpValue]) -> str:
    inner = "".join(dumps(key) + dumps(value) for key, value in elements.items())
    return f"{len(elements)}:{{{inner}}}"


def _quoted(text: str) -> str:
    # PHP escapes nothing: the count alone says where the string ends.
    return f'"{text}"'


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogateescape"))


def _float(value: float) -> str:
    # As PHP's php_gcvt with serialize_precision -1: the shortest digits that read back, plain from 1e-4 to 1e17.
    if not isfinite(value):
        return str(value).upper()
    if value == 0 or 1e-4 <= abs(value) < 1e17:
        return f"{Decimal(repr(value)):f}".removesuffix(".0")
    mantissa, exponent = repr(value).split("e")
    return f"{mantissa}{'' if '.' in mantissa else '.0'}E{int(exponent):+d}"
