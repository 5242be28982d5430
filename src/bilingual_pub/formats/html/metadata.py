"""What a page says of itself in its head: title, language, alternates, dates."""

from __future__ import annotations

from typing import Any

from bilingual_pub.formats.html.elements import Elements
from bilingual_pub.formats.html.units import attribute_text, fold
from bilingual_pub.model import Element

__all__ = ["read_metadata"]

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

_FACTS = frozenset({"html", "title", "meta", "link"})


def read_metadata(page: str, elements: Elements) -> dict[str, Any]:
    """Return what `<html>`, `<title>`, `<meta>` and `<link>` say; keys that are silent are missing.

    `language` (BCP 47 as written), `title`, `description`, `author`, `date`, `canonical`, `alternates`
    (hreflang in lower case to address), and a few more. The first of several counts.

    >>> from bilingual_pub.formats.html import parse
    >>> parse('<html lang=da><title>Om os</title><link rel=alternate hreflang=en href=about.html>').metadata
    {'title': 'Om os', 'alternates': {'en': 'about.html'}}
    """
    found: dict[str, Any] = {}
    for element in elements.named(_FACTS):
        name = element.name
        if name == "html":
            language = (element.get("lang") or element.get("xml:lang") or "").strip()
            if language:
                found.setdefault("language", language)
        elif (
            name == "title"
            and "title" not in found
            and element.inner_end >= 0
            and not _in_picture(element, elements)
        ):
            found["title"] = fold(attribute_text(page[element.inner_start : element.inner_end]))
        elif name == "meta":
            _read_meta(element, found)
        elif name == "link":
            _read_link(element, found)
    return found


def _in_picture(element: Element, elements: Elements) -> bool:
    return element.parent >= 0 and elements.name(element.parent) in {"svg", "body", "div", "a"}


def _read_meta(element: Element, found: dict[str, Any]) -> None:
    key = (element.get("property") or element.get("name") or "").strip().lower()
    content = element.get("content")
    if content and key in _META:
        found.setdefault(_META[key], fold(attribute_text(content)))
    elif content and (element.get("http-equiv") or "").lower() == "content-language":
        found.setdefault("language", content.strip())


def _read_link(element: Element, found: dict[str, Any]) -> None:
    relations = (element.get("rel") or "").lower().split()
    href = attribute_text(element.get("href") or "").strip()
    hreflang = (element.get("hreflang") or "").strip().lower()
    if href and "canonical" in relations:
        found.setdefault("canonical", href)
    if href and hreflang and "alternate" in relations:
        found.setdefault("alternates", {}).setdefault(hreflang, href)
