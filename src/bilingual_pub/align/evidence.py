"""What speaks for and against a bead, as numbers: one vector of features per group of blocks.

The score of a bead is the sum of its features, each times its weight (`weights.py`): log odds against leaving the
blocks unpaired. Every feature of a group is built from sums over its pairs, so a 1-2 bead costs no new counting.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log, sqrt
from typing import NamedTuple

from bilingual_pub.align.blocks import Block, joined
from bilingual_pub.align.lexicon import NOTHING, Glossary
from bilingual_pub.align.overlap import Overlap, Rows, Translated, overlap, similarity, translated

__all__ = ["Features", "Page", "alone", "page", "paired"]

_EXPANSION = {("da", "en"): 1.04, ("en", "da"): 1 / 1.04}
"""Characters of the second language for one of the first, measured on blocks (Gale and Church 1993 found 1.0)."""

_STEM = 4
"""Letters of a word that count where only its beginning or end is looked at."""

_STRAY = 0.1
"""Share of a block that must be found in what it is merged into."""

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
    unmet: float = 0.0
    shared_links: float = 0.0
    other_links: float = 0.0
    identical: float = 0.0
    end: float = 0.0
    first_words: float = 0.0
    last_words: float = 0.0
    position: float = 0.0
    stops: float = 0.0
    contained: float = 0.0
    stray: float = 0.0
    nothing: float = 0.0
    nothing_heading: float = 0.0
    nothing_length: float = 0.0


@dataclass(frozen=True, slots=True)
class Edges:
    """How the blocks of either page begin and end: the stems of a few words, those of `a` translated as well."""

    head_a: list[frozenset[str]]
    tail_a: list[frozenset[str]]
    head_b: list[frozenset[str]]
    tail_b: list[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Page:
    """Two pages ready to be compared. `same_shape`: both have the same kinds of block in the same order.

    `similar`: how alike each two blocks are that share anything, by i and j, 0 to about 1. `known` is None without a lexicon; `cold`: without one that knows more than the page's own words.

    `order`: where each block of `b` really stands, for a page whose runs were put in the order of the other.
    """

    a: Sequence[Block]
    b: Sequence[Block]
    words: Overlap
    grams: Overlap
    known: Translated | None
    cold: bool
    similar: Rows
    edges: Edges
    expansion: float
    same_shape: bool
    order: Sequence[int]


def page(
    a: Sequence[Block],
    b: Sequence[Block],
    languages: tuple[str | None, str | None],
    glossary: Glossary,
    order: Sequence[int] | None = None,
) -> Page:
    """Return the blocks `a` and `b` with what they share; `languages` are theirs, `glossary` translates a to b.

    With `order`, the blocks of `b` are taken in that order.
    """
    if order is not None:
        b = [b[k] for k in order]
    words, grams = (
        overlap([x.words for x in a], [x.words for x in b]),
        overlap([x.grams for x in a], [x.grams for x in b]),
    )
    known = translated(a, b, glossary) if glossary.forward else None
    return Page(
        a,
        b,
        words,
        grams,
        known,
        not glossary.forward or glossary.thin,
        similarity((grams, known or words)),
        Edges(
            [_stems(x.head, glossary) for x in a],
            [_stems(x.tail, glossary) for x in a],
            [_stems(y.head) for y in b],
            [_stems(y.tail) for y in b],
        ),
        _EXPANSION.get(languages, 1.0),  # type: ignore[arg-type]
        len(a) == len(b) and all(x.kind == y.kind and x.level == y.level for x, y in zip(a, b, strict=True)),
        range(len(b)) if order is None else order,
    )


def _stems(words: Iterable[str], glossary: Glossary = NOTHING) -> frozenset[str]:
    translations = (other for word in words for other in glossary.forward.get(word, ()))
    return frozenset(word[:_STEM] for word in chain(words, translations))


def paired(page: Page, i: int, size_a: int, j: int, size_b: int) -> tuple[float, ...]:
    """Return the evidence for a bead of `size_a` blocks of one page from `i` and `size_b` of the other from `j`.

    The numbers are those of `Features` in their order; a plain tuple, for this is where the time goes.
    """
    edges = page.edges
    ends = (
        len(edges.head_a[i] & edges.head_b[j]),
        len(edges.tail_a[i + size_a - 1] & edges.tail_b[j + size_b - 1]),
    )
    if size_a == size_b == 1:
        x, y = page.a[i], page.b[j]
        dice = _overlaps(page, i, j)
        return _evidence(page, x, y, dice, 2, 0.0, ends, position=page.same_shape and i == j)
    rows, columns = range(i, i + size_a), range(j, j + size_b)
    x, y = (joined([side[k] for k in part]) for side, part in ((page.a, rows), (page.b, columns)))
    dice, least = _sums(page, rows, columns), _contained(page, rows, columns)
    return _evidence(page, x, y, dice, size_a + size_b, least, ends, position=False)


def _evidence(
    page: Page,
    x: Block,
    y: Block,
    dice: tuple[float, float, float, float],
    size: int,
    contained: float,
    ends: tuple[int, int],
    *,
    position: bool,
) -> tuple[float, ...]:
    words, grams, known, unmet = dice
    expected, length = x.length * page.expansion, y.length
    heading_x, heading_y = x.family == "heading", y.family == "heading"
    return (
        size == 2,
        size == 3,
        size > 3,
        # Half the square of Gale and Church's z: the log of how unlikely these lengths are, at most 12.
        min(12.0, (expected - length) ** 2 / (_VARIANCE * (expected + length) + 8)),
        abs(log((expected + 3) / (length + 3))),
        x.kind == y.kind,
        x.family == y.family,
        heading_x is not heading_y,
        heading_x and heading_y and x.level == y.level,
        words,
        grams,
        *_agreement(x.numbers, y.numbers),
        known,
        known * log(1 + (x.length + length) / 40),
        unmet,
        *_agreement(x.links, y.links),
        size == 2 and x.text == y.text,
        x.end == y.end,
        *ends,
        position,
        min(3, abs(x.stops - y.stops)),
        contained,
        size > 2 and contained < _STRAY,
        0.0,
        0.0,
        0.0,
    )


def _agreement(a: frozenset[str], b: frozenset[str]) -> tuple[float, float]:
    return (sqrt(len(a & b)), sqrt(len(a ^ b))) if a or b else (0.0, 0.0)


def alone(block: Block) -> Features:
    """Return the evidence for leaving `block` without a partner."""
    return Features(
        nothing=1.0,
        nothing_heading=float(block.family == "heading"),
        nothing_length=log(1 + block.length / 40),
    )


def _overlaps(page: Page, i: int, j: int) -> tuple[float, float, float, float]:
    """Return Dice's coefficients of words, 4-grams and translated words of one pair of blocks, and what is unmet.

    Unmet is the share of the text that the glossary knows and does not find on the other side.
    """
    words, grams, known = page.words, page.grams, page.known
    by_words, by_grams = words.shared[i].get(j), grams.shared[i].get(j)
    return (
        min(1.0, 2 * by_words / (words.a[i] + words.b[j])) if by_words else 0.0,
        min(1.0, 2 * by_grams / (grams.a[i] + grams.b[j])) if by_grams else 0.0,
        *(
            _known(known.shared[i].get(j, 0.0), known.a[i] + known.b[j], known.sure_a[i] + known.sure_b[j])
            if known
            else (0.0, 0.0)
        ),
    )


def _known(shared: float, weight: float, sure: float) -> tuple[float, float]:
    """Return the share that is met and the share that is not, of translated words."""
    return (min(1.0, 2 * shared / weight), max(0.0, sure - 2 * shared) / weight) if weight else (0.0, 0.0)


def _sums(page: Page, rows: range, columns: range) -> tuple[float, float, float, float]:
    """Return the same of two groups of blocks, from the sums over their pairs."""
    shared, weights = zip(*(_sum(part, rows, columns) for part in (page.words, page.grams)), strict=True)
    known, sure = page.known, 0.0
    if known:
        sure = sum(known.sure_a[i] for i in rows) + sum(known.sure_b[j] for j in columns)
    return (
        *(min(1.0, 2 * s / w) if s else 0.0 for s, w in zip(shared, weights, strict=True)),
        *(_known(*_sum(known, rows, columns), sure) if known else (0.0, 0.0)),
    )  # type: ignore[return-value]


def _sum(part: Overlap, rows: range, columns: range) -> tuple[float, float]:
    shared = sum([part.shared[i].get(j, 0.0) for i in rows for j in columns])
    return shared, sum([part.a[i] for i in rows]) + sum([part.b[j] for j in columns])


def _contained(page: Page, rows: range, columns: range) -> float:
    """Return how much of the least covered block of the longer side is found in the other, 0 to 1."""
    covered = [0.0] * (len(rows) + len(columns) - 1)
    for part in (page.grams, page.known):
        if part:
            for k, share in enumerate(_shares(part, rows, columns)):
                covered[k] = max(covered[k], share)
    return min(1.0, *covered)


def _shares(part: Overlap, rows: range, columns: range) -> list[float]:
    if len(rows) > 1:
        (j,) = columns
        return [part.shared[i].get(j, 0.0) / (part.a[i] or 1.0) for i in rows]
    (i,) = rows
    return [part.shared[i].get(j, 0.0) / (part.b[j] or 1.0) for j in columns]
