"""A lexicon from pairs of blocks: IBM model 1 (Brown et al. 1993, section 4.2), both ways, what both agree on kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from math import sqrt

from bilingual_pub.align.lexicon import Lexicon, Translations

__all__ = ["model1"]

_ROUNDS = 4
_KEPT = 10
"""Translations of a word that stay in the running after the first round."""

_LEAST = 0.15
"""Geometric mean of the two probabilities below which a translation is chance."""

_NULL = ""
"""The empty word, which explains words that translate nothing."""

_COMMON = 0.2
"""Share of the blocks from which a word is grammar, and its translations noise."""

Pair = tuple[Collection[str], Collection[str]]


def model1(pairs: Iterable[Pair], source: str, target: str) -> Lexicon:
    """Return what pairs of blocks, given as their folded words, teach of the two languages.

    Words seen once teach nothing. The order of the pairs does not matter.

    >>> pairs = [(("hus", "bog"), ("house", "book")), (("hus",), ("house",)), (("bog", "ny"), ("book", "new"))]
    >>> sorted(model1(pairs, "da", "en").entries["hus"])
    ['house']
    """
    left, right = _vocabulary(pairs := [(sorted(a), sorted(b)) for a, b in pairs])
    kept = [([w for w in a if w in left], [w for w in b if w in right]) for a, b in pairs]
    forward = _model(kept)
    backward = _model([(b, a) for a, b in kept])
    entries: Translations = {}
    for word in sorted(forward):
        for other, probability in sorted(forward[word].items()):
            mean = sqrt(probability * backward.get(other, {}).get(word, 0.0))
            if mean >= _LEAST:
                entries.setdefault(word, {})[other] = min(1.0, mean)
    return Lexicon(source, target, entries)


def _vocabulary(pairs: Sequence[Pair]) -> tuple[set[str], set[str]]:
    """Return the words of either side that are neither seen only once nor nearly everywhere."""
    most = max(3.0, _COMMON * len(pairs))
    counts = (Counter(chain.from_iterable(side)) for side in zip(*pairs, strict=True)) if pairs else ({}, {})
    left, right = ({word for word, n in count.items() if 2 <= n <= most} for count in counts)
    return left, right


def _model(pairs: Sequence[tuple[list[str], list[str]]]) -> Translations:
    """Return the probability of each word of the second side given one of the first."""
    table = _normal(_first(pairs))
    for _ in range(_ROUNDS):
        table = _normal(_expected(pairs, table))
    table.pop(_NULL, None)
    return table


def _first(pairs: Sequence[tuple[list[str], list[str]]]) -> dict[str, dict[str, float]]:
    """Count co-occurrence: what the first round comes to when every translation is as likely as any other."""
    counts: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for given, made in pairs:
        share = 1 / (len(given) + 1)
        for word in (_NULL, *given):
            row = counts[word]
            for other in made:
                row[other] += share
    return {word: dict(row) for word, row in counts.items()}


def _expected(
    pairs: Sequence[tuple[list[str], list[str]]], table: Translations
) -> dict[str, dict[str, float]]:
    counts: dict[str, dict[str, float]] = {word: {} for word in table}
    for given, made in pairs:
        rows = [(counts[word], table[word]) for word in (_NULL, *given)]
        for other in made:
            found = [(row, known[other]) for row, known in rows if other in known]
            total = sum(probability for _, probability in found)
            for row, probability in found:
                row[other] = row.get(other, 0.0) + probability / total
    return counts


def _normal(counts: dict[str, dict[str, float]]) -> Translations:
    """Return probabilities, the best few of each word; the empty word keeps all of its own."""
    table: Translations = {}
    for word, row in counts.items():
        total = sum(row.values()) or 1.0
        best = (
            row.items()
            if word == _NULL
            else sorted(row.items(), key=lambda item: (-item[1], item[0]))[:_KEPT]
        )
        table[word] = {other: count / total for other, count in best}
    return table
