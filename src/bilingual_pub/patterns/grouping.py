"""Instances of one place, put together by what they have in common."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from bilingual_pub.patterns.skeleton import FIXED, Part, shape

__all__ = ["Group", "grouped"]

Group = dict[str, tuple[Part, ...]]
"""Instances of one shape: the text to its parts."""

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_PIECES = re.compile(r"\w+|\W")
_FEW = 2


def grouped(taken: Iterable[tuple[str, tuple[Part, ...]]]) -> list[Group]:
    """Return the instances in groups that may each be one pattern. `taken`: texts and their `skeleton`.

    >>> one, two = (Part("number", "1"), Part(FIXED, " svar")), (Part("number", "2"), Part(FIXED, " svar"))
    >>> [list(group) for group in grouped([("1 svar", one), ("2 svar", two)])]
    [['1 svar', '2 svar']]
    """
    return _merged(_groups(taken))


def _groups(taken: Iterable[tuple[str, tuple[Part, ...]]]) -> list[Group]:
    """Put instances of one shape together. A filling that is the same in all of a group is fixed text after all."""
    groups: dict[object, Group] = defaultdict(dict)
    for text, parts in taken:
        groups[_list_or_one(shape(parts))][text] = parts
    again: dict[object, Group] = defaultdict(dict)
    for group in groups.values():
        for text, parts in _settled(group).items():
            again[_list_or_one(shape(parts))][text] = parts
    return list(again.values())


def _list_or_one(key: tuple[tuple[str, str], ...]) -> object:
    """Let `<a>Film</a>` and `<a>Film</a>, <a2>Jazz</a2>` fall together: a list of one is a list."""
    joined = "".join(text if kind == FIXED else f"\x00{kind}\x00" for kind, text in key)
    return re.sub(r"<(a\d*)>\x00free\x00</\1>", "\x00list\x00", joined)


def _settled(group: Group) -> Group:
    if len(group) < _FEW or len({len(parts) for parts in group.values()}) > 1:
        return group
    rows = list(group.values())
    same = [
        parts[0].kind in {"free", "list"} and len({part.text for part in parts}) == 1
        for parts in zip(*rows, strict=True)
    ]
    return {text: _fixed(parts, same) for text, parts in group.items()}


def _merged(groups: list[Group]) -> list[Group]:
    """Join groups that differ in one run of fixed words between other fixed text: `Skrevet af … den {date}`.

    What differs is a filling that stands nowhere by itself. Only groups with another slot are joined.
    """
    families: dict[object, list[Group]] = defaultdict(list)
    for group in groups:
        parts = next(iter(group.values()))
        typed = any(part.kind in {"date", "time", "number"} for part in parts)
        families[tuple(part.kind for part in parts) if typed else id(group)].append(group)
    return [joined for family in families.values() for joined in _family(family)]


def _family(family: list[Group]) -> list[Group]:
    rows = [next(iter(group.values())) for group in family]
    if len(family) < _FEW:
        return family
    differing = [
        i
        for i, parts in enumerate(zip(*rows, strict=True))
        if parts[0].kind == FIXED and len({p.text for p in parts}) > 1
    ]
    if len(differing) != 1:
        return family
    index = differing[0]
    common = _common([row[index].text for row in rows])
    if common is None:
        return family
    before, after = common
    if not _LETTERS.search(
        before + after + "".join(p.text for i, p in enumerate(rows[0]) if p.kind == FIXED and i != index)
    ):
        return family
    return [{text: _opened(parts, index, before, after) for group in family for text, parts in group.items()}]


def _common(texts: list[str]) -> tuple[str, str] | None:
    """Return the words and signs that all `texts` begin and end with; None where one has nothing left between."""
    split = [_PIECES.findall(text) for text in texts]
    least = min(map(len, split))
    first = next((i for i in range(least) if len({row[i] for row in split}) > 1), least)
    last = next((i for i in range(least - first) if len({row[-1 - i] for row in split}) > 1), least - first)
    if first + last == least:
        return None
    return "".join(split[0][:first]), "".join(split[0][len(split[0]) - last :])


def _opened(parts: tuple[Part, ...], index: int, before: str, after: str) -> tuple[Part, ...]:
    text = parts[index].text
    middle = Part("free", text[len(before) : len(text) - len(after)])
    around = (Part(FIXED, before), middle, Part(FIXED, after))
    return (*parts[:index], *(part for part in around if part.text), *parts[index + 1 :])


def _fixed(parts: tuple[Part, ...], same: list[bool]) -> tuple[Part, ...]:
    out: list[Part] = []
    for part, fixed in zip(parts, same, strict=True):
        if (fixed or part.kind == FIXED) and out and out[-1].kind == FIXED:
            out[-1] = Part(FIXED, out[-1].text + part.text)
        else:
            out.append(Part(FIXED, part.text) if fixed else part)
    return tuple(out)
