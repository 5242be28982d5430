"""Every way to pair two pages, as arcs between positions (i, j); the best way, and how probable each arc is.

Viterbi's algorithm finds the best path, forward-backward sums over all of them. Probabilities are kept relative to
the best path to each node, so nothing overflows however long the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp
from operator import mul
from typing import NamedTuple

from bilingual_pub.align.corridor import Bounds, Corridor
from bilingual_pub.align.evidence import Page, alone, paired
from bilingual_pub.align.weights import Weights

__all__ = ["Arc", "Lattice", "Moves", "build", "scorer", "solve"]

Score = Callable[[int, int, int, int], float]

_LARGER = ((2, 2, "swapped"), (1, 2, ""), (2, 1, ""), (1, 3, ""), (3, 1, ""))

_NEVER = float("-inf")

_BEAM = 20.0
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


def build(page: Page, corridor: Corridor, weights: Weights, moves: Moves, score: Score) -> Lattice:
    """Return the lattice of `page` inside `corridor`."""
    return solve(list(_arcs(page, corridor, weights, moves, score)), len(page.a), len(page.b))


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


def _arcs(page: Page, corridor: Corridor, weights: Weights, moves: Moves, score: Score) -> Iterator[Arc]:
    """Yield the arcs that leave each node worth looking at, by how many blocks lie behind it: a beam search.

    A node is worth the best way to it and the anchors still ahead: a way that leaves one of them aside has lost it. Every
    node can go on to the next diagonal, so the last one is always reached.
    """
    total = len(page.a) + len(page.b)
    beam = _BEAM if isinstance(page.order, range) else _WIDE_BEAM
    ahead_a, ahead_b = _promise(page, corridor.anchors, score)
    ahead: list[dict[int, float]] = [{} for _ in range(total + 1)]
    ahead[0][0] = 0.0
    for behind, nodes in enumerate(ahead):
        hopes = {i: value + min(ahead_a[i], ahead_b[behind - i]) for i, value in nodes.items()}
        floor = max(hopes.values()) - beam
        for i in sorted(nodes):
            if hopes[i] < floor:
                continue
            j, worth = behind - i, nodes[i]
            for size_a, size_b, how in _steps(page, i, j, corridor.bounds, moves):
                value = _price(i, j, size_a, size_b, how, weights, score)
                row, goal = i + size_a, ahead[behind + size_a + size_b]
                if worth + value > goal.get(row, _NEVER):
                    goal[row] = worth + value
                yield Arc(i, j, size_a, size_b, value, how)


def _price(i: int, j: int, size_a: int, size_b: int, how: str, weights: Weights, score: Score) -> float:
    if not how:
        return score(i, j, size_a, size_b)
    if how == "moved":
        return weights.gone
    return score(i, j + 1, 1, 1) + score(i + 1, j, 1, 1) + weights.swapped


def _promise(page: Page, anchors: Sequence[tuple[int, int]], score: Score) -> tuple[list[float], list[float]]:
    """Return what the anchors that lie ahead are worth, from each block of either side on."""
    ahead = [0.0] * (len(page.a) + 1), [0.0] * (len(page.b) + 1)
    for i, j in anchors:
        gain = max(0.0, score(i, j, 1, 1) - score(i, j, 1, 0) - score(i, j, 0, 1))
        ahead[0][i] = ahead[1][j] = gain
    return tuple([*accumulate(reversed(side))][::-1] for side in ahead)  # type: ignore[return-value]


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


def _steps(page: Page, i: int, j: int, bounds: Bounds, moves: Moves) -> Iterator[tuple[int, int, str]]:
    """Yield the beads that can begin here and end inside `bounds`, as their sizes and how."""
    last = len(page.a)
    if i < last and bounds[i + 1][0] <= j <= bounds[i + 1][1]:
        yield 1, 0, ""
        if i in moves.a:
            yield 1, 0, "moved"
    if j < bounds[i][1]:
        yield 0, 1, ""
        if j in moves.b:
            yield 0, 1, "moved"
    if i < last and bounds[i + 1][0] <= j + 1 <= bounds[i + 1][1]:
        yield 1, 1, ""
    for size_a, size_b, how in _LARGER:
        row = i + size_a
        if (
            row <= last
            and bounds[row][0] <= j + size_b <= bounds[row][1]
            and _allowed(i, j, size_a, size_b, moves)
            and (how or _plausible(page, i, j, size_a, size_b))
        ):
            yield size_a, size_b, how


def _allowed(i: int, j: int, size_a: int, size_b: int, moves: Moves) -> bool:
    """Whether sure partners allow a larger bead: a block that is sure of its partner takes part in none without it."""
    to_a, to_b = moves.b.get(j, i) - i, moves.a.get(i, j) - j
    if size_a == size_b:
        return to_a in {0, 1} and to_b in {0, 1} and (to_a == 1 or j not in moves.b)
    return 0 <= to_a < size_a and 0 <= to_b < size_b


def _plausible(page: Page, i: int, j: int, size_a: int, size_b: int) -> bool:
    """Whether these blocks can be one text cut differently: neighbours of one mould, of fitting length, alike."""
    a, b = page.a, page.b
    mould = a[i].mould
    if not mould or b[j].mould != mould:
        return False
    many, one, along = (
        (a[i : i + size_a], b[j], page.expansion)
        if size_a > 1
        else (b[j : j + size_b], a[i], 1 / page.expansion)
    )
    if any(block.mould != mould for block in many):
        return False
    ratio = sum([block.length for block in many]) * along / one.length
    if not 1 / _FAR < ratio < _FAR or page.order[j + size_b - 1] - page.order[j] != size_b - 1:
        return False
    small = max([one.length, *[block.length for block in many]]) / 2
    places = [(i + k, j) for k in range(size_a)] if size_a > 1 else [(i, j + k) for k in range(size_b)]
    return one.length < small or all(
        block.length < small or column in page.similar[row]
        for block, (row, column) in zip(many, places, strict=True)
    )
