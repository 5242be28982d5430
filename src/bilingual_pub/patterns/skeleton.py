"""One instance taken apart: `Jonas til <a>Sommerens bedste fester</a>` into fixed text and what may be a filling."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from bilingual_pub.patterns.values import typed_values

__all__ = ["FIXED", "Part", "shape", "skeleton"]

FIXED = "fixed"

_ELEMENT = re.compile(r"<([a-z][a-z0-9-]*)>([^<>]*)</\1>")
_TAG = re.compile(r"</?[a-z][a-z0-9-]*/?>")
_BETWEEN = re.compile(r"(?:[\s,;·|/&+]|\bog\b|\band\b)*")
_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_MOST_WORDS = 16


class Part(NamedTuple):
    """A run of an instance: `kind` is "fixed", "date", "time", "number", "free" (known elsewhere) or "list"."""

    kind: str
    text: str


Known = Callable[[str], bool]
"""Says whether a text stands by itself somewhere on the site: only such a text is taken for a filling."""


def shape(parts: tuple[Part, ...]) -> tuple[tuple[str, str], ...]:
    """Return what instances of one pattern have in common: kinds, and the text of the fixed parts."""
    return tuple((part.kind, part.text if part.kind == FIXED else "") for part in parts)


def skeleton(text: str, known: Known) -> tuple[Part, ...]:
    """Take an instance apart into fixed parts and fillings; neighbouring fixed parts are one.

    >>> skeleton("Side 3 af 12", lambda text: False)
    (Part(kind='fixed', text='Side '), Part(kind='number', text='3'), Part(kind='fixed', text=' af '), Part(kind='number', text='12'))
    >>> [part.kind for part in skeleton("Indlæg om Film", {"Film"}.__contains__)]
    ['fixed', 'free']
    """
    parts: list[Part] = []

    def elsewhere(part: str) -> bool:
        return part != text and known(part)

    for part in _split_elements(text, elsewhere):
        for piece in _split_typed(part.text) if part.kind == FIXED else (part,):
            parts += _split_known(piece.text, elsewhere) if piece.kind == FIXED else (piece,)
    return _joined(parts)


def _joined(parts: list[Part]) -> tuple[Part, ...]:
    out: list[Part] = []
    for part in parts:
        if part.kind == FIXED and out and out[-1].kind == FIXED:
            out[-1] = Part(FIXED, out[-1].text + part.text)
        elif part.text:
            out.append(part)
    return tuple(out)


def _split_elements(text: str, known: Known) -> Iterator[Part]:
    """Part off what stands in tags of its own and is known; a row of such is one list."""
    position = 0
    found = [m for m in _ELEMENT.finditer(text) if _filling(m[2], known)]
    while found:
        row = [found.pop(0)]
        while found and _BETWEEN.fullmatch(text, row[-1].end(), found[0].start()) and _same(row[0], found[0]):
            row.append(found.pop(0))
        first, last = row[0], row[-1]
        if len(row) > 1:
            yield Part(FIXED, text[position : first.start()])
            yield Part("list", text[first.start() : last.end()])
        else:
            yield Part(FIXED, text[position : first.start(2)])
            yield from _inside(first[2])
            yield Part(FIXED, text[first.end(2) : first.end()])
        position = last.end()
    yield Part(FIXED, text[position:])


def _same(one: re.Match[str], other: re.Match[str]) -> bool:
    return one[1].rstrip("0123456789") == other[1].rstrip("0123456789") == "a"


def _filling(inner: str, known: Known) -> bool:
    return _typed(inner) or known(inner.strip())


def _typed(inner: str) -> bool:
    """Whether `inner` is nothing but a date, a time or a number."""
    value = next(typed_values(inner), None)
    return value is not None and not _WORD.search(inner[: value.start] + inner[value.end :])


def _inside(inner: str) -> Iterator[Part]:
    if _typed(inner):
        yield from _split_typed(inner)
    else:
        core = inner.strip()
        start = inner.index(core)
        yield Part(FIXED, inner[:start])
        yield Part("free", core)
        yield Part(FIXED, inner[start + len(core) :])


def _split_typed(text: str) -> Iterator[Part]:
    position = 0
    for value in typed_values(text):
        if _in_tag(text, value.start):
            continue
        yield Part(FIXED, text[position : value.start])
        yield Part(value.kind, text[value.start : value.end])
        position = value.end
    yield Part(FIXED, text[position:])


def _in_tag(text: str, position: int) -> bool:
    return text.rfind("<", 0, position) > text.rfind(">", 0, position)


def _split_known(text: str, known: Known) -> Iterator[Part]:
    """Part off the longest run of words that is known, then look again on both sides of it."""
    found = _longest_known(text, known)
    if found is None:
        yield Part(FIXED, text)
        return
    start, end = found
    yield from _split_known(text[:start], known)
    yield Part("free", text[start:end])
    yield from _split_known(text[end:], known)


def _longest_known(text: str, known: Known) -> tuple[int, int] | None:
    if "<" in text:
        text = _TAG.sub(lambda tag: "\x00" * len(tag[0]), text)
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)][:_MOST_WORDS]
    for length in range(len(words), 0, -1):
        for first in range(len(words) - length + 1):
            start, end = words[first][0], words[first + length - 1][1]
            for stop in dict.fromkeys((_with_marks(text, end), end)):
                if known(text[start:stop]):
                    return start, stop
    return None


def _with_marks(text: str, end: int) -> int:
    """A title may end in ! ? or .; take it along where it does."""
    while end < len(text) and text[end] in "!?.…":
        end += 1
    return end
