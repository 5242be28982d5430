"""Sections in another order: chapters and entries that each language sorts by its own alphabet, paired whole.

A heading says little, and its neighbours the same on every entry; what a section holds as a whole tells it apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import pairwise

from bilingual_pub.align.blocks import Block
from bilingual_pub.align.evidence import Page
from bilingual_pub.align.lattice import Score
from bilingual_pub.align.overlap import Rows

__all__ = ["assigned", "by_sections"]

_FEWEST = 3
"""Headings of a level from which their sections can be in another order and be known by more than chance."""

_CANDIDATES = 8
"""Sections of the other page that are compared block by block with one: those that share most."""

_STEP = 0.05
"""How much more than needed a bid is raised (Bertsekas 1988): the matching is the best but for this much a section."""

Gains = Mapping[int, Mapping[int, float]]


def by_sections(page: Page, score: Score) -> Iterator[list[int]]:
    """Yield, for each level of heading, the blocks of the second page in the order of the sections they match.

    A section that matches none stays behind the one before it.
    """
    for level in _levels(page):
        left, right = _sections(page.a, level), _sections(page.b, level)
        partner = {v: u for u, v in assigned(_gains(left, right, page.similar, score)).items()}
        yield [j for v in _placed(partner, len(right)) for j in right[v]]


def _placed(partner: Mapping[int, int], size: int) -> list[int]:
    keys, last = [], (-1, 0)
    for v in range(size):
        last = (partner[v], 0) if v in partner else (last[0], last[1] + 1)
        keys.append((*last, v))
    return [v for *_, v in sorted(keys)]


def _levels(page: Page) -> list[int]:
    counts = [
        Counter(block.level for block in side if block.family == "heading") for side in (page.a, page.b)
    ]
    return [level for level, n in sorted(counts[0].items()) if min(n, counts[1][level]) >= _FEWEST]


def _sections(side: Sequence[Block], level: int) -> list[range]:
    """Return the sections that headings of `level` and above begin, and what stands before the first."""
    starts = [k for k, block in enumerate(side) if block.family == "heading" and block.level <= level]
    edges = [0, *(k for k in starts if k), len(side)]
    return [range(start, end) for start, end in pairwise(edges)]


def _gains(left: Sequence[range], right: Sequence[range], similar: Rows, score: Score) -> Gains:
    """Return what each pair of sections that share much is worth, blocks paired in order."""
    home = {j: v for v, section in enumerate(right) for j in section}
    gains: dict[int, dict[int, float]] = {}
    for u, section in enumerate(left):
        shared: Counter[int] = Counter()
        for i in section:
            for j, value in similar[i].items():
                shared[home[j]] += value  # type: ignore[assignment]
        close = nlargest(_CANDIDATES, shared, key=lambda v: (shared[v], -v))
        gains[u] = {v: _worth(section, right[v], similar, score) for v in close}
    return gains


def _worth(left: range, right: range, similar: Rows, score: Score) -> float:
    """Return how much the best pairing in order of what two sections share is worth more than leaving it alone."""
    above = [0.0] * (len(right) + 1)
    for i in left:
        row, alike = [0.0], similar[i]
        for n, j in enumerate(right):
            most = max(above[n + 1], row[n])
            if j in alike:
                most = max(most, above[n] + score(i, j, 1, 1) - score(i, j, 1, 0) - score(i, j, 0, 1))
            row.append(most)
        above = row
    return above[-1]


def assigned(gains: Gains) -> dict[int, int]:
    """Return who gets whom, so that the gains come to the most: each bids for what it gains most by, at a price.

    >>> assigned({0: {0: 5.0, 1: 4.0}, 1: {0: 5.0, 1: 1.0}})
    {0: 1, 1: 0}
    """
    price: dict[int, float] = {}
    owner: dict[int, int] = {}
    waiting = sorted(gains, reverse=True)
    while waiting:
        u = waiting.pop()
        offers = sorted(((gain - price.get(v, 0.0), -v) for v, gain in gains[u].items()), reverse=True)
        if not offers or offers[0][0] <= 0:
            continue
        best, v = offers[0][0], -offers[0][1]
        second = max(0.0, offers[1][0]) if len(offers) > 1 else 0.0
        price[v] = price.get(v, 0.0) + best - second + _STEP
        if v in owner:
            waiting.append(owner[v])
        owner[v] = u
    return {u: v for v, u in sorted(owner.items(), key=lambda pair: pair[1])}
