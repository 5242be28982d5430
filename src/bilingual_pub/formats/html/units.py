"""From a run of text and inline markup between two block borders to the segments in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import NamedTuple

from bilingual_pub.formats.html.draft import inline_tag
from bilingual_pub.formats.inline import escape
from bilingual_pub.model import InlineTag, Span

__all__ = [
    "CLOSE",
    "LONE",
    "OPEN",
    "REFERENCE",
    "TEXT",
    "Part",
    "Unit",
    "attribute_text",
    "bounds",
    "fold",
    "partner",
    "pieces",
    "shape",
    "split",
    "trim",
    "unit",
]

TEXT, REFERENCE, OPEN, CLOSE, LONE = range(5)

_SPACE = re.compile(r"[ \t\n\f\r]+")
_WORD = re.compile(r"[^\W_]")
WHITE = " \t\n\f\r"
"""White space as HTML knows it: never NBSP or U+202F (measured: folding those spoils 40 % of GIMP's Danish pages)."""


Part = tuple[int, int, int, str, int, bool]
"""One token of a unit: kind, start, end, data, element, keep. A plain tuple: a page has some five hundred.

`data`: text as it stands in the page, what a reference means, or a tag's name. `element`: index of the element
that an OPEN part starts, or that a LONE part is. `keep`: a lone part that belongs to the sentence even at its
ends (code, a template expression).
"""


class Unit(NamedTuple):
    """What the parts come to: the text a translator sees, its source, and its inline tags."""

    text: str
    span: Span
    tags: tuple[InlineTag, ...]
    wordless: bool  # nothing but code, pictures and islands


def fold(text: str) -> str:
    r"""Fold white space as HTML does.

    >>> fold("  Læs\n\tmere\xa0her ")
    'Læs mere\xa0her'
    """
    text = text.strip(WHITE)
    # Most text needs nothing more: five searches cost a fifth of one substitution.
    if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
        return _SPACE.sub(" ", text)
    return text


def partner(parts: list[Part]) -> dict[int, int]:
    """Match opening to closing parts: index to index, both ways. What crosses or stands alone is left out."""
    pairs: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    stack: list[int] = []
    for i, (kind, _, _, name, _, _) in enumerate(parts):
        if kind == OPEN:
            stack.append(i)
            opened.setdefault(name, []).append(i)
        elif kind == CLOSE and opened.get(name):
            start = opened[name].pop()
            while (top := stack.pop()) != start:  # opened inside and never closed: each is popped once
                opened[parts[top][3]].pop()
            pairs[start], pairs[i] = i, start
    return pairs


def _empty(part: Part) -> bool:
    kind, _, _, data, _, keep = part
    if kind == TEXT:
        return not data.strip(WHITE)
    return kind == LONE and not keep


# An empty pair at an end of a unit is looked through only this far: `<a id="x"> <!-- y --> </a>` is 5 parts.
_EMPTY_PAIR = 8


def _hollow(parts: list[Part], low: int, high: int) -> bool:
    return high - low <= _EMPTY_PAIR and all(_empty(part) for part in parts[low + 1 : high])


def trim(parts: list[Part]) -> tuple[list[Part], int]:
    """Take off both ends what no sentence needs: white space, pictures, empty pairs, wrappers of the whole.

    Returns the parts that are left and the element of the innermost wrapper taken off (-1: none). On
    LibreOffice's help this takes 61,600 messages down to 46,600.
    """
    low, high, inner = bounds(parts, partner(parts), 0, len(parts) - 1)
    return parts[low : high + 1], inner


def bounds(parts: list[Part], pairs: dict[int, int], low: int, high: int) -> tuple[int, int, int]:
    """Do as `trim` does for the parts `low` to `high`, inclusive: return the new ends and the wrapper's element.

    `pairs`: what `partner` found for all of `parts`.
    """
    if low == high and parts[low][0] <= REFERENCE:
        return low, high, -1
    inner = -1
    while low <= high:
        first, last = parts[low][0], parts[high][0]
        mate = pairs.get(low, -1) if first == OPEN else -1
        back = pairs.get(high, -1) if last == CLOSE else -1
        if first == CLOSE or (first == OPEN and mate < 0) or _empty(parts[low]):
            low += 1
        elif last == OPEN or (last == CLOSE and back < 0) or _empty(parts[high]):
            high -= 1
        elif mate == high:
            inner = parts[low][4]
            low, high = low + 1, high - 1
        elif mate >= 0 and _hollow(parts, low, mate):
            low = mate + 1
        elif back >= 0 and _hollow(parts, back, high):
            high = back - 1
        else:
            break
    return low, high, inner


def split(parts: list[Part]) -> list[list[Part]]:
    """Part a run of links that share no sentence: ``<a>Forside</a> | <a>Om os</a>`` is two units, not one.

    So is a line of facts round a date: ``<span>Af Jonas</span> <time>3. maj</time>``.
    """
    runs = pieces(parts, partner(parts), 0, len(parts) - 1)
    return [parts[low : high + 1] for low, high in runs]


def pieces(parts: list[Part], pairs: dict[int, int], low: int, high: int) -> list[tuple[int, int]]:
    """Do as `split` does for the parts `low` to `high`, inclusive: return the ends of each run."""
    whole = [(low, high)]
    runs: list[tuple[int, int]] = []
    names: set[str] = set()
    i = low
    while i <= high:
        kind, _, _, data, _, keep = parts[i]
        if kind == OPEN and i in pairs:
            if data not in _APART:
                return whole
            runs.append((i, pairs[i]))
            names.add(data)
            i = pairs[i]
        elif keep or (kind <= REFERENCE and _WORD.search(data)):
            return whole
        i += 1
    apart = names == {"a"} or "time" in names
    return runs if apart and len(runs) > 1 else whole


_APART = frozenset({"a", "time", "span", "small"})


def shape(parts: list[Part], page: str, notes: dict[int, str], *, pre: bool = False) -> Unit:
    """Make the unit of trimmed `parts`. `page` is the document's text, `notes` says what an element is."""
    return unit(
        parts, partner(parts), 0, len(parts) - 1, page, lambda element: notes.get(element, ""), pre=pre
    )


def unit(
    parts: list[Part],
    pairs: dict[int, int],
    low: int,
    high: int,
    page: str,
    note: Callable[[int], str],
    *,
    pre: bool = False,
) -> Unit:
    """Do as `shape` does for the parts `low` to `high`, inclusive."""
    counts: dict[str, int] = {}
    names: dict[int, str] = {}
    tags: list[InlineTag] = []
    out: list[str] = []
    run = ""
    words = False
    for i in range(low, high + 1):
        kind, start, end, data, element, _ = parts[i]
        if kind <= REFERENCE:
            run += data
            words = words or bool(data.strip(WHITE))
            continue
        # A reference and the text behind it are escaped as one: `&lt;b>` reads like a tag.
        if run:
            out.append(escape(run) if "<" in run or "lt;" in run else run)
            run = ""
        mate = pairs.get(i, -1)
        if kind == CLOSE and mate >= 0:
            out.append(f"</{names[mate]}>")
            continue
        name = names[i] = _number(data, counts)
        if kind == OPEN and mate >= 0:
            _, begin, stop, _, _, _ = parts[mate]
            tags.append(inline_tag(name, page[start:end], page[begin:stop], note(element), lone=False))
            out.append(f"<{name}>")
        else:
            tags.append(inline_tag(name, page[start:end], "", note(element), lone=True))
            out.append(f"<{name}/>")
    out.append(escape(run))
    return Unit(
        _white("".join(out), pre=pre), _span(parts[low], parts[high]), tuple(tags), bool(tags) and not words
    )


def _white(text: str, *, pre: bool) -> str:
    return text.replace("\r\n", "\n").strip(WHITE) if pre else fold(text)


def _span(first: Part, last: Part) -> Span:
    kind, start, _, data, _, _ = first
    if kind == TEXT:
        start += len(data) - len(data.lstrip(WHITE))
    kind, _, end, data, _, _ = last
    if kind == TEXT:
        end -= len(data) - len(data.rstrip(WHITE))
    return Span(start, end)


def _number(name: str, counts: dict[str, int]) -> str:
    counts[name] = count = counts.get(name, 0) + 1
    # A custom element's or an old tag's own digits would read as a number of ours.
    return name if count == 1 else f"{name}{'-' if name[-1:].isdigit() else ''}{count}"


def attribute_text(value: str) -> str:
    """Resolve the references of an attribute's value as the standard does: `&copy=1` in a link is no ©.

    >>> attribute_text("K&oslash;b &amp; byt &copy=1")
    'Køb & byt &copy=1'
    """
    return _REFERENCE.sub(lambda match: unescape(match[0]), value) if "&" in value else value


# Longest name in the standard's table is 31 letters; without semicolon only where neither "=" nor a letter follows.
_REFERENCE = re.compile(
    r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,7};?|[a-zA-Z][a-zA-Z0-9]{1,31}(?:;|(?![=a-zA-Z0-9])))"
)
