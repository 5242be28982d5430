"""Untrusted bodies made safe with nh3 (ammonia): what an article needs is kept, what runs is not."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

__all__ = ["clean"]

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
_COMMENT = re.compile(r"<!--(?!\s*/?(?:wp:|more\b)).*?-->", re.DOTALL)


def clean(source: str) -> str:
    """Return `source` without scripts, handlers, forms, styles and unsafe addresses.

    `lang`, `id`, `class`, `dir`, `srcset` and WordPress's block comments stay, which nh3's defaults drop; an
    `<iframe>` stays with a `sandbox`, so that a film is still a film.

    >>> clean('<p lang="da" id="a" onclick="x()">Hej<script>x()</script></p>')
    '<p lang="da" id="a">Hej</p>'
    """
    import nh3  # noqa: PLC0415

    return nh3.clean(_COMMENT.sub("", source), **_options())


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
