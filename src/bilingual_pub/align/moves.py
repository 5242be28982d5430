"""Blocks in another order: found among the pairs that are each other's best wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable

from bilingual_pub.align.corridor import Pair
from bilingual_pub.align.lattice import Moves, Score
from bilingual_pub.align.weights import Weights

__all__ = ["candidates", "rescue"]

_ENOUGH = 1.0
"""The most a moved pair can earn on the path, so that half of it never outbids the partner's own place."""


def candidates(pairs: Iterable[Pair], score: Score, weights: Weights) -> Moves:
    """Return who may have moved where: mutual best pairs whose score outweighs the price of a move."""
    found = [(i, j, min(_ENOUGH, score(i, j, 1, 1) + weights.moved)) for i, j, _ in pairs]
    return Moves(
        {i: (j, value) for i, j, value in found},
        {j: (i, value) for i, j, value in found},
    )


def rescue(
    left_a: Iterable[int], left_b: Iterable[int], score: Score, weights: Weights
) -> dict[int, tuple[int, float]]:
    """Pair what the path left over, best first, while a pair is worth more than leaving both alone.

    Returns block of one page to (block of the other, by how much the pair is worth more).
    """
    left_b = list(left_b)
    gains = [
        (score(i, j, 1, 1) + weights.moved - score(i, j, 1, 0) - score(i, j, 0, 1), i, j)
        for i in left_a
        for j in left_b
    ]
    found: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for gain, i, j in sorted(gains, key=lambda g: (-g[0], g[1], g[2])):
        if gain > 0 and i not in found and j not in taken:
            found[i] = (j, gain)
            taken.add(j)
    return found
