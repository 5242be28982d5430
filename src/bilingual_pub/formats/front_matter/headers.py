"""Header lines: Nikola's `.. title: Om os`, Pelican's and MultiMarkdown's `Title: Om os`."""

from __future__ import annotations

import re

from bilingual_pub.formats.front_matter.model import Field, FrontMatter
from bilingual_pub.model import Span

__all__ = ["parse", "write"]

_NIKOLA = re.compile(
    r"(?:<!--[ \t]*\r?\n)?(?:[ \t]*\r?\n)*(?=\.\. [a-zA-Z_]+:)(?:\.\.[ \t][^\r\n]*(?:\r?\n|\Z)|[ \t]+\r?\n)+(?:[ \t]*-->[ \t]*(?:\r?\n|\Z))?"
)
# A value without the white space behind it; runs are taken whole, so that a long one is looked at once.
_VALUE = r"((?:[^\s]++|[^\S \t\r\n]++|[ \t]++(?=[^ \t\r\n]))*+)[ \t]*+(\r?\n|\Z)"
_NIKOLA_LINE = re.compile(rf"^\.\.[ \t]++([A-Za-z_][\w-]*+):(?:[ \t]++(?=\S))?{_VALUE}", re.MULTILINE)
_LINES = re.compile(
    r"(?:[A-Za-z][\w -]{0,40}:(?:[ \t][^\r\n]*)?(?:\r?\n|\Z)(?:(?: {4}|\t)[ \t]*\S[^\r\n]*(?:\r?\n|\Z))*)+(?=[ \t]*(?:\r?\n|\Z))"
)
_LINE = re.compile(rf"^([A-Za-z][\w -]{{0,40}}):(?:[ \t]++(?=\S))?{_VALUE}", re.MULTILINE)
# "Note: see below" begins many a text; a block of headers says at least one of these.
_KNOWN = frozenset(
    "title date slug lang category tags author authors summary status template modified language".split()
)


def parse(text: str) -> FrontMatter | None:
    r"""Return the header lines at the beginning of `text`, None where there are none.

    Values stand as they are, one line each; keys are compared in lower case.

    >>> parse("Title: Om os\nLang: da\n\nHej").values
    {'title': 'Om os', 'lang': 'da'}
    >>> parse(".. title: Om os\n.. slug: om\n\nHej").kind
    'nikola'
    """
    if (block := _NIKOLA.match(text)) and block.end():
        return _read("nikola", block, _NIKOLA_LINE, ".. {key}: {value}")
    if block := _LINES.match(text):
        found = _read("headers", block, _LINE, "{key}: {value}")
        return found if _KNOWN & found.values.keys() else None
    return None


def _read(kind: str, block: re.Match[str], line: re.Pattern[str], template: str) -> FrontMatter:
    fields: list[Field] = []
    insert, end = 0, "\n"
    for match in line.finditer(block.string, block.start(), block.end()):
        fields.append(
            Field(
                (match[1].lower(),), match[2], Span(*match.span(2)), "header" if match[2] else "empty header"
            )
        )
        insert, end = match.end(), match[3] or end
    values = {str(field.path[0]): field.value for field in reversed(fields)}
    ordered = {str(field.path[0]): values[str(field.path[0])] for field in fields}
    return FrontMatter(kind, Span(0, block.end()), ordered, tuple(fields), insert, f"{template}{end}")


def write(value: str, style: str) -> str:
    r"""Return `value` on one line; these headers know no quotes.

    >>> write("Om\nos", "header")
    'Om os'
    """
    return (" " if style == "empty header" else "") + " ".join(value.split("\n"))
