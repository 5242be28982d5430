"""A bare body put into a site's page, in place of the article that is there."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from bilingual_pub.formats import parse
from bilingual_pub.formats.inline import plain
from bilingual_pub.merge.blocks import blocks
from bilingual_pub.merge.pairing import Block
from bilingual_pub.merge.region import article_segments
from bilingual_pub.model import Document, Element, Segment, Span
from bilingual_pub.outputs.edits import Edit, set_attribute
from bilingual_pub.splice import splice

__all__ = ["description", "put_body"]


def put_body(page: Document, body: Document, title: str, *, sanitise: bool = False) -> Document:
    r"""Return `page` with its article's blocks replaced by those of `body`, its titles and description too.

    A first heading that stands apart from the rest (in the page's header) is replaced where it stands.

    >>> from bilingual_pub.formats import html
    >>> page = html.parse("<html><title>Hej - Bladet</title><body><main><h1>Hej</h1><p>Godt.</p></main>")
    >>> put_body(page, html.parse("<p>Good.</p>"), "Hi").text
    '<html><title>Hi - Bladet</title><body><main><h1>Hi</h1>\n<p>Good.</p></main>'
    """
    old, new = blocks(page), blocks(body, sanitise=sanitise)
    if new and new[0].name != "h1" and title and any(block.name == "h1" for block in old):
        new.insert(0, Block("h1", f"<h1>{html.escape(title, quote=False)}</h1>", Span(0, 0)))
    text = splice(page.text, [*_body(page, old, new), *_titles(page, body, title)])
    return _as_article(replace(parse(text, path=page.path), encoding=page.encoding, bom=page.bom), new)


def description(document: Document) -> str:
    """Return what to say of an article in a line: its metadata's description, else how its text begins.

    >>> from bilingual_pub.formats import html
    >>> description(html.parse("<h1>Hej</h1><p>God dag, <b>Kim</b>.</p>"))
    'God dag, Kim.'
    """
    given = document.metadata.get("description") or document.metadata.get("summary")
    if given:
        return str(given)
    text = next(
        (s.text for s in article_segments(document) if s.kind == "paragraph" and s.attribute is None), ""
    )
    words = plain(text)
    return words if len(words) <= 200 else words[:200].rsplit(" ", 1)[0] + " …"


def _body(page: Document, old: list[Block], new: list[Block]) -> Iterator[Edit]:
    """Each run of blocks in one parent is one edit: the heading's, the rest's, and what stands in between is left."""
    if not old:
        return
    head = next((i for i, block in enumerate(old) if block.name == "h1"), None)
    apart = head is not None and len(old) > 1 and _parent(page, old[head]) != _parent(page, old[-1])
    if apart and head is not None and new and new[0].name == "h1":
        yield old[head].span, new[0].html
        old, new = [block for i, block in enumerate(old) if i != head], new[1:]
    yield old[0].span, "\n".join(block.html for block in new)
    for before, block in pairwise(old):
        gap = page.text[before.span.end : block.span.start]
        # White space between two blocks goes with the second; markup of the page's own stays.
        start = before.span.end if not gap.strip() else block.span.start
        yield Span(start, block.span.end), ""


def _parent(page: Document, block: Block) -> int:
    found = (e.parent for e in page.elements if e.start == block.span.start)
    return next(found, -1)


def _titles(page: Document, body: Document, title: str) -> Iterator[Edit]:
    heading = next((s for s in article_segments(page) if s.kind == "heading" and s.level == 1), None)
    was = plain(heading.text) if heading else ""
    for element in page.elements:
        if element.name == "title" and title and element.inner_end >= 0:
            span = Span(element.inner_start, element.inner_end)
            yield (
                span,
                _swap(
                    page.text[span.start : span.end],
                    html.escape(was, quote=False),
                    html.escape(title, quote=False),
                ),
            )
            break
    for element in page.elements:
        if element.name == "meta":
            yield from _meta(page, element, body, was, title)


def _meta(page: Document, element: Element, body: Document, was: str, title: str) -> Iterator[Edit]:
    key = (element.get("property") or element.get("name") or "").lower()
    if key in {"og:title", "twitter:title"} and title:
        yield from set_attribute(page, element, "content", _swap(element.get("content") or "", was, title))
    elif key in {"description", "og:description", "twitter:description"}:
        yield from set_attribute(page, element, "content", description(body))


def _swap(text: str, was: str, now: str) -> str:
    return text.replace(was, now) if was and was in text else now


def _as_article(page: Document, new: list[Block]) -> Document:
    """Give the new blocks' segments the role that the next reader of the page goes by."""
    first = page.text.find(new[0].html) if new else -1
    spans = []
    for block in new:
        start = page.text.find(block.html, first)
        if start >= 0:
            spans.append(Span(start, start + len(block.html)))
    segments = (replace(s, role="article" if _among(s, spans) else "ui") for s in page.segments)
    return replace(page, segments=tuple(segments))


def _among(segment: Segment, spans: list[Span]) -> bool:
    return any(span.start <= segment.span.start < span.end for span in spans)
