"""Blocks in another order: found among the pairs that are each other's best wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable

from bilingual_pub.align.corridor import Pair
from bilingual_pub.align.evidence import Page
from bilingual_pub.align.lattice import Moves, Score
from bilingual_pub.align.weights import Weights

__all__ = ["candidates", "rescue"]

_ALIKE = 0.25
"""How much two blocks must share (the mean of Dice's coefficients) to be looked for out of order."""


def candidates(pairs: Iterable[Pair]) -> Moves:
    """Return who may have moved where: the mutual best pairs that share enough, block to partner from either side."""
    found = [(i, j) for i, j, alike in pairs if alike >= _ALIKE]
    return Moves(dict(found), {j: i for i, j in found})


def rescue(
    left_a: Iterable[int], left_b: Iterable[int], page: Page, score: Score, weights: Weights
) -> dict[int, tuple[int, float]]:
    """Pair what the path left over and is alike, best first, while a pair is worth more than leaving both alone.

    Returns block of one page to (block of the other, by how much the pair is worth more).
    """
    spare = set(left_b)
    gains = [
        (score(i, j, 1, 1) + weights.moved - score(i, j, 1, 0) - score(i, j, 0, 1), i, j)
        for i in left_a
        for j in spare.intersection(page.similar[i])
        if page.similar[i][j] >= _ALIKE
    ]
    found: dict[int, tuple[int, float]] = {}
    for gain, i, j in sorted(gains, key=lambda g: (-g[0], g[1], g[2])):
        if gain > 0 and i not in found and j in spare:
            found[i] = (j, gain)
            spare.remove(j)
    return found
