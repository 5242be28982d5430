"""Pictures, films and embeds: what makes two of them the same, so that a page shows each once."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from turbohtml import Element

__all__ = ["is_bare", "media_key", "media_keys", "sources"]

_PICTURES = "img, svg"
_EMBEDS = "video, audio, iframe, embed, object, script, form"
_MEDIA = f"{_PICTURES}, {_EMBEDS}"
# What stands inside these is a caption, or shown only where the medium can't be.
_BESIDE = f"figcaption, style, noscript, svg, {_EMBEDS}"
# WordPress writes "name-300x200.jpg" for a size and "name-scaled.jpg" for a large original.
_SIZE = re.compile(r"(?:-\d{2,5}x\d{2,5}|-scaled|@\dx)(?=\.\w{2,5}$)")


def media_key(address: str) -> str:
    """Return what two addresses of the same picture have in common: no host, no size, no query.

    >>> media_key("https://a.dk/2026/kim-300x200.jpg?w=2"), media_key("../2026/kim.jpg")
    ('/2026/kim.jpg', '/2026/kim.jpg')
    """
    if address.startswith("data:"):
        return address
    try:
        path = urlsplit(address.strip()).path
    except ValueError:
        return address
    return "/" + _SIZE.sub("", re.sub(r"^(?:\.{0,2}/)+", "", path))


def media_keys(tree: Element) -> tuple[str, ...]:
    """Return the keys of what `tree` shows besides text, in order, each once.

    >>> from turbohtml import parse_fragment
    >>> media_keys(parse_fragment('<p><img src="a-300x200.jpg"><img src="/a.jpg"></p>'))
    ('img /a.jpg',)
    """
    return tuple(dict.fromkeys(key for _, key in sources(tree)))


def sources(tree: Element) -> list[tuple[Element, str]]:
    """Return each element of media in `tree` with its key.

    >>> from turbohtml import parse_fragment
    >>> [key for _, key in sources(parse_fragment("<img src=a.jpg>"))]
    ['img /a.jpg']
    """
    return [(element, key) for element in tree.select(_MEDIA) if (key := _key(element))]


def is_bare(tree: Element) -> bool:
    """Whether there is no text but in captions and in what stands in for media.

    >>> from turbohtml import parse_fragment
    >>> is_bare(parse_fragment("<figure><img src=a.jpg><figcaption>Kim</figcaption></figure>"))
    True
    >>> is_bare(parse_fragment("<p>Kim <img src=a.jpg></p>"))
    False
    """
    beside = [e for e in tree.select(_BESIDE) if not any(a.matches(_BESIDE) for a in e.ancestors)]
    return _letters(tree) <= sum(map(_letters, beside))


def _letters(element: Element) -> int:
    return sum(map(len, element.text.split()))


def _key(element: Element) -> str:
    name = element.tag
    if name == "svg":
        return f"svg {element.inner_html.strip()}"
    if name == "form":
        return f"form {element.attr('action') or element.inner_html}"
    address = _address(element)
    if not address:
        return f"script {element.text.strip()}" if name == "script" else ""
    # A picture lies at several addresses; an embed is told from its neighbour by host and query.
    return f"{name} {media_key(address) if name in {'img', 'video', 'audio'} else address}"


def _address(element: Element) -> str:
    inner = element.select_one("source[src]") if element.tag in {"video", "audio"} else None
    given = [element.attr(name) for name in ("src", "data-src", "data")]
    return next(filter(None, [*given, inner.attr("src") if inner else None]), "")
