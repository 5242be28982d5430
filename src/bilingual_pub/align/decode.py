"""From the lattice to groups of blocks: the best path, what moved, how probable each group is, and its rival."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import exp

from bilingual_pub.align.evidence import Features, Page, paired
from bilingual_pub.align.lattice import Arc, Lattice, Moves, Score
from bilingual_pub.align.moves import rescue
from bilingual_pub.align.weights import Weights

__all__ = ["Group", "groups"]

Span = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Group:
    """`size_a` blocks from `i` with `size_b` from `j`. `posterior`: of exactly this group, not yet calibrated.

    `rival`: the next most probable partner of the first block, (block of the other page, probability). `evidence`: what
    spoke for it, None for a block alone.
    """

    i: int
    j: int
    size_a: int
    size_b: int
    posterior: float
    moved: bool = False
    rival: tuple[int, float] | None = None
    evidence: Features | None = None


def groups(page: Page, lattice: Lattice, moves: Moves, score: Score, weights: Weights) -> list[Group]:
    """Return the groups of the best path in the order of the first page, the second page's own where they belong."""
    path = [lattice.arcs[number] for number in lattice.path]
    belief = _belief(lattice, moves)
    left_a = [arc.i for arc in path if not arc.size_b]
    left_b = [arc.j for arc in path if not arc.size_a]
    pairs = rescue(left_a, left_b, page, score, weights)
    used = {j for j, _ in pairs.values()}
    rivals = _rivals(belief)
    return [
        Group(*span, posterior, moved, _rival(span, rivals), _evidence(page, span))
        for arc in path
        for span, posterior, moved in _read(arc, belief, pairs, used)
    ]


def _evidence(page: Page, span: Span) -> Features | None:
    i, j, size_a, size_b = span
    return Features(*paired(page, i, size_a, j, size_b)) if size_a and size_b else None


def _read(
    arc: Arc, belief: dict[Span, float], pairs: dict[int, tuple[int, float]], used: set[int]
) -> Iterator[tuple[Span, float, bool]]:
    """Yield the groups that one arc of the path stands for: two for a swap, none for the far side of a move."""
    i, j, size_a, size_b = arc[:4]
    if arc.how == "swapped":
        for span in ((i, j + 1, 1, 1), (i + 1, j, 1, 1)):
            yield span, belief[span], True
    elif not size_b and i in pairs:
        partner, gain = pairs[i]
        span = (i, partner, 1, 1)
        yield span, max(belief.get(span, 0.0), belief[i, 0, 1, 0] / (1 + exp(-gain))), True
    elif size_a and size_b:
        yield (i, j, size_a, size_b), belief[i, j, size_a, size_b], False
    elif size_a:
        yield (i, j, 1, 0), belief[i, 0, 1, 0], False
    elif j not in used:
        yield (i, j, 0, 1), belief[0, j, 0, 1], False


def _belief(lattice: Lattice, moves: Moves) -> dict[Span, float]:
    """Return the probability of each group; that of a block being alone stands under (i, 0, 1, 0) or (0, j, 0, 1)."""
    belief: defaultdict[Span, float] = defaultdict(float)
    gone_a: defaultdict[int, float] = defaultdict(float)
    gone_b: defaultdict[int, float] = defaultdict(float)
    for (i, j, size_a, size_b, _, how), posterior in zip(lattice.arcs, lattice.posterior, strict=True):
        if how == "swapped":
            belief[i, j + 1, 1, 1] += posterior
            belief[i + 1, j, 1, 1] += posterior
        elif how == "moved":
            (gone_a if size_a else gone_b)[i if size_a else j] += posterior
        else:
            belief[i if size_a else 0, j if size_b else 0, size_a, size_b] += posterior
    _add_moved(belief, moves, gone_a, gone_b)
    return belief


def _add_moved(
    belief: dict[Span, float], moves: Moves, gone_a: dict[int, float], gone_b: dict[int, float]
) -> None:
    """Count a move as far as both sides agree on it; the rest of either side is a block alone."""
    for i, j in moves.a.items():
        both = min(gone_a[i], gone_b[j])
        belief[i, j, 1, 1] += both
        belief[i, 0, 1, 0] += gone_a[i] - both
        belief[0, j, 0, 1] += gone_b[j] - both


def _rivals(belief: dict[Span, float]) -> dict[tuple[str, int], list[tuple[float, Span]]]:
    found: dict[tuple[str, int], list[tuple[float, Span]]] = {}
    for span, probability in belief.items():
        i, j, size_a, size_b = span
        if probability > 0.001 and size_a and size_b:
            for k in range(i, i + size_a):
                found.setdefault(("a", k), []).append((probability, span))
            for k in range(j, j + size_b):
                found.setdefault(("b", k), []).append((probability, span))
    return found


def _rival(span: Span, rivals: dict[tuple[str, int], list[tuple[float, Span]]]) -> tuple[int, float] | None:
    i, j, size_a, _ = span
    key = ("a", i) if size_a else ("b", j)
    others = [(probability, other) for probability, other in rivals.get(key, ()) if other != span]
    if not others:
        return None
    probability, best = max(others)
    return (best[1] if size_a else best[0]), probability
