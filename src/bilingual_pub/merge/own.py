"""What a page shows that is content, but not its article's: lists of other articles, the site's menu, readers' comments.

A translator of the article has no business with them, and the aligner no use for them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bilingual_pub.merge.region import path_to_root
from bilingual_pub.model import Document, Element

__all__ = ["own_article"]

_LANDMARKS = {"navigation": "nav", "complementary": "aside", "banner": "header", "contentinfo": "footer"}
"""ARIA roles and the elements that have them without saying so (HTML-AAM)."""
_COMMENTS = re.compile(
    r"(?:comments?|kommentar(?:er)?)(?:[-_](?:list|area|body|content|section|wrapper|thread))?|commentlist",
    re.IGNORECASE,
)
"""Names of what holds comments: WordPress's `comments`, `comment-list`, `comment-body`, and their like."""


def own_article(document: Document) -> Document:
    """Return a page with no role on content that is not its article's: that is neither to translate with it nor to pair.

    That is text in a menu, a sidebar, the page's header or footer, or a list of comments. Where nothing would be left,
    the document comes back as it is.

    >>> from bilingual_pub.documents import parse
    >>> page = parse(
    ...     "<article><p>Hun sad på kajen og ventede på færgen.</p></article>"
    ...     "<aside><a href=/krebs>Kokken kogte krebs på molen i tredive år</a></aside>"
    ... )
    >>> [(segment.text[:6], segment.role) for segment in own_article(page).segments]
    [('Hun sa', 'article'), ('Kokken', None)]
    """
    if document.format != "html" or not any(_is_edge(element) for element in document.elements):
        return document
    has_article = any(e.name == "article" and not _is_comment(e) for e in document.elements)
    known: dict[int, bool] = {}

    def beside(index: int) -> bool:
        if index not in known:
            known[index] = _is_beside(
                [document.elements[i] for i in path_to_root(document, index)], has_article
            )
        return known[index]

    segments = tuple(
        replace(s, role=None) if s.role == "article" and beside(s.element) else s for s in document.segments
    )
    left = any(s.role == "article" and s.attribute is None and s.kind != "title" for s in segments)
    return replace(document, segments=segments) if left else document


def _is_beside(path: list[Element], has_article: bool) -> bool:
    """Whether what `path` leads up from (innermost first) stands beside the article, not in it."""
    if any(_is_comment(element) for element in path):
        return True
    held = False
    for element in reversed(path):
        held = held or element.name == "article" or (element.name == "main" and not has_article)
        if not held and _kind(element) in _LANDMARKS.values() and not _heads(element, path):
            return True
    return False


def _heads(element: Element, path: list[Element]) -> bool:
    """A header or footer in `main` may be the article's: its headline often stands there."""
    return _kind(element) in {"header", "footer"} and any(e.name == "main" for e in path)


def _kind(element: Element) -> str:
    return _LANDMARKS.get(element.get("role") or "", element.name)


def _is_edge(element: Element) -> bool:
    return _kind(element) in _LANDMARKS.values() or _is_comment(element)


def _is_comment(element: Element) -> bool:
    if element.name in {"html", "body", "main"}:
        return False
    names = f"{element.get('id') or ''} {element.get('class') or ''}".split()
    return any(_COMMENTS.fullmatch(name) for name in names)
