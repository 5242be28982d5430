"""HTML that can't be forgotten to escape: whatever is not `Markup` is text, and is escaped where it is put in."""

from __future__ import annotations

from html import escape

__all__ = ["Markup", "join", "tag"]

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})
_SHAPES = frozenset({"rect", "path", "circle"})


class Markup(str):
    """A string that is HTML already."""

    __slots__ = ()


def tag(name: str, /, *children: str, **attributes: object) -> Markup:
    """Return the element `name`; children that are plain strings, and all attributes, are escaped.

    An attribute that is None or False is left out, one that is True stands without a value. A trailing underscore
    falls (`class_`), any other becomes a hyphen (`aria_label`). A shape of SVG closes itself.

    >>> tag("p", "Smid en <b>", tag("b", "kommentar"), class_='"x"')
    '<p class="&quot;x&quot;">Smid en &lt;b&gt;<b>kommentar</b></p>'
    """
    start = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Markup(f"<{name}{start}>")
    if name in _SHAPES and not children:
        return Markup(f"<{name}{start}/>")
    return Markup(f"<{name}{start}>{join(*children)}</{name}>")


def join(*children: str) -> Markup:
    """Return `children` one after the other; those that are plain strings are escaped.

    >>> join("a < b", tag("br"))
    'a &lt; b<br>'
    """
    return Markup("".join(c if isinstance(c, Markup) else escape(c, quote=False) for c in children))


def _attribute(key: str, value: object) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
