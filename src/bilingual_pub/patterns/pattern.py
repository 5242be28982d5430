"""A string with slots: `Publiceret {date}`. It is a message of its own in a catalog, flagged python-brace-format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from bilingual_pub.patterns.values import DATE, NUMBER, TIME, carry

__all__ = ["LISTS", "Match", "Pattern", "fill", "match"]

LISTS = frozenset({"tags", "links"})
"""Slots that hold a row of links, markup and all."""

_KINDS = {
    "date": "date",
    "time": "time",
    "number": "number",
    "year": "number",
    "count": "number",
    "page": "number",
    "total": "number",
}
_VALUES = {"date": DATE, "time": TIME, "number": NUMBER}
_LONGEST = 400
"""Longer texts fit no pattern: they were never meant to."""

_MOST = 2_000_000
"""Ways to share a text among slots that are looked through at most: a tenth of a second. What has more fits nothing."""

_SLOT = re.compile(r"\{\{|\}\}|\{([a-z_]+)(\d*)\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A message with named slots, and where on the site it was seen.

    `msgid`: inline tags by bare name, literal braces doubled. `plural`: the same for more than one (gettext's
    `msgid_plural`), "" for a message without number. `places`: keys of the places in the template, empty
    for a pattern that was read from a catalog. `examples`: up to three of its instances. `count`: all of them.

    >>> Pattern("Side {number} af {number2}").slots
    ('number', 'number2')
    """

    msgid: str
    places: frozenset[str] = field(default=frozenset(), compare=False)
    examples: tuple[str, ...] = field(default=(), compare=False)
    count: int = field(default=0, compare=False)
    plural: str = ""

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of the slots in their order."""
        return tuple(m[1] + m[2] for m in _SLOT.finditer(self.msgid) if m[1])


class Match(NamedTuple):
    """A string that fits a pattern: `values` are its slots' fillings as they stand, by name."""

    pattern: Pattern
    values: dict[str, str]

    @property
    def number(self) -> int | None:
        """The number that a translation's plural form goes by, None for a pattern without plural.

        >>> match("1.200 kommentarer", [Pattern("Én kommentar", plural="{count} kommentarer")]).number
        1200
        """
        digits = re.sub(r"\D", "", self.values.get("count", ""))
        return int(digits or 1) if self.pattern.plural else None


def match(text: str, patterns: Iterable[Pattern]) -> Match | None:
    """Return the pattern that `text` (a segment's) fits, the one with most fixed text, or None.

    >>> found = match("Publiceret 23. august 2026", [Pattern("Publiceret {date}"), Pattern("{name} 2026")])
    >>> found.pattern.msgid, found.values
    ('Publiceret {date}', {'date': '23. august 2026'})
    """
    best: Match | None = None
    most = -1 if len(text) <= _LONGEST else len(text)
    for pattern in patterns:
        for msgid in (pattern.msgid, pattern.plural) if pattern.plural else (pattern.msgid,):
            compiled = _compiled(msgid)
            if compiled.size > most and (found := compiled.fullmatch(text)):
                best, most = Match(pattern, found.groupdict()), compiled.size
    return best


class _Compiled(NamedTuple):
    """`fixed`: the longest fixed part; `size`: of all of them; `wide`, `narrow`: slots that can end in many, few places."""

    expression: re.Pattern[str]
    fixed: str
    size: int
    wide: int
    narrow: int

    def fullmatch(self, text: str) -> re.Match[str] | None:
        ways = len(text) ** self.wide * _FEW**self.narrow
        return self.expression.fullmatch(text) if self.fixed in text and ways <= _MOST else None


_FEW = 4  # a date with or without its day of the week, its year


@lru_cache(maxsize=4096)
def _compiled(msgid: str) -> _Compiled:
    fixed, slots = _taken_apart(msgid)
    seen: set[str] = set()
    expressions = [_expression(kind, kind + number, seen) for kind, number in slots]
    parts, wide, narrow = [re.escape(fixed[0])], 0, 0
    # Where one slot must be filled as another is, no place is as good as the next.
    once = len(seen) == len(slots)
    for (kind, _), own, after, following in zip(
        slots, expressions, fixed[1:], [*expressions[1:], ""], strict=False
    ):
        part = own + re.escape(after)
        if following and once and _ends_once(own, after, following):
            part = f"(?>{part})"
        elif following and _KINDS.get(kind) in {"date", "time"}:
            narrow += 1
        elif following:
            wide += 1
        parts.append(part)
    return _Compiled(re.compile("".join(parts)), max(fixed, key=len), sum(map(len, fixed)), wide, narrow)


def _taken_apart(msgid: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the fixed parts, braces single, and the slots between them: kind and number."""
    fixed, slots, position = [""], [], 0
    for slot in _SLOT.finditer(msgid):
        fixed[-1] += msgid[position : slot.start()]
        position = slot.end()
        if slot[1] is None:
            fixed[-1] += slot[0][0]
        else:
            slots.append((slot[1], slot[2]))
            fixed.append("")
    fixed[-1] += msgid[position:]
    return fixed, slots


_FREE, _LIST = "[^<>]+?", ".+?"


def _expression(kind: str, name: str, seen: set[str]) -> str:
    if name in seen:
        return f"(?P={name})"
    seen.add(name)
    known = _VALUES.get(_KINDS.get(kind, ""))
    return f"(?P<{name}>(?i:{known}))" if known else f"(?P<{name}>{_LIST if kind in LISTS else _FREE})"


def _ends_once(own: str, after: str, following: str) -> bool:
    """Whether the first place where a slot can end is as good as any later one, so that no other need be tried.

    A free slot gives whatever it could have had to a free slot behind it, and it ends before the first tag; a number
    ends where what follows is no part of a number.
    """
    if own.endswith(f">{_FREE})"):
        return bool({"<", ">"} & set(after)) or following.endswith((f">{_FREE})", f">{_LIST})"))
    if own.endswith(f">{_LIST})"):
        return following.endswith(f">{_LIST})")
    return NUMBER in own and after != "" and not (after[0].isdecimal() or after[0] in ".,")


def fill(translation: str, values: Mapping[str, str], language: str, source_language: str = "da") -> str:
    """Return a pattern's translation with the values carried over, dates and numbers as `language` writes them.

    A slot that `values` does not know stays as it is written, so that a mistake shows.

    >>> fill("Published on {date}", {"date": "23. august 2026"}, "en")
    'Published on 23 August 2026'
    """

    def put(slot: re.Match[str]) -> str:
        if slot[1] is None:
            return slot[0][0]
        name = slot[1] + slot[2]
        if name not in values:
            return slot[0]
        kind = _KINDS.get(slot[1])
        return carry(values[name], kind, language, source_language) if kind else values[name]

    return _SLOT.sub(put, translation)
