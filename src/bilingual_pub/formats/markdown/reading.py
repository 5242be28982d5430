"""From the inline tokens of a block to units: the text a translator sees, its span, its tags, its attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from markdown_it.common.utils import unescapeAll
from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.token import Token

from bilingual_pub.formats.html.units import (
    CLOSE,
    LONE,
    OPEN,
    REFERENCE,
    TEXT,
    WHITE,
    Unit,
    fold,
    shape,
    split,
    trim,
)
from bilingual_pub.formats.html.vocabulary import OPAQUE, VOID
from bilingual_pub.formats.markdown.source import MASK, Content, Source
from bilingual_pub.model import InlineTag

__all__ = ["Attribute", "Found", "Part", "parts", "read"]

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,39})(?=[\s/>])")
_SPACES = " \t\n"
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_ALERT = re.compile(r"\[![A-Za-z]+\][ \t]*(?=\n|$)")
_BREAKS = frozenset({"softbreak", "hardbreak"})
_PAIRS = {
    "em_open": "em",
    "strong_open": "strong",
    "s_open": "del",
    "em_close": "em",
    "strong_close": "strong",
    "s_close": "del",
}


class Part(NamedTuple):
    """One piece of a unit, as `formats.html.units` takes it: `start` and `end` are offsets of the source."""

    kind: int
    start: int
    end: int
    data: str
    element: int = -1
    keep: bool = False


AnyPart = tuple[int, int, int, str, int, bool]


class Attribute(NamedTuple):
    """Text inside a tag: an image's alt or a link's title, a segment of its own."""

    name: str
    unit: Unit
    link: str


@dataclass(slots=True)
class Found:
    """What a block holds: `units` with the links of each, and `attributes`, all in document order."""

    units: list[tuple[Unit, tuple[str, ...]]] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)


def read(source: Source, content: Content, tokens: list[Token]) -> Found:
    """Take the inline tokens of one block apart.

    >>> from bilingual_pub.formats.markdown.parser import inlines
    >>> source = Source.of("Læs [hele artiklen](om.md)")
    >>> [(unit, links)] = read(source, Content(source.text, (0,), (0,)), inlines(source.text)).units
    >>> unit.text, links
    ('Læs <a>hele artiklen</a>', ('om.md',))
    """
    reader = _Reader(source, content)
    whole, inner = trim(list(reader.parts(tokens)))
    found = Found(attributes=reader.attributes)
    runs = split(whole)
    for run in runs:
        trimmed, wrapper = trim(run) if len(runs) > 1 else (whole, inner)
        if trimmed:
            unit = shape(trimmed, reader.page, reader.notes)
            unit = unit._replace(tags=tuple(map(reader.whole, unit.tags)))
            found.units.append((reader.placed(unit), reader.links_in(trimmed, wrapper)))
    return found


def parts(source: Source, content: Content, tokens: list[Token]) -> list[Part]:
    """Return the inline tokens of one block as parts, nothing trimmed off.

    >>> from bilingual_pub.formats.markdown.parser import inlines
    >>> source = Source.of("*Hej*")
    >>> [part.data for part in parts(source, Content(source.text, (0,), (0,)), inlines(source.text))]
    ['em', 'Hej', 'em']
    """
    return _Reader(source, content).parts(tokens)


@dataclass(slots=True)
class _Run:
    """Text between two tags: what it says, `head` characters of it a task's box or an alert's mark.

    `odd`: its ends are white space by reference (`&#32;`), which is not as long as its source.
    """

    data: str = ""
    head: int = 0
    odd: bool = False

    def add(self, token: Token) -> None:
        self.data += token.content
        self.odd = self.odd or (token.type == "text_special" and token.content.isspace())


class _Reader:
    """Reads the tokens of one block; offsets of parts are the source's until `placed` makes them the document's."""

    def __init__(self, source: Source, content: Content) -> None:
        self.source, self.content, self.page = source, content, source.raw
        self.notes: dict[int, str] = {}
        self.attributes: list[Attribute] = []
        self._links: dict[int, str] = {}
        self._labels: dict[str, str] = {}
        self._open: list[tuple[int, str]] = []
        self._position = 0

    def placed(self, unit: Unit) -> Unit:
        return unit._replace(span=self.source.span(*unit.span))

    def links_in(self, parts: list[AnyPart], inner: int) -> tuple[str, ...]:
        indices = [inner, *(element for kind, _, _, _, element, _ in parts if kind != CLOSE)]
        return tuple(dict.fromkeys(self._links[n] for n in indices if self._links.get(n)))

    def whole(self, tag: InlineTag) -> InlineTag:
        """Give a link that names its target by its own text (`[om os]`) that name apart, since the text will change."""
        label = self._labels.get(tag.note)
        if label is None:
            return tag
        return InlineTag(tag.name, tag.open, f"][{label}]", tag.note.removesuffix(f" [{label}]"), tag.lone)

    def parts(self, tokens: list[Token]) -> list[Part]:
        out: list[Part] = []
        head = self._head() if tokens and tokens[0].type == "text" else 0
        run = _Run(head=head)
        self._position = skip = 0
        for n, token in enumerate(tokens):
            if n < skip:
                continue
            if token.type in {"text", "text_special"}:
                run.add(token)
                continue
            skip = self._opaque_end(tokens, n)
            start, end = self._bounds(token, tokens[skip - 1])
            if token.type in _BREAKS:
                run.data = run.data.rstrip(" ")
            out += self._text(run, start)
            if token.type == "hardbreak" and out and out[-1].kind == TEXT and out[-1].data == " ":
                out.pop()
            out += self._part(token, start, end, opaque=skip > n + 1)
            self._position = max(end, self._position)
            run = _Run()
        return out + self._text(run, len(self.content.text))

    def _head(self) -> int:
        head = _TASK.match(self.content.text) or _ALERT.match(self.content.text)
        return head.end() if head else 0

    def _text(self, run: _Run, end: int) -> list[Part]:
        start, data = self._position + run.head, run.data[run.head :]
        if end <= start or not data:
            return []
        odd = run.odd and bool(data.strip(WHITE))
        return [Part(REFERENCE if odd else TEXT, *self.content.range(start, end), data)]

    def _bounds(self, token: Token, last: Token) -> tuple[int, int]:
        start, end = token.meta["start"], last.meta["end"]
        if token.type == "link_open" and token.info != "auto":
            return start - 1, start
        if token.type == "link_close":
            return token.meta["inner"], end
        if token.type in _BREAKS:
            text = self.content.text
            while start > self._position and text[start - 1] == " ":
                start -= 1
        return start, end

    def _part(self, token: Token, start: int, end: int, *, opaque: bool) -> Iterator[Part]:
        span = self.content.range(start, end)
        kind = token.type
        if kind == "softbreak":
            yield Part(TEXT, *span, " ")
        elif kind == "hardbreak":
            yield Part(LONE, span[0], self.content.at(end), "br")
        elif kind in _PAIRS:
            yield Part(OPEN if kind.endswith("open") else CLOSE, *span, _PAIRS[kind])
        elif kind == "code_inline":
            yield Part(LONE, *span, "code", self._note(token.content), keep=True)
        elif kind == "island":
            expression = self.page.startswith("{{", span[0]) and self.page[span[0] + 2] not in "<%"
            yield Part(LONE, *span, "x", self._note(self.page[slice(*span)]), keep=expression)
        elif kind == "image":
            yield self._image(token, start, span)
        elif kind == "html_inline":
            yield self._html(span, opaque=opaque)
        else:
            yield self._link(token, end, span)

    def _note(self, note: str, link: str = "") -> int:
        index = len(self.notes)
        self.notes[index] = note
        self._links[index] = link
        return index

    def _unmasked(self, address: str, after: int) -> str:
        if MASK not in address:
            return address
        found = self.source.text.find(address, self.content.at(after))
        return self.page[found : found + len(address)] if found >= 0 else ""

    def _link(self, token: Token, end: int, span: tuple[int, int]) -> Part:
        if token.info == "auto":
            href = str(token.attrs["href"])
            return Part(LONE, *span, "a", self._note(f"link to {href}", href), keep=True)
        if token.type == "link_open":
            href = self._unmasked(str(token.attrs["href"]), token.meta["start"])
            index = self._note(f"link to {href}", href)
            self._open.append((index, str(token.attrs.get("title", ""))))
            return Part(OPEN, *span, "a", index)
        index, title = self._open.pop()
        self._close(index, title, token, end)
        return Part(CLOSE, *span, "a", index)

    def _close(self, index: int, title: str, token: Token, end: int) -> None:
        text, inner = self.content.text, token.meta["inner"]
        if text[inner:end] in {"]", "][]"}:
            label = fold(text[token.meta["start"] + 1 : inner])
            self.notes[index] += f" [{label}]"
            self._labels[self.notes[index]] = label
        elif title and text.startswith("](", inner):
            self._title(inner + 2, end, self._links[index])

    def _title(self, start: int, end: int, link: str) -> None:
        """Find the title of `](target "title")`, where `start` is behind the bracket."""
        text = self.content.text
        start = _skip(text, start, end)
        target = parseLinkDestination(text, start, end)
        start = _skip(text, target.pos if target.ok else start, end)
        title = parseLinkTitle(text, start, end)
        if title.ok:
            span = self.source.span(*self.content.range(start + 1, title.pos - 1))
            unit = Unit(fold(unescapeAll(text[start + 1 : title.pos - 1])), span, (), wordless=False)
            self.attributes.append(Attribute("title", unit, link))

    def _image(self, token: Token, start: int, span: tuple[int, int]) -> Part:
        address = self._unmasked(str(token.attrs["src"]), start)
        begin, stop = start + 2, start + 2 + len(token.content)
        index = self._note(f"image {address}", address)
        if (
            self.content.text.startswith("](", stop)
            or self.content.text[stop : stop + 2] == "][" != self.content.text[stop : stop + 3]
        ):
            inner = read(self.source, self.content.part(begin, stop), token.children or [])
            self.attributes += [
                Attribute("alt", unit, address) for unit, _ in inner.units if not unit.wordless
            ]
        if token.attrs.get("title") and self.content.text.startswith("](", stop):
            self._title(stop + 2, token.meta["end"], address)
        return Part(LONE, *span, "img", index)

    def _html(self, span: tuple[int, int], *, opaque: bool) -> Part:
        source = self.page[slice(*span)]
        tag = _TAG.match(source)
        name = tag[2].lower() if tag else "x"
        if opaque:
            return Part(LONE, *span, name, self._note(source), keep=True)
        if tag is None or name in VOID or source.endswith("/>"):
            return Part(LONE, *span, name, self._note(""))
        return Part(CLOSE if tag[1] else OPEN, *span, name, self._note(""))

    def _opaque_end(self, tokens: list[Token], n: int) -> int:
        """Return the index behind what token `n` swallows: an autolink's text, `<kbd>` up to its end tag."""
        token = tokens[n]
        if token.type == "link_open" and token.info == "auto":
            return n + 3
        tag = _TAG.match(token.content) if token.type == "html_inline" else None
        if tag and not tag[1] and tag[2].lower() in OPAQUE:
            close = f"</{tag[2].lower()}"
            for m in range(n + 1, len(tokens)):
                if tokens[m].type == "html_inline" and tokens[m].content.lower().startswith(close):
                    return m + 1
        return n + 1


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in _SPACES:
        start += 1
    return start
