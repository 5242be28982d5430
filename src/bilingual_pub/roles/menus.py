"""Furniture that its surroundings tell, whatever its words: a site's menu, and the title of a form.

A menu is a few links in a landmark, the same on every page, that name no article of the site.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bilingual_pub.model import Document, Segment
from bilingual_pub.roles.features import Counts

__all__ = ["with_menus"]

_MENU = "in a menu of few links that names no article"
_FORM = "the title of a form"
_LINKS = 12
"""A longer list of links in a landmark is a table of contents or of categories (sites of docs/ui-strings.md)."""
_WORDS = 4
_BEFORE_FORM = 3
"""A title and a line or two of what to know stand before a form; more is an article that ends in one."""
_EVERYWHERE = 0.9
_HOLDERS = frozenset({"section", "div", "aside", "details"})
_TERM = re.compile(
    r"categor|kategori|tag|topic|emne|author|forfatter|archive|arkiv|\d{4}|\.\./", re.IGNORECASE
)
"""Addresses of what a site's articles are filed under: the names of those are content."""

Counted = Callable[[int], Counts | None]


_CONTENTS = re.compile(r"\b(?:toc|toctree|reference|breadcrumb)", re.IGNORECASE)
"""Classes of tables of contents (Sphinx, Docutils) and of the way back, which name pages."""


def with_menus(
    document: Document,
    segments: tuple[Segment, ...],
    counted: Counted,
    settled: Callable[[int], bool],
    *,
    alone: bool,
) -> tuple[Segment, ...]:
    """Return the segments with those of menus as UI strings.

    `counted`: what the site says of a segment, by its index; `settled`: whether the page or the configuration says
    outright what it is. `alone`: the page is judged without its site, and a short name in a short menu is taken
    for the menu's own.

    >>> from bilingual_pub.formats import html
    >>> page = html.parse('<nav><ul><li><a href="/om">Om bladet</a></ul></nav>')
    >>> with_menus(page, page.segments, lambda index: None, lambda index: False, alone=True)[0].role
    'ui'
    """
    has_menu = "<nav" in document.text or "navigation" in document.text
    short = [links for links in _menus(document, segments) if len(links) <= _LINKS] if has_menu else []
    candidates = [i for links in short for i in links if segments[i].role != "ui" and not settled(i)]
    chosen = {i: _MENU for i in candidates if _is_own(segments[i], counted(i), alone=alone)}
    if "<form" in document.text:
        titles = (i for i in _form_titles(document, segments) if segments[i].role != "ui" and not settled(i))
        chosen |= dict.fromkeys(titles, _FORM)
    if not chosen:
        return segments
    return tuple(
        replace(s, role="ui", evidence=(chosen[i], *s.evidence)) if i in chosen else s
        for i, s in enumerate(segments)
    )


def _form_titles(document: Document, segments: Sequence[Segment]) -> Iterator[int]:
    """Headings that stand first in what holds little more than a form: "Smid en kommentar" over the comment form."""
    running = [i for i, segment in enumerate(segments) if segment.attribute is None]
    starts = [segments[i].span.start for i in running]
    for form in document.elements:
        if form.name != "form" or form.parent < 0:
            continue
        holder = document.elements[form.parent]
        low, high = bisect_left(starts, holder.start), bisect_left(starts, form.start)
        if holder.name in _HOLDERS and 0 < high - low <= _BEFORE_FORM:
            first = segments[running[low]]
            if first.kind == "heading" and first.level > 1:
                yield running[low]


def _is_own(segment: Segment, counts: Counts | None, *, alone: bool) -> bool:
    if len(segment.text.split()) > _WORDS or not any(map(str.isalpha, segment.text)):
        return False
    if counts is None:
        return alone and not any(_TERM.search(link) for link in segment.links)
    named = counts.headings or counts.bodies or counts.values
    return counts.text_pages >= _EVERYWHERE * counts.pages and not named


def _menus(document: Document, segments: Sequence[Segment]) -> Iterator[list[int]]:
    """The links in each navigation landmark, by the indices of their segments."""
    landmark: dict[int, int] = {}
    for index, element in enumerate(document.elements):
        above = landmark.get(element.parent, -1)
        if above >= 0 and _CONTENTS.search(element.get("class") or ""):
            continue
        is_one = element.name == "nav" or any(
            k == "role" and v == "navigation" for k, v in element.attributes
        )
        if is_one or above >= 0:
            landmark[index] = index if is_one else above
    if not landmark:
        return
    found: dict[int, list[int]] = {}
    for i, segment in enumerate(segments):
        nav = landmark.get(segment.element)
        if nav is not None and segment.attribute is None and segment.links:
            found.setdefault(nav, []).append(i)
    yield from found.values()
