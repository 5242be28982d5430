"""An article that mixes languages block by block: each page shows its own language's blocks as they are written,
and the others by a catalog, so there is one catalog for each direction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bilingual_pub.formats.po import Catalog
from bilingual_pub.merge.pairing import Missing, Stale
from bilingual_pub.merge.translated import Translation, translated
from bilingual_pub.model import Bead, Bitext, Diagnostic, Document

__all__ = ["foreign_to", "is_mixed", "mixed"]

_SHARE = 0.1
"""From a tenth of its words on, the other language is more than a quotation."""


def is_mixed(document: Document, other: str) -> bool:
    """Whether so much of an article is in the `other` language that its blocks must be told apart.

    >>> from bilingual_pub.documents import parse
    >>> text = "<p>Vi mødte ham en mandag i regnvejr.</p><p>What a day, he said, and sat down on the floor.</p>"
    >>> is_mixed(parse(text), "en"), is_mixed(parse("<p>Vi mødte ham en mandag i regnvejr.</p>"), "en")
    (True, False)
    """
    own = [segment for segment in document.segments if segment.role == "article" and segment.language]
    foreign = sum(len(segment.text.split()) for segment in own if segment.language == other)
    return foreign > _SHARE * sum(len(segment.text.split()) for segment in own)


def foreign_to(document: Document, language: str) -> Document:
    """Return the document with only those segments the article's that are not in `language` already.

    >>> from bilingual_pub.model import Segment, Span
    >>> segment = Segment("Hej", Span(0, 3), role="article", language="da")
    >>> foreign_to(Document("Hej", segments=(segment,)), "da").segments[0].role
    'ui'
    """
    segments = tuple(replace(s, role="ui") if s.language == language else s for s in document.segments)
    return replace(document, segments=segments)


def mixed(
    document: Document,
    catalogs: Mapping[str, Catalog],
    languages: tuple[str, str],
    missing: Missing,
    stale: Stale,
) -> tuple[Bitext, tuple[Diagnostic, ...]]:
    """Return the article in both languages, aligned block by block, and what is missing or old.

    `catalogs`: by the language they translate into.
    """
    first, second = (
        translated(document, catalogs[here], here, source_language=there, missing=missing, stale=stale)
        for here, there in (languages, languages[::-1])
    )
    one, two = first.bitext.target, second.bitext.target
    found = (*first.diagnostics, *second.diagnostics)
    return Bitext(one, two, tuple(_beads(first, second)), *languages), found


def _beads(first: Translation, second: Translation) -> Iterator[Bead]:
    """Both translations have a bead for each segment of the document, in its order."""
    for here, there in zip(first.bitext.beads, second.bitext.beads, strict=True):
        if here.target or there.target:
            yield Bead(here.target, there.target, reasons=("catalog",))
