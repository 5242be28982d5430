"""What all pages of a site say together: counts only, so that pages can be read, counted and let go."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

from bilingual_pub.formats.inline import plain
from bilingual_pub.model import Document
from bilingual_pub.patterns import Sightings
from bilingual_pub.roles.features import EDGES, Counts
from bilingual_pub.roles.page import Page, majority, read_page
from bilingual_pub.roles.slots import Leaf, Slots

__all__ = ["Said", "SiteEvidence", "Stand", "text_key"]

_LONG, _LONG_SOURCE = 90, 200
"""Longer texts are counted by their digest: nobody asks for their words again."""

_PIECE = re.compile(r"<(?:a|span|b|strong|em|time)\d*>([^<>]{2,90})</")
"""What stands in tags of its own inside a longer string."""


def text_key(text: str) -> str:
    """Return the key a text is counted under: without inline tags and anchor signs; long ones as a digest.

    >>> text_key("Læs <a>mere</a>")
    'Læs mere'
    """
    key = (plain(text) if "<" in text or "&" in text else text).strip(EDGES)
    return key if len(key) <= _LONG else _digest(key)


def _digest(text: str) -> str:
    return "#" + blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


_Marks = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
_Sight = tuple[int, int, int, _Marks | None]
"""A text in a leaf, by numbers: its pair of place and text, the text, the place, and what it is there besides (None for
most): heading, body text, fillings of slots. A plain tuple: one is made for every text of a site at every place.
"""


class Said(NamedTuple):
    """What the pages say of a text: on how many it stands, how often, in how many places of the template; on how many
    it is a heading, stands inside an article, fills a slot of another string; on how many of them is no article, and
    how many have one in each language.
    """

    pages: int
    times: int
    places: int
    headings: int
    bodies: int
    values: int
    apart: int = 0
    languages: tuple[tuple[str, int], ...] = ()


class Stand(NamedTuple):
    """What the pages say of a place of the template: on how many it is, and how many texts stand there in all; how many of
    them where the page's text runs, and how many on a page without an article.
    """

    pages: int
    times: int
    inside: int
    apart: int


class _Totals(NamedTuple):
    """What follows from the counts: occurrences of each text and place, and in how many places a text stands."""

    text_times: array[int]
    place_times: array[int]
    text_places: array[int]


class SiteEvidence:
    """Counts over the pages of a site. Add pages one by one; merge what several workers have counted.

    Texts, places of the template and pairs of the two are numbered as they come, and everything is counted by
    number: a page costs a few look-ups a segment, and a text that repeats costs nothing.

    >>> from bilingual_pub.formats import html
    >>> evidence = SiteEvidence()
    >>> for title in ("Rabarber", "Kartofler"):
    ...     evidence.add(html.parse(f"<nav><a>Forside</a></nav><h1>{title}</h1>"))
    >>> evidence.pages, evidence.texts["Forside"].pages, evidence.texts["Rabarber"].headings
    (2, 2, 1)
    """

    def __init__(self) -> None:
        self.pages = 0
        self.article_pages = 0
        self.articles: set[str] = set()
        """Keys of places inside article bodies."""
        self._slots = Slots()
        self._met: defaultdict[Leaf, dict[str, _Sight]] = defaultdict(dict)
        self._texts: dict[str, int] = {}
        self._places: dict[str, int] = {}
        self._sources: list[dict[str, int]] = []  # by place: what stands there, tags and all, to its pair
        self._text_of, self._place_of = array("q"), array("q")  # by pair, like the next two
        self._times, self._here = array("q"), array("q")
        self._text_pages, self._place_pages = array("q"), array("q")
        self._headings: dict[int, int] = {}  # by text, like the next two; most texts are none of these
        self._bodies: dict[int, int] = {}
        self._values: dict[int, int] = {}
        self._text_apart: dict[int, int] = {}
        self._languages: dict[str, dict[int, int]] = {}
        self._inside, self._apart = array("q"), array("q")  # by place
        self._totals: _Totals | None = None

    def add(self, document: Document, leaves: list[Leaf] | None = None) -> None:
        """Count one page. `leaves`: those of its segments, where the caller has them from `Slots` of his own."""
        if leaves is None:
            leaves = self._slots.leaves(document)
        met = self._met
        sights = [
            met[leaf].get(segment.text) or self._sight(leaf, segment.text)
            for segment, leaf in zip(document.segments, leaves, strict=True)
        ]
        times, here, text_pages, place_pages = self._times, self._here, self._text_pages, self._place_pages
        for sight in sights:
            times[sight[0]] += 1
        once = set(sights)
        for pair in {sight[0] for sight in once}:
            here[pair] += 1
        for text in {sight[1] for sight in once}:
            text_pages[text] += 1
        for place in {sight[2] for sight in once}:
            place_pages[place] += 1
        marked = [sight[3] for sight in once if sight[3]]
        for kind, counts in enumerate((self._headings, self._bodies, self._values)) if marked else ():
            for text in {text for marks in marked for text in marks[kind]}:
                counts[text] = counts.get(text, 0) + 1
        self._count_page(read_page(document, leaves), sights)
        self.pages += 1
        self._totals = None

    def _count_page(self, page: Page, sights: list[_Sight]) -> None:
        """Count what the page as a whole says of its texts and their places."""
        for sight in sights[page.start : page.end]:
            self._inside[sight[2]] += 1
        self.article_pages += page.article
        if not page.article:
            for sight in sights:
                self._apart[sight[2]] += 1
        said = [self._languages.setdefault(page.language, {})] if page.language else []
        for counts in said if page.article else (*said, self._text_apart):
            for text in {sight[1] for sight in sights}:
                counts[text] = counts.get(text, 0) + 1

    def _sight(self, leaf: Leaf, text: str) -> _Sight:
        """Give numbers to what is new of a text at a place: the text, the place, the two together."""
        source = text if len(text) <= _LONG_SOURCE else _digest(text)
        sight = self._met[leaf].get(source)
        if sight is None:
            key = text_key(text)
            number = self._text(source if key == text else key)
            place = self._place(leaf.key)
            pair = self._pair(place, source, number)
            heading, body = (number,) if leaf.heading else (), (number,) if leaf.body else ()
            values = self._fillings(leaf, text, number)
            marks = (heading, body, values) if heading or body or values else None
            sight = self._met[leaf][source] = pair, number, place, marks
            if body and "comment name" not in leaf.static:
                self.articles.add(leaf.key)
        return sight

    def _fillings(self, leaf: Leaf, text: str, number: int) -> tuple[int, ...]:
        """What a text outside article bodies shows to be a filling: pieces in tags of their own, and terms."""
        if leaf.body:
            return ()
        if "<" in text:
            return tuple(map(self._text, {piece.strip(): None for piece in _PIECE.findall(text)}))
        return (number,) if leaf.link and "terms name" in leaf.static else ()

    def _text(self, key: str) -> int:
        number = self._texts.setdefault(key, len(self._texts))
        if number == len(self._text_pages):
            self._text_pages.append(0)
        return number

    def _place(self, key: str) -> int:
        number = self._places.setdefault(key, len(self._places))
        if number == len(self._sources):
            self._sources.append({})
            for counts in (self._place_pages, self._inside, self._apart):
                counts.append(0)
        return number

    def _pair(self, place: int, source: str, text: int) -> int:
        pair = self._sources[place].setdefault(source, len(self._times))
        if pair == len(self._times):
            self._times.append(0)
            self._here.append(0)
            self._text_of.append(text)
            self._place_of.append(place)
        return pair

    def merge(self, other: SiteEvidence) -> None:
        """Add what another worker has counted on other pages of the same site.

        >>> one, two = SiteEvidence(), SiteEvidence()
        >>> two.add(Document(""))
        >>> one.merge(two)
        >>> one.pages
        1
        """
        self._take(other.rows())

    def rows(self) -> dict[str, Any]:
        """Return the counts as values that JSON can hold, for `from_rows`.

        >>> evidence = SiteEvidence()
        >>> evidence.add(Document(""))
        >>> SiteEvidence.from_rows(evidence.rows()) == evidence
        True
        """
        languages = sorted(self._languages)
        marks = (*self._marks(), *(self._languages[language] for language in languages))
        texts = [
            [key, self._text_pages[number], *(counts.get(number, 0) for counts in marks)]
            for key, number in self._texts.items()
        ]
        pairs = [
            [place, source, self._text_of[pair], self._here[pair], self._times[pair]]
            for place, sources in enumerate(self._sources)
            for source, pair in sources.items()
        ]
        places = [
            list(row) for row in zip(self._places, self._place_pages, self._inside, self._apart, strict=True)
        ]
        return {
            "pages": self.pages,
            "article_pages": self.article_pages,
            "articles": sorted(self.articles),
            "languages": languages,
            "texts": texts,
            "places": places,
            "pairs": pairs,
        }

    @classmethod
    def from_rows(cls, rows: Mapping[str, Any]) -> SiteEvidence:
        """Return the counts that `rows` gave."""
        found = cls()
        found._take(rows)
        return found

    def _take(self, rows: Mapping[str, Any]) -> None:
        self.pages += rows["pages"]
        self.article_pages += rows["article_pages"]
        self.articles.update(rows["articles"])
        self._totals = None
        texts, places = [], []
        by_language = [self._languages.setdefault(language, {}) for language in rows["languages"]]
        by_text = (*self._marks(), *by_language)
        for key, pages, *marks in rows["texts"]:
            number = self._text(key)
            texts.append(number)
            self._text_pages[number] += pages
            for counts, more in zip(by_text, marks, strict=True):
                if more:
                    counts[number] = counts.get(number, 0) + more
        for key, pages, inside, apart in rows["places"]:
            place = self._place(key)
            places.append(place)
            self._place_pages[place] += pages
            self._inside[place] += inside
            self._apart[place] += apart
        for place, source, text, here, times in rows["pairs"]:
            pair = self._pair(places[place], source, texts[text])
            self._here[pair] += here
            self._times[pair] += times

    def _marks(self) -> tuple[dict[int, int], ...]:
        return self._headings, self._bodies, self._values, self._text_apart

    def _languages_of(self, text: int) -> tuple[tuple[str, int], ...]:
        found = ((language, counts.get(text, 0)) for language, counts in sorted(self._languages.items()))
        return tuple(pair for pair in found if pair[1])

    def __reduce__(self) -> tuple[object, ...]:
        return SiteEvidence.from_rows, (self.rows(),)

    def counts(self, leaf: Leaf, text: str) -> Counts | None:
        """Return what the site says of a segment's text at this place; None where it was never added."""
        sight = self._met[leaf].get(text) if leaf in self._met else None
        if sight is None:
            place = self._places.get(leaf.key, -1)
            pair = self._sources[place].get(self.keys(text)[1], -1) if place >= 0 else -1
            if pair < 0:
                return None
            number = self._text_of[pair]
        else:
            pair, number, place, _ = sight
        text_times, place_times, text_places = self._totals or self._total()
        return Counts(
            self.pages,
            self._text_pages[number],
            text_times[number],
            text_places[number],
            self._place_pages[place],
            self._here[pair],
            len(self._sources[place]),
            place_times[place],
            0 if "kind heading1" in leaf.static else self._headings.get(number, 0),
            0 if leaf.body else self._bodies.get(number, 0),
            self._values.get(number, 0),
            self._inside[place],
            self._apart[place],
            self._text_apart.get(number, 0),
            self._languages_of(number),
            self.article_pages,
        )

    @staticmethod
    def keys(text: str) -> tuple[str, str]:
        """Return what a text is counted under, at large and at its place."""
        return text_key(text), text if len(text) <= _LONG_SOURCE else _digest(text)

    def _total(self) -> _Totals:
        texts, places = (array("q", bytes(8 * len(numbers))) for numbers in (self._texts, self._places))
        text_places = texts[:]
        for text, place, times in zip(self._text_of, self._place_of, self._times, strict=True):
            texts[text] += times
            places[place] += times
        for text, _ in set(zip(self._text_of, self._place_of, strict=True)):
            text_places[text] += 1
        self._totals = _Totals(texts, places, text_places)
        return self._totals

    @property
    def texts(self) -> dict[str, Said]:
        """What is said of each text that stands by itself or fills a slot."""
        times, _, places = self._totals or self._total()
        marks = self._marks()
        return {
            key: Said._make(
                (pages, times[n], places[n], *(counts.get(n, 0) for counts in marks), self._languages_of(n))
            )
            for (key, n), pages in zip(self._texts.items(), self._text_pages, strict=True)
        }

    @property
    def slots(self) -> dict[str, dict[str, int]]:
        """Each place of the template: what stands there, and on how many pages."""
        return {
            key: {source: self._here[pair] for source, pair in sources.items()}
            for key, sources in zip(self._places, self._sources, strict=True)
        }

    @property
    def slot_counts(self) -> dict[str, Stand]:
        """What is said of each place of the template."""
        times = (self._totals or self._total()).place_times
        rows = zip(self._place_pages, times, self._inside, self._apart, strict=True)
        return dict(zip(self._places, map(Stand._make, rows), strict=True))

    @property
    def furniture(self) -> str | None:
        """The language of what stands on at least half of the pages: the furniture, mostly. None where that is not clear."""
        texts = zip(self._texts, self._text_pages, strict=True)
        return majority(key for key, pages in texts if 2 * pages >= self.pages and not key.startswith("#"))

    def sightings(self) -> Sightings:
        """Return what patterns are found in."""
        headings = {key for key, number in self._texts.items() if number in self._headings}
        return Sightings(self.slots, self._texts.keys(), headings, self.articles)

    def __eq__(self, other: object) -> bool:
        return self._said() == other._said() if isinstance(other, SiteEvidence) else NotImplemented

    __hash__: None = None  # type: ignore[assignment]  # it grows

    def _said(self) -> tuple[object, ...]:
        """All that was counted, in whatever order it came."""
        return self.pages, self.article_pages, self.articles, self.texts, self.slots, self.slot_counts
