"""What the pages of a large site share, and nothing of what only one says: it grows with the template, not with the pages.

A page asks what the others say of its texts. A text that only one of them has says nothing to another page, and what
it says on its own page the page itself knows. Counts beyond a few dozen are rounded, so that one page more changes
the verdict on no other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bilingual_pub.model import Document
from bilingual_pub.roles.evidence import SiteEvidence
from bilingual_pub.roles.features import Counts
from bilingual_pub.roles.slots import Leaf

__all__ = ["Shared", "rounded"]

_EXACT = 5
"""Bits of a count that are kept: up to 31 it is exact, beyond that right to six per cent."""


def rounded(number: int) -> int:
    """Return a count rounded down to its first five bits.

    >>> [rounded(number) for number in (0, 31, 100, 1000)]
    [0, 31, 100, 992]
    """
    low = max(0, number.bit_length() - _EXACT)
    return number >> low << low


@dataclass(frozen=True, slots=True)
class Shared:
    """What several pages say. `texts`: (pages, times, places, headings, bodies, apart) of texts on more pages than one.

    `languages`: their pages by the language of the articles. `slots`: (pages, times, inside, apart, texts) of each place
    of the template. `here`: place and text to pages. `values`: texts that fill a slot of another string. `furniture`:
    the language of what stands on most pages. `article_pages`: how many have an article.

    >>> from bilingual_pub.formats import html
    >>> pages = [html.parse(f"<nav><a>Forside</a></nav><p>{n}. side</p>") for n in range(3)]
    >>> evidence = SiteEvidence()
    >>> for page in pages:
    ...     evidence.add(page)
    >>> sorted(Shared.of(evidence).texts)
    ['Forside']
    """

    pages: int
    texts: dict[str, tuple[int, int, int, int, int, int]] = field(default_factory=dict)
    languages: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    slots: dict[str, tuple[int, int, int, int, int]] = field(default_factory=dict)
    here: dict[str, dict[str, int]] = field(default_factory=dict)
    values: frozenset[str] = frozenset()
    furniture: str | None = None
    article_pages: int = 0

    @classmethod
    def of(cls, evidence: SiteEvidence) -> Shared:
        """Return what of the evidence more pages than one share."""
        all_texts = evidence.texts
        texts = {
            key: (
                rounded(said.pages), rounded(said.times), rounded(said.places), rounded(said.headings), rounded(said.bodies),
                rounded(said.apart),
            )
            for key, said in all_texts.items() if said.pages > 1
        }  # fmt: skip
        languages = {
            key: tuple((language, rounded(pages)) for language, pages in all_texts[key].languages)
            for key in texts
        }
        sources = evidence.slots
        slots = {
            key: (
                rounded(stand.pages),
                rounded(stand.times),
                rounded(stand.inside),
                rounded(stand.apart),
                rounded(len(sources[key])),
            )
            for key, stand in evidence.slot_counts.items()
        }
        here = {
            slot: {source: rounded(pages) for source, pages in found.items() if pages > 1}
            for slot, found in sources.items()
        }
        values = frozenset(key for key, said in all_texts.items() if said.values)
        return cls(
            rounded(evidence.pages), texts, languages, slots, here, values, evidence.furniture, rounded(evidence.article_pages)
        )  # fmt: skip

    def seen_from(self, document: Document, leaves: list[Leaf]) -> SeenFrom:
        """Return what is known of the texts of one page: by all, and by itself. `leaves`: those of its segments."""
        own = SiteEvidence()
        own.add(document, leaves)
        return SeenFrom(self, own)

    def entries(self) -> Iterable[str]:
        """Yield all of it in a stable order: where it is the same, so is every verdict that rests on it."""
        yield f"{self.pages} {self.article_pages} {self.furniture}"
        for name in ("texts", "languages", "slots"):
            yield from (f"{name} {key} {value}" for key, value in sorted(getattr(self, name).items()))
        for slot, sources in sorted(self.here.items()):
            yield from (f"{slot} {source} {pages}" for source, pages in sorted(sources.items()))
        yield from sorted(self.values)


@dataclass(frozen=True, slots=True)
class SeenFrom:
    """What a site shares, and what a page of it says itself of what it shares with none."""

    shared: Shared
    own: SiteEvidence

    def counts(self, leaf: Leaf, text: str) -> Counts | None:
        """Return what is known of a text of this page at its place, as `SiteEvidence.counts` does."""
        alone = self.own.counts(leaf, text)
        if alone is None:
            return None
        shared, heading, body = self.shared, "kind heading1" in leaf.static, "body inmost" in leaf.static
        key, source = self.own.keys(text)
        known = shared.texts.get(key)
        slot_pages, slot_times, inside, apart, slot_texts = shared.slots.get(leaf.key) or (
            alone.slot_pages, alone.slot_times, alone.inside, alone.apart, alone.slot_texts,
        )  # fmt: skip
        pages, times, places, headings, bodies, text_apart = known or (
            1, alone.text_times, alone.slots, alone.headings, alone.bodies, alone.text_apart,
        )  # fmt: skip
        return Counts(
            max(1, shared.pages), pages, times, places, slot_pages,
            min(slot_pages, shared.here.get(leaf.key, {}).get(source, 1)), slot_texts, slot_times,
            0 if heading else headings, 0 if body else bodies, int(key in shared.values) or alone.values,
            min(inside, slot_times), min(apart, slot_times), text_apart, shared.languages.get(key, alone.languages),
            shared.article_pages,
        )  # fmt: skip

    def is_shared(self, leaf: Leaf, text: str) -> bool:
        """Whether all that is known of a text is known by all, so that it is judged the same on every page."""
        key, source = self.own.keys(text)
        return key in self.shared.texts and source in self.shared.here.get(leaf.key, {})
