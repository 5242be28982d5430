"""One message for one and many: "1 kommentar" and "3 kommentarer" at one place are singular and plural of the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bilingual_pub.patterns.grouping import Group
from bilingual_pub.patterns.skeleton import FIXED, Part, shape

__all__ = ["Plural", "is_counted", "plurals"]

_ONE = frozenset({"1", "en", "én", "et", "ét", "one"})
_PIECES = re.compile(r"\w+|\W")
_WORD = re.compile(r"[^\W\d_]+")
_UMLAUTS = str.maketrans("æøå", "aoa")
_MOST_CHANGED = 3
"""So many words may bend with the number: "1 ny kommentar fundet", "3 nye kommentarer fundet"."""
_KIN = 0.6

Taken = tuple[str, tuple[Part, ...]]
"""A text and its `skeleton`."""


class Plural(NamedTuple):
    """Instances of one message. `at`: which of the parts is the number that the words bend with."""

    singular: Group
    plural: Group
    at: int


def plurals(taken: Iterable[Taken]) -> tuple[list[Plural], list[Taken]]:
    """Return the messages that show in singular and in plural, and the instances that belong to none of them.

    >>> one, many = (Part("number", "1"), Part(FIXED, " svar")), (Part("number", "3"), Part(FIXED, " svar"))
    >>> plurals([("1 svar", one), ("3 svar", many)])[0] == [], is_counted([one, many], 0)
    (True, True)
    >>> one, many = (Part("number", "1"), Part(FIXED, " gæst")), (Part("number", "3"), Part(FIXED, " gæster"))
    >>> [(list(p.singular), list(p.plural)) for p in plurals([("1 gæst", one), ("3 gæster", many)])[0]]
    [(['1 gæst'], ['3 gæster'])]
    """
    rest = list(taken)
    ones = [(text, parts, index) for text, parts in rest for parts, index in _ones(parts)]
    found: list[Plural] = []
    if not ones:
        return found, rest
    shapes: dict[tuple[tuple[str, str], ...], Group] = defaultdict(dict)
    for text, parts in rest:
        if any(part.kind == "number" for part in parts):
            shapes[shape(parts)][text] = parts
    for text, parts, index in ones:
        known = next((p for p in found if p.at == index and shape(parts) == shape(_first(p.singular))), None)
        many = {} if known else _plural_of(parts, index, shapes.values())
        if known:
            known.singular[text] = parts
        elif many:
            found.append(Plural({text: parts}, many, index))
    used = {text for plural in found for text in (*plural.singular, *plural.plural)}
    return found, [one for one in rest if one[0] not in used]


def is_counted(rows: Iterable[tuple[Part, ...]], index: int) -> bool:
    """Whether the number at `index` is one in some of the rows and more in others: "1 svar", "3 svar"."""
    values = {row[index].text == "1" for row in rows}
    return values == {True, False}


def _ones(parts: tuple[Part, ...]) -> Iterator[tuple[tuple[Part, ...], int]]:
    """Yield an instance with each of its numbers that is 1, or with its first word where that is "én"."""
    for index, part in enumerate(parts):
        if part.kind == "number" and part.text == "1":
            yield parts, index
    first = _WORD.match(parts[0].text) if parts and parts[0].kind == FIXED else None
    if first and first[0].lower() in _ONE:
        yield (Part("number", first[0]), Part(FIXED, parts[0].text[first.end() :]), *parts[1:]), 0


def _plural_of(one: tuple[Part, ...], index: int, groups: Iterable[Group]) -> Group:
    for group in groups:
        parts = _first(group)
        if len(parts) != len(one) or any(a.kind != b.kind for a, b in zip(one, parts, strict=True)):
            continue
        more = {text: row for text, row in group.items() if row[index].text != "1"}
        if more and _bends(_fixed(one), _fixed(parts)):
            return more
    return {}


def _bends(one: str, many: str) -> bool:
    """Whether two texts are the same but for words that bend: "kommentar" and "kommentarer"."""
    a, b = _PIECES.findall(one.lower()), _PIECES.findall(many.lower())
    changed = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    return len(a) == len(b) and 0 < len(changed) <= _MOST_CHANGED and all(_kin(x, y) for x, y in changed)


def _kin(one: str, many: str) -> bool:
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415  # few pages have a number that is 1

    one, many = one.translate(_UMLAUTS), many.translate(_UMLAUTS)
    alike = one[:1] == many[:1] and one.isalpha() and many.isalpha()
    return alike and (many.startswith(one) or ratio(one, many) >= _KIN * 100)


def _fixed(parts: tuple[Part, ...]) -> str:
    return "\0".join(part.text if part.kind == FIXED else "" for part in parts)


def _first(group: Group) -> tuple[Part, ...]:
    return next(iter(group.values()))
