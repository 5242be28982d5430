"""A translator's text back into HTML: the document's own tags, everything else escaped."""

from __future__ import annotations

import re

from bilingual_pub.errors import TranslationError
from bilingual_pub.formats.inline import assemble
from bilingual_pub.formats.refusal import refusal
from bilingual_pub.model import Segment

__all__ = ["render"]

# Bounded by what it may not hold: a "<" is looked at no further than the next one.
_MARKUP = re.compile(r"</?[a-zA-Z!][^<>]*+>")
# XML allows no others (XML 1.0, 2.2), HTML calls them parse errors (13.2.3.5).
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def render(segment: Segment, text: str, *, quote: str = '"') -> str:
    """Return the source that puts `text` in the place of `segment`.

    `quote`: what stands round an attribute's value in the document; "" for an unquoted one. Raises
    TranslationError where the tags of `text` are not the segment's (missing, extra, crossed, unknown), where it
    is empty, and where it would become markup or template code that the source has not.

    >>> from bilingual_pub.formats.html import parse
    >>> segment = parse('<p>Læs <a href="x.html">mere</a> & se</p>').segments[0]
    >>> render(segment, "Read <a>more</a> & see")
    'Read <a href="x.html">more</a> &amp; see'
    """
    tame = _tame(segment, text, quote)
    return _slowly(segment, text, quote) if tame is None else tame


def _slowly(segment: Segment, text: str, quote: str) -> str:
    wrong = refusal(segment, text, control=_CONTROL, markup=_MARKUP)
    if wrong:
        raise TranslationError(wrong)
    if segment.attribute is None:
        return assemble(segment.tags, text, _escape_text)
    return assemble(segment.tags, text, lambda literal: _escape_value(literal, quote))


# Words with none of these can't be refused, and read in HTML as they stand; in a quoted value neither may a quote be.
_WILD = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f&<>{]")
_WILD_VALUE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f&<>{\"']")
_TAG = re.compile(r"(</?[a-z][a-z0-9-]{0,39}/?>)")


def _tame(segment: Segment, text: str, quote: str) -> str | None:
    """Return the source of a text that nothing can be wrong with, None where that has to be looked into.

    Nine of ten translations are so: words by the book between the segment's own tags in their own order.
    """
    if segment.attribute is not None:
        fine = quote and not segment.tags and text.strip() and not _WILD_VALUE.search(text)
        return text if fine else None
    if not segment.tags:
        return text if text.strip() and not _WILD.search(text) else None
    pieces = _TAG.split(text)
    words = "".join(pieces[::2])
    if not words.strip() or _WILD.search(words) or pieces[1::2] != _TAG.findall(segment.text):
        return None
    sources: dict[str, str] = {}
    for tag in segment.tags:
        name = tag.name
        if tag.lone:
            sources[f"<{name}/>"] = tag.open
        else:
            sources[f"<{name}>"], sources[f"</{name}>"] = tag.open, tag.close
    pieces[1::2] = [sources.get(piece, "") for piece in pieces[1::2]]
    return "".join(pieces) if all(pieces[1::2]) else None


def _escape_text(literal: str) -> str:
    return literal.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _escape_value(literal: str, quote: str) -> str:
    value = literal.replace("&", "&amp;").replace("<", "&lt;")
    if quote == '"':
        return value.replace('"', "&quot;")
    if quote == "'":
        return value.replace("'", "&#39;")
    return re.sub(r"""[ \t\n\f\r"'=>`]""", lambda match: f"&#{ord(match[0])};", value)
