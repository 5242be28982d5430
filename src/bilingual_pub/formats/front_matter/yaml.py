"""YAML front matter by the rules of YAML 1.2, in which `no` is a word: `lang: no` stays what it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from bilingual_pub.formats import safe_yaml
from bilingual_pub.formats.front_matter import simple
from bilingual_pub.formats.front_matter.model import Field, FrontMatter, quoted
from bilingual_pub.model import N_, Diagnostic, Span

__all__ = ["parse", "write"]

_BLOCK = re.compile(
    r"---[ \t]*(\r\n|\n|\r)(.*?(?:\r\n|\n|\r)|)(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.DOTALL
)
# Text that no reader of YAML, 1.1 or 1.2, takes for anything but this very string.
_PLAIN = re.compile(r"[^\W\d_](?:[\w \xa0()/.%§–’‘“”»«…!?&+;'\"-]|,(?= )|:(?=\S))*(?<![ :\xa0])")
_WORDS = frozenset("true false yes no on off y n null".split())
# An anchor or a tag before a value stays where it is.
_PROPERTIES = re.compile(r"(?:[&!]\S*[ \t]+)*")


def parse(text: str) -> FrontMatter | None:
    r"""Return the YAML front matter at the beginning of `text`, None where there is none.

    What YAML can't read is reported in `diagnostics`; the block still counts as front matter.

    >>> parse("---\nlang: no\n---\n").values
    {'lang': 'no'}
    """
    block = _BLOCK.match(text)
    if not block:
        return None
    span, template = Span(*block.span()), f"{{key}}: {{value}}{block[1]}"
    if found := simple.read(block[2], block.start(2)):
        return FrontMatter("yaml", span, *found, block.end(2), template)
    try:
        node, values = _load(block[2])
    except safe_yaml.YAMLError as error:
        return FrontMatter("yaml", span, {}, (), block.end(2), template, (_diagnostic(error),))
    if not isinstance(values, dict):
        # `---` is a thematic break too: what stands between two of them need not be front matter.
        return FrontMatter("yaml", span, {}, (), block.end(2), template) if values is None else None
    fields = tuple(_Fields(block[2], block.start(2)).walk(node, ()))
    return FrontMatter("yaml", span, values, fields, block.end(2), template)


def _load(source: str) -> tuple[Any, Any]:
    def read(yaml: Any) -> tuple[Any, Any]:
        node = yaml.compose(source)
        return node, _plain(yaml.constructor.construct_document(node), {}) if node is not None else None

    return safe_yaml.reading(source, read, kind="safe")


def _plain(value: Any, done: dict[int, Any]) -> Any:
    """Copy `value` with string keys and ISO dates; what aliases share stays shared, however often they name it."""
    if id(value) in done:
        return done[id(value)]
    if isinstance(value, dict):
        copy: Any = done.setdefault(id(value), {})
        copy.update((str(key), _plain(inner, done)) for key, inner in value.items())
        return copy
    if isinstance(value, list):
        copy = done.setdefault(id(value), [])
        copy.extend(_plain(inner, done) for inner in value)
        return copy
    return value.isoformat() if isinstance(value, dt.date) else value


def _diagnostic(error: safe_yaml.YAMLError) -> Diagnostic:
    return Diagnostic(
        "front-matter",
        "error",
        N_("the front matter is no valid YAML: {reason}"),
        {"reason": error.reason},
        line=error.line + 1,
        hint=N_("Its keys are not read until it is mended; nothing in the file is changed."),
    )


class _Fields:
    """Finds the scalars of one tree; what an alias repeats counts where it is written."""

    def __init__(self, source: str, base: int) -> None:
        self._source, self._base = source, base
        self._seen: set[int] = set()

    def walk(
        self, node: Any, path: tuple[str | int, ...], after: int = 0, *, flow: bool = False
    ) -> Iterator[Field]:
        if id(node) in self._seen:
            return
        self._seen.add(id(node))
        flow = flow or bool(getattr(node, "flow_style", False))
        if node.id == "mapping":
            for key, value in node.value:
                if key.id == "scalar":
                    yield from self.walk(value, (*path, str(key.value)), key.end_mark.index, flow=flow)
        elif node.id == "sequence":
            for n, value in enumerate(node.value):
                yield from self.walk(value, (*path, n), flow=flow)
        else:
            yield self._scalar(node, path, after, flow=flow)

    def _scalar(self, node: Any, path: tuple[str | int, ...], after: int, *, flow: bool) -> Field:
        start, end = node.start_mark.index, node.end_mark.index
        properties = _PROPERTIES.match(self._source, start, end)
        start = properties.end() if properties else start
        raw = self._source[start:end]
        if not raw.strip():
            start = end = self._source.find(":", after) + 1
            return Field(path, "", Span(self._base + start, self._base + end), "empty")
        end = start + len(raw.rstrip())
        style = {'"': '"', "'": "'", "|": "block", ">": "block"}.get(
            node.style or "", "flow" if flow else "yaml"
        )
        return Field(path, node.value, Span(self._base + start, self._base + end), style)


def write(value: str, style: str) -> str:
    r"""Return the YAML for the string `value`: as the style was, if the style can say it; else in double quotes.

    >>> write("no", "yaml"), write("Ole's", "'"), write("a, b", "flow")
    ('"no"', "'Ole''s'", '"a, b"')
    """
    space = " " if style == "empty" else ""
    if style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    plain = _PLAIN.fullmatch(value) and value.lower() not in _WORDS and not (style == "flow" and "," in value)
    return space + (value if plain and style not in {'"', "'"} else quoted(value))
