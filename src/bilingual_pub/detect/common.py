"""The commonest words of Danish and English with what both tables say of them.

Three words in four of a running text are among them. Where they alone leave no doubt, the n-grams of the others need
not be looked at, which is where a text of new words spends its time. The list is fixed, so that an answer depends
on nothing that was read before.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import NamedTuple

from bilingual_pub.detect.normalise import EDGES

__all__ = ["RIVALS", "Row", "bare", "common_scores", "decode", "encode", "glance", "lead"]

RIVALS = (("nb",), ("nn",), ("sv",), ("de", "nl", "is", "fr", "es", "fi"), ("other",))
"""Languages that a word is weighed against, the likeliest of each group standing for it."""

STEP = 16
"""Weights of the open table to a unit of a lead, which travels in one byte."""

MOST = 250
"""Words that a lane of 16 bits holds, whether it counts from 0 to 255 or from -128 to 127."""

_LAYOUT = f"<{len(RIVALS) + 1}H"
_SCORE, _DANISH, _ENGLISH, _ZERO = 40, 24, 8, 0x8000


Row = tuple[str, int, Sequence[int]]
"""A word, its score in the pair's table, and its leads over each group of rivals."""


class _Common(NamedTuple):
    """What is known of the common words, and what a lead of 1 is worth in log odds by their number.

    `least`: a one, the least lead of an English word, that of a Danish one, and the score, in one integer: those of a
    text make less than 63 bits, which Python adds up three times as fast as larger numbers. `leads`: of the English and of
    the Danish words every lead in a lane of 16 bits, 128 more than it is, and a one to count them.
    """

    least: dict[str, int]
    leads: tuple[dict[str, int], dict[str, int]]
    worth: tuple[float, ...]


def encode(rows: Sequence[Row], unit: float, fall: float) -> bytes:
    """Return the file of `rows`; leads, in weights of the open table, are rounded down, so that they promise too little.

    `unit`, `fall`: a lead over n words times `unit * n ** -fall` is a calibrated log odds.

    >>> rows = [("og", 310, (0, 40, 400, 700, 9000)), ("the", -290, (700, 640, 810, 400, 90))]
    >>> decode(encode(rows, 0.01, 0.5))[0][0]
    ('og', 310, (128, 130, 153, 171, 255))
    """
    scores = struct.pack(f"<{len(rows)}h", *(score for _, score, _ in rows))
    columns = [
        bytes(max(-128, min(127, row[2][i] // STEP)) + 128 for row in rows) for i in range(len(RIVALS))
    ]
    names = "\n".join(word for word, _, _ in rows).encode()
    parts = (scores[::2], scores[1::2], *columns, names)
    head = {"words": len(rows), "unit": unit, "fall": fall}
    return json.dumps(head).encode() + b"\n" + zlib.compress(b"".join(parts), 9)


def decode(data: bytes) -> tuple[list[Row], float, float]:
    """Read back what `encode` made; the leads are bytes, 128 for none, `STEP` weights apart."""
    line, _, body = data.partition(b"\n")
    head, body = json.loads(line), zlib.decompress(body)
    n = head["words"]
    scores = bytearray(2 * n)
    scores[::2], scores[1::2] = body[:n], body[n : 2 * n]
    columns = [body[i * n : (i + 1) * n] for i in range(2, 2 + len(RIVALS))]
    names = body[(2 + len(RIVALS)) * n :].decode().split("\n")
    rows = zip(names, struct.unpack(f"<{n}h", scores), zip(*columns, strict=True), strict=True)
    return list(rows), head["unit"], head["fall"]


@cache
def _common() -> _Common:
    rows, unit, fall = decode(files("bilingual_pub.languages").joinpath("detector-common.bin").read_bytes())
    pack, least = struct.Struct(_LAYOUT).pack, {}
    leads: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for word, score, ahead in rows:
        danish = score > 0
        least[word] = (score << _SCORE) + (min(ahead) - 128 << (_DANISH if danish else _ENGLISH)) + 1
        leads[danish][word] = int.from_bytes(pack(*ahead, 1), "little")
    return _Common(least, leads, tuple(unit * STEP * max(n, 1) ** -fall for n in range(MOST + 1)))


def common_scores() -> Iterator[tuple[str, int]]:
    """Yield the common words, each with its score in the pair's table.

    >>> dict(common_scores())["ikke"] > 0
    True
    """
    half = 1 << _SCORE - 1
    return ((word, value + half >> _SCORE) for word, value in _common().least.items())


def bare(tokens: Sequence[str]) -> list[str]:
    """Return the first `MOST` of `tokens` without the punctuation round them.

    >>> bare(["»der", "er", "ikke."])
    ['der', 'er', 'ikke']
    """
    return list(map(str.strip, tokens[:MOST], repeat(EDGES)))


def glance(words: Sequence[str]) -> tuple[int, int, float]:
    """Add up what the common ones among at most `MOST` words say: a score, their number, and a lead.

    The score is of Danish against English, in weights of the pair's table. The lead is the log odds of the likelier of
    the two against any other language, the nearest rival of each word taken; `lead` finds one that is no lower.

    >>> glance("der er ikke noget som det".split())[0] > 0 > glance("there is nothing like it".split())[0]
    True
    """
    least, _, worth = _common()
    total = sum(map(least.get, words, repeat(0)), _ZERO << _DANISH | _ZERO << _ENGLISH)
    score, seen = total >> _SCORE, total & 0xFF
    ahead = (total >> (_DANISH if score > 0 else _ENGLISH) & 0xFFFF) - _ZERO
    return score, seen, ahead * worth[seen]


def lead(words: Sequence[str], seen: int, *, danish: bool) -> float:
    """Return the log odds of Danish, or of English, against the strongest group of rivals; the truth is no lower.

    `seen`: how many of `words` are common.

    >>> lead("there is nothing like it".split(), 5, danish=False) > lead(["there"], 1, danish=False) > 0
    True
    """
    _, leads, worth = _common()
    total = sum(map(leads[danish].get, words, repeat(0)))
    *ahead, own = struct.unpack(_LAYOUT, total.to_bytes(2 * len(RIVALS) + 2, "little"))
    found: float = (min(ahead) - 128 * own) * worth[seen]
    return found
