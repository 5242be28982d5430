"""What differs between an article and its translation and should not: numbers, dates, addresses."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bilingual_pub.check import calendar, facts
from bilingual_pub.check.rules import Pair, diagnostics
from bilingual_pub.formats import po
from bilingual_pub.formats.inline import plain
from bilingual_pub.model import Bitext, Diagnostic, Segment

__all__ = ["check_bitext"]

_SURE = 0.5
"""Blocks that are as likely not a pair as one differ for a better reason."""


def check_bitext(bitext: Bitext, *, ignore: Collection[str] = ()) -> Iterator[Diagnostic]:
    """Yield where the two sides of a pair say different numbers, dates or addresses, in either language's notation.

    Nothing is rewritten: an editor decides. `ignore`: names of rules to leave out.

    >>> from bilingual_pub.model import Bead, Document, Span
    >>> da, en = Segment("Det koster 90 kr.", Span(0, 17)), Segment("It costs DKK 80.", Span(0, 16))
    >>> bitext = Bitext(Document("", path="a.da.md"), Document(""), (Bead((da,), (en,)),))
    >>> [found.message for found in check_bitext(bitext)]
    ['numbers that are not in both texts: 90, 80']
    """
    languages = (bitext.source_language or "da", bitext.target_language or "en")
    for bead in bitext.beads:
        if not bead.source or not bead.target or bead.confidence < _SURE or bead.source[0].kind == "code":
            continue
        first = bead.source[0]
        texts = (_text(bead.source), _text(bead.target))
        pair = Pair(*texts, po.Entry(texts[0], (texts[1],), line=first.line), *languages)
        for rule in (*facts.RULES, *calendar.RULES):
            if rule.name not in ignore:
                yield from diagnostics(rule, pair, bitext.source.path)


def _text(segments: tuple[Segment, ...]) -> str:
    return " ".join(plain(segment.text) for segment in segments)
