"""Two lists of blocks to groups: the lattice in the order the pages have, or with runs put back in order first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bilingual_pub.align.blocks import Block
from bilingual_pub.align.corridor import corridor, mutual, rising
from bilingual_pub.align.decode import Group, groups
from bilingual_pub.align.evidence import Page, page
from bilingual_pub.align.lattice import Lattice, Moves, Score, build, scorer
from bilingual_pub.align.lexicon import Glossary
from bilingual_pub.align.moves import candidates
from bilingual_pub.align.order import breaks, straightened
from bilingual_pub.align.sections import by_sections
from bilingual_pub.align.weights import COLD, WARM, Weights

__all__ = ["Tongues", "matched"]

_JUMP = 3.0
"""Price of each place where the order of a straightened page breaks, in log odds."""

_LEFT_OVER, _SHARE = 3, 0.03
"""So many blocks, and such a share, without a partner on both sides make it worth looking for sections out of order."""

Tongues = tuple[str | None, str | None]
Attempt = tuple[Page, Score, Moves, Lattice]


def matched(
    a: Sequence[Block], b: Sequence[Block], languages: Tongues, glossary: Glossary
) -> tuple[Page, list[Group]]:
    """Return the page compared, its second side perhaps in another order (`Page.order`), and its groups."""
    weights = WARM if glossary.forward else COLD
    tried = _attempt(page(a, b, languages, glossary), weights)
    best, orders = tried[-1].value, _orders(tried)
    for order in orders:
        again = _attempt(page(a, b, languages, glossary, order), weights)
        value = again[-1].value - _JUMP * breaks(order)
        if value > best:
            tried, best = again, value
    compared, score, moves, lattice = tried
    return compared, _marked(compared, groups(compared, lattice, moves, score, weights))


def _orders(tried: Attempt) -> list[list[int]]:
    """Return the orders in which the second page might go with the first, none where it is in order as it stands."""
    compared, score, _, lattice = tried
    grown = straightened(compared.similar, len(compared.b), score)
    path = [lattice.arcs[number] for number in lattice.path]
    left_over = min(sum(not arc.size_b for arc in path), sum(not arc.size_a for arc in path))
    orders = [] if grown is None else [grown]
    if orders or left_over >= max(_LEFT_OVER, _SHARE * len(path)):
        orders += by_sections(compared, score)
    return [order for order in orders if breaks(order)]


def _attempt(compared: Page, weights: Weights) -> Attempt:
    score = scorer(compared, weights)
    pairs = mutual(compared.similar)
    moves = candidates(pairs)
    return compared, score, moves, build(compared, corridor(compared, pairs), weights, moves, score)


def _marked(compared: Page, found: list[Group]) -> list[Group]:
    """Mark as moved what is out of the common order of a page that was straightened."""
    together = [(g.i, compared.order[g.j]) for g in found if g.size_a and g.size_b]
    steady = set(rising(sorted(together)))
    return [
        replace(g, moved=(g.i, compared.order[g.j]) not in steady) if g.size_a and g.size_b else g
        for g in found
    ]
