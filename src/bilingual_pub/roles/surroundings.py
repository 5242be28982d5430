"""Furniture that its surroundings tell, whatever its words: a site's menu, and the title of a form.

A menu is a few links in a landmark, the same on every page, that name no article of the site. What a page shows of
that stands here; what the site says of it, in `judge`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from bilingual_pub.formats.html.elements import outline
from bilingual_pub.model import Document
from bilingual_pub.roles.slots import Leaf

__all__ = ["FORM", "MENU", "TERMS", "surroundings"]

MENU = "in a menu of few links that names no article"
TERMS = "in a menu of what articles are filed under"
"""Such a name is content on a page alone; its site may know better. Never shown: it is a `MENU` where it is one."""
FORM = "the title of a form"
_LINKS = 12
"""A longer list of links in a landmark is a table of contents or of categories (sites of docs/ui-strings.md)."""
_WORDS = 4
_BEFORE_FORM = 3
"""A title and a line or two of what to know stand before a form; more is an article that ends in one."""
_HOLDERS = frozenset({"section", "div", "aside", "details"})
_TERM = re.compile(
    r"categor|kategori|tag|topic|emne|author|forfatter|archive|arkiv|\d{4}|\.\./", re.IGNORECASE
)
"""Addresses of what a site's articles are filed under: the names of those are content."""


def surroundings(document: Document, leaves: Sequence[Leaf]) -> dict[int, str]:
    """Return which segments, by their index, may be furniture by their surroundings: `MENU`, `TERMS` or `FORM`.

    >>> from bilingual_pub.formats import html
    >>> from bilingual_pub.roles.slots import Slots
    >>> page = html.parse('<nav><ul><li><a href="/om">Om bladet</a></li></ul></nav>')
    >>> surroundings(page, Slots().leaves(page))
    {0: 'in a menu of few links that names no article'}
    """
    found: dict[int, str] = {}
    for links in _menus(document, leaves):
        if len(links) <= _LINKS:
            for index in links:
                segment = document.segments[index]
                if len(segment.text.split()) <= _WORDS and any(map(str.isalpha, segment.text)):
                    found[index] = TERMS if any(map(_TERM.search, segment.links)) else MENU
    if "<form" in document.text:
        found |= dict.fromkeys(_form_titles(document), FORM)
    return found


def _menus(document: Document, leaves: Sequence[Leaf]) -> list[list[int]]:
    """The links in each navigation landmark, by the indices of their segments."""
    found: dict[int, list[int]] = {}
    rows = outline(document).rows
    for index, leaf in enumerate(leaves):
        if leaf.slot.menu < 0:
            continue
        segment = document.segments[index]
        if segment.attribute is None and segment.links:
            landmark = segment.element
            for _ in range(leaf.slot.menu):
                landmark = rows[landmark][1]
            found.setdefault(landmark, []).append(index)
    return list(found.values())


def _form_titles(document: Document) -> Iterator[int]:
    """Headings that stand first in what holds little more than a form: "Smid en kommentar" over the comment form."""
    segments, rows = document.segments, outline(document).rows
    running = [i for i, segment in enumerate(segments) if segment.attribute is None]
    starts = [segments[i].span.start for i in running]
    for tag, parent, start, _ in rows:
        if tag.name == "form" and parent >= 0 and rows[parent][0].name in _HOLDERS:
            low, high = bisect_left(starts, rows[parent][2]), bisect_left(starts, start)
            if 0 < high - low <= _BEFORE_FORM:
                first = segments[running[low]]
                if first.kind == "heading" and first.level > 1:
                    yield running[low]
