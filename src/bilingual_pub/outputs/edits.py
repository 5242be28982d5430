"""Small edits at the spans of a page's tags: what linked pages are made of."""

from __future__ import annotations

import html

from bilingual_pub.formats.html.attributes import values
from bilingual_pub.model import Document, Element, Span

__all__ = ["Edit", "insert", "new_line", "remove_line", "set_attribute"]

Edit = tuple[Span, str]


def insert(place: int, text: str) -> Edit:
    """Return the edit that puts `text` at an offset.

    >>> insert(3, "x")
    (Span(start=3, end=3), 'x')
    """
    return Span(place, place), text


def set_attribute(document: Document, element: Element, name: str, value: str) -> list[Edit]:
    """Return the edit that makes an attribute have a value, none where it has it already.

    The value is written between the quotation marks that are there; a new attribute comes first in its tag.

    >>> from bilingual_pub.formats import html
    >>> page = html.parse("<p class='a'>Hej")
    >>> set_attribute(page, page.elements[0], "lang", "da")
    [(Span(start=2, end=2), ' lang="da"')]
    >>> set_attribute(page, page.elements[0], "class", "b")
    [(Span(start=10, end=11), 'b')]
    """
    escaped = html.escape(value)
    span = values(document.text, element.start, element.inner_start).get(name)
    if span is None:
        return [insert(element.start + 1 + len(element.name), f' {name}="{escaped}"')]
    if document.text[span.start : span.end] == escaped:
        return []
    quoted = document.text[span.start - 1] in "\"'"
    return [(span, escaped if quoted else f'"{escaped}"')]


def remove_line(document: Document, element: Element) -> Edit:
    r"""Return the edit that takes an element out, with its line where nothing else stands on it.

    >>> from bilingual_pub.formats import html
    >>> page = html.parse("<title>a</title>\n  <link rel=x>\n<p>")
    >>> remove_line(page, page.elements[1])[0]
    Span(start=16, end=31)
    """
    text = document.text
    start, end = element.start, max(element.end, element.inner_start)
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    alone = start > 0 and text[start - 1] == "\n" and text[end : end + 1] in {"\r", "\n"}
    if not alone:
        return Span(element.start, end), ""
    return Span(start - (2 if text[start - 2 : start] == "\r\n" else 1), end), ""


def new_line(document: Document) -> str:
    r"""Return the line end that the document uses.

    >>> new_line(Document("a\r\nb"))
    '\r\n'
    """
    return "\r\n" if "\r\n" in document.text else "\n"
