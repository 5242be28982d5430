"""A page judged alone that calls a part of itself its article has one, however plain its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bilingual_pub.model import Document, Segment

__all__ = ["with_article"]

_REASON = "what the page itself calls its article"
_NAMED = re.compile(r"\b(?:article|entry-content|post-content|article-body|h-entry)\b", re.IGNORECASE)
_PROSE = frozenset({"heading", "paragraph", "list item", "cell", "caption", "quotation", "term"})
_APART = frozenset({"nav", "aside", "form", "footer"})


def with_article(
    document: Document, segments: tuple[Segment, ...], settled: Callable[[int], bool]
) -> tuple[Segment, ...]:
    """Return the segments with the prose of `<article>`, or of what has its name, as the article's, if none is yet.

    Where some is, it is the article's main heading only that is made its own.

    `settled`: whether the page or the configuration says outright what a segment, by its index, is.

    >>> from bilingual_pub.formats import html
    >>> page = html.parse('<main class="article"><p>Læs mere her</p></main>')
    >>> with_article(page, page.segments, lambda index: False)[0].role
    'article'
    """
    found = any(s.role == "article" and s.attribute is None and s.kind in _PROSE for s in segments)
    wanted = [
        i
        for i, s in enumerate(segments)
        if s.kind in _PROSE and s.role != "article" and s.element >= 0 and not settled(i)
        if not found or (s.kind == "heading" and s.level == 1)
    ]
    if not wanted:
        return segments
    inside: list[bool] = []
    for element in document.elements:
        above = element.parent >= 0 and inside[element.parent]
        named = element.name == "article" or bool(_NAMED.search(element.get("class") or ""))
        inside.append(element.name not in _APART and (above or named))
    made = list(segments)
    for i in wanted:
        if inside[made[i].element]:
            made[i] = replace(made[i], role="article", evidence=(_REASON, *made[i].evidence))
    return tuple(made)
