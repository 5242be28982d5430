"""Who of many pages shares rare features with whom: an inverted index in a few hundred bytes a page.

Time grows with the pages and not with their square: a page is compared with those few that share its rarest features.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from math import log, sqrt

__all__ = ["Feature", "Index", "Pages"]

Feature = tuple[str, str]
"""A kind and a value, such as ("number", "1962")."""

Pages = Callable[[], Iterable[Iterable[Feature]]]
"""Gives the features of one page after another; asked twice, so that they need not be held."""

_KEPT = 80
"""Rarest features of an article that are compared: the rest says little and costs the most."""

_LOOKS = 16_000
"""Entries of the index that are looked at for one article, those of its rarest features first: what many have says little."""

_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Index:
    """The features of both sides by number, rarest first, and who among the targets has each.

    `kinds`, `weights`: of a feature by its number.
    """

    sources: list[array[int]]
    targets: list[array[int]]
    holders: dict[int, array[int]]
    kinds: list[str]
    weights: array[float]

    @classmethod
    def of(cls, sources: Pages, targets: Pages, worth: Mapping[str, float]) -> Index:
        """Read both sides twice: once to count how rare each feature is, once to keep the rarest.

        `worth`: what sharing a feature is worth, by its kind.
        """
        there, right = _counted(targets())
        here, left = _counted(sources(), there)
        shared = [feature for feature in there if feature in here]
        total = left + right
        weights = array("d", (worth[f[0]] * log(1 + total / (here[f] + there[f])) for f in shared))
        numbers = {feature: number for number, feature in enumerate(shared)}
        del here, there
        kept = [[_rarest(page, numbers, weights) for page in side()] for side in (sources, targets)]
        holders = {number: array("I") for side in kept for page in side for number in page}
        for j, features in enumerate(kept[1]):
            for number in features:
                holders[number].append(j)
        return cls(kept[0], kept[1], holders, [kind for kind, _ in shared], weights)

    def candidates(self, i: int) -> list[tuple[float, int]]:
        """Return the few targets most like source `i`, best first, as (score, target)."""
        shared: dict[int, float] = defaultdict(float)
        looks = 0
        for number in sorted(self.sources[i], key=lambda number: len(self.holders[number])):
            looks += len(self.holders[number])
            if looks > _LOOKS:
                break
            for j in self.holders[number]:
                shared[j] += self.weights[number]
        close = nsmallest(4 * _CANDIDATES, shared, key=lambda j: (-shared[j], j))
        return sorted(((self.score(i, j), j) for j in close), key=lambda c: (-c[0], c[1]))[:_CANDIDATES]

    def score(self, i: int, j: int) -> float:
        """Return how much of their weight the two share, 0 to 1: a cosine."""
        a, b, weights = self.sources[i], self.targets[j], self.weights
        shared = sum(weights[number] for number in self._both(i, j))
        return shared / sqrt(sum(weights[n] for n in a) * sum(weights[n] for n in b)) if shared else 0.0

    def kinds_shared(self, i: int, j: int) -> list[str]:
        """Return the kinds of feature both have, the weightiest first."""
        total: dict[str, float] = defaultdict(float)
        for number in self._both(i, j):
            total[self.kinds[number]] += self.weights[number]
        return sorted(total, key=lambda kind: -total[kind])

    def _both(self, i: int, j: int) -> Iterator[int]:
        other = frozenset(self.targets[j])
        return (number for number in self.sources[i] if number in other)


def _counted(
    pages: Iterable[Iterable[Feature]], among: Container[Feature] | None = None
) -> tuple[Counter[Feature], int]:
    """On how many pages each feature is, as far as it is `among` some, and how many pages there are."""
    counts: Counter[Feature] = Counter()
    number = 0
    for page in pages:
        number += 1
        counts.update(feature for feature in set(page) if among is None or feature in among)
    return counts, number


def _rarest(features: Iterable[Feature], numbers: Mapping[Feature, int], weights: array[float]) -> array[int]:
    known = {feature: numbers[feature] for feature in features if feature in numbers}
    order = nsmallest(_KEPT, known, key=lambda feature: (-weights[known[feature]], feature))
    return array("I", (known[feature] for feature in order))
