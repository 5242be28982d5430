"""A page taken apart into text and markup, by one regular expression where that is as exact as a tokenizer.

Outside a tag the tokenizer has one state for nearly all of a page, and only reads forwards from a "<". So a piece of
markup that the tokenizer reads alone, as one token and to its last character, it reads on the page just so. Pieces are
cut by a pattern, and each different one is checked once (`Tags`); a page with any piece that fails goes through the
tokenizer as a whole. Cutting costs as much as tokenizing, but then the text and the tags are there, where a token has
to be asked for each: 0.1 µs a question, 1,400 questions a page.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from turbohtml import TokenType, tokenize

from bilingual_pub.formats.html.shadow import ISLAND, Islands, shadow, unfolded
from bilingual_pub.formats.html.tags import Peculiar, Tag, Tags, tags
from bilingual_pub.formats.html.units import REFERENCE, TEXT, Part

__all__ = ["Scan", "cut", "text_parts", "tokens"]

# Every alternative takes all it can and gives nothing back, and what is not closed goes to the end of the page, so that
# nothing is read twice. That is no tag then, and fails its check, as does one that ends at a ">" in quotation marks.
_MARKUP = re.compile(
    r"""(<(?:!--[^-]*+(?:-(?!->)[^-]*+)*+(?:-->|\Z)
        |script\b[^>]*+>[^<]*+(?:<(?!/script>)[^<]*+)*+(?:</script>|\Z)
        |style\b[^>]*+>[^<]*+(?:<(?!/style>)[^<]*+)*+(?:</style>|\Z)
        |[^>]*+>?))""",
    re.VERBOSE,
)
_BRACE = re.compile(r"\{[{%#]")


class Scan(NamedTuple):
    """A page in order: `texts[0]`, `markup[0]`, `texts[1]` and so on. `tags` say what the markup means.

    `source`: what was read, as long as the page. `islands`: of templates, start to end; `source` hides them.
    """

    source: str
    texts: list[str]
    markup: list[str]
    tags: list[Tag]
    islands: Islands
    cut: bool  # by pattern


def cut(page: str) -> Scan:
    """Take a page apart by pattern. Raises Peculiar where only the tokenizer can.

    >>> cut("Læs <b>mere").texts, cut("Læs <b>mere").markup
    (['Læs ', 'mere'], ['<b>'])
    """
    if "{" in page and _BRACE.search(page):
        raise Peculiar
    pieces = _MARKUP.split(page)
    texts, markup, source = pieces[::2], pieces[1::2], page
    if "\r" in page:
        markup, source = [unfolded(piece) for piece in markup], unfolded(page)
    return Scan(source, texts, markup, list(map(_known(page).__getitem__, markup)), {}, cut=True)


def tokens(page: str) -> Scan:
    """Take a page apart by tokenizer, with the islands of templates out of its sight.

    >>> tokens("Læs <b title='{{ a }}'>{{ b }}").texts, tokens("Læs <b title='{{ a }}'>{{ b }}").islands
    (['Læs ', '{{ b }}'], {14: 21, 23: 30})
    """
    source, islands = shadow(page)
    known, position, before = _known(page), 0, 0
    scan = Scan(source, [], [], [], islands, cut=False)
    for token in tokenize(source, resolve_references=False, capture_source=True):
        if token.type is TokenType.TEXT:
            position += len(token.data or "")
        elif token.type is TokenType.CHARACTER_REFERENCE:
            position += len(token.source or "")
        else:
            piece = token.source or ""
            scan.texts.append(page[before:position])
            scan.markup.append(piece)
            scan.tags.append(known.get(piece) or known.read(token, piece))
            before = position = position + len(piece)
    # What the tokenizer dropped is a tag that the end of the file cuts off.
    scan.texts.append(page[before:position])
    return scan


def text_parts(text: str, start: int) -> list[Part]:
    """Take text apart into what stands as it is and character references. `start`: where it stands on the page.

    >>> text_parts("Te &amp; kaffe", 5)
    [(0, 5, 8, 'Te ', -1, False), (1, 8, 13, '&', -1, False), (0, 13, 19, ' kaffe', -1, False)]
    """
    if "&" not in text:
        return [(TEXT, start, start + len(text), text, -1, False)]
    parts: list[Part] = []
    end = position = 0
    for token in tokenize(unfolded(text.replace("<", ISLAND)), resolve_references=False, capture_source=True):
        if token.type is TokenType.TEXT:
            end += len(token.data or "")
            parts.append((TEXT, start + position, start + end, text[position:end], -1, False))
        else:
            end += len(token.source or "")
            parts.append((REFERENCE, start + position, start + end, token.data or "", -1, False))
        position = end
    return parts


def _known(page: str) -> Tags:
    return tags(xhtml=page.startswith("<?xml") or "//DTD XHTML" in page[:400])
