"""A whole page of the site, with what is its article's, what its chrome's, and what is neither."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from bilingual_pub.documents import understand
from bilingual_pub.formats.inline import plain
from bilingual_pub.merge.own import own_article
from bilingual_pub.merge.region import path_to_root
from bilingual_pub.model import Document
from bilingual_pub.roles import Classifier, SiteEvidence

__all__ = ["menu_words", "whole_page", "with_menu"]

_EVERYWHERE = 0.9
_FEW = 3
_WORDS = 4
_LINKS = 12
"""A longer list in a menu's place is a table of contents (see roles.surroundings, which judges each string by itself)."""


def menu_words(evidence: SiteEvidence) -> frozenset[str]:
    """Return the short texts that stand on all pages of the site but a few.

    >>> from bilingual_pub import formats, roles
    >>> pages = (formats.parse(f"<nav><a>Om os</a></nav><p>{name}</p>") for name in ("Ida", "Kim", "Bo"))
    >>> menu_words(roles.collect(pages))
    frozenset({'Om os'})
    """
    if evidence.pages < _FEW:
        return frozenset()
    enough = _EVERYWHERE * evidence.pages
    return frozenset(
        key for key, said in evidence.texts.items() if said.pages >= enough and len(key.split()) <= _WORDS
    )


def whole_page(document: Document, classifier: Classifier | None, menu: Iterable[str] = ()) -> Document:
    """Return a parsed page with roles and languages; content that is not its article's has no role.

    >>> from bilingual_pub import formats
    >>> page = formats.parse("<nav><a href=/>Forside</a></nav><main><p>Hun sad på kajen og ventede på færgen.</p></main>")
    >>> [segment.role for segment in whole_page(page, None).segments]
    ['ui', 'article']
    """
    return with_menu(own_article(understand(document, classifier=classifier)), menu)


def with_menu(document: Document, menu: Iterable[str]) -> Document:
    """Return the page with the names of pages in its menu as the chrome's: whoever reads the menu needs them translated.

    By itself “Om os” is content, another page's headline; in a menu of a few links on every page it is a label.

    >>> from bilingual_pub.formats import html
    >>> with_menu(html.parse("<nav><a href=/om>Om os</a></nav>"), {"Om os"}).segments[0].role
    'ui'
    """
    words = frozenset(menu)
    navs = (
        [_nav(document, s.element) if s.attribute is None else -1 for s in document.segments] if words else []
    )
    links = Counter(navs)
    chosen = {
        i
        for i, (segment, nav) in enumerate(zip(document.segments, navs, strict=False))
        if nav >= 0 and segment.role is None and links[nav] <= _LINKS and plain(segment.text) in words
    }
    if not chosen:
        return document
    segments = (replace(s, role="ui") if i in chosen else s for i, s in enumerate(document.segments))
    return replace(document, segments=tuple(segments))


def _nav(document: Document, index: int) -> int:
    path = path_to_root(document, index)
    found = (
        i
        for i in path
        if document.elements[i].name == "nav" or document.elements[i].get("role") == "navigation"
    )
    return next(found, -1)
