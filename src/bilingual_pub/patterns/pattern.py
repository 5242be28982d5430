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
"""Longer texts fit no pattern: they were never meant to, and three free slots on a page of text would take long."""

_SLOT = re.compile(r"\{\{|\}\}|\{([a-z_]+)(\d*)\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A message with named slots, and where on the site it was seen.

    `msgid`: inline tags by bare name, literal braces doubled. `places`: keys of the places in the template, empty
    for a pattern that was read from a catalog. `examples`: up to three of its instances. `count`: all of them.

    >>> Pattern("Side {number} af {number2}").slots
    ('number', 'number2')
    """

    msgid: str
    places: frozenset[str] = field(default=frozenset(), compare=False)
    examples: tuple[str, ...] = field(default=(), compare=False)
    count: int = field(default=0, compare=False)

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of the slots in their order."""
        return tuple(m[1] + m[2] for m in _SLOT.finditer(self.msgid) if m[1])


class Match(NamedTuple):
    """A string that fits a pattern: `values` are its slots' fillings as they stand, by name."""

    pattern: Pattern
    values: dict[str, str]


def match(text: str, patterns: Iterable[Pattern]) -> Match | None:
    """Return the pattern that `text` (a segment's) fits, the one with most fixed text, or None.

    >>> found = match("Publiceret 23. august 2026", [Pattern("Publiceret {date}"), Pattern("{name} 2026")])
    >>> found.pattern.msgid, found.values
    ('Publiceret {date}', {'date': '23. august 2026'})
    """
    best: Match | None = None
    most = -1 if len(text) <= _LONGEST else len(text)
    for pattern in patterns:
        compiled, fixed, size = _compiled(pattern.msgid)
        if size > most and fixed in text and (found := compiled.fullmatch(text)):
            best, most = Match(pattern, found.groupdict()), size
    return best


@lru_cache(maxsize=4096)
def _compiled(msgid: str) -> tuple[re.Pattern[str], str, int]:
    """Return the expression, its longest fixed part and the length of all fixed parts."""
    parts: list[str] = []
    fixed = [""]
    seen: set[str] = set()
    position = 0
    for slot in _SLOT.finditer(msgid):
        fixed[-1] += msgid[position : slot.start()]
        position = slot.end()
        if slot[1] is None:
            fixed[-1] += slot[0][0]
            continue
        parts += (re.escape(fixed[-1]), _expression(slot[1], slot[1] + slot[2], seen))
        fixed.append("")
    fixed[-1] += msgid[position:]
    parts.append(re.escape(fixed[-1]))
    return re.compile("".join(parts)), max(fixed, key=len), sum(map(len, fixed))


def _expression(kind: str, name: str, seen: set[str]) -> str:
    if name in seen:
        return f"(?P={name})"
    seen.add(name)
    free = ".+?" if kind in LISTS else "[^<>]+?"
    known = _VALUES.get(_KINDS.get(kind, ""))
    return f"(?P<{name}>(?i:{known}))" if known else f"(?P<{name}>{free})"


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
