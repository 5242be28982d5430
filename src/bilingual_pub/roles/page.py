"""A page as a whole: where its text runs, in which language, and whether it is an article at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from bilingual_pub.formats.html.elements import outline
from bilingual_pub.formats.inline import plain
from bilingual_pub.model import Document, Segment
from bilingual_pub.roles.features import EDGES, NOTHING, language_features
from bilingual_pub.roles.slots import Leaf

__all__ = ["Page", "alone", "language_of", "majority", "read_page"]

_SHORT, _LONG, _LINK, _FURNITURE = 8, 60, 4, 40
"""Words: what is shorter than the first speaks against running text as much as what is longer speaks for it; nothing
counts for more than the second. A text that is a link as a whole has so many fewer. What stands in furniture by its
place has to have the last number to be running text."""
_ENOUGH = 12
"""So many words above `_SHORT` make a text that runs; less is a notice. (Fitted sites, docs/ui-strings.md.)"""
_SAMPLE = 200

_SERVICE = re.compile(r"error|404|search|login|not-found|no-results|soeg|søg", re.IGNORECASE)


class Page(NamedTuple):
    """`start`, `end`: the segments among which the text runs, equal where none does; `language`: that it is in.

    `service`: the page says by its title, its heading or its classes that it is none of the site's articles. `notice`:
    where text too short to be called running stands, the same way.
    """

    start: int = 0
    end: int = 0
    language: str | None = None
    service: bool = False
    notice: tuple[int, int] = (0, 0)

    @property
    def article(self) -> bool:
        """Whether there is an article on the page."""
        return self.end > self.start and not self.service


def read_page(document: Document, leaves: Sequence[Leaf]) -> Page:
    """Return what a page is as a whole. `leaves`: the places of its segments.

    The text is the run of segments with most words above what furniture has (the greatest sum of a run, after Kadane).

    >>> from bilingual_pub.formats import html
    >>> from bilingual_pub.roles.slots import Slots
    >>> text = "It rained all night, and nobody in the allotments by the railway slept at all before the grey morning had come."
    >>> document = html.parse(f"<nav><a href=/>Forside</a></nav><h1>Rain</h1><p>{text}</p><footer>Kontakt</footer>")
    >>> read_page(document, Slots().leaves(document))
    Page(start=2, end=3, language='en', service=False, notice=(0, 0))
    """
    start, end, weight = _run(document.segments, leaves)
    service = _is_service(document)
    if weight <= _ENOUGH:
        return Page(service=service, notice=(start, end))
    return Page(start, end, _language(document.segments[start:end]), service)


def _language(segments: Iterable[Segment]) -> str | None:
    sample = ""
    for segment in segments:
        if segment.attribute is None and len(sample) < _SAMPLE:
            sample += f"{plain(segment.text)} "
    return language_of(sample[:_SAMPLE]) if sample else None


def _run(segments: Sequence[Segment], leaves: Sequence[Leaf]) -> tuple[int, int, int]:
    most = first = last = 0
    start = run = 0
    for index, segment in enumerate(segments):
        if segment.attribute is not None or segment.kind == "title":
            continue
        if run <= 0:
            run, start = 0, index
        text = segment.text
        words = text.count(" ") + 1
        weight = (min(_LONG, words)) - _SHORT
        if weight > 0 and words < _FURNITURE and "chrome inmost" in leaves[index].static:
            weight = -weight
        if segment.links and "<" not in text:
            weight -= _LINK
        run += weight
        if run > most:
            most, first, last = run, start, index + 1
    return first, last, most


def _is_service(document: Document) -> bool:
    if NOTHING.search(str(document.metadata.get("title", ""))):
        return True
    page = outline(document)
    for index, row in enumerate(page.rows):
        if row[0].name == "body":
            given = page.attributes(index)
            return any(name in {"class", "id"} and _SERVICE.search(value or "") for name, value in given)
    return False


def alone(document: Document, page: Page, leaves: Sequence[Leaf]) -> Iterator[tuple[str, ...]]:
    """Yield the features that each segment has from its page, where that is judged without its site.

    A page that has no furniture by its places is all text, however short.

    >>> from bilingual_pub.formats import html
    >>> from bilingual_pub.roles.slots import Slots
    >>> document = html.parse("<p>Forside<h1>Rain</h1><p>It rained.")
    >>> [" + ".join(found) for found in alone(document, Page(2, 3, "en"), Slots().leaves(document))][:2]
    ["before the running text + before the heading + not the article's language", "before the running text + the page's own name"]
    """
    segments = document.segments
    if page.start == page.end and not any("chrome inmost" in leaf.static for leaf in leaves):
        page = page._replace(end=len(segments))
    names = set() if page.service else _names(document)
    heading = next((i for i, s in enumerate(segments) if s.kind == "heading" and s.level == 1), 0)
    outside = (
        plain(s.text)
        for i, s in enumerate(segments)
        if not page.start <= i < page.end and s.kind != "metadata"
    )
    furniture = majority(outside) if page.language else None
    for index, segment in enumerate(segments):
        found = [_zone(index, page)]
        if index < heading:
            found.append("before the heading")
        if page.service:
            found.append("no article by its name")
        if plain(segment.text).strip(EDGES) in names:
            found.append("the page's own name")
        if page.language:
            found += language_features(plain(segment.text), [(page.language, 1)], furniture, language_of)
        yield tuple(found)


_PARTS = re.compile(r"\s+[|·–—»«:-]\s+")


def _names(document: Document) -> set[str]:
    """What the page calls itself: its main heading, and its title where it is not the site's beside it."""
    title = plain(str(document.metadata.get("title", "")))
    headings = (plain(s.text).strip(EDGES) for s in document.segments if s.kind == "heading" and s.level == 1)
    return {title, *_PARTS.split(title)[:1], *headings} - {""}


def _zone(index: int, page: Page) -> str:
    if page.start == page.end:
        first, last = page.notice
        return "in a short text" if first <= index < last else "no running text"
    if index < page.start:
        return "before the running text"
    return "in the running text" if index < page.end else "after the running text"


_LONGEST = 200
"""Longer texts are an article's, whatever their language."""


def language_of(text: str) -> str | None:
    """Return the language of a text, None where it may be in either, or is long. Each different text is looked at once.

    >>> language_of("Smid en kommentar"), language_of("Film")
    ('da', None)
    """
    return _detected(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=16384)
def _detected(text: str) -> str | None:
    from bilingual_pub.detect import detect  # noqa: PLC0415  # loads the detector's table

    return detect(text).language


_MOST_OF, _FEW = 2, 3


def majority(texts: Iterable[str]) -> str | None:
    """Return the language that most of the texts are in; None where that is not clear, or they are very few.

    >>> majority(["Læs mere", "Søg efter noget", "Om os", "About us"])
    'da'
    """
    counts = Counter(filter(None, map(language_of, texts))).most_common(2)
    if not counts or counts[0][1] < _FEW or (counts[1:] and counts[0][1] < _MOST_OF * counts[1][1]):
        return None
    return counts[0][0]
