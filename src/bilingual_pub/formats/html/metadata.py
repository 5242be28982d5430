"""What a page says of itself in its head: title, language, alternates, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bilingual_pub.formats.html.attributes import Attributes, get
from bilingual_pub.formats.html.units import attribute_text, fold

if TYPE_CHECKING:
    from bilingual_pub.formats.html.elements import Elements

__all__ = ["Facts", "facts", "read_metadata"]

_META = {
    "description": "description",
    "author": "author",
    "article:author": "author",
    "article:section": "section",
    "date": "date",
    "article:published_time": "date",
    "article:modified_time": "modified",
    "og:locale": "og:locale",
    "og:url": "og:url",
    "og:type": "og:type",
    "og:image": "image",
    "og:site_name": "site_name",
    "generator": "generator",
    "source_hashes": "source_hashes",
}

Facts = tuple[tuple[str, Any], ...]
"""What a tag says of its page: keys and values."""

_TITLE: Facts = (("title", None),)


def facts(name: str, given: Attributes) -> Facts:
    """Return what a start tag says of its page; the value of `title` is what the element holds.

    >>> facts("link", [("rel", "alternate canonical"), ("hreflang", "EN"), ("href", "about.html")])
    (('canonical', 'about.html'), ('alternates', ('en', 'about.html')))
    """
    if name == "title":
        return _TITLE
    if name == "html":
        language = (get(given, "lang") or get(given, "xml:lang")).strip()
        return (("language", language),) if language else ()
    if name == "meta":
        return _meta(given)
    return _link(given) if name == "link" else ()


def _meta(given: Attributes) -> Facts:
    key = (get(given, "property") or get(given, "name")).strip().lower()
    content = get(given, "content")
    if content and key in _META:
        return ((_META[key], fold(attribute_text(content))),)
    if content and get(given, "http-equiv").lower() == "content-language":
        return (("language", content.strip()),)
    return ()


def _link(given: Attributes) -> Facts:
    relations = get(given, "rel").lower().split()
    href = attribute_text(get(given, "href")).strip()
    hreflang = get(given, "hreflang").strip().lower()
    found: Facts = (("canonical", href),) if href and "canonical" in relations else ()
    alternate = href and hreflang and "alternate" in relations
    return (*found, ("alternates", (hreflang, href))) if alternate else found


def read_metadata(page: str, elements: Elements) -> dict[str, Any]:
    """Return what `<html>`, `<title>`, `<meta>` and `<link>` say; keys that are silent are missing.

    `language` (BCP 47 as written), `title`, `description`, `author`, `date`, `canonical`, `alternates`
    (hreflang in lower case to address), and a few more. The first of several counts.

    >>> from bilingual_pub.formats.html import parse
    >>> parse('<html lang=da><title>Om os</title><link rel=alternate hreflang=en href=about.html>').metadata
    {'title': 'Om os', 'alternates': {'en': 'about.html'}}
    """
    found: dict[str, Any] = {}
    for told, parent, start, end in elements.telling():
        for key, value in told:
            if key == "title":
                if key not in found and parent not in _NO_HEAD:
                    found[key] = fold(attribute_text(page[start:end]))
            elif key == "alternates":
                found.setdefault(key, {}).setdefault(*value)
            else:
                found.setdefault(key, value)
    return found


_NO_HEAD = frozenset({"svg", "body", "div", "a"})
"""A title in one of these is a picture's."""
