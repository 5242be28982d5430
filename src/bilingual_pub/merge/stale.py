"""Which translation is older than its source, block by block: a fingerprint of each source block is kept."""

from __future__ import annotations

import hashlib
from typing import Any

from bilingual_pub.formats.inline import plain
from bilingual_pub.merge.region import article_segments
from bilingual_pub.model import Bead, Bitext, Document, Span

__all__ = ["SOURCE_HASHES", "fingerprint", "source_hashes", "stale_spans"]

SOURCE_HASHES = "source_hashes"
"""The front matter key (or `<meta name>`) in which a translation keeps the fingerprints of its source's blocks."""


# Letters alone, since YAML takes 536741239901 and 5e1234567890 in somebody's front matter for numbers; no vowels, so
# that they make no words.
_LETTERS = str.maketrans("0123456789abcdef", "bcdfghjklmnpqrst")


def fingerprint(text: str) -> str:
    r"""Return twelve letters that change when a block's wording does, not when its markup does.

    The first 48 bits of SHA-256 of the text without tags, white space folded, four bits a letter.

    >>> fingerprint("Læs <a>hele</a>\nartiklen") == fingerprint("Læs hele artiklen")
    True
    """
    digest = hashlib.sha256(" ".join(plain(text).split()).encode("utf-8", "replace")).hexdigest()
    return digest[:12].translate(_LETTERS)


def source_hashes(document: Document) -> list[str]:
    """Return the fingerprints to note in a translation of `document` while it is up to date.

    >>> from bilingual_pub.formats import html
    >>> source_hashes(html.parse("<p>Hej")) == [fingerprint("Hej")]
    True
    """
    running = (s for s in article_segments(document) if s.attribute is None)
    return [fingerprint(segment.text) for segment in running]


def stale_spans(bitext: Bitext) -> frozenset[Span]:
    """Return the spans of those source segments that changed since the target noted their fingerprints.

    Nothing is stale in a target that notes none.

    >>> stale_spans(Bitext(Document("Hej"), Document("Hi")))
    frozenset()
    """
    noted = _noted(bitext.target.metadata.get(SOURCE_HASHES))
    if not noted:
        return frozenset()
    return frozenset(s.span for bead in bitext.beads for s in _changed(bead, noted))


def _changed(bead: Bead, noted: frozenset[str]) -> list[Any]:
    if not bead.target:
        return []
    return [segment for segment in bead.source if fingerprint(segment.text) not in noted]


def _noted(value: Any) -> frozenset[str]:
    if isinstance(value, str):
        value = value.replace(",", " ").split()
    return frozenset(map(str, value)) if isinstance(value, list) else frozenset()
