"""One instance taken apart: `Jonas til <a>Sommerens bedste fester</a>` into fixed text and what may be a filling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bilingual_pub.patterns.known import Known
from bilingual_pub.patterns.values import typed_values

__all__ = ["FIXED", "Part", "shape", "skeleton"]

FIXED = "fixed"

_ELEMENT = re.compile(r"<([a-z][a-z0-9-]*)>([^<>]*)</\1>")
_TAG = re.compile(r"</?[a-z][a-z0-9-]*/?>")
_BETWEEN = re.compile(r"(?:[\s,;·|/&+]|\bog\b|\band\b)*")
_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_MOST_WORDS = 16
_MARKS = frozenset("!?.…")


class Part(NamedTuple):
    """A run of an instance: `kind` is "fixed", "date", "time", "number", "free" (known elsewhere) or "list"."""

    kind: str
    text: str


def shape(parts: tuple[Part, ...]) -> tuple[tuple[str, str], ...]:
    """Return what instances of one pattern have in common: kinds, and the text of the fixed parts."""
    return tuple((part.kind, part.text if part.kind == FIXED else "") for part in parts)


def skeleton(text: str, known: Known) -> tuple[Part, ...]:
    """Take an instance apart into fixed parts and fillings; neighbouring fixed parts are one.

    `known`: what stands by itself somewhere on the site; only such a text is taken for a filling.

    >>> skeleton("Side 3 af 12", Known(set()))
    (Part(kind='fixed', text='Side '), Part(kind='number', text='3'), Part(kind='fixed', text=' af '), Part(kind='number', text='12'))
    >>> [part.kind for part in skeleton("Indlæg om Film", Known({"Film"}))]
    ['fixed', 'free']
    """
    parts: list[Part] = []
    for part in _split_elements(text, known):
        for piece in _split_typed(part.text) if part.kind == FIXED else (part,):
            parts += _split_known(piece.text, known, text) if piece.kind == FIXED else (piece,)
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
    found = [m for m in _ELEMENT.finditer(text) if _filling(m[2], known)] if "<" in text else []
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


def _split_known(text: str, known: Known, whole: str) -> Iterator[Part]:
    """Part off the longest run of words that is known, then look again on both sides of it. Not `whole` itself."""
    found = _longest_known(text, known, whole) if text else None
    if found is None:
        yield Part(FIXED, text)
        return
    start, end = found
    yield from _split_known(text[:start], known, whole)
    yield Part("free", text[start:end])
    yield from _split_known(text[end:], known, whole)


def _longest_known(text: str, known: Known, whole: str) -> tuple[int, int] | None:
    """Return where the run of most words is that is known, the first of several, with its marks where it has any."""
    if "<" in text:
        text = _TAG.sub(lambda tag: "\x00" * len(tag[0]), text)
    words = [m.span() for m in _WORD.finditer(text)][:_MOST_WORDS]
    ends = [end for _, end in words]
    best, most = None, 0
    for first, (start, _) in enumerate(words):
        for last in range(known.reach(text, start, ends) - 1, first + most - 1, -1):
            if stop := _known_end(text, start, ends[last], known, whole):
                best, most = (start, stop), last - first + 1
                break
    return best


def _known_end(text: str, start: int, end: int, known: Known, whole: str) -> int:
    """Return where a known run ends, 0 where it isn't known. A title may end in ! ? or .; they are part of it then."""
    stop = end
    while text[stop : stop + 1] in _MARKS:
        stop += 1
    for place in (stop, end) if stop > end else (end,):
        part = text[start:place]
        if part != whole and known(part):
            return place
    return 0
