"""Which article translates which, in a folder or an export where nobody noted it: one to one, with confidence.

Each article becomes a handful of rare features: names, numbers, translated words, dates, authors, pictures, links,
words of its address. An inverted index finds who shares them, so the time grows with the articles and not with
their square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import exp
from pathlib import PurePosixPath

from bilingual_pub.align.blocks import alignable, fold, link_key, words
from bilingual_pub.align.lexicon import Lexicon, seed
from bilingual_pub.align.pages import align, language_of
from bilingual_pub.formats.inline import plain
from bilingual_pub.languages.knowledge import language
from bilingual_pub.model import N_, Document
from bilingual_pub.pair_index import Feature, Index, Pages

__all__ = ["FoundPair", "features", "find_pairs", "matches"]

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
        tag = _tongue(document)
        if tag in tongues:
            tongues[tag].append(document)
    sources, targets = (tongues[tag] for tag in languages)
    glossary = (lexicon or seed()).glossary(*languages)
    found = [
        FoundPair(sources[i], targets[j], confidence, reasons)
        for i, j, confidence, reasons in matches(
            lambda: (_features(page, glossary.forward) for page in sources),
            lambda: (_features(page, {}) for page in targets),
        )
    ]
    few = len(sources) + len(targets) <= _FEW
    return [_confirmed(pair, lexicon) for pair in found] if few else found


def _tongue(document: Document) -> str:
    return (language_of(document) or "").split("-")[0].lower()


def features(
    document: Document, languages: tuple[str, str] = ("da", "en"), lexicon: Lexicon | None = None
) -> tuple[Feature, ...]:
    """Return what `find_pairs` knows a document by, each feature once, for `matches`.

    >>> from bilingual_pub.formats import html
    >>> features(html.parse("<html lang=da><p>Karen Blixen, 1962"))
    (('number', '1962'), ('word', 'blixen'), ('word', 'karen'))
    """
    source = _tongue(document) == languages[0]
    words = (lexicon or seed()).glossary(*languages).forward if source else {}
    return tuple(sorted(set(_features(document, words))))


def matches(sources: Pages, targets: Pages) -> Iterator[tuple[int, int, float, tuple[str, ...]]]:
    """Yield which source and which target are a pair, by number, the probability that they are, and what they share.

    Takes the features of many more pages than could be held as documents.

    >>> blixen, bread = (("number", "1962"), ("word", "blixen")), (("word", "bread"),)
    >>> [(i, j) for i, j, *_ in matches(lambda: [bread, blixen], lambda: [blixen])]
    [(1, 0)]
    """
    index = Index.of(sources, targets, _WEIGHTS)
    for i, j, confidence in _one_to_one(index):
        yield i, j, confidence, tuple(_SAID[kind] for kind in index.kinds_shared(i, j))


def _confirmed(pair: FoundPair, lexicon: Lexicon | None) -> FoundPair:
    """Return `pair` no surer than the aligner is that the two are translations of each other."""
    aligned = align(pair.source, pair.target, lexicon=lexicon).confidence
    return replace(pair, confidence=min(pair.confidence, aligned))


def _one_to_one(index: Index) -> list[tuple[int, int, float]]:
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
