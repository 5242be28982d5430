"""The weights of many words at once, several times as fast as one by one, and the same to the last bit.

A CRC-32 is linear: that of n letters is a term of the first letter, by its distance from the end, xor that of the
other n - 1. So the places of all n-grams of all words come out of translating every letter at once, shifting by one
letter and xor, on integers as long as the whole text. `vector.py` does the same with numpy's arrays, where that is
installed.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, islice, pairwise
from operator import itemgetter
from typing import NamedTuple
from zlib import crc32

from bilingual_pub.detect.table import LONGEST, Table, framed, places

__all__ = ["LANES", "Weights", "grams", "lanes", "totals", "weights"]

LANES = 4
"""Labels whose sums travel in one number of 64 bits: no word has 257 n-grams, so 16 bits hold each."""

FEW = 10
"""Words up to which one by one is faster."""

MANY = 20
"""Words from which numpy's arrays are faster."""

_BYTES = 3
"""Bytes of a place: 18 bits at most."""


class Weights(NamedTuple):
    """A table as it is read at run time.

    `planes`: by place, every weight plus 128: the only column of a table of two labels, or else those of `LANES` labels
    side by side in a number of 64 bits, so that one sum adds them all.
    """

    orders: tuple[int, ...]
    bits: int
    planes: tuple[bytes | array[int], ...]


def weights(table: Table, columns: Iterable[bytes]) -> Weights:
    """Lay the columns of `table` side by side as they come.

    >>> table = Table(("da", "en", "other"), (1,), 1, 0.5, (1.0, 0.0), ())
    >>> [[hex(number) for number in plane] for plane in weights(table, [b"ab", b"cd", b"ef"]).planes]
    [['0x6500630061', '0x6600640062']]
    """
    waiting = iter(columns)
    if len(table.labels) == 2:
        return Weights(table.orders, table.bits, tuple(waiting))
    planes = [_plane(islice(waiting, LANES), table.bits) for _ in range(0, len(table.labels), LANES)]
    return Weights(table.orders, table.bits, tuple(planes))


def _plane(columns: Iterable[bytes], bits: int) -> array[int]:
    side, plane = bytearray(2 * LANES << bits), array("Q")
    for i, column in enumerate(columns):
        side[2 * i :: 2 * LANES] = column
    plane.frombytes(side)
    if sys.byteorder == "big":
        plane.byteswap()
    return plane


def totals(table: Weights, words: Sequence[str]) -> list[array[int]]:
    """Return for each plane the sums over the n-grams of each of `words`.

    >>> from bilingual_pub.detect.table import shipped, unrolled
    >>> table = weights(*unrolled(shipped("detector.bin")))
    >>> hav, sea = totals(table, ["hav", "sea"])[0]
    >>> hav > 128 * grams(table.orders)[3] > sea
    True
    """
    if len(words) < FEW:
        picks = [itemgetter(*places(word, table.orders, table.bits)) for word in words]
        return [array("Q", [sum(pick(plane)) for pick in picks]) for plane in table.planes]
    if len(words) >= MANY and "numpy" in sys.modules:
        from bilingual_pub.detect import vector  # noqa: PLC0415 (optional)

        return vector.totals(table, words)
    return [array("Q", found) for found in _totals(table, words)]


def _totals(table: Weights, words: Sequence[str]) -> list[list[int]]:
    texts, longest, mask = [framed(word) for word in words], max(table.orders), (1 << table.bits) - 1
    found = [[plane[crc32(text, 1) & mask] for text in texts] for plane in table.planes]
    spans = list(pairwise(accumulate(map(len, texts), initial=longest)))
    data = b"".join([bytes(longest), *texts])  # in front: a word shorter than n has no span, and none below 0
    for n, where in enumerate(_places(data, longest, table.bits), 1):
        if n in table.orders:
            pick = itemgetter(*where)
            for i, plane in enumerate(table.planes):
                row = pick(plane)
                found[i] = [a + sum(row[x : y - n + 1]) for a, (x, y) in zip(found[i], spans, strict=True)]
    return found


def lanes(found: Sequence[array[int]]) -> list[int]:
    """Spread the totals of every plane over one integer a word, with 32 bits a label.

    >>> [hex(number) for number in lanes([array("Q", [0x0004000300020001]), array("Q", [0x0008000700060005])])]
    ['0x800000007000000060000000500000004000000030000000200000001']
    """
    row = array("Q", bytes(8 * len(found) * len(found[0])))
    for i, totals in enumerate(found):
        row[i :: len(found)] = totals
    if sys.byteorder == "big":
        row.byteswap()
    narrow = row.tobytes()
    wide = bytearray(2 * len(narrow))
    wide[::4], wide[1::4] = narrow[::2], narrow[1::2]
    size = 4 * LANES * len(found)
    return [int.from_bytes(wide[i : i + size], "little") for i in range(0, len(wide), size)]


def grams(orders: Sequence[int]) -> list[int]:
    """Return how many n-grams a word of 0, 1, 2 ... letters has, itself with its blanks included.

    >>> grams((1, 2, 3))[2]
    10
    """
    return [1 + sum(max(0, size + 2 - n + 1) for n in orders) for size in range(LONGEST + 1)]


def _places(data: bytes, longest: int, bits: int) -> Iterator[tuple[int, ...]]:
    """Yield for n = 1, 2, ... the place of the n letters from each letter of `data` on."""
    size, shorter = len(data), [0] * _BYTES
    for tables in _terms(longest, bits):
        row = [int.from_bytes(data.translate(table), "little") for table in tables]
        shorter = [term ^ rest >> 8 for term, rest in zip(row, shorter, strict=True)]
        places = bytearray(4 * size)
        for i, value in enumerate(shorter):
            places[i::4] = value.to_bytes(size, "little")
        yield struct.unpack(f"<{size}I", places)


@cache
def _terms(longest: int, bits: int) -> list[list[bytes]]:
    """Return for n = 1, 2, ... what the first of n letters adds to a place, as one translation for each byte of it."""
    mask, found = (1 << bits) - 1, []
    for n in range(1, longest + 1):
        others = bytes(n - 1)
        terms = [(crc32(bytes([letter]) + others) ^ crc32(others)) & mask for letter in range(256)]
        found.append([bytes(term >> 8 * i & 255 for term in terms) for i in range(_BYTES)])
    return found
