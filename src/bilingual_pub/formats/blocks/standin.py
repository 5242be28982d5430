"""A stand-in for a post that the HTML parser understands, and the way back from its offsets to the post's own.

Shortcodes become template islands, and a blank line of a classic post becomes the end of a paragraph, as it is
when WordPress shows it (`wpautop()`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from bilingual_pub.formats.blocks.comments import block_comments
from bilingual_pub.model import Span

__all__ = ["BREAK", "StandIn", "stand_in"]


class StandIn(NamedTuple):
    """`text` is the stand-in; `marks` what a stand-in for a shortcode means, `starts` and `shifts` the map back."""

    text: str
    marks: dict[str, str]
    starts: list[int]
    shifts: list[int]

    def offset(self, at: int) -> int:
        """Return the offset in the post of an offset in the stand-in; what was put in is nowhere but at its place."""
        index = bisect_right(self.starts, at)
        there = at + self.shifts[index - 1]
        return min(there, self.starts[index] + self.shifts[index]) if index < len(self.starts) else there

    def source(self, text: str) -> str:
        """Return `text` with every stand-in for a shortcode replaced by the shortcode.

        >>> stand_in("Se [galleri]").source("Se {{shortcode 0}}")
        'Se [galleri]'
        """
        return _MARK.sub(lambda match: self.marks.get(match[0], match[0]), text) if self.marks else text


_MARK = re.compile(r"\{[{%]shortcode [0-9]+[}%]\}")

# WordPress's own pattern (`get_shortcode_regex`) over the registered names; not knowing them, take what can only be
# one: a name of lower-case letters, and attributes that look like it.
_SHORTCODE = re.compile(
    r"""
    \[ (?P<end>/?) (?P<name> [a-z][a-z0-9_-]{1,60} )
    (?P<attributes> (?: \s+ (?: [\w-]{1,60} \s* = \s* (?: "[^"\]]*" | '[^'\]]*' | [^\s"'\]\[]+ ) | "[^"\]]*" | https?://[^\s\]\[]+ ) )*+ )
    \s*+ /? \] (?! \( | :\s )
    """,
    re.VERBOSE,
)
_VERBATIM = re.compile(r"<!--|<(pre|script|style|textarea|code)\b", re.IGNORECASE)
_BLANK = re.compile(r"\n[ \t\r]*\n\s*")
BREAK = "</paragraph-ends>"


def stand_in(text: str) -> StandIn:
    """Return the stand-in of a post's content.

    >>> stand_in("Se [galleri id='3'] her.").text
    'Se {{shortcode 0}} her.'
    """
    out: list[str] = []
    marks: dict[str, str] = {}
    starts, shifts = [0], [0]
    length = position = 0
    for span, new, replaces in _edits(text):
        if span.start < position:
            continue
        if replaces:
            marks[new] = text[slice(*span)]
        out += (text[position : span.start], new)
        length += span.start - position + len(new)
        position = span.end
        starts.append(length)
        shifts.append(position - length)
    out.append(text[position:])
    return StandIn("".join(out), marks, starts, shifts)


def _edits(text: str) -> list[tuple[Span, str, bool]]:
    found = [(span, _mark(number, paired), True) for number, (span, paired) in enumerate(_shortcodes(text))]
    return sorted([*found, *((Span(end, end), BREAK, False) for end in _paragraph_ends(text))])


def _mark(number: int, paired: bool) -> str:
    # An expression may end a sentence ("Skriv til [mail]"), a statement is no part of it ("[caption]... [/caption]").
    return f"{{%shortcode {number}%}}" if paired else f"{{{{shortcode {number}}}}}"


def _shortcodes(text: str) -> Iterator[tuple[Span, bool]]:
    if "[" not in text:
        return
    outside = _outside(text)
    found = [match for match in _SHORTCODE.finditer(text) if not outside(match.start())]
    ended = {match["name"] for match in found if match["end"]}
    for match in found:
        word = not match["attributes"] and match["name"] not in ended
        # "[sic]" and "[red.]" are an editor's; WordPress would leave a name it does not know as it stands, too.
        if not (word and match["name"] in _EDITORIAL):
            yield Span(*match.span()), match["name"] in ended


_EDITORIAL = frozenset(
    {"sic", "red", "ed", "eds", "note", "citat", "quote", "udeladt", "fortsat", "nu", "her"}
)


def _outside(text: str) -> _Regions:
    spans: list[Span] = []
    unclosed: set[str] = set()
    at = 0
    while match := _VERBATIM.search(text, at):
        at, name = match.end(), (match[1] or "").lower()
        if name in unclosed:
            continue
        closing = re.compile(rf"</{name}\s*>" if name else "-->", re.IGNORECASE).search(text, at)
        if closing:
            at = closing.end()
            spans.append(Span(match.start(), at))
        else:
            unclosed.add(name)  # looked for once, so that a post full of openings is read in linear time
    return _Regions(spans)


class _Regions:
    """Says whether an offset lies in one of the stretches where nothing is to be found."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]

    def __call__(self, at: int) -> bool:
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self._spans[index].end


def _paragraph_ends(text: str) -> Iterator[int]:
    """Yield where a paragraph of classic text ends: at a blank line outside of every block."""
    if not _BLANK.search(text):
        return
    in_block, outside = _Regions(_blocks(text)), _outside(text)
    for match in _BLANK.finditer(text):
        if not in_block(match.start()) and not outside(match.start()):
            yield match.start()


def _blocks(text: str) -> list[Span]:
    spans, depth, start = [], 0, 0
    for comment in block_comments(text):
        if comment.lone or comment.name in {"freeform", "core/freeform"}:
            continue
        if not depth:
            start = comment.span.start
        depth = max(0, depth - 1) if comment.closes else depth + 1
        if not depth:
            spans.append(Span(start, comment.span.end))
    return [*spans, Span(start, len(text))] if depth else spans
