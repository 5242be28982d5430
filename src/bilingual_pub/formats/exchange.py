"""What the exchange formats (TMX, XLIFF, JSON Lines, TSV) have in common: rows out of a bitext, translations back in."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version

from bilingual_pub.formats.inline import escape, pieces
from bilingual_pub.model import Bead, Bitext, Document, Segment

__all__ = ["CREATOR", "Row", "Translation", "languages", "lookup", "rows", "stamp", "tool_version"]

CREATOR = "bilingual_pub"

_DIGITS = re.compile(r"-?\d+$")


@dataclass(frozen=True, slots=True)
class Row:
    """One bead as a line of exchange: both texts in the notation of `Segment.text`, "" where a side is empty."""

    source: str
    target: str
    bead: Bead

    @property
    def first(self) -> Segment:
        """The segment that says what kind of text this is: the source's first, else the target's.

        >>> from bilingual_pub.model import Span
        >>> Row("Hej", "", Bead((Segment("Hej", Span(0, 3)),), ())).first.kind
        'paragraph'
        """
        return (self.bead.source or self.bead.target)[0]


@dataclass(frozen=True, slots=True)
class Translation:
    """What came back: both texts in the notation of `Segment.text`.

    `final`: whether the file calls the translation done (not fuzzy, new or in need of review). `id`: the unit's
    name in the file, "" where it has none.
    """

    source: str
    target: str
    source_language: str | None = None
    target_language: str | None = None
    final: bool = True
    id: str = ""


def rows(bitext: Bitext) -> Iterator[Row]:
    """Yield the beads that hold text, in order; the segments of one side joined by a space.

    >>> from bilingual_pub.model import Span
    >>> segments = [Segment(text, Span(0, 1)) for text in ("Se <a>her</a>.", "Og <a>der</a>.", "See <a>here</a>.")]
    >>> row, = rows(Bitext(Document(""), Document(""), (Bead(tuple(segments[:2]), (segments[2],)),)))
    >>> row.source, row.target
    ('Se <a>her</a>. Og <a2>der</a2>.', 'See <a>here</a>.')
    """
    for bead in bitext.beads:
        source, target = _joined(bead.source), _joined(bead.target)
        if source or target:
            yield Row(source, target, bead)


def _joined(segments: Sequence[Segment]) -> str:
    if len(segments) == 1:
        return segments[0].text
    counts: dict[str, int] = {}
    return " ".join(_renumbered(segment.text, counts) for segment in segments)


def _renumbered(text: str, counts: dict[str, int]) -> str:
    """Number the tags of `text` on from `counts`, as if the segments before it had been one with it."""
    names: dict[str, str] = {}
    out: list[str] = []
    for kind, value in pieces(text):
        if kind == "text":
            out.append(escape(value))
            continue
        if value not in names:
            base = _DIGITS.sub("", value) or value
            counts[base] = counts.get(base, 0) + 1
            names[value] = base if counts[base] == 1 else f"{base}{counts[base]}"
        name = names[value]
        out.append({"open": f"<{name}>", "close": f"</{name}>"}.get(kind, f"<{name}/>"))
    return "".join(out)


def languages(bitext: Bitext) -> tuple[str, str]:
    """Return the language of each side: the bitext's, else what was detected or declared, else "und".

    >>> languages(Bitext(Document("", language="da"), Document("", article_language="en")))
    ('da', 'en')
    """
    return (
        bitext.source_language or _language(bitext.source),
        bitext.target_language or _language(bitext.target),
    )


def _language(document: Document) -> str:
    return document.article_language or document.language or "und"


def lookup(translations: Iterable[Translation]) -> dict[str, str]:
    """Return the final translations by source, as `bilingual_pub.translate` takes them; the first of twins counts.

    >>> lookup([Translation("Hej", "Hi"), Translation("Dav", "Hi", final=False)])
    {'Hej': 'Hi'}
    """
    found: dict[str, str] = {}
    for translation in translations:
        if translation.final and translation.source and translation.target:
            found.setdefault(translation.source, translation.target)
    return found


def stamp(date: datetime | None) -> datetime | None:
    """Return the moment to write into a file: `date`, else SOURCE_DATE_EPOCH, else None: no clock is read.

    >>> stamp(datetime(2026, 5, 3, tzinfo=UTC)).year
    2026
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if date is None and epoch.isdigit():
        date = datetime.fromtimestamp(int(epoch), UTC)
    return date.astimezone(UTC) if date else None


@cache
def tool_version() -> str:
    """Return the version of this library.

    >>> tool_version().count(".") >= 1
    True
    """
    return version("bilingual-pub")
