"""Which article translates which, in a folder or an export where nobody noted it: one to one, with confidence.

Each article becomes a handful of rare features: names, numbers, translated words, dates, authors, pictures, links,
words of its address. An inverted index finds who shares them, so the time grows with the articles and not with
their square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log, sqrt
from pathlib import PurePosixPath

from bilingual_pub.align.blocks import alignable, fold, link_key, words
from bilingual_pub.align.lexicon import Glossary, Lexicon, seed
from bilingual_pub.align.pages import align, language_of
from bilingual_pub.formats.inline import plain
from bilingual_pub.languages.knowledge import language
from bilingual_pub.model import N_, Document

__all__ = ["FoundPair", "find_pairs"]

_KEPT = 80
"""Rarest features of an article that are compared: the rest says little and costs the most."""

_CROWD = 200
"""A feature of more articles than this names no candidates; it still counts in the score."""

_CANDIDATES = 5

_FEW = 60
"""Documents up to which no feature is known to be rare, so that the aligner is asked as well."""

_WEIGHTS = {"word": 1.0, "number": 1.0, "image": 2.0, "link": 1.5, "date": 1.0, "author": 1.0, "address": 1.0}

_SAID = {
    "word": N_("names and words"), "number": N_("numbers"), "image": N_("pictures"), "link": N_("links"),
    "date": N_("date"), "author": N_("author"), "address": N_("address"),
}  # fmt: skip

_IMAGES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")

_GRAMMAR = frozenset(
    fold(word) for known in map(language, ("da", "en")) if known is not None for word in known.function_words
)
"""Words every article has: on a site of a few articles nothing else would tell that they say nothing."""

Feature = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FoundPair:
    """Two articles that belong together. `confidence`: probability that they do.

    `reasons`: what they share, strongest first, as English msgids of the library's catalog.
    """

    source: Document
    target: Document
    confidence: float
    reasons: tuple[str, ...] = ()


def find_pairs(
    documents: Iterable[Document],
    *,
    languages: tuple[str, str] = ("da", "en"),
    lexicon: Lexicon | None = None,
) -> list[FoundPair]:
    """Return the pairs among `documents`, each document in one pair at most, in the order of their sources.

    Sources are in the first of `languages`, targets in the second; documents in neither are left out, and so is
    one that shares nothing with any other. Low confidence is for the review page, not for the output. Of a few
    documents nobody knows what is rare, so each pair is aligned too and is no surer than that (`Bitext.confidence`).

    >>> from bilingual_pub.formats import html
    >>> pages = [
    ...     html.parse("<html lang=da><p>Karen Blixen boede på Rungstedlund til 1962."),
    ...     html.parse("<html lang=en><p>The bakery in Ribe opens at six."),
    ...     html.parse("<html lang=en><p>Karen Blixen lived at Rungstedlund until 1962."),
    ... ]
    >>> [(pages.index(pair.source), pages.index(pair.target)) for pair in find_pairs(pages)]
    [(0, 2)]
    """
    tongues: dict[str, list[Document]] = {tag: [] for tag in languages}
    for document in documents:
        tag = (language_of(document) or "").split("-")[0].lower()
        if tag in tongues:
            tongues[tag].append(document)
    sources, targets = (tongues[tag] for tag in languages)
    glossary = (lexicon or seed()).glossary(*languages)
    index = _Index.of(sources, targets, glossary)
    found = [
        FoundPair(sources[i], targets[j], confidence, index.reasons(i, j))
        for i, j, confidence in _one_to_one(index)
    ]
    few = len(sources) + len(targets) <= _FEW
    return [_confirmed(pair, lexicon) for pair in found] if few else found


def _confirmed(pair: FoundPair, lexicon: Lexicon | None) -> FoundPair:
    """Return `pair` no surer than the aligner is that the two are translations of each other."""
    aligned = align(pair.source, pair.target, lexicon=lexicon).confidence
    return replace(pair, confidence=min(pair.confidence, aligned))


@dataclass(frozen=True, slots=True)
class _Index:
    """The features of both sides with their weights, and who among the targets has each."""

    sources: list[dict[Feature, float]]
    targets: list[dict[Feature, float]]
    holders: dict[Feature, list[int]]

    @classmethod
    def of(cls, sources: Sequence[Document], targets: Sequence[Document], glossary: Glossary) -> _Index:
        """Read both sides twice: once to count how rare each feature is, once to keep the rarest."""
        there = Counter(feature for page in targets for feature in set(_features(page, {})))
        here = Counter(
            feature
            for page in sources
            for feature in set(_features(page, glossary.forward))
            if feature in there
        )
        total = len(sources) + len(targets)
        rarity = {f: _WEIGHTS[f[0]] * log(1 + total / (here[f] + n)) for f, n in there.items() if f in here}
        left = [_rarest(_features(page, glossary.forward), rarity) for page in sources]
        right = [_rarest(_features(page, {}), rarity) for page in targets]
        holders: dict[Feature, list[int]] = defaultdict(list)
        for j, features in enumerate(right):
            for feature in features:
                holders[feature].append(j)
        return cls(left, right, holders)

    def candidates(self, i: int) -> list[tuple[float, int]]:
        """Return the few targets most like source `i`, best first, as (score, target)."""
        shared: dict[int, float] = defaultdict(float)
        for feature, weight in self.sources[i].items():
            holders = self.holders.get(feature, ())
            if len(holders) <= _CROWD:
                for j in holders:
                    shared[j] += weight
        close = sorted(shared, key=lambda j: (-shared[j], j))[: 4 * _CANDIDATES]
        return sorted(((self.score(i, j), j) for j in close), key=lambda c: (-c[0], c[1]))[:_CANDIDATES]

    def score(self, i: int, j: int) -> float:
        """Return how much of their weight the two share, 0 to 1: a cosine."""
        a, b = self.sources[i], self.targets[j]
        shared = sum(weight for feature, weight in a.items() if feature in b)
        return shared / sqrt(sum(a.values()) * sum(b.values())) if shared else 0.0

    def reasons(self, i: int, j: int) -> tuple[str, ...]:
        """Return the kinds of feature both have, the weightiest first."""
        total: dict[str, float] = defaultdict(float)
        for feature, weight in self.sources[i].items():
            if feature in self.targets[j]:
                total[feature[0]] += weight
        return tuple(_SAID[kind] for kind in sorted(total, key=lambda kind: -total[kind]))


def _one_to_one(index: _Index) -> list[tuple[int, int, float]]:
    """Take the best pairs first, each article once; confidence follows from the score and from the next best."""
    offers = [(score, i, j) for i in range(len(index.sources)) for score, j in index.candidates(i)]
    rivals_a: dict[int, list[float]] = defaultdict(list)
    rivals_b: dict[int, list[float]] = defaultdict(list)
    for score, i, j in offers:
        rivals_a[i].append(score)
        rivals_b[j].append(score)
    used_a, used_b, found = set[int](), set[int](), []
    for score, i, j in sorted(offers, key=lambda offer: (-offer[0], offer[1], offer[2])):
        if i in used_a or j in used_b:
            continue
        used_a.add(i)
        used_b.add(j)
        rival = max(_next(rivals_a[i], score), _next(rivals_b[j], score))
        found.append((i, j, _confidence(score, rival)))
    return sorted(found)


def _next(scores: list[float], score: float) -> float:
    """Return the best of the other scores; the pair's own stands among them once."""
    others = sorted(scores, reverse=True)
    others.remove(score)
    return others[0] if others else 0.0


def _confidence(score: float, rival: float) -> float:
    return 1 / (1 + exp(-(-4.0 + 10.0 * score + 10.0 * (score - rival))))


def _rarest(features: Iterable[Feature], rarity: Mapping[Feature, float]) -> dict[Feature, float]:
    known = {feature: rarity[feature] for feature in features if feature in rarity}
    return dict(sorted(known.items(), key=lambda item: (-item[1], item[0]))[:_KEPT])


def _features(page: Document, translations: Mapping[str, Mapping[str, float]]) -> Iterator[Feature]:
    """Yield what the page can be known by; its words as themselves and as their translations."""
    for segment in alignable(page):
        text = plain(segment.text)
        yield from (("number", number) for number in _numbers(text))
        for word in words(text):
            if word not in _GRAMMAR:
                yield "word", word
                yield from (("word", other) for other in translations.get(word, ()) if other not in _GRAMMAR)
        yield from (_target(link) for link in segment.links)
    yield from _facts(page, translations)


def _facts(page: Document, translations: Mapping[str, Mapping[str, float]]) -> Iterator[Feature]:
    yield from (
        _target(image) for element in page.elements if element.name == "img" and (image := element.get("src"))
    )
    date, author = page.metadata.get("date"), page.metadata.get("author")
    if date:
        yield "date", str(date)[:10]
    if author:
        yield "author", str(author).casefold()
    address = str(page.metadata.get("slug") or link_key(PurePosixPath(page.path or "").as_posix()))
    for word in words(address.replace("-", " ").replace("_", " ")):
        yield "address", word
        yield from (("address", other) for other in translations.get(word, ()))


def _target(link: str) -> Feature:
    key = link_key(link)
    return ("image", key.rsplit("/", 1)[-1]) if key.endswith(_IMAGES) else ("link", key)


def _numbers(text: str) -> Iterator[str]:
    """Yield numbers of two digits or more, without separators: 12.000 and 12,000 are one."""
    for token in text.split():
        digits = "".join(character for character in token if character.isdigit())
        if len(digits) > 1:
            yield digits
