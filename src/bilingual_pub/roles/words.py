"""Words in class names, ids and roles that tell page furniture from articles.

Danish and English side by side; drawn up by hand from what templates call their parts.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Literal

__all__ = ["HINTS", "Hint", "hints_of"]

Hint = Literal["chrome", "body", "teaser", "headline", "facts", "terms", "comment", "hidden", "control"]
"""What a class name, an id or a role says of an element's content."""

_WORDS: dict[Hint, str] = {
    "chrome": """
        nav navbar navigation menu menubar submenu topmenu hovedmenu sidebar sidebjælke sidebjaelke sidepanel aside
        banner masthead topbar top bund sidehoved sidefod footer header bottom breadcrumb breadcrumbs brødkrumme
        broedkrumme pagination pager paginering sideskift bladring widget widgets toolbar social share sharing del
        deling cookie cookies consent samtykke modal dialog popup newsletter nyhedsbrev signup tilmelding search
        searchbox søg soeg søgning contentinfo complementary copyright colophon credits credit kolofon legal skip
        respond commentform comment-form kommentarformular login logind langswitch language sprog sprogvælger
        toggle dropdown related relbar poweredby powered rss feed toc sitemap tools theme-toggle offcanvas drawer
        notice error404 no-results not-found ingen-resultater
    """,
    "body": """
        entry-content post-content article-content article-body articlebody article-text content-body post-body
        entry-body e-content e-entry-content p-entry-content body-text bodytext brødtekst broedtekst artikeltekst
        artikelindhold postcontent documentwrapper rst-content md-content story story-body prose markdown-body
        wp-block-post-content wp-block-image page-content post-text entry-text tekst indlæg-tekst indlaeg-tekst
        bd-article markdown rich-text richtext
    """,
    "teaser": "excerpt summary teaser p-summary entry-summary lead lede manchet underrubrik resume resumé ingress snippet intro",
    "headline": """
        entry-title post-title p-name headline overskrift card-title article-title page-title posttitle title titel
        listtitle teaser-title rubrik wp-block-post-title p-entry-title
    """,
    "facts": """
        byline meta post-meta entry-meta metadata author vcard forfatter skribent dateline date dato published
        posted-on time tid reading-time posted-by fn p-author postinfo post-info article-info
    """,
    "terms": "tags tag tagcloud taglist cat-item category categories kategori kategorier emner emne p-category cat-links term terms keyword keywords",
    "comment": "comment-content comment-body comment-text comment-author commentlist comments-list kommentartekst comment comments kommentar kommentarer indlæg-kommentar gæstebog",
    "hidden": "sr-only screen-reader-text visually-hidden visuallyhidden screenreader assistive-text hidden",
    "control": "button btn knap input submit field felt more more-link readmore read-more læs-mere laes-mere read_more",
}

HINTS: dict[str, Hint] = {word: hint for hint, words in _WORDS.items() for word in words.split()}
"""Whole class names first, then their parts between hyphens and capitals, are looked up here."""

_PARTS = re.compile(r"[^\W\d_]+(?=[A-Z][a-zæøå])|[^\W\d_]+")


@lru_cache(maxsize=8192)
def hints_of(name: str) -> tuple[Hint, ...]:
    """Return what one class name, id or role hints at, each hint once.

    A whole name that is known is not taken apart: `comment-form` is no comment, `entry-title` is no chrome.

    >>> hints_of("entry-content"), hints_of("sidebarMenu"), hints_of("x12")
    (('body',), ('chrome',), ())
    """
    whole = HINTS.get(name.lower()) or HINTS.get(name.lower().replace("_", "-"))
    if whole:
        return (whole,)
    parts = [part.lower() for part in _PARTS.findall(name)]
    pairs = [f"{a}-{b}" for a, b in pairwise(parts)]
    found = [HINTS[part] for part in pairs if part in HINTS] or [
        HINTS[part] for part in parts if part in HINTS
    ]
    return tuple(dict.fromkeys(found))
