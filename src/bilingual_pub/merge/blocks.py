"""A document's body as blocks: what a layout may move, each with complete HTML and the segments inside it."""

from __future__ import annotations

import html
from bisect import bisect_right
from collections import deque
from dataclasses import replace

from bilingual_pub.merge.bodies import mark
from bilingual_pub.merge.html_blocks import KEPT, has_text, html_blocks
from bilingual_pub.merge.pairing import Block
from bilingual_pub.merge.parts import part_language
from bilingual_pub.merge.region import article_segments, has_chrome
from bilingual_pub.model import Document, Segment, Span

__all__ = ["blocks"]

_EMBEDS = frozenset("iframe video audio object embed figure picture".split())


def blocks(
    document: Document, *, sanitise: bool = False, alone: frozenset[Span] = frozenset()
) -> list[Block]:
    r"""Return the blocks of the article's body in order, chrome and metadata left out.

    With `sanitise`, each block's HTML is made safe by `bilingual_pub.merge.sanitise.clean`. `alone`: spans of
    segments without a counterpart; an item of a list or a row of a table that holds one gets `data-alone`.

    >>> [(block.name, block.html) for block in blocks(Document("Hej\n\n* en\n* to\n", format="markdown"))]
    [('p', '<p>Hej</p>'), ('ul', '<ul>\n<li>en</li>\n<li>to</li>\n</ul>')]
    """
    for known, options, found in tuple(_RECENT):  # a copy: other threads may add to it
        if known is document and options == (sanitise, alone):
            return list(found)
    made = _made(document, sanitise, alone)
    _RECENT.append((document, (sanitise, alone), tuple(made)))
    return made


# The outputs of one pair ask for its blocks eight times between them, of six documents (bodies and pages).
_RECENT: deque[tuple[Document, tuple[bool, frozenset[Span]], tuple[Block, ...]]] = deque(maxlen=8)


def _made(document: Document, sanitise: bool, alone: frozenset[Span]) -> list[Block]:
    found = _with_segments(document, _raw(document, alone))
    if has_chrome(document):
        chrome = {s.span for s in document.segments} - {s.span for s in article_segments(document)}
        last = max((b.span.end for b in found if b.segments), default=0)
        found = [
            b for b in found if b.segments or not _covers(b.span, chrome) or _is_the_articles(b, before=last)
        ]
    if sanitise:
        from bilingual_pub.merge.sanitise import clean  # noqa: PLC0415

        found = [replace(block, html=clean(block.html)) for block in found]
    return [_marked(block, document.article_language) for block in found if _shows(block)]


def _is_the_articles(block: Block, *, before: int) -> bool:
    """Whether a block whose only texts are the page's belongs to the article all the same.

    A film does, whatever its `title` says, and so does a form with article on both its sides; one below the
    article is the page's, for comments or a newsletter.
    """
    return block.name in _EMBEDS or (block.name == "form" and block.span.end < before)


def _shows(block: Block) -> bool:
    """Whether there is something to see: a `<div>` that Markdown left open and closed again is not."""
    return bool(block.segments or block.media) or block.name in KEPT or has_text(block.html)


def _raw(document: Document, alone: frozenset[Span]) -> list[Block]:
    if document.format == "html":
        return html_blocks(document, alone)
    if document.format == "markdown":
        from bilingual_pub.merge.markdown_blocks import markdown_blocks  # noqa: PLC0415

        return markdown_blocks(document, alone)
    return [_paragraph(segment) for segment in document.segments if segment.attribute is None]


def _marked(block: Block, language: str | None) -> Block:
    code = part_language(block.segments, language)
    if code is None or "lang=" in block.html:
        return block
    return replace(block, html=mark(block.html, lang=code))


def _paragraph(segment: Segment) -> Block:
    name = f"h{segment.level or 2}" if segment.kind == "heading" else "p"
    return Block(name, f"<{name}>{html.escape(segment.text)}</{name}>", segment.span)


def _with_segments(document: Document, found: list[Block]) -> list[Block]:
    starts = [block.span.start for block in found]
    inside: list[list[Segment]] = [[] for _ in found]
    for segment in article_segments(document):
        index = bisect_right(starts, segment.span.start) - 1
        if index >= 0 and segment.span.end <= found[index].span.end:
            inside[index].append(segment)
    return [replace(block, segments=tuple(s)) for block, s in zip(found, inside, strict=True)]


def _covers(span: Span, chrome: set[Span]) -> bool:
    return any(span.start <= other.start and other.end <= span.end for other in chrome)
