"""PO text to tokens: GNU's free form, in which neither blank lines nor line ends part one thing from the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Token", "tokens"]

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\f\v]*+)(?:
      (?P<string>  "[^"\\\n]*+(?:\\(?:\r?\n|.)[^"\\\n]*+)*+" )
    | (?P<keyword> (?P<name>msgctxt|msgid_plural|msgid|msgstr|domain)(?![A-Za-z0-9_])
                   (?:[ \t]*\[[ \t]*(?P<index>\d+)[ \t]*\])? )
    | (?P<mark>    \#~\||\#~|\#\| )
    | (?P<comment> \#[^\n]*+\n? )
    | (?P<end>     \n|\Z )
    | (?P<bad>     [^\n]++\n? )
    )""",
    re.VERBOSE,
)
_CONFLICT = re.compile(r"(<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)(?![<=>|])")


class Token(NamedTuple):
    """`kind`: a keyword, or "string", "comment", "blank", "conflict", "bad". `value`: a string's inside (still
    escaped), an index of msgstr, a marker. `start`, `end`: its place, from the beginning of the line where it is
    the first there. `mark`: "#~", "#|", "#~|" or "".
    """

    kind: str
    value: str
    start: int
    end: int
    mark: str = ""


def tokens(text: str, start: int = 0) -> Iterator[Token]:
    r"""Yield the tokens of `text` from `start`, the beginning of a line.

    >>> [(token.kind, token.value) for token in tokens('msgid "Hej"\nmsgstr[0] "Hi"\n')]
    [('msgid', ''), ('string', 'Hej'), ('msgstr', '0'), ('string', 'Hi')]
    """
    position, begin, mark = start, start, ""
    while position < len(text):
        match = _TOKEN.match(text, position)
        assert match is not None
        kind, position = str(match.lastgroup), match.end()
        if kind == "mark":
            mark, begin = match["mark"], match.start("mark") if begin < 0 else begin
            continue
        if kind != "end":
            yield _token(match, match.start(kind) if begin < 0 else begin, mark)
        elif begin >= 0:
            yield Token("blank", "", begin, position, mark)
        line_ended = kind in {"end", "comment", "bad"}
        begin, mark = (position, "") if line_ended else (-1, mark)


def _token(match: re.Match[str], begin: int, mark: str) -> Token:
    kind = str(match.lastgroup)
    if kind == "keyword":
        return Token(match["name"], match["index"] or "", begin, match.end(), mark)
    if kind == "string":
        return Token(kind, match["string"][1:-1], begin, match.end(), mark)
    marker = _CONFLICT.match(match[kind]) if kind == "bad" else None
    if marker:
        return Token("conflict", marker[1], begin, match.end(), mark)
    return Token(kind, match[kind], begin, match.end(), mark)
