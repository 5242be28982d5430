"""What all pages of a site say together: counts only, so that pages can be read, counted and let go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from hashlib import blake2b
from typing import Any

from bilingual_pub.formats.inline import plain
from bilingual_pub.model import Document
from bilingual_pub.patterns import Sightings
from bilingual_pub.roles.features import Counts
from bilingual_pub.roles.slots import Leaf, Slots

__all__ = ["SiteEvidence", "text_key"]

_LONG, _LONG_SOURCE = 90, 200
"""Longer texts are counted by their digest: nobody asks for their words again."""

_EDGES = " \t\n¶§#\uf0c1\U0001f517"
"""Signs of the link that themes hang on a heading; the heading is the same without."""

_PIECE = re.compile(r"<(?:a|span|b|strong|em|time)\d*>([^<>]{2,90})</")
"""What stands in tags of its own inside a longer string."""


def text_key(text: str, *, bare: bool = False) -> str:
    """Return the key a text is counted under: without inline tags and anchor signs; long ones as a digest.

    `bare`: the tags are off already.

    >>> text_key("Læs <a>mere</a>")
    'Læs mere'
    """
    key = (text if bare or ("<" not in text and "&" not in text) else plain(text)).strip(_EDGES)
    return key if len(key) <= _LONG else _digest(key)


def _source_key(text: str) -> str:
    return text if len(text) <= _LONG_SOURCE else _digest(text)


def _digest(text: str) -> str:
    return "#" + blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@dataclass(slots=True)
class SiteEvidence:
    """Counts over the pages of a site. Add pages one by one; merge what several workers have counted.

    `pages`: how many. `texts`: text to (pages, times). `slots`: place to text to pages. `slot_pages`,
    `slot_times`: place to pages and to occurrences. `headings`, `bodies`, `values`: text to pages.
    `articles`: places inside article bodies.

    >>> from bilingual_pub.formats import html
    >>> evidence = SiteEvidence()
    >>> for title in ("Rabarber", "Kartofler"):
    ...     evidence.add(html.parse(f"<nav><a>Forside</a></nav><h1>{title}</h1>"))
    >>> evidence.pages, evidence.texts["Forside"], evidence.texts["Rabarber"]
    (2, [2, 2], [1, 1])
    """

    pages: int = 0
    texts: dict[str, list[int]] = field(default_factory=dict)
    slots: dict[str, dict[str, int]] = field(default_factory=dict)
    slot_pages: dict[str, int] = field(default_factory=dict)
    slot_times: dict[str, int] = field(default_factory=dict)
    headings: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, int] = field(default_factory=dict)
    values: dict[str, int] = field(default_factory=dict)
    text_slots: dict[str, set[str]] = field(default_factory=dict)
    articles: set[str] = field(default_factory=set)

    def add(self, document: Document, slots: Slots | None = None) -> None:
        """Count one page. `slots`: what the caller already knows of the template, shared over its pages."""
        leaves = (slots or Slots()).leaves(document)
        seen_texts: set[str] = set()
        seen_pairs: set[tuple[str, str]] = set()
        for segment, leaf in zip(document.segments, leaves, strict=True):
            key = text_key(segment.text)
            self._count_text(key, new=key not in seen_texts)
            seen_texts.add(key)
            pair = (leaf.key, _source_key(segment.text))
            self._count_slot(pair, key, new=pair not in seen_pairs)
            seen_pairs.add(pair)
        self._count_once(self.slot_pages, {slot for slot, _ in seen_pairs})
        self._count_once(self.headings, _headings(document, leaves))
        self._count_once(self.bodies, _bodies(document, leaves))
        self._count_once(self.values, _values(document, leaves))
        self.articles.update(leaf.key for leaf in leaves if _is_article(leaf))
        self.pages += 1

    def _count_text(self, key: str, *, new: bool) -> None:
        counts = self.texts.setdefault(key, [0, 0])
        counts[0] += new
        counts[1] += 1

    def _count_slot(self, pair: tuple[str, str], key: str, *, new: bool) -> None:
        slot, source = pair
        self.slot_times[slot] = self.slot_times.get(slot, 0) + 1
        if new:
            texts = self.slots.setdefault(slot, {})
            texts[source] = texts.get(source, 0) + 1
            self.text_slots.setdefault(key, set()).add(slot)

    @staticmethod
    def _count_once(into: dict[str, int], keys: Iterable[str]) -> None:
        for key in keys:
            into[key] = into.get(key, 0) + 1

    def merge(self, other: SiteEvidence) -> None:
        """Add what another worker has counted on other pages of the same site.

        >>> one, two = SiteEvidence(), SiteEvidence()
        >>> two.add(Document(""))
        >>> one.merge(two)
        >>> one.pages
        1
        """
        self.pages += other.pages
        for key, (pages, times) in other.texts.items():
            counts = self.texts.setdefault(key, [0, 0])
            counts[0] += pages
            counts[1] += times
        for slot, texts in other.slots.items():
            mine = self.slots.setdefault(slot, {})
            for source, pages in texts.items():
                mine[source] = mine.get(source, 0) + pages
        for key, places in other.text_slots.items():
            self.text_slots.setdefault(key, set()).update(places)
        self.articles |= other.articles
        for name in ("slot_pages", "slot_times", "headings", "bodies", "values"):
            into = getattr(self, name)
            for key, number in getattr(other, name).items():
                into[key] = into.get(key, 0) + number

    def rows(self) -> dict[str, Any]:
        """Return the counts as values that JSON can hold, for `from_rows`.

        >>> evidence = SiteEvidence()
        >>> evidence.add(Document(""))
        >>> SiteEvidence.from_rows(evidence.rows()) == evidence
        True
        """
        found = {each.name: getattr(self, each.name) for each in fields(self)}
        places = {key: sorted(places) for key, places in self.text_slots.items()}
        return {**found, "text_slots": places, "articles": sorted(self.articles)}

    @classmethod
    def from_rows(cls, rows: Mapping[str, Any]) -> SiteEvidence:
        """Return the counts that `rows` gave."""
        places = {key: set(places) for key, places in rows["text_slots"].items()}
        return cls(**{**rows, "text_slots": places, "articles": set(rows["articles"])})

    def counts(self, leaf: Leaf, text: str, bare: str | None = None) -> Counts | None:
        """Return what the site says of a segment's text at this place; None where it was never added.

        `bare`: the text without inline tags, where the caller has it already.
        """
        key, source = self.keys(text, bare)
        texts = self.slots.get(leaf.key, {})
        if source not in texts or key not in self.texts:
            return None
        pages, times = self.texts[key]
        return Counts(
            self.pages,
            pages,
            times,
            len(self.text_slots[key]),
            self.slot_pages[leaf.key],
            texts[source],
            len(texts),
            self.slot_times[leaf.key],
            0 if "kind heading1" in leaf.static else self.headings.get(key, 0),
            0 if "body inmost" in leaf.static else self.bodies.get(key, 0),
            self.values.get(key, 0),
        )

    @staticmethod
    def keys(text: str, bare: str | None = None) -> tuple[str, str]:
        """Return what a text is counted under, at large and at its place."""
        return text_key(text if bare is None else bare, bare=bare is not None), _source_key(text)

    def sightings(self) -> Sightings:
        """Return what patterns are found in."""
        return Sightings(
            self.slots, self.texts.keys() | self.values.keys(), self.headings.keys(), self.articles
        )


def _is_article(leaf: Leaf) -> bool:
    return "body inmost" in leaf.static and "comment name" not in leaf.static


def _headings(document: Document, leaves: list[Leaf]) -> set[str]:
    return {
        text_key(segment.text)
        for segment, leaf in zip(document.segments, leaves, strict=True)
        if "kind heading1" in leaf.static or "headline name" in leaf.static
    }


def _bodies(document: Document, leaves: list[Leaf]) -> set[str]:
    return {
        text_key(segment.text)
        for segment, leaf in zip(document.segments, leaves, strict=True)
        if "body inmost" in leaf.static
    }


def _values(document: Document, leaves: list[Leaf]) -> set[str]:
    found: set[str] = set()
    for segment, leaf in zip(document.segments, leaves, strict=True):
        if "body inmost" in leaf.static:
            continue
        if "<" in segment.text:
            found.update(piece.strip() for piece in _PIECE.findall(segment.text))
        elif "link" in leaf.static and "terms name" in leaf.static:
            found.add(text_key(segment.text))
    return found
