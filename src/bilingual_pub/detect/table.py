"""A table of weights: how it lies in its file, and how a word's n-grams find their place in it.

The file is a line of JSON and a zlib stream: one signed byte a place, column after column. A word between two
blanks, in Latin-1 (any other letter is one question mark), gives its n-grams; the CRC-32 of an n-gram, cut to
`bits`, is its place. No n-gram is left out and none is counted twice.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from operator import itemgetter

__all__ = ["LONGEST", "Table", "decode", "encode", "framed", "load", "places", "shipped", "unrolled"]

LONGEST = 40
"""Letters of a word that are looked at: a longer one is no word, and must not cost more than one."""


@dataclass(frozen=True, slots=True)
class Table:
    """Weights by n-gram for each of `labels` (one column holds "first against second" where there are two).

    `columns[c][place]` is the weight plus 128. `scale`: what a weight of 1 is worth in log odds. `steepness`:
    (a, b) such that a sum over n words times `scale` times `a * n ** -b` is a calibrated log odds.
    """

    labels: tuple[str, ...]
    orders: tuple[int, ...]
    bits: int
    scale: float
    steepness: tuple[float, float]
    columns: tuple[bytes, ...]

    def sums(self, word: str) -> list[int]:
        """Sum every column over the n-grams of `word`, each weight with its 128."""
        where = itemgetter(*places(word, self.orders, self.bits))
        return [sum(where(column)) for column in self.columns]

    def signed(self, word: str) -> int:
        """Sum the first column over the n-grams of `word`, positive for the first label."""
        found = places(word, self.orders, self.bits)
        total: int = sum(itemgetter(*found)(self.columns[0]))
        return total - 128 * len(found)


def framed(word: str) -> bytes:
    """Return `word` between two blanks, a letter a byte.

    >>> framed("øl") == " øl ".encode("latin-1")
    True
    """
    return b" %b " % word[:LONGEST].encode("latin-1", "replace")


def places(word: str, orders: Sequence[int], bits: int) -> list[int]:
    """Return the place of each n-gram of `word`, the whole word (with its blanks) included.

    >>> len(places("og", (1, 2, 3), 17))
    10
    """
    mask = (1 << bits) - 1
    return [value & mask for value in _hashes(word, tuple(orders))]


@lru_cache(maxsize=256)  # one table after the other asks for the words of a text
def _hashes(word: str, orders: tuple[int, ...]) -> list[int]:
    """A CRC-32 that has read n letters goes on to n + 1."""
    data = framed(word)
    letters = [data[i : i + 1] for i in range(len(data))]
    row, found = [0] * len(data), []
    for n in range(1, max(orders) + 1):
        row = list(map(zlib.crc32, letters[n - 1 :], row))
        if n in orders:
            found += row
    return [*found, zlib.crc32(data, 1)]


def encode(table: Table) -> bytes:
    """Return the file that holds `table`."""
    head = {name: getattr(table, name) for name in ("labels", "orders", "bits", "scale", "steepness")}
    return json.dumps(head).encode() + b"\n" + zlib.compress(b"".join(table.columns), 9)


def decode(data: bytes) -> Table:
    """Read a table back from the bytes `encode` made.

    >>> table = Table(("da", "en"), (1, 2), 1, 0.5, (1.0, 0.0), (bytes([128, 130]),))
    >>> decode(encode(table)) == table
    True
    """
    head, columns = unrolled(data)
    return replace(head, columns=tuple(columns))


def unrolled(data: bytes) -> tuple[Table, Iterator[bytes]]:
    """Return the table without its columns, and them one after the other, so that memory need not hold them all.

    >>> head, columns = unrolled(encode(Table(("da", "en"), (1, 2), 1, 0.5, (1.0, 0.0), (b"ab",))))
    >>> head.columns, list(columns)
    ((), [b'ab'])
    """
    line, _, packed = data.partition(b"\n")
    head = json.loads(line)
    labels, steepness = tuple(head["labels"]), (head["steepness"][0], head["steepness"][1])
    table = Table(labels, tuple(head["orders"]), head["bits"], head["scale"], steepness, ())
    return table, _columns(packed, len(labels) if len(labels) > 2 else 1, 1 << table.bits)


def _columns(packed: bytes, count: int, size: int) -> Iterator[bytes]:
    reader = zlib.decompressobj()
    for _ in range(count):
        yield reader.decompress(packed, size)
        packed = reader.unconsumed_tail


def load(name: str) -> Table:
    """Read one of the tables shipped in `bilingual_pub.languages`."""
    return decode(shipped(name))


def shipped(name: str) -> bytes:
    """Return the bytes of one of the tables shipped in `bilingual_pub.languages`."""
    return files("bilingual_pub.languages").joinpath(name).read_bytes()
