"""What speaks for and against a bead, as numbers: one vector of features per group of blocks.

The score of a bead is the sum of its features, each times its weight (`weights.py`): log odds against leaving the
blocks unpaired. Every feature of a group is built from sums over its pairs, so a 1-2 bead costs no new counting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import NamedTuple

from bilingual_pub.align.blocks import Block
from bilingual_pub.align.lexicon import Glossary
from bilingual_pub.align.overlap import Overlap, overlap, translated

__all__ = ["Features", "Page", "alone", "page", "paired"]

_EXPANSION = {("da", "en"): 1.04, ("en", "da"): 1 / 1.04}
"""Characters of the second language for one of the first, measured on blocks (Gale and Church 1993 found 1.0)."""

_VARIANCE = 1.5
"""Variance of the length per character on blocks; Gale and Church's 6.8 is of sentences in parliament."""


class Features(NamedTuple):
    """The evidence for one bead; `weights.py` has a number under each of these names."""

    single: float = 0.0
    double: float = 0.0
    triple: float = 0.0
    length: float = 0.0
    ratio: float = 0.0
    kind: float = 0.0
    family: float = 0.0
    heading_clash: float = 0.0
    level: float = 0.0
    words: float = 0.0
    grams: float = 0.0
    shared_numbers: float = 0.0
    other_numbers: float = 0.0
    known: float = 0.0
    known_long: float = 0.0
    shared_links: float = 0.0
    other_links: float = 0.0
    identical: float = 0.0
    end: float = 0.0
    position: float = 0.0
    nothing: float = 0.0
    nothing_heading: float = 0.0
    nothing_length: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """Two pages ready to be compared. `same_shape`: both have the same kinds of block in the same order."""

    a: Sequence[Block]
    b: Sequence[Block]
    words: Overlap
    grams: Overlap
    known: Overlap | None
    expansion: float
    same_shape: bool


def page(
    a: Sequence[Block], b: Sequence[Block], languages: tuple[str | None, str | None], glossary: Glossary
) -> Page:
    """Return the blocks `a` and `b` with what they share; `languages` are theirs, `glossary` translates a to b."""
    return Page(
        a,
        b,
        overlap([x.words for x in a], [x.words for x in b]),
        overlap([x.grams for x in a], [x.grams for x in b]),
        translated(a, b, glossary) if glossary.forward else None,
        _EXPANSION.get(languages, 1.0),  # type: ignore[arg-type]
        len(a) == len(b) and all(x.kind == y.kind and x.level == y.level for x, y in zip(a, b, strict=True)),
    )


def paired(page: Page, i: int, size_a: int, j: int, size_b: int) -> Features:
    """Return the evidence for a bead of `size_a` blocks of one page from `i` and `size_b` of the other from `j`."""
    group_a, group_b = page.a[i : i + size_a], page.b[j : j + size_b]
    first_a, first_b = group_a[0], group_b[0]
    length_a, length_b = sum(x.length for x in group_a), sum(y.length for y in group_b)
    numbers_a, numbers_b = _union("numbers", group_a), _union("numbers", group_b)
    links_a, links_b = _union("links", group_a), _union("links", group_b)
    heading_a, heading_b = first_a.family == "heading", first_b.family == "heading"
    size = size_a + size_b
    spread = (0, i, i + size_a, j, j + size_b)
    known = _dice(page.known, *spread[1:]) if page.known else 0.0
    long = log(1 + (length_a + length_b) / 40)
    return Features(
        single=float(size == 2),
        double=float(size == 3),
        triple=float(size > 3),
        length=_surprise(length_a * page.expansion, length_b),
        ratio=abs(log((length_a * page.expansion + 3) / (length_b + 3))),
        kind=float(first_a.kind == first_b.kind),
        family=float(first_a.family == first_b.family),
        heading_clash=float(heading_a != heading_b),
        level=float(heading_a and heading_b and first_a.level == first_b.level),
        words=_dice(page.words, *spread[1:]),
        grams=_dice(page.grams, *spread[1:]),
        shared_numbers=sqrt(len(numbers_a & numbers_b)),
        other_numbers=sqrt(len(numbers_a ^ numbers_b)),
        known=known,
        known_long=known * long,
        shared_links=sqrt(len(links_a & links_b)),
        other_links=sqrt(len(links_a ^ links_b)),
        identical=float(first_a.text == first_b.text and size == 2),
        end=float(group_a[-1].end == group_b[-1].end),
        position=float(page.same_shape and i == j and size == 2),
    )


def alone(block: Block) -> Features:
    """Return the evidence for leaving `block` without a partner."""
    return Features(
        nothing=1.0,
        nothing_heading=float(block.family == "heading"),
        nothing_length=log(1 + block.length / 40),
    )


def _dice(found: Overlap, i: int, i_end: int, j: int, j_end: int) -> float:
    shared = sum(found.shared[k].get(m, 0.0) for k in range(i, i_end) for m in range(j, j_end))
    if not shared:
        return 0.0
    return min(1.0, 2 * shared / (sum(found.a[i:i_end]) + sum(found.b[j:j_end])))


def _surprise(expected: float, length: int) -> float:
    """Return half the square of Gale and Church's z, at most 12: the log of how unlikely these lengths are."""
    variance = _VARIANCE * (expected + length) / 2 + 4
    return min(12.0, (expected - length) ** 2 / variance / 2)


def _union(name: str, group: Sequence[Block]) -> frozenset[str]:
    if len(group) == 1:
        return getattr(group[0], name)  # type: ignore[no-any-return]
    return frozenset().union(*(getattr(block, name) for block in group))
