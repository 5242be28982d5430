"""What the source of a start tag says, looked up once for each different source.

A page has some 150 start tags, and a site's pages share most of them: reading `attrs` and looking each name up
anew took 0.9 µs a tag, this 0.1 µs.
"""

from __future__ import annotations

from turbohtml import Token

from bilingual_pub.formats.html import attributes as attrs
from bilingual_pub.formats.html.attributes import Attributes
from bilingual_pub.formats.html.units import attribute_text
from bilingual_pub.formats.html.vocabulary import CLOSED_BY, HIDDEN, INLINE, OPAQUE, TEXT_ATTRIBUTES, VOID

__all__ = ["Tag", "Tags", "tags"]

Tag = tuple[str, Attributes, str, bool, bool, frozenset[str], bool, tuple[tuple[str, int, int], ...]]
"""Name, attributes, target (`href` of a link, `src` of a picture, references resolved), may stand in a sentence,
has no end tag, names of open blocks that it ends, changes how what is inside it is read, and the attributes that
hold text: name, start and end of the value from the start of the tag. A plain tuple: it is unpacked for each tag.
"""

_SPECIAL = HIDDEN | OPAQUE | {"pre", "textarea", "a", "blockquote", "ul", "ol", "menu"}
_MARKED = frozenset({"lang", "xml:lang", "translate"})
_TELLING = _MARKED | TEXT_ATTRIBUTES.keys() | {"class"}
_NOTHING: frozenset[str] = frozenset()
# So many are kept: some 10 MB. What is in a tag with more characters than this comes only once.
_MOST, _LONGEST = 20_000, 400


class Tags(dict[str, Tag]):
    """Start tags by their source. `xhtml`: whether `<p/>` has no end tag."""

    def __init__(self, *, xhtml: bool) -> None:
        super().__init__()
        self._xhtml = xhtml

    def read(self, token: Token, source: str) -> Tag:
        """Return what a start tag says that is not known yet."""
        name = token.tag or ""
        if name == "nxscript":
            name = "noscript"
        given = tuple(token.attrs or ())
        target, special = "", name in _SPECIAL
        texts: tuple[tuple[str, int, int], ...] = ()
        for key, value in given:
            if key in _TELLING:
                special = special or key in _MARKED or (key == "class" and "notranslate" in (value or ""))
                texts = texts or (_texts(name, given, source) if key in TEXT_ATTRIBUTES else ())
        if given and name in {"a", "img"}:
            target = attribute_text(attrs.get(given, "href" if name == "a" else "src"))
        lone = name in VOID or (self._xhtml and token.self_closing)
        tag = (name, given, target, name in INLINE, lone, CLOSED_BY.get(name, _NOTHING), special, texts)
        if len(source) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[source] = tag
        return tag


_TAGS = Tags(xhtml=False), Tags(xhtml=True)


def tags(*, xhtml: bool) -> Tags:
    """Return the tags that all pages share."""
    return _TAGS[xhtml]


def _texts(name: str, given: Attributes, source: str) -> tuple[tuple[str, int, int], ...]:
    found = attrs.find(name, given)
    where = attrs.values(source, 0, len(source)) if found else {}
    return tuple((key, *where[key]) for key in found if key in where)
