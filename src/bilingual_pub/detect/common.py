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

__all__ = ["RIVALS", "Glance", "Row", "common_scores", "decode", "encode", "glance", "packed"]

RIVALS = (("nb",), ("nn",), ("sv",), ("de", "nl", "is", "fr", "es", "fi"), ("other",))
"""Languages that a word is weighed against, the likeliest of each group standing for it."""

STEP = 16
"""Weights of the open table to a unit of a lead, which travels in one byte."""

MOST = 250
"""Words that a lane of 16 bits holds."""

_LAYOUT = f"<{len(RIVALS) + 1}H"
_BOTH = f"<{2 * len(RIVALS) + 2}H"
_SIDE = 16 * (len(RIVALS) + 1)
_MASK = (1 << 2 * _SIDE) - 1


Row = tuple[str, int, Sequence[int]]
"""A word, its score in the pair's table, and its leads over each group of rivals."""


class Glance(NamedTuple):
    """What the common words of a text say.

    `score`: Danish against English, in weights of the pair's table, over `words` words. `lead`: the log odds of the
    likelier of the two against the strongest group of rivals; the truth is no lower.
    """

    score: int
    words: int
    lead: float


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
def packed() -> tuple[dict[str, int], tuple[float, ...]]:
    """Return every word's lanes in one integer, and what a lead of 1 is worth in log odds by the number of words.

    The lowest lanes are those of Danish words, leads and a one, then those of English words, then the score.
    """
    rows, unit, fall = decode(files("bilingual_pub.languages").joinpath("detector-common.bin").read_bytes())
    pack, found = struct.Struct(_LAYOUT).pack, {}
    for word, score, leads in rows:
        lanes = int.from_bytes(pack(*leads, 1), "little")
        found[word] = (score << 2 * _SIDE) + (lanes if score > 0 else lanes << _SIDE)
    return found, tuple(unit * STEP * max(n, 1) ** -fall for n in range(MOST + 1))


def common_scores() -> Iterator[tuple[str, int]]:
    """Yield the common words, each with its score in the pair's table.

    >>> dict(common_scores())["ikke"] > 0
    True
    """
    return ((word, value >> 2 * _SIDE) for word, value in packed()[0].items())


def glance(tokens: Sequence[str]) -> Glance:
    """Sum what the common words among the first `MOST` of `tokens` say.

    >>> glance("der er ikke noget som det".split()).score > 0 > glance("there is nothing like it".split()).score
    True
    """
    known, worth = packed()
    total = sum(map(known.get, map(str.strip, tokens[:MOST], repeat(EDGES)), repeat(0)))
    score = total >> 2 * _SIDE
    lanes = struct.unpack(_BOTH, (total & _MASK).to_bytes(_SIDE // 4, "little"))
    danish, english = lanes[: len(RIVALS) + 1], lanes[len(RIVALS) + 1 :]
    *leads, own = danish if score > 0 else english
    words = danish[-1] + english[-1]
    return Glance(score, words, (min(leads) - 128 * own) * worth[words])
