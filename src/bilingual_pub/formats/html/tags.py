"""What a piece of markup says, looked up once for each different source.

A page has some 280 tags, and a site's pages share nine of ten of them: reading one anew takes 3 µs, this 0.05 µs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from turbohtml import Token, TokenType, tokenize

from bilingual_pub.formats.html import attributes as attrs
from bilingual_pub.formats.html.attributes import Attributes
from bilingual_pub.formats.html.metadata import Facts, facts
from bilingual_pub.formats.html.units import attribute_text, shape
from bilingual_pub.formats.html.vocabulary import (
    CLOSED_BY,
    HIDDEN,
    INLINE,
    OPAQUE,
    RAW,
    TEXT_ATTRIBUTES,
    VOID,
)

__all__ = [
    "COMMENT",
    "END",
    "SILENT",
    "START",
    "STRANGE",
    "WHOLE",
    "Peculiar",
    "Tag",
    "Tags",
    "attributes",
    "tags",
]

END, START, STRANGE, WHOLE, COMMENT, SILENT = range(6)


class Peculiar(Exception):  # noqa: N818  # no error: the page is read another way
    """Markup that means something else where it stands than it does alone, or that is no markup at all."""


@dataclass(slots=True, eq=False)
class Tag:
    """A tag, comment or declaration; one for all sources that say the same to the parser.

    `kind`: START and END are plain tags, STRANGE a start tag that changes how what follows it is read, WHOLE a
    script or style sheet from its start tag (`inner` characters) to its end tag (`tail`), SILENT what no reader sees.
    `inline`: may stand in a sentence. `lone`: has no end tag. `closes`: names of open blocks that a start tag ends.
    `given`: its attributes, where they tell the parser anything. `target`: `href` of a link, `src` of a picture,
    references resolved. `changes`: its children inherit from it. `texts`: attributes that hold text: name, start
    and end of the value from the start of the tag, and what it says. `mark`: of the tag in a run (see `units.plans`). `facts`: what it says of the page.
    """

    kind: int
    name: str = ""
    inline: bool = False
    lone: bool = False
    closes: frozenset[str] = frozenset()
    given: Attributes = ()
    target: str = ""
    changes: bool = False
    texts: tuple[tuple[str, int, int, str], ...] = ()
    facts: Facts = ()
    inner: int = 0
    tail: int = 0
    mark: str = field(init=False)

    def __post_init__(self) -> None:
        self.mark = f"/{self.name}" if self.kind == END else f"{self.name}/" if self.lone else self.name


_STRANGE = HIDDEN | OPAQUE | RAW
_INHERITED = frozenset({"a", "pre", "textarea", "blockquote", "ul", "ol", "menu"})
_MARKED = frozenset({"lang", "xml:lang", "translate"})
_TELLING = _MARKED | TEXT_ATTRIBUTES.keys() | {"class", "href", "src"}
_NOTHING: frozenset[str] = frozenset()
# So many are kept: some 10 MB. What is in a tag with more characters than this comes only once.
_MOST, _LONGEST = 20_000, 400
# Start tags by the book, which say what a tokenizer would hear; and those of which the name alone tells the parser all.
_BOOK = re.compile(r"""<([a-z][a-z0-9]*+)(?:[ \n]++[a-z][a-z0-9:_-]*+="[^"<&\0]*+")*+[ \n]*+(/?)>""")
_PLAIN = re.compile(
    rf"""<(/?)([a-z][a-z0-9]*+)
        (?:[ \n]++ (?!(?:{"|".join(sorted(_TELLING - {"class"}))})=) (?!class="[^"<]*notranslate)
           [a-z][a-z0-9:_-]*+ ="[^"<]*+")*+ >""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([a-z][a-z0-9:_-]*+)="([^"]*+)\"""")
# Islands of templates, and sections, that reach beyond the markup they begin in (see `shadow`).
_ISLANDS = re.compile(r"<(?:\?php|\?=|%|!\[CDATA\[|/>)")


class Tags(dict[str, Tag]):
    """Markup by its source. `xhtml`: whether `<p/>` has no end tag."""

    def __init__(self, *, xhtml: bool) -> None:
        super().__init__()
        self._xhtml = xhtml
        self._plain: dict[str, Tag] = {}
        self._anonymous: dict[str, Tag] = {}

    def __missing__(self, source: str) -> Tag:
        """Return what markup says that is not known yet. Raises Peculiar where it does not stand by itself."""
        # Nothing is as often the only new thing about a tag as its id. What is plain with an empty one is so with any.
        at = source.find(' id="') + 5
        end = source.find('"', at)
        key = source[:at] + source[end:] if at > 4 and source[at:end].isidentifier() else source
        if known := self._anonymous.get(key):
            tag = known
        elif plain := _PLAIN.fullmatch(source):
            tag = self._named(plain[1], plain[2])
            if key != source and len(self._anonymous) < _MOST:
                self._anonymous[key] = tag
        elif (book := _BOOK.fullmatch(source)) and not (book[2] and book[1] in RAW):
            tag = self._start(book[1], source, closed=bool(book[2]))
        else:
            tag = self._alone(source)
        return self._keep(source, tag)

    def read(self, token: Token, source: str) -> Tag:
        """Return what a token says that is not known yet."""
        tag = self._token(token, source)
        return tag if _ISLANDS.search(source) else self._keep(source, tag)

    def _keep(self, source: str, tag: Tag) -> Tag:
        if len(source) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[source] = tag
        return tag

    def _token(self, token: Token, source: str) -> Tag:
        kind, name = token.type, token.tag or ""
        if kind is TokenType.START_TAG:
            return self._start(name, source, closed=token.self_closing)
        if kind is TokenType.END_TAG:
            return self._named("/", name)
        return _COMMENT if kind is TokenType.COMMENT else _SILENT

    def _alone(self, source: str) -> Tag:
        tokens = _tokens(source)
        if not tokens or _ISLANDS.search(source) or (tokens[0].self_closing and tokens[0].tag in RAW):
            raise Peculiar
        first, *rest = tokens
        size = len(first.source or "")
        if size == len(source):
            return self._token(first, source)
        if first.tag in {"script", "style"} and rest and rest[-1].type is TokenType.END_TAG:
            end = rest[-1].source or ""
            whole = all(token.type is TokenType.TEXT for token in rest[:-1]) and source.endswith(end)
            if whole and not self._start(first.tag, source[:size], closed=False).texts:
                return Tag(WHOLE, first.tag, inner=size, tail=len(end))
        raise Peculiar

    def _named(self, slash: str, name: str) -> Tag:
        """Return the tag of which nothing counts but the name."""
        key = slash + name
        tag = self._plain.get(key)
        if tag is None:
            name = "noscript" if name == "nxscript" else name
            kind = END if slash else STRANGE if name in _STRANGE else START
            closes, changes = CLOSED_BY.get(name, _NOTHING), name in _INHERITED
            told = () if slash else facts(name, ())
            tag = Tag(kind, name, name in INLINE, name in VOID, closes, changes=changes, facts=told)
            if len(self._plain) < _MOST:
                self._plain[key] = tag
        return tag

    def _start(self, name: str, source: str, *, closed: bool) -> Tag:
        given, named, target = attributes(source), self._named("", name), ""
        kind, changes = named.kind, named.changes
        texts: tuple[tuple[str, int, int, str], ...] = ()
        for key, value in given:
            if key in _TELLING:
                if key in {"lang", "xml:lang"}:
                    changes = True
                elif key == "translate" or (key == "class" and "notranslate" in (value or "")):
                    kind, changes = STRANGE, True
                texts = texts or (_texts(name, given, source) if key in TEXT_ATTRIBUTES else ())
        if name in {"a", "img"}:
            target = attribute_text(attrs.get(given, "href" if name == "a" else "src"))
        lone = named.lone or (self._xhtml and closed)
        name, told = named.name, facts(named.name, given)
        return Tag(kind, name, named.inline, lone, named.closes, given, target, changes, texts, told)


def _tokens(source: str) -> list[Token]:
    return list(tokenize(source, resolve_references=False, capture_source=True))


@lru_cache(_MOST)
def attributes(source: str) -> Attributes:
    """Return the attributes in the source of a start tag, as the tokenizer gives them.

    >>> attributes("<a href='x.html' CLASS=y>")
    (('href', 'x.html'), ('class', 'y'))
    """
    if _BOOK.fullmatch(source):
        found = _ATTRIBUTE.findall(source)
        if len(dict(found)) == len(found):
            return tuple(found)
    return tuple(next((token.attrs or () for token in _tokens(source)), ()))


_COMMENT, _SILENT = Tag(COMMENT), Tag(SILENT)
_TAGS = Tags(xhtml=False), Tags(xhtml=True)


def tags(*, xhtml: bool) -> Tags:
    """Return the tags that all pages share."""
    return _TAGS[xhtml]


def _texts(name: str, given: Attributes, source: str) -> tuple[tuple[str, int, int, str], ...]:
    found = attrs.find(name, given)
    where = attrs.values(source, 0, len(source)) if found else {}
    said = (
        (key, shape(attrs.parts(source, where[key], {}), source, {}))
        for key in found
        if key in where and source[slice(*where[key])].strip()
    )
    return tuple((key, *unit.span, unit.text) for key, unit in said)
