"""How much two pages share, block by block, from an inverted index: the cost follows what is shared, not all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from bilingual_pub.align.blocks import Block
from bilingual_pub.align.lexicon import Glossary

__all__ = ["Overlap", "Rows", "Translated", "overlap", "similarity", "translated"]

_CROWD = 900
"""A feature in so many pairs of blocks tells them apart no more, and would make long pages quadratic."""

_UNKNOWN = 0.25
"""Weight of a word that the lexicon does not know, against one it knows: its absence says less."""

Row = dict[int, float]
Rows = list[Row]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Shared weight by pair of blocks, and the weight of each block: 2 * shared / (a + b) is Dice's coefficient.

    `shared[i]` maps j to the weight that block i of one page shares with block j of the other. Weights are
    inverse document frequencies within the two pages, so that what is on every line counts for nothing.
    """

    shared: Rows
    a: list[float]
    b: list[float]


@dataclass(frozen=True, slots=True)
class Translated(Overlap):
    """The same of translated words. `sure_a`, `sure_b`: the weight of the words of each block that the glossary knows."""

    sure_a: list[float]
    sure_b: list[float]


def overlap(a: Sequence[frozenset[str]], b: Sequence[frozenset[str]]) -> Overlap:
    """Return what the sets of features in `a` and in `b` share.

    >>> found = overlap([frozenset("xy"), frozenset("z")], [frozenset("z"), frozenset("xq")])
    >>> [sorted(row) for row in found.shared]
    [[1], [0]]
    """
    here, there = _postings(a), _postings(b)
    weight = _rarity(here, there, len(a) + len(b))
    shared: Rows = [{} for _ in a]
    for feature in here.keys() & there.keys():
        _share(shared, here[feature], there[feature], weight[feature])
    return Overlap(
        shared, [sum(map(weight.__getitem__, s)) for s in a], [sum(map(weight.__getitem__, s)) for s in b]
    )


def similarity(parts: Iterable[Overlap]) -> Rows:
    """Return how alike the blocks are that share anything, by i and j: the mean of the parts' Dice coefficients, of two."""
    parts = list(parts)
    rows: Rows = [{} for _ in parts[0].a]
    for part in parts:
        for into, row, weight in zip(rows, part.shared, part.a, strict=True):
            for j, value in row.items():
                into[j] = into.get(j, 0.0) + value / (weight + part.b[j])
    return rows


def translated(a: Sequence[Block], b: Sequence[Block], glossary: Glossary) -> Translated:
    """Return how far the words of `a`, translated by `glossary`, are those of `b`.

    A word stands for itself too: names and loans. Words the glossary knows weigh four times those it does not.
    """
    left, right = [x.words for x in a], [x.words for x in b]
    here, there = _postings(left), _postings(right)
    rarity = _rarity(here, there, len(a) + len(b))
    weight_a = {w: rarity[w] * (1.0 if w in glossary.forward else _UNKNOWN) for w in here}
    weight_b = {w: rarity[w] * (1.0 if w in glossary.targets else _UNKNOWN) for w in there}
    shared: Rows = [{} for _ in a]
    for word, rows in here.items():
        reached = _reached(word, there, weight_b, glossary)
        if reached and len(rows) * len(reached) <= _CROWD:
            for i in rows:
                _add(shared[i], reached, weight_a[word])
    return Translated(
        shared,
        [sum(map(weight_a.__getitem__, s)) for s in left],
        [sum(map(weight_b.__getitem__, s)) for s in right],
        [sum(weight_a[w] for w in s if w in glossary.forward) for s in left],
        [sum(weight_b[w] for w in s if w in glossary.targets) for s in right],
    )


def _reached(
    word: str, there: Mapping[str, list[int]], weight: Mapping[str, float], glossary: Glossary
) -> Row:
    """Return the blocks that hold `word` or a translation of it, with the best weight each gives."""
    found: Row = dict.fromkeys(there.get(word, ()), weight.get(word, 0.0))
    for other, probability in glossary.forward.get(word, {}).items():
        for j in there.get(other, ()):
            found[j] = max(found.get(j, 0.0), weight[other] * probability)
    return found


def _add(row: Row, reached: Row, limit: float) -> None:
    for j, value in reached.items():
        row[j] = row.get(j, 0.0) + min(limit, value)


def _share(shared: Rows, here: list[int], there: list[int], weight: float) -> None:
    if len(here) * len(there) > _CROWD:
        return
    for i in here:
        row = shared[i]
        for j in there:
            row[j] = row.get(j, 0.0) + weight


def _postings(sets: Sequence[Iterable[str]]) -> dict[str, list[int]]:
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for number, features in enumerate(sets):
        for feature in features:
            postings[feature].append(number)
    return postings


def _rarity(a: Mapping[str, list[int]], b: Mapping[str, list[int]], total: int) -> dict[str, float]:
    logs = [0.0, *(log((total + 1) / n) for n in range(1, total + 1))]
    found = {feature: logs[len(rows) + len(b.get(feature, ()))] for feature, rows in a.items()}
    found.update((feature, logs[len(rows)]) for feature, rows in b.items() if feature not in a)
    return found
