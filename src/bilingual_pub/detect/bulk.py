"""The scores of many words at once, three times as fast as one by one, and the same to the last bit.

A CRC-32 is linear: that of n letters is a term of the first letter, by its distance from the end, xor that of the
other n - 1. So the places of all n-grams of all words come out of translating every letter at once, shifting by one
letter and xor, on integers as long as the whole text.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from operator import itemgetter
from zlib import crc32

from bilingual_pub.detect.table import Table, framed

__all__ = ["signed_many"]

_BYTES = 3
"""Bytes of a place: 18 bits at most."""


def signed_many(table: Table, words: Sequence[str]) -> list[int]:
    """Return `table.signed(word)` for each of `words`.

    >>> from bilingual_pub.detect.table import load
    >>> table = load("detector.bin")
    >>> signed_many(table, ["hav", "sea"]) == [table.signed("hav"), table.signed("sea")]
    True
    """
    texts = [framed(word) for word in words]
    data = b"".join(texts)
    if not data:
        return []
    column, mask = table.columns[0], (1 << table.bits) - 1
    rows = zip(range(1, max(table.orders) + 1), _places(data, max(table.orders), table.bits), strict=True)
    weights = [(n, itemgetter(*found)(column)) for n, found in rows if n in table.orders]
    whole = [column[crc32(text, 1) & mask] - 128 for text in texts]
    spans = pairwise(accumulate(map(len, texts), initial=0))
    return [score + _inside(weights, *span) for score, span in zip(whole, spans, strict=True)]


def _inside(weights: Sequence[tuple[int, Sequence[int]]], start: int, end: int) -> int:
    """Sum the weights of the n-grams that lie wholly between `start` and `end`."""
    total = 0
    for n, row in weights:
        stop = end - n + 1
        if stop > start:
            total += sum(row[start:stop]) - 128 * (stop - start)
    return total


def _places(data: bytes, longest: int, bits: int) -> Iterator[tuple[int, ...]]:
    """Yield for n = 1, 2, ... the place of the n letters from each letter of `data` on."""
    size, shorter = len(data), [0] * _BYTES
    for tables in _terms(longest, bits):
        terms = [int.from_bytes(data.translate(table), "little") for table in tables]
        shorter = [term ^ rest >> 8 for term, rest in zip(terms, shorter, strict=True)]
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
