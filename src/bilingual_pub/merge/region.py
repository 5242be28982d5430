"""Where the article stands in a document: its segments, the element that holds them, whole page or bare body."""

from __future__ import annotations

import re

from bilingual_pub.model import Document, Segment, Span

__all__ = ["article_segments", "body_span", "container", "has_chrome", "is_page", "path_to_root"]

_PAGE = frozenset({"html", "head", "body"})
_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\r?\n.*?^\1[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


def is_page(document: Document) -> bool:
    """Whether the document is a whole page in a site's own chrome, and not a bare body.

    >>> is_page(Document("<p>Hej</p>"))
    False
    """
    return document.format == "html" and any(element.name in _PAGE for element in document.elements)


def has_chrome(document: Document) -> bool:
    """Whether there may be more than the article: a whole page, or a fragment that says which part is its main.

    >>> has_chrome(Document("<p>Hej</p>"))
    False
    """
    return document.format == "html" and any(e.name in _PAGE or e.name == "main" for e in document.elements)


def article_segments(document: Document) -> list[Segment]:
    """Return the segments that belong to the article, metadata and attributes among them.

    In a bare body that is all of them; where there is chrome, those whose role is `article`, or, where no segment has a
    role yet, all.

    >>> article_segments(Document("<p>Hej</p>", segments=(Segment("Hej", Span(3, 6), role="ui"),)))
    [Segment(text='Hej', span=Span(start=3, end=6), kind='paragraph', line=1, column=1, role='ui', ...)]
    """
    if not has_chrome(document):
        return list(document.segments)
    wanted = {"article"} if any(segment.role for segment in document.segments) else {None}
    return [segment for segment in document.segments if segment.role in wanted]


def container(document: Document) -> int:
    """Return the index of the innermost element that holds all of the article's text, -1 for the whole text.

    >>> container(Document("<p>Hej</p>"))
    -1
    """
    if not has_chrome(document):
        return -1
    head = next((e for e in document.elements if e.name == "head"), None)
    held = [
        s.element
        for s in article_segments(document)
        if s.attribute is None and s.element >= 0 and not (head and head.start <= s.span.start < head.end)
    ]
    if not held:
        return _first(document, "main", "article", "body")
    return _outside_text(document, _common(document, held))


def _common(document: Document, held: list[int]) -> int:
    """Return the innermost element round all of `held`, -1 for none; linear, however deep they are."""
    common = held[0]
    below: set[int] = set()
    for index in held[1:]:
        while index != common and index not in below:
            # An element's parent comes before it, so the later of two is never round the earlier.
            if index > common:
                below.add(index)
                index = document.elements[index].parent  # noqa: PLW2901
            else:
                below.add(common)
                common = document.elements[common].parent
    return common


def path_to_root(document: Document, index: int) -> list[int]:
    """Return `index` and the indices of the elements round it, innermost first.

    >>> path_to_root(Document("Hej"), -1)
    []
    """
    path = []
    while index >= 0:
        path.append(index)
        index = document.elements[index].parent
    return path


def body_span(document: Document) -> Span:
    r"""Return the range of the text that is body: all of it but front matter, or the inside of the container.

    >>> body_span(Document("---\ntitle: Hej\n---\nHej", format="markdown"))
    Span(start=19, end=22)
    """
    index = container(document)
    if index >= 0:
        element = document.elements[index]
        return Span(element.inner_start, element.inner_end)
    found = _FRONT_MATTER.match(document.text)
    return Span(found.end() if found else 0, len(document.text))


_FLOW = frozenset("div section article main body html aside form center".split())


def _outside_text(document: Document, index: int) -> int:
    # An article of one paragraph, list or table: what holds it is round that, not inside.
    while index >= 0 and document.elements[index].name not in _FLOW:
        index = document.elements[index].parent
    return index


def _first(document: Document, *names: str) -> int:
    for name in names:
        for index, element in enumerate(document.elements):
            if element.name == name:
                return index
    return -1
