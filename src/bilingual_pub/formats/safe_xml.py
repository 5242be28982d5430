"""XML from strangers read without danger, and text put into XML without anything XML forbids."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from bilingual_pub.errors import InputError
from bilingual_pub.model import N_, Diagnostic

__all__ = ["attribute", "parse", "text"]

# XML 1.0, 2.2: what no document may hold, not even as a reference.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


# Ours nest ten deep, other tools' twenty; what recursion and ancestors cost stays bounded by it.
_MAX_DEPTH = 200


class _Refused(Exception):  # noqa: N818 - no error, until `parse` makes one of it
    """The document asks for what no translation needs."""


class _Builder(TreeBuilder):
    """A tree that is no deeper than it may be."""

    depth = 0

    def start(self, tag: str, attributes: dict[str, str], /) -> Element:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise _Refused("its elements nest too deep")
        return super().start(tag, attributes)

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        return super().end(tag)


def parse(data: str | bytes, *, path: str | None = None) -> Element:
    """Return the root element; names of elements and attributes as `{namespace}name`.

    A text is read as it is, whatever encoding its declaration names; bytes in the encoding that they declare.

    Declarations of entities and of attributes' default values are refused, so that no document can grow a
    thousandfold ("billion laughs") or fetch a file of ours, and so is a depth of more than 200 elements; a DOCTYPE
    without any is passed over. Raises InputError with the line of what is wrong.

    >>> parse(b"<a><b x='1'>Hej</b></a>").find("b").text
    'Hej'
    >>> parse(b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>")
    Traceback (most recent call last):
    bilingual_pub.errors.InputError: :1: error: this is no XML we read: it declares an entity [xml]
    """
    builder = _Builder()
    parser = expat.ParserCreate("utf-8" if isinstance(data, str) else None, namespace_separator="}")
    parser.StartElementHandler = lambda name, attributes: builder.start(
        _name(name), {_name(key): value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda name: builder.end(_name(name))
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = _refuse_entity
    parser.AttlistDeclHandler = _refuse_default
    parser.buffer_text = True
    try:
        parser.Parse(data.encode() if isinstance(data, str) else data, True)
        return builder.close()
    except (expat.ExpatError, _Refused, AssertionError, ValueError, LookupError) as error:
        reason = str(error).split(":", 1)[0] or "no elements"
        template = N_("this is no XML we read: {reason}")
        line = parser.CurrentLineNumber
        raise InputError(Diagnostic("xml", "error", template, {"reason": reason}, path, line)) from error


def _name(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def _refuse_entity(*_: object) -> None:
    raise _Refused("it declares an entity")


def _refuse_default(_element: str, _name: str, _type: str, default: str | None, _required: int) -> None:
    if default is not None:
        raise _Refused("it declares an attribute's default value")


def text(value: str) -> str:
    r"""Return `value` as character data; characters that XML forbids become U+FFFD.

    >>> text("a < b & \x00")
    'a &lt; b &amp; \ufffd'
    """
    return escape(_FORBIDDEN.sub("\ufffd", value)).replace("\r", "&#13;")


def attribute(value: str) -> str:
    """Return `value` in the quotation marks it needs as an attribute's value.

    >>> attribute("Hej & farvel")
    '"Hej &amp; farvel"'
    """
    return quoteattr(_FORBIDDEN.sub("\ufffd", value), {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})
