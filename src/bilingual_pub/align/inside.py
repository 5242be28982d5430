"""Sentences inside a bead, paired as blocks are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bilingual_pub.align.blocks import blocks
from bilingual_pub.align.lexicon import Lexicon
from bilingual_pub.align.pages import paired_blocks
from bilingual_pub.model import Bead, Segment
from bilingual_pub.sentences import split

__all__ = ["align_sentences"]


def align_sentences(
    bead: Bead, source_language: str | None, target_language: str | None, *, lexicon: Lexicon | None = None
) -> tuple[Bead, ...]:
    """Pair the sentences of the two sides of `bead`.

    Each sentence is a copy of its segment with its own part of the text; the span stays the whole segment's, and
    an inline tag may begin in one sentence and end in the next. A bead with one sentence on either side, or
    with an empty side, comes back as it is.

    >>> from bilingual_pub.model import Span
    >>> da = Segment("Døren er åben. Kom ind kl. 10.", Span(0, 30))
    >>> en = Segment("The door is open. Come in at 10.", Span(0, 32))
    >>> [bead.target[0].text for bead in align_sentences(Bead((da,), (en,)), "da", "en")]
    ['The door is open.', 'Come in at 10.']
    """
    left, right = _sentences(bead.source, source_language), _sentences(bead.target, target_language)
    if min(len(left), len(right)) <= 1 and (len(left) == len(right) or not (left and right)):
        return (bead,)
    pair = blocks(left, source_language), blocks(right, target_language)
    return paired_blocks(*pair, (source_language, target_language), lexicon)[0]


def _sentences(segments: Sequence[Segment], tag: str | None) -> list[Segment]:
    return [replace(segment, text=text) for segment in segments for text in split(segment.text, tag)]
