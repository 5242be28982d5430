"""A WordPress post's content: blocks and shortcodes are structure, kept byte for byte; the rest is HTML.

Texts in a block's JSON ("alt", "caption", a button's label) and the label of `<!--more-->` are segments too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace

from bilingual_pub.errors import TranslationError
from bilingual_pub.formats import html
from bilingual_pub.formats.blocks.comments import block_comments, from_json, json_texts, to_json
from bilingual_pub.formats.blocks.standin import BREAK, StandIn, stand_in
from bilingual_pub.formats.encoding import decode
from bilingual_pub.formats.inline import escape, unescape
from bilingual_pub.model import N_, Diagnostic, Document, Element, InlineTag, Segment, Span

__all__ = ["parse", "render"]

_MORE = "more"
_MORE_LABEL = re.compile(r"<!--more[ \t]+(\S[^<>]*?)\s*-->")


def parse(data: str | bytes, *, path: str | None = None) -> Document:
    r"""Read the content of a WordPress post, written in the block editor or before it.

    ``parse(data).to_bytes() == data``. A text in a block's JSON has its key for `attribute`, and no element; a
    classic post's paragraphs are parted at blank lines, as WordPress parts them when it shows the post.

    >>> post = parse('<!-- wp:search {"label":"Søg her"} /-->\n\nFørste [dato] afsnit.\n\nAndet.')
    >>> [(segment.text, segment.attribute) for segment in post.segments]
    [('Søg her', 'label'), ('Første <x/> afsnit.', None), ('Andet.', None)]
    """
    text, encoding, bom = decode(data)
    standin = stand_in(text)
    page = html.parse(standin.text)
    place = _places(text)
    # A lone `&nbsp;` is how the old editor kept an empty line: nothing to translate. Where a blank line stands in the
    # middle of a broken tag, what marks it is read as part of an attribute.
    shown = [s for s in page.segments if s.text.strip() and BREAK[1:-1] not in s.text]
    texts = [_segment(segment, standin, place) for segment in shown] + _comment_texts(text, place)
    return Document(
        text=text,
        format="blocks",
        encoding=encoding,
        path=path,
        segments=tuple(sorted(texts, key=lambda segment: segment.span)),
        elements=tuple(_element(element, standin) for element in page.elements),
        language=page.language,
        metadata=page.metadata,
        bom=bom,
    )


def _places(text: str) -> Callable[[int], tuple[int, int]]:
    """Return what gives line and column of an offset, both from 1."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(at: int) -> tuple[int, int]:
        line = bisect_right(starts, at)
        return line, at - starts[line - 1] + 1

    return place


def _segment(segment: Segment, standin: StandIn, place: Callable[[int], tuple[int, int]]) -> Segment:
    start = standin.offset(segment.span.start)
    line, column = place(start)
    return replace(
        segment,
        span=Span(start, standin.offset(segment.span.end)),
        # Text that no element holds is a paragraph of a classic post.
        kind="paragraph" if segment.kind == "other" and segment.element < 0 else segment.kind,
        line=line,
        column=column,
        tags=tuple(_tag(tag, standin) for tag in segment.tags),
        links=tuple(map(standin.source, segment.links)),
    )


def _tag(tag: InlineTag, standin: StandIn) -> InlineTag:
    return replace(
        tag, open=standin.source(tag.open), close=standin.source(tag.close), note=standin.source(tag.note)
    )


def _element(element: Element, standin: StandIn) -> Element:
    ends = (element.start, element.inner_start, element.inner_end, element.end)
    attributes = [(name, value and standin.source(value)) for name, value in element.attributes]
    return Element(
        element.name, attributes, element.parent, *(standin.offset(end) if end >= 0 else end for end in ends)
    )


def _comment_texts(text: str, place: Callable[[int], tuple[int, int]]) -> list[Segment]:
    found = [
        (item.key, item.span, from_json(text[slice(*item.span)]))
        for comment in block_comments(text)
        for item in json_texts(text, comment.attributes)
    ]
    found += [(_MORE, Span(*match.span(1)), match[1]) for match in _MORE_LABEL.finditer(text)]
    return [
        Segment(escape(value), span, "attribute", *place(span.start), attribute=attribute)
        for attribute, span, value in found
    ]


def render(segment: Segment, text: str, *, quote: str = '"') -> str:
    r"""Return the source that puts `text` in the place of `segment`: HTML, or JSON inside a block's comment.

    `quote`: as for `formats.html.render`. Raises TranslationError as it does, and where a text would end the comment it stands in.

    >>> button = parse('<!-- wp:search {"buttonText":"Søg"} /-->').segments[0]
    >>> render(button, "Search & find")
    'Search \\u0026 find'
    """
    source = html.render(segment, text, quote=quote)
    if segment.attribute is None or segment.element >= 0:
        return source
    if segment.attribute != _MORE:
        return to_json(unescape(text))
    if re.search("--|[<>]", text):
        template = N_("the label of <!--more--> can't hold “--”, “<” or “>”: {text}")
        raise TranslationError(Diagnostic("more-label", "error", template, {"text": text}, line=segment.line))
    return text
