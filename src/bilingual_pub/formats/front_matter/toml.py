"""TOML front matter between `+++`: values by `tomllib`, their places found by trying."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bilingual_pub.formats import safe_toml
from bilingual_pub.formats.front_matter.model import Field, FrontMatter, quoted
from bilingual_pub.model import N_, Diagnostic, Span
from bilingual_pub.splice import splice

__all__ = ["parse", "write"]

_BLOCK = re.compile(r"\+\+\+[ \t]*(\r\n|\n)(.*?(?:\r\n|\n)|)\+\+\+[ \t]*(?:\r\n|\n|\Z)", re.DOTALL)
# Whatever looks like a string behind an equals sign; which of them are values is for tomllib to say.
_STRING = re.compile(
    r"""
    = [ \t]*+ (
        \"{3} (?: [^"\\] | \\. | "(?!"") )*+ \"{3}
      | '{3} (?: [^'] | '(?!'') )*+ '{3}
      | " (?: [^"\\\n] | \\. )*+ "
      | ' [^'\n]*+ '
    )""",
    re.VERBOSE | re.DOTALL,
)


def parse(text: str) -> FrontMatter | None:
    r"""Return the TOML front matter at the beginning of `text`, None where there is none.

    >>> parse('+++\ntitle = "Om os"\n+++\n').field("title").span
    Span(start=12, end=19)
    """
    block = _BLOCK.match(text)
    if not block:
        return None
    source, base = block[2], block.start(2)
    span, template = Span(*block.span()), f"{{key}} = {{value}}{block[1]}"
    try:
        values = safe_toml.loads(source.replace("\r\n", "\n"))
    except safe_toml.TOMLDecodeError as error:
        return FrontMatter("toml", span, {}, (), base, template, (_diagnostic(str(error)),))
    fields = tuple(_fields(source, base))
    # A key added below a [table] would be that table's.
    table = re.search(r"^[ \t]*\[", source, re.MULTILINE)
    insert = base + (table.start() if table else len(source))
    return FrontMatter("toml", span, _plain(values), fields, insert, template)


def _diagnostic(reason: str) -> Diagnostic:
    line = re.search(r"at line (\d+)", reason)
    return Diagnostic(
        "front-matter",
        "error",
        N_("the front matter is no valid TOML: {reason}"),
        {"reason": reason},
        line=int(line[1]) + 1 if line else 1,
        hint=N_("Its keys are not read until it is mended; nothing in the file is changed."),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _fields(source: str, base: int) -> Iterator[Field]:
    """Put a mark in the place of each string and see under which key it comes out."""
    spans = [Span(*match.span(1)) for match in _STRING.finditer(source)]
    mark = "bilingual-pub-"
    while mark in source:
        mark += "x"
    marked = splice(source, [(span, f'"{mark}{n}"') for n, span in enumerate(spans)])
    try:
        paths = dict(_paths(safe_toml.loads(marked.replace("\r\n", "\n")), ()))
    except safe_toml.TOMLDecodeError:
        return
    for n, span in enumerate(spans):
        if path := paths.get(f"{mark}{n}"):
            value = safe_toml.loads(f"x = {source[slice(*span)]}".replace("\r\n", "\n"))["x"]
            yield Field(path, value, Span(base + span.start, base + span.end), "toml")


def _paths(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    if isinstance(value, str):
        yield value, path
    elif isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in items:
            yield from _paths(inner, (*path, key))


def write(value: str, style: str) -> str:  # noqa: ARG001
    """Return `value` as a basic string (TOML 1.0).

    >>> write("Om os", "toml")
    '"Om os"'
    """
    return quoted(value)
