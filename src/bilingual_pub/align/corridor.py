"""Where the path through two pages can run: between anchors, pairs of blocks that are each other's and in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise

from bilingual_pub.align.evidence import Page
from bilingual_pub.align.overlap import Rows

__all__ = ["Bounds", "Corridor", "Pair", "corridor", "mutual", "passable", "rising"]

_MARGIN = 1
_WIDE = 3
"""How far the path may stray past an anchor, in blocks: an anchor can be wrong by a neighbour, where it stands alone."""

_BAND = 20
"""How far it may stray from the straight line where long stretches have no anchor at all."""

_AREA = 2000
"""Places a stretch may have and still be looked at whole: one side of it can be a long insertion."""

_CLEAR = 1.5
"""How many times better than the next best an anchor must be."""

_SURE = 0.25
"""How much an anchor must share: the mean of Dice's coefficients."""

Bounds = list[tuple[int, int]]
Pair = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Corridor:
    """`bounds`: for each i from 0 to the number of blocks in `page.a`, the least and greatest j a path may take."""

    anchors: list[tuple[int, int]]
    bounds: Bounds


def corridor(page: Page, pairs: Iterable[Pair]) -> Corridor:
    """Return the way between the anchors.

    `pairs` are those of `mutual`; the most of them that are in order become anchors.
    """
    size_a, size_b = len(page.a), len(page.b)
    anchors = rising((i, j) for i, j, score in pairs if score >= _SURE)
    bounds: Bounds = []
    posts = [
        (0, 0),
        *((i + 1, j + 1) for i, j in anchors if (i + 1, j + 1) != (size_a, size_b)),
        (size_a, size_b),
    ]
    for (i, j), (i_next, j_next) in pairwise(posts):
        if (i_next, j_next) == (i + 1, j + 1):
            bounds.append((max(0, j - _MARGIN), min(size_b, j + _MARGIN)))
        else:
            bounds += _stretch((i, j), (i_next, j_next), size_b)
    last = max(0, size_b - _WIDE) if bounds else 0
    return Corridor(anchors, passable([*bounds, (last, size_b)]))


def _stretch(start: tuple[int, int], end: tuple[int, int], size_b: int) -> Bounds:
    """Return the bounds of a stretch without anchors: a wide margin round it, and a band round its straight line."""
    (i, j), (i_next, j_next) = start, end
    band = max(_BAND, _AREA // max(1, i_next - i))
    steepness = (j_next - j) / max(1, i_next - i)
    lines = (int(j + steepness * (k - i)) for k in range(i, i_next))
    return [(max(0, j - _WIDE, line - band), min(size_b, j_next + _WIDE, line + band + 1)) for line in lines]


def passable(bounds: Bounds) -> Bounds:
    """Return `bounds` so that every place in them lies on a way from the first row to the last.

    No row begins before the one above it or ends after the one below it, and each reaches the next.

    >>> passable([(0, 9), (0, 2), (4, 9)])
    [(0, 4), (0, 4), (4, 9)]
    """
    lows = list(accumulate((low for low, _ in bounds), max))
    following = [*lows[1:], lows[-1]]
    highs = [max(high, low) for (_, high), low in zip(bounds, following, strict=True)]
    highs = list(accumulate(reversed(highs), min))[::-1]
    return list(zip(lows, highs, strict=True))


def mutual(similar: Rows, clear: float = _CLEAR) -> list[Pair]:
    """Return pairs (i, j, similarity) that are each other's best, `clear` times better than the next, in order of i."""
    best_of_a = {i: _best(row, clear) for i, row in enumerate(similar) if row}
    columns: dict[int, dict[int, float]] = {}
    for i, row in enumerate(similar):
        for j, value in row.items():
            columns.setdefault(j, {})[i] = value
    best_of_b = {j: _best(column, clear) for j, column in columns.items()}
    return [(i, j, score) for i, (j, score) in best_of_a.items() if j >= 0 and best_of_b[j][0] == i]


def rising(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of `pairs` (rising in i) that rises in j too: patience sorting.

    >>> rising([(0, 0), (1, 3), (2, 1), (3, 2)])
    [(0, 0), (2, 1), (3, 2)]
    """
    tails: list[int] = []
    chains: list[tuple[tuple[int, int], int]] = []
    ends: list[int] = []
    for pair in pairs:
        place = bisect_left(tails, pair[1])
        chains.append((pair, ends[place - 1] if place else -1))
        tails[place : place + 1] = [pair[1]]
        ends[place : place + 1] = [len(chains) - 1]
    found, at = [], ends[-1] if ends else -1
    while at >= 0:
        pair, at = chains[at]
        found.append(pair)
    return found[::-1]


def _best(row: dict[int, float], clear: float) -> tuple[int, float]:
    """Return the best column and its value; column -1 where the second best is nearly as good."""
    best, most, second = -1, 0.0, 0.0
    for column, value in row.items():
        if value > most:
            best, most, second = column, value, most
        elif value > second:
            second = value
    return (best if most >= clear * second else -1), most
