"""Inline content that both versions share: tags of our notation to elements, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from bilingual_pub.formats import safe_xml
from bilingual_pub.formats.inline import escape, pieces
from bilingual_pub.model import Bead

__all__ = ["file_name", "notes", "reader", "write"]

Names = tuple[str, str]


def write(text: str, pair: str, lone: str, attributes: Callable[[str], str]) -> str:
    """Return a segment's text with its tags as elements `pair` and `lone`; `attributes` writes them for a name.

    >>> write("<a>Hej</a><br/>", "g", "x", lambda name: f" id='{name}'")
    "<g id='a'>Hej</g><x id='br'/>"
    """
    out: list[str] = []
    for kind, value in pieces(text):
        if kind == "text":
            out.append(safe_xml.text(value))
        elif kind == "open":
            out.append(f"<{pair}{attributes(value)}>")
        else:
            out.append(f"</{pair}>" if kind == "close" else f"<{lone}{attributes(value)}/>")
    return "".join(out)


def reader(pairs: frozenset[str], through: frozenset[str] = frozenset()) -> Callable[[Element | None], str]:
    """Return a function from an element to the text in it: elements `pairs` are pairs, `through` nothing, others lone.

    A tag's name is its id where that can be a name of ours, else `x` with the id behind it.

    >>> from xml.etree.ElementTree import fromstring
    >>> reader(frozenset({"g"}))(fromstring("<s><g id='a'>Hej</g> <ph id='1'/></s>"))
    '<a>Hej</a> <x-1/>'
    """

    def read(element: Element | None) -> str:
        if element is None:
            return ""
        out = [escape(element.text or "")]
        for child in element:
            tag = child.tag.rpartition("}")[2]
            name = _name(child.get("id") or child.get("startRef") or "")
            if tag in pairs:
                out.append(f"<{name}>{read(child)}</{name}>")
            else:
                out.append(read(child) if tag in through else f"<{name}/>")
            out.append(escape(child.tail or ""))
        return "".join(out)

    return read


def _name(identity: str) -> str:
    name = "".join(c for c in identity.lower() if c.isascii() and (c.isalnum() or c == "-"))[:38]
    return name if name[:1].isalpha() else f"x-{name}" if name else "x"


def notes(bead: Bead, told: Mapping[str, str] | None = None) -> list[str]:
    """Return what a translator is told of a bead: its tags, and why it needs a look.

    >>> notes(Bead((), (), confidence=0.5, reasons=("position",)))
    ['alignment 50 %: position']
    """
    tags = dict(told or {})
    for segment in bead.source:
        for tag in segment.tags:
            if tag.note:
                tags.setdefault(tag.name, tag.note)
    out = [f"<{name}>: {note}" for name, note in tags.items()]
    if bead.confidence < 1:
        why = f": {', '.join(bead.reasons)}" if bead.reasons else ""
        out.append(f"alignment {bead.confidence * 100:.0f} %{why}")
    return out


def file_name(path: str | None) -> str:
    """Return the name a file goes by inside XLIFF; one that was never a file is called so.

    >>> file_name(None)
    'article'
    """
    return path or "article"
