"""Pages that put the same runs of blocks in another order: lists and chapters each language sorts by its own alphabet."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise

from bilingual_pub.align.corridor import mutual, rising
from bilingual_pub.align.lattice import Score
from bilingual_pub.align.overlap import Rows

__all__ = ["breaks", "straightened"]

_ALIKE = 0.15
"""How much a pair must share to be trusted out of order."""

_DISORDER = 2
"""So many pairs out of order make it worth looking at the page in another order: fewer are single moves."""

_CLEARER = (1.5, 1.3, 1.15)
"""How much better than the next a pair must be, round by round: the more is matched, the fewer rivals are left."""

_GROWTH = 0.5
"""Score from which a match grows to the next pair of blocks on its diagonal."""


def breaks(order: Sequence[int]) -> int:
    """Return in how many places `order` does not go on to the next number.

    >>> breaks([0, 1, 4, 5, 2, 3])
    2
    """
    return sum(after != before + 1 for before, after in pairwise(order))


def straightened(similar: Rows, size_b: int, score: Score) -> list[int] | None:
    """Return the blocks of the second page in the order of those of the first they match, None where they are in order.

    Matches grow from sure pairs along their diagonals, the best pair first; what is left is then compared again
    among itself. A block that no run claims stays behind its neighbour.
    """
    sure = [(i, j) for i, j, alike in mutual(similar, _CLEARER[-1]) if alike >= _ALIKE]
    if len(sure) - len(rising(sure)) < _DISORDER:
        return None
    there: dict[int, int] = {}
    taken: set[int] = set()
    for clear in _CLEARER:
        rest = [
            {j: v for j, v in row.items() if j not in there} if i not in taken else {}
            for i, row in enumerate(similar)
        ]
        found = [(i, j) for i, j, alike in mutual(rest, clear) if alike >= _ALIKE]
        _grow(found, there, taken, (len(similar), size_b), score)
    keys, last = [], (-1, 0)
    for j in range(size_b):
        last = (there[j], 0) if j in there else (last[0], last[1] + 1)
        keys.append((*last, j))
    return [j for *_, j in sorted(keys)]


def _grow(
    pairs: list[tuple[int, int]], there: dict[int, int], taken: set[int], size: tuple[int, int], score: Score
) -> None:
    """Add `pairs` to the match `there` (second page to first), and what lies on their diagonals and fits."""
    heap = [(-score(i, j, 1, 1), i, j) for i, j in pairs]
    heapify(heap)
    while heap:
        _, i, j = heappop(heap)
        if i in taken or j in there:
            continue
        there[j] = i
        taken.add(i)
        for near_i, near_j in ((i - 1, j - 1), (i + 1, j + 1)):
            if (
                0 <= near_i < size[0]
                and 0 <= near_j < size[1]
                and near_i not in taken
                and near_j not in there
            ):
                value = score(near_i, near_j, 1, 1)
                if value >= _GROWTH:
                    heappush(heap, (-value, near_i, near_j))
