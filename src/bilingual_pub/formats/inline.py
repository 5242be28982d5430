"""The notation of inline markup inside a segment's text: ``Læs <a>hele artiklen</a>``, ``<br/>``, ``<x/>``.

Tags stand by bare name; a second of the same name is numbered. Literal text that would read as such a tag has
its ``<`` written ``&lt;``; nothing else is escaped, so a translator sees plain language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from bilingual_pub.model import InlineTag

__all__ = ["Piece", "assemble", "escape", "is_tag", "pieces", "plain", "problem", "unescape"]

# Bounded, so that "<" followed by a megabyte of letters costs no more than 40 steps.
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]{0,39})(/?)>")
_LONE, _PAIRED = re.compile(r"<[a-z][a-z0-9-]{0,39}/>"), re.compile(r"</?[a-z][a-z0-9-]{0,39}/?>")
_SPACES = re.compile("  +")
_LITERAL = re.compile(r"<(?=/?[a-z][a-z0-9-]{0,39}/?>)")
_ESCAPED = re.compile(r"&((?:amp;)*lt;)")


class Piece(NamedTuple):
    """A run of literal text, or a tag: `kind` is "text", "open", "close" or "lone"; `value` the text or name."""

    kind: str
    value: str


def escape(literal: str) -> str:
    """Return literal text in the notation: what would read as a tag is kept from doing so.

    >>> escape("a < b, but <b> is a tag and &lt; an entity")
    'a < b, but &lt;b> is a tag and &amp;lt; an entity'
    """
    if "lt;" in literal:
        literal = _ESCAPED.sub(r"&amp;\1", literal)
    return _LITERAL.sub("&lt;", literal) if "<" in literal else literal


def unescape(text: str) -> str:
    """Undo `escape` on a run without tags.

    >>> unescape("a &lt;b> and &amp;lt;")
    'a <b> and &lt;'
    """
    if "lt;" not in text:
        return text
    return _ESCAPED.sub(lambda m: "<" if m[1] == "lt;" else "&" + m[1][4:], text)


def pieces(text: str) -> list[Piece]:
    """Take a segment's text (or a translation of it) apart; literal runs come back unescaped, none of them empty.

    >>> pieces("Se <a>her</a><br/>")
    [Piece(kind='text', value='Se '), Piece(kind='open', value='a'), Piece(kind='text', value='her'), \
Piece(kind='close', value='a'), Piece(kind='lone', value='br')]
    """
    if "<" not in text:
        return [Piece("text", unescape(text))] if text else []
    found: list[Piece] = []
    position = 0
    for tag in _TAG.finditer(text):
        if tag.start() > position:
            found.append(Piece("text", unescape(text[position : tag.start()])))
        kind = "close" if tag[1] else "lone" if tag[3] else "open"
        found.append(Piece(kind, tag[2]))
        position = tag.end()
    if position < len(text):
        found.append(Piece("text", unescape(text[position:])))
    return found


def is_tag(text: str) -> bool:
    """Whether the whole of `text` is one tag of the notation.

    >>> is_tag("<a2>"), is_tag("<a href=x>")
    (True, False)
    """
    return _TAG.fullmatch(text) is not None


def plain(text: str) -> str:
    """Return the words of a segment's text: tags taken off, a lone tag leaving a space where a break was.

    >>> plain("Læs <a>hele <em>artiklen</em></a><br/>nu")
    'Læs hele artiklen nu'
    """
    if "<" not in text:
        return unescape(text)
    if "lt;" in text:
        words = "".join(
            p.value if p.kind == "text" else " " if p.kind == "lone" else "" for p in pieces(text)
        )
    else:
        words = _PAIRED.sub("", _LONE.sub(" ", text) if "/>" in text else text)
    return (_SPACES.sub(" ", words) if "  " in words else words).strip(" ")


def problem(tags: Iterable[InlineTag], translation: str) -> str | None:
    """Return the name of the first tag that keeps `translation` from being put back, None when all is well.

    Every tag of the segment must be there exactly once, pairs closed and nested, and no other tag.

    >>> problem((InlineTag("a", "<a href=x>", "</a>"),), "<a>Read more</a>")
    >>> problem((InlineTag("a", "<a href=x>", "</a>"),), "Read more")
    'a'
    """
    wanted = {tag.name: tag.lone for tag in tags}
    stack: list[str] = []
    for kind, name in pieces(translation):
        if kind == "text":
            continue
        if kind == "close":
            if not stack or stack.pop() != name:
                return name
        elif wanted.pop(name, None) is not (kind == "lone"):
            return name
        elif kind == "open":
            stack.append(name)
    return next(iter(stack or wanted), None)


def assemble(tags: Iterable[InlineTag], translation: str, literal: Callable[[str], str]) -> str:
    """Put the document's own tags back into a translation; `literal` turns text runs into the format's source.

    Takes for granted that `problem` found nothing.

    >>> assemble((InlineTag("a", "<a href=x>", "</a>"),), "Read <a>more</a>", str.upper)
    'READ <a href=x>MORE</a>'
    """
    known = {tag.name: tag for tag in tags}
    out: list[str] = []
    for kind, value in pieces(translation):
        if kind == "text":
            out.append(literal(value))
        else:
            out.append(known[value].close if kind == "close" else known[value].open)
    return "".join(out)
