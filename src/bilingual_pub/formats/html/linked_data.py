r"""Texts in a page's JSON-LD, where they are asked for: `headline` and `description` of schema.org, and back again.

A string of JSON is spliced like an attribute's value: what is written is escaped so that it ends neither the string nor the
script, in the manner of the script (`å` or `\u00e5`), and every byte round it stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from bilingual_pub.errors import TranslationError
from bilingual_pub.formats.html.units import fold
from bilingual_pub.formats.inline import escape, unescape
from bilingual_pub.formats.refusal import refusal
from bilingual_pub.model import Document, Element, Segment, Span

__all__ = ["asked", "is_linked_data", "render", "script_json", "strings", "with_linked_data"]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\]:,]|[^\s"{}\[\]:,]++')
_ISLAND = re.compile(r"\{\{|\{%|\{#|<\?|<%")
_PERSONS = frozenset({"Person", "author", "creator", "editor", "contributor"})
"""Types of schema.org, and keys, whose names are people's."""

_ESCAPED = re.compile(r"\\u(?!00[0-7])[0-9a-fA-F]{4}")
"""A letter that the script could have had as it is."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


class Text(NamedTuple):
    """A string of a script: its key, its value, where it stands between its quotes, and the language its object states."""

    key: str
    value: str
    span: Span
    language: str | None


def strings(source: str, names: Collection[str]) -> Iterator[Text]:
    r"""Yield the strings that `source`, a script of JSON-LD, has under the keys `names`; nothing where it is no JSON.

    A key's value may be a string, a list of them, or `{"@value": ..., "@language": ...}`. A person's `name` is passed by,
    and so is what a template fills in.

    >>> [(text.key, text.value, text.language) for text in strings('{"headline": "S\\u00f8en", "inLanguage": "da"}', {"headline"})]
    [('headline', 'Søen', 'da')]
    """
    try:
        json.loads(source)
    except (ValueError, RecursionError):
        return
    yield from sorted(_Walk(source, names).texts, key=lambda text: text.span)


class _Open:
    """An object or a list that is open: `key` is what it hangs on, `own` what it has said so far."""

    __slots__ = ("facts", "is_list", "key", "name", "own")

    def __init__(self, key: str, *, is_list: bool) -> None:
        self.key, self.is_list = key, is_list
        self.name = key if is_list else ""
        self.own: list[Text] = []
        self.facts: dict[str, str] = {}


class _Walk:
    """One pass over the tokens of a script that is known to be JSON."""

    def __init__(self, source: str, names: Collection[str]) -> None:
        self.texts: list[Text] = []
        self._names = names
        self._stack = [_Open("", is_list=True)]
        before = ""
        for token in _TOKEN.finditer(source):
            self._take(token, before)
            before = token[0]

    def _take(self, token: re.Match[str], before: str) -> None:
        sign, top = token[0], self._stack[-1]
        if sign in "{[":
            self._stack.append(_Open(top.name, is_list=sign == "["))
        elif sign in "}]":
            self._close(self._stack.pop())
        elif sign[0] == '"' and not top.is_list and before in {"{", ","}:
            top.name = json.loads(sign)
        elif sign[0] == '"':
            self._string(top, json.loads(sign), Span(token.start() + 1, token.end() - 1))

    def _string(self, top: _Open, value: str, span: Span) -> None:
        key = top.key if top.name == "@value" else top.name
        if not top.is_list:
            top.facts.setdefault(top.name, value)
        elif top.name == "@type":
            self._stack[-2].facts.setdefault("@type", value)
        if key in self._names and value.strip() and not _ISLAND.search(value):
            top.own.append(Text(key, value, span, None))

    def _close(self, closed: _Open) -> None:
        holder = self._stack[-1]
        if closed.is_list:
            holder.own += closed.own
            return
        said = closed.facts.get("@language") or closed.facts.get("inLanguage")
        unnamed = closed.facts.get("@type") in _PERSONS or closed.key in _PERSONS
        kept = (t for t in closed.own if not (unnamed and t.key == "name"))
        found = [text._replace(language=text.language or said) for text in kept]
        # What `{"@value": …}` says waits for the language of the object that it hangs on.
        if "@value" in closed.facts:
            holder.own += found
        else:
            self.texts += found


def with_linked_data(
    text: str,
    segments: tuple[Segment, ...],
    elements: Sequence[Element],
    names: Collection[str],
    page: str | None,
) -> tuple[Segment, ...]:
    """Return the segments of a page with those of its JSON-LD put in where they stand. `page`: its declared language."""
    found = [
        _segment(text, index, Span(element.inner_start + said.span.start, element.inner_start + said.span.end), said, page)
        for index, element in enumerate(elements)
        if _is_script(element)
        for said in strings(text[element.inner_start : element.inner_end], names)
    ]  # fmt: skip
    return tuple(sorted((*segments, *found), key=lambda segment: segment.span)) if found else segments


def _is_script(element: Element) -> bool:
    return element.name == "script" and "ld+json" in (element.get("type") or "").lower()


def _segment(page: str, index: int, span: Span, said: Text, language: str | None) -> Segment:
    return Segment(
        fold(escape(said.value)),
        span,
        "metadata",
        page.count("\n", 0, span.start) + 1,
        span.start - page.rfind("\n", 0, span.start),
        declared_language=said.language or language,
        attribute=said.key,
        element=index,
    )


def is_linked_data(document: Document, segment: Segment) -> bool:
    """Whether a segment of an HTML document is a string of its JSON-LD."""
    return (
        segment.kind == "metadata" and segment.element >= 0 and _is_script(document.elements[segment.element])
    )


def asked(document: Document) -> frozenset[str]:
    """Return the keys whose strings `document` was read with, so that it can be read again alike.

    >>> from bilingual_pub.formats.html import parse
    >>> page = parse('<script type="application/ld+json">{"headline": "Hej"}</script>', linked_data=["headline"])
    >>> asked(page)
    frozenset({'headline'})
    """
    if "ld+json" not in document.text:
        return frozenset()
    return frozenset(s.attribute or "" for s in document.segments if is_linked_data(document, s))


def render(document: Document, segment: Segment, text: str) -> str:
    r"""Return the source that puts `text` between the quotes of a string of JSON-LD.

    Raises TranslationError where it is empty or holds template code. `<` and `&` are written as JSON escapes, so that
    nothing ends the script, begins a comment in it, or is a reference to XML.

    >>> from bilingual_pub.formats.html import parse
    >>> page = parse('<script type="application/ld+json">{"headline": "Hej"}</script>', linked_data=["headline"])
    >>> print(render(page, page.segments[0], 'The "end" &lt;/script>'))
    The \"end\" \u003c/script>
    """
    if wrong := refusal(segment, text, control=_CONTROL):
        raise TranslationError(wrong)
    script = document.elements[segment.element]
    source = document.text[script.inner_start : script.inner_end]
    ascii_only = document.encoding != "utf-8" or (source.isascii() and bool(_ESCAPED.search(source)))
    return script_json(unescape(text), ascii_only=ascii_only)[1:-1]


def script_json(value: Any, indent: int | str | None = None, *, ascii_only: bool = False) -> str:
    r"""Return JSON that may stand in a `<script>`: nothing in it can end one, begin one or a comment, in XML either.

    >>> script_json({"a": "</script>"})
    '{"a": "\\u003c/script>"}'
    """
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    return (
        text.replace("<", "\\u003c")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
