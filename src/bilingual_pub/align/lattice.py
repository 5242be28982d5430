"""Every way to pair two pages, as arcs between positions (i, j); the best way, and how probable each arc is.

Viterbi's algorithm finds the best path, forward-backward sums over all of them. Probabilities are kept relative to
the best path to each node, so nothing overflows however long the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import exp
from operator import mul
from typing import NamedTuple

from bilingual_pub.align.corridor import Bounds
from bilingual_pub.align.evidence import Page, alone, paired
from bilingual_pub.align.weights import Weights

__all__ = ["Arc", "Lattice", "Moves", "build", "scorer", "solve"]

Score = Callable[[int, int, int, int], float]

_SHAPES = ((1, 2), (2, 1), (1, 3), (3, 1))

_NEVER = float("-inf")

_BEAM = 14.0
"""How far behind the best, in log odds, a way through as many blocks is followed: beyond it little changes."""

_WIDE_BEAM = 50.0
"""The same on a page whose runs were put in another order: there a way can be far behind and still be right."""

_FAR = 2.5
"""Ratio of the lengths from which a merged bead is not worth looking at."""


class Arc(NamedTuple):
    """One step: `size_a` blocks from `i` with `size_b` from `j`. `how` tells plain from swapped and moved ones."""

    i: int
    j: int
    size_a: int
    size_b: int
    score: float
    how: str = ""


@dataclass(frozen=True, slots=True)
class Lattice:
    """All arcs in the order of their origin, the best path among them, its score, and each arc's posterior."""

    arcs: list[Arc]
    path: list[int]
    posterior: list[float]
    value: float


@dataclass(frozen=True, slots=True)
class Moves:
    """Partners that may be found out of order: block to partner, from either side."""

    a: dict[int, int]
    b: dict[int, int]


def build(page: Page, bounds: Bounds, weights: Weights, moves: Moves, score: Score) -> Lattice:
    """Return the lattice of `page` inside `bounds`."""
    return solve(list(_arcs(page, bounds, weights, moves, score)), len(page.a), len(page.b))


def solve(arcs: list[Arc], size_a: int, size_b: int) -> Lattice:
    """Return the best path over `arcs` from (0, 0) to (`size_a`, `size_b`) and the posterior of each arc."""
    wide = size_b + 1
    start = [arc.i * wide + arc.j for arc in arcs]
    end = [node + arc.size_a * wide + arc.size_b for node, arc in zip(start, arcs, strict=True)]
    best, came = {0: 0.0}, {}
    for number, (origin, goal, arc) in enumerate(zip(start, end, arcs, strict=True)):
        value = best[origin] + arc.score
        if value > best.get(goal, _NEVER):
            best[goal], came[goal] = value, number
    ratio = [exp(best[o] + arc.score - best[g]) for o, g, arc in zip(start, end, arcs, strict=True)]
    last = size_a * wide + size_b
    return Lattice(arcs, _trace(came, start, last), _posterior(start, end, ratio, last), best[last])


def _posterior(start: list[int], end: list[int], ratio: list[float], last: int) -> list[float]:
    forward: dict[int, float] = {0: 1.0}
    for origin, goal, step in zip(start, end, ratio, strict=True):
        forward[goal] = forward.get(goal, 0.0) + forward[origin] * step
    backward: dict[int, float] = {last: 1.0}
    for origin, goal, step in zip(reversed(start), reversed(end), reversed(ratio), strict=True):
        if goal in backward:
            backward[origin] = backward.get(origin, 0.0) + backward[goal] * step
    total = forward[last]
    return [forward[o] * r * backward.get(g, 0.0) / total for o, g, r in zip(start, end, ratio, strict=True)]


def _trace(came: dict[int, int], start: list[int], last: int) -> list[int]:
    path, node = [], last
    while node:
        path.append(came[node])
        node = start[came[node]]
    return path[::-1]


def _arcs(page: Page, bounds: Bounds, weights: Weights, moves: Moves, score: Score) -> Iterator[Arc]:
    """Yield the arcs that leave each node worth looking at, by how many blocks lie behind it: a beam search.

    Every node can go on to the next diagonal, so the last one is always reached.
    """
    total = len(page.a) + len(page.b)
    beam = _BEAM if isinstance(page.order, range) else _WIDE_BEAM
    ahead: list[dict[int, float]] = [{} for _ in range(total + 1)]
    ahead[0][0] = 0.0
    for behind, nodes in enumerate(ahead):
        floor = max(nodes.values()) - beam
        for i in sorted(nodes):
            if nodes[i] < floor:
                continue
            for arc in _steps(page, i, behind - i, score, weights, moves):
                row, column = i + arc.size_a, behind - i + arc.size_b
                if row < len(bounds) and bounds[row][0] <= column <= bounds[row][1]:
                    goal, value = ahead[row + column], nodes[i] + arc.score
                    if value > goal.get(row, _NEVER):
                        goal[row] = value
                    yield arc


def scorer(page: Page, weights: Weights) -> Score:
    """Return a function that gives the score of a bead, each counted once."""
    seen: dict[tuple[int, int, int, int], float] = {}

    numbers = tuple(weights.features)

    def score(i: int, j: int, size_a: int, size_b: int) -> float:
        # What a block alone is worth does not depend on where the other page stands.
        key = (i if size_a else 0, j if size_b else 0, size_a, size_b)
        value = seen.get(key)
        if value is None:
            if size_a and size_b:
                found = paired(page, i, size_a, j, size_b)
            else:
                found = alone(page.a[i] if size_a else page.b[j])
            value = seen[key] = sum(map(mul, numbers, found))
        return value

    return score


def _steps(page: Page, i: int, j: int, score: Score, weights: Weights, moves: Moves) -> Iterator[Arc]:
    left_a, left_b = len(page.a) - i, len(page.b) - j
    if left_a:
        yield Arc(i, j, 1, 0, score(i, j, 1, 0))
        if i in moves.a:
            yield Arc(i, j, 1, 0, weights.gone, "moved")
    if left_b:
        yield Arc(i, j, 0, 1, score(i, j, 0, 1))
        if j in moves.b:
            yield Arc(i, j, 0, 1, weights.gone, "moved")
    if left_a and left_b:
        yield Arc(i, j, 1, 1, score(i, j, 1, 1))
        yield from _larger(page, i, j, score, weights, moves)


def _larger(page: Page, i: int, j: int, score: Score, weights: Weights, moves: Moves) -> Iterator[Arc]:
    """Yield swaps and merged beads. A block that is sure of its partner takes part in none without it."""
    left_a, left_b = len(page.a) - i, len(page.b) - j
    to_a, to_b = moves.b.get(j, i) - i, moves.a.get(i, j) - j
    if left_a > 1 and left_b > 1 and to_a in {0, 1} and to_b in {0, 1} and (to_a or j not in moves.b):
        crossed = score(i, j + 1, 1, 1) + score(i + 1, j, 1, 1) + weights.swapped
        yield Arc(i, j, 2, 2, crossed, "swapped")
    for size_a, size_b in _SHAPES:
        fits = 0 <= to_a < size_a <= left_a and 0 <= to_b < size_b <= left_b
        if fits and _plausible(page, i, j, size_a, size_b):
            yield Arc(i, j, size_a, size_b, score(i, j, size_a, size_b))


def _plausible(page: Page, i: int, j: int, size_a: int, size_b: int) -> bool:
    """Whether these blocks can be one text cut differently: neighbours of one family, of fitting length, alike."""
    family = page.a[i].family
    if family == "heading" or page.b[j].family != family:
        return False
    group_a, group_b = page.a[i : i + size_a], page.b[j : j + size_b]
    ratio = sum(x.length for x in group_a) * page.expansion / sum(y.length for y in group_b)
    if not 1 / _FAR < ratio < _FAR or page.order[j + size_b - 1] - page.order[j] != size_b - 1:
        return False
    if any(block.family != family for block in (*group_a, *group_b)):
        return False
    small = max(x.length for x in (*group_a, *group_b)) / 2
    return all(
        j + m in page.grams.shared[i + k]
        or (page.known and j + m in page.known.shared[i + k])
        or min(x.length, y.length) < small
        for k, x in enumerate(group_a)
        for m, y in enumerate(group_b)
    )
