"""The marks that a traced rendering carries, and how they are read back.

A message is rendered as OPEN, its number in mark digits, END, its text, CLOSE; what fills a slot of it stands between
VALUE and VALUE_END. All are private-use characters of plane 15 (Unicode 16, 23.5): no font, icon set or text has
them, and escaping, templates and slugs leave them alone.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["MARKS", "Piece", "mark", "pieces", "unmark"]

BASE = 0xF1A00
OPEN, END, CLOSE, VALUE, VALUE_END = (chr(BASE + n) for n in range(5))
DIGITS = "".join(chr(BASE + 16 + n) for n in range(10))

MARKS = re.compile(f"[{OPEN}{END}{CLOSE}{VALUE}{VALUE_END}{DIGITS}]")
_TOKEN = re.compile(
    f"{OPEN}([{DIGITS}]+){END}|([{CLOSE}{VALUE}{VALUE_END}])|([^{OPEN}{END}{CLOSE}{VALUE}{VALUE_END}{DIGITS}]+)"
)
_SLOT = re.compile(r"%(?:\(\w+\)|\d+\$)?[-+ 0]*\d*(?:\.\d+)?[sdiufgx]|\{\w*\}")


class Piece(NamedTuple):
    """A run of a traced text. `message`: number of the message it belongs to, None for text outside all marks.

    `filled`: it stands in a slot of that message.
    """

    text: str
    message: int | None
    filled: bool


def mark(text: str, number: int) -> str:
    """Return a message's text with its marks; slots of `%s`, `%(name)s`, `%1$s` and `{name}` get theirs.

    >>> unmark(mark("Indlæg om %s", 7))
    'Indlæg om %s'
    """
    inner = _SLOT.sub(lambda slot: f"{VALUE}{slot[0]}{VALUE_END}", text)
    return f"{OPEN}{''.join(DIGITS[int(d)] for d in str(number))}{END}{inner}{CLOSE}"


def unmark(text: str) -> str:
    """Return a traced text without its marks.

    >>> unmark("Læs mere")
    'Læs mere'
    """
    return MARKS.sub("", text)


def pieces(text: str) -> list[Piece]:
    """Take a traced text apart. A message inside another's slot is a message of its own.

    >>> pieces(mark("Indlæg om %s", 7) % "Film" + "!")
    [Piece(text='Indlæg om ', message=7, filled=False), Piece(text='Film', message=7, filled=True), \
Piece(text='!', message=None, filled=False)]
    """
    found: list[Piece] = []
    stack: list[int | None] = []
    filled: list[bool] = []
    for token in _TOKEN.finditer(text):
        number, sign, run = token.groups()
        if number:
            stack.append(int("".join(str(DIGITS.index(d)) for d in number)))
            filled.append(False)
        elif sign == CLOSE and stack:
            stack.pop()
            filled.pop()
        elif sign and stack:
            filled[-1] = sign == VALUE
        elif run:
            found.append(Piece(run, stack[-1] if stack else None, bool(filled and filled[-1])))
    return found
