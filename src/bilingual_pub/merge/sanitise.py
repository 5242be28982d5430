"""Untrusted bodies made safe with nh3 (ammonia): what an article needs is kept, what runs is not."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

from bilingual_pub import formats
from bilingual_pub.documents import relabel, understand
from bilingual_pub.files import utf8
from bilingual_pub.merge.region import body_span
from bilingual_pub.model import Document
from bilingual_pub.splice import splice

__all__ = ["clean", "sanitised"]

_EVERYWHERE = {"lang", "id", "class", "dir", "title", "translate"}
_EXTRA: dict[str, set[str]] = {
    "img": {"srcset", "sizes", "loading", "decoding", "alt"},
    "source": {"src", "srcset", "sizes", "media", "type"},
    "video": {"src", "poster", "controls", "width", "height", "preload"},
    "audio": {"src", "controls", "preload"},
    "track": {"src", "kind", "srclang", "label", "default"},
    "iframe": {"src", "width", "height", "allowfullscreen", "loading", "referrerpolicy", "name"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "a": {"href", "hreflang", "target", "name", "role"},
    "section": {"role"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
}
_EXTRA_TAGS = {
    "video",
    "audio",
    "source",
    "track",
    "iframe",
    "picture",
    "figure",
    "figcaption",
    "section",
    "main",
}
# WordPress keeps its blocks in comments. Any other comment goes before the cleaner, which has the last word.
# One that is not closed reaches to the end (HTML standard, 13.2.5.45), so that each character is looked at once.
_COMMENT = re.compile(r"<!--(?!\s*+/?(?:wp:|more\b))(?:.*?-->|.*)", re.DOTALL)


def clean(source: str) -> str:
    """Return `source` without scripts, handlers, forms, styles and unsafe addresses.

    `lang`, `id`, `class`, `dir`, `srcset` and WordPress's block comments stay, which nh3's defaults drop; an
    `<iframe>` stays with a `sandbox`, so that a film is still a film.

    >>> clean('<p lang="da" id="a" onclick="x()">Hej<script>x()</script></p>')
    '<p lang="da" id="a">Hej</p>'
    """
    import nh3  # noqa: PLC0415

    # Rust has no lone surrogates, which stand for bytes that were no text.
    return nh3.clean(_COMMENT.sub("", utf8(source).decode()), **_options())


def sanitised(document: Document) -> Document:
    """Return a document whose body is clean; what is round the article in a page is the site's own and stays.

    Markdown stays as it is: its blocks are cleaned when they have become HTML.

    >>> from bilingual_pub.formats import html
    >>> sanitised(html.parse('<p onclick="x()">Hej</p>')).text
    '<p>Hej</p>'
    """
    if document.format != "html":
        return document
    span = body_span(document)
    source = document.text[span.start : span.end]
    cleaned = clean(source).encode(document.encoding, "xmlcharrefreplace").decode(document.encoding)
    if cleaned == source:
        return document
    text = splice(document.text, [(span, cleaned)])
    fresh = relabel(formats.parse(text, document.format, path=document.path), document)
    if len(fresh.segments) != len(document.segments) and any(s.role for s in document.segments):
        fresh = understand(fresh)
    return replace(fresh, encoding=document.encoding, bom=document.bom)


@cache
def _options() -> dict[str, Any]:
    import nh3  # noqa: PLC0415

    attributes = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()}
    for tag, names in {**_EXTRA, "*": _EVERYWHERE}.items():
        attributes[tag] = attributes.get(tag, set()) | names
    return {
        "tags": nh3.ALLOWED_TAGS | _EXTRA_TAGS,
        "attributes": attributes,
        "strip_comments": False,
        "link_rel": "noopener noreferrer",
        "generic_attribute_prefixes": {"data-", "aria-"},
        "set_tag_attribute_values": {"iframe": {"sandbox": "allow-scripts allow-same-origin allow-popups"}},
        "url_schemes": {"http", "https", "mailto", "tel"},
    }
