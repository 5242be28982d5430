"""From many instances to one message: which strings of a place in the template differ only in what fills their slots.

Instances of one place are taken apart (`skeleton`); those of one shape are a pattern when what fills its slots
differs. A filling must be a date, a time, a number, or a text that stands by itself elsewhere on the site (a title,
a name, a term); a text after a colon or in quotation marks may be unknown where several instances agree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import NamedTuple

from bilingual_pub.interface_words import tokens, vocabulary_share
from bilingual_pub.patterns.grouping import grouped
from bilingual_pub.patterns.naming import named
from bilingual_pub.patterns.pattern import Pattern
from bilingual_pub.patterns.skeleton import FIXED, Part, skeleton

__all__ = ["Sightings", "find"]


class Sightings(NamedTuple):
    """What a site shows: `places` (key to texts, with inline tags, to pages), texts that stand by themselves, headings.

    `articles`: keys of the places inside article bodies, which have no patterns.
    """

    places: Mapping[str, Mapping[str, int]]
    standing: AbstractSet[str]
    headings: AbstractSet[str] = frozenset()
    articles: AbstractSet[str] = frozenset()


_LONGEST, _WORDY = 200, 18
"""Characters and spaces that an instance may have, markup included: longer ones are sentences, not patterns."""

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_TAG = re.compile(r"</?[a-z][a-z0-9-]*/?>")
_DIGEST = re.compile(r"#[0-9a-f]{16}")
_FEW, _SHORT = 2, 6
"""Two instances are enough for a few words round a date or a number; three are wanted of everything else."""
_MADE_FOR_IT = 0.3
"""Share of a place's texts that fit its patterns where the place is a template's and not an article's."""

_TEXTS = ("|paragraph", "|list item", "|cell", "|quotation", "|code", "|term", "|caption")
_SLOT = re.compile(r"\{[a-z_]+\d*\}")
_ENOUGH = 80
"""A pattern shows in this many instances of a place, so no more are taken apart."""
_OPEN = re.compile(r"((?:[^\s:“„\"‘]+\s+){0,4}[^\s:“„\"‘]*(?::\s+|\s[“„\"‘]))(.+?)([”“\"’]?[.!?]?)")
_CLOSING = frozenset('”“"’')


def find(seen: Sightings) -> tuple[Pattern, ...]:
    """Return the patterns of a site, most frequent first.

    >>> place = {f"Arkiv for kategorien {term}": 1 for term in ("Film", "Jazz", "Vinyl")}
    >>> [pattern.msgid for pattern in find(Sightings({"h1": place}, {"Film", "Jazz", "Vinyl"}))]
    ['Arkiv for kategorien {term}']
    """
    # "Indlæg om Film" stands by itself too. Once it is known for an instance, it fills no other string's slot:
    # its own page's title is "Indlæg om {term} | {site}".
    first = list(_search(seen, _Known(seen.standing)))
    instances = {text for _, texts in first for text in texts} & seen.standing
    found: dict[str, Pattern] = {}
    for pattern, _ in _search(seen, _Known(seen.standing - instances)) if instances else first:
        found[pattern.msgid] = _joined(found.get(pattern.msgid), pattern)
    return tuple(sorted(found.values(), key=lambda pattern: (-pattern.count, pattern.msgid)))


def _search(seen: Sightings, known: _Known) -> Iterator[tuple[Pattern, list[str]]]:
    for place, texts in seen.places.items():
        if place not in seen.articles:
            for msgid, group in _at(place, texts, known, seen.headings):
                count = sum(texts[text] for text in group)
                yield Pattern(msgid, frozenset({place}), tuple(sorted(group)[:3]), count), group


class _Known:
    """Texts that may fill a slot: what stands by itself and isn't made of interface words alone."""

    def __init__(self, standing: AbstractSet[str]) -> None:
        self._standing = standing
        self._answers: dict[str, bool] = {}

    def __call__(self, text: str) -> bool:
        answer = self._answers.get(text)
        if answer is None:
            answer = (
                text in self._standing and bool(_LETTERS.search(text)) and vocabulary_share(tokens(text)) < 1
            )
            self._answers[text] = answer
        return answer


def _joined(one: Pattern | None, other: Pattern) -> Pattern:
    if one is None:
        return other
    examples = tuple(dict.fromkeys(one.examples + other.examples))[:3]
    return replace(one, places=one.places | other.places, examples=examples, count=one.count + other.count)


def _at(
    place: str, texts: Iterable[str], known: _Known, headings: AbstractSet[str]
) -> Iterator[tuple[str, list[str]]]:
    """Yield the patterns of one place with their instances."""
    fitting = [
        t
        for t in texts
        if len(t) <= _LONGEST and t.count(" ") < _WORDY and _LETTERS.search(t) and not _DIGEST.fullmatch(t)
    ]
    if len(fitting) < _FEW:
        return
    instances = fitting if len(fitting) <= _ENOUGH else sorted(fitting)[:: len(fitting) // _ENOUGH + 1]
    left: list[str] = []
    found: list[tuple[str, list[str]]] = []
    for group in grouped((text, skeleton(text, known)) for text in instances):
        msgid = _message(list(group.values()), known, headings)
        if msgid:
            found.append((msgid, list(group)))
        else:
            left += group
    found += _after_marks(left)
    share = sum(len(group) for _, group in found) / len(instances)
    yield from (one for one in found if share >= _MADE_FOR_IT or _is_template(place, one[0]))


def _is_template(place: str, msgid: str) -> bool:
    """Whether a pattern is credible at a place that is not made for it, as `Arkiv for {term}` among all headings."""
    words = tokens(_TAG.sub(" ", _SLOT.sub(" ", msgid)))
    return vocabulary_share(words) > 0.5 and not place.endswith(_TEXTS)


def _message(rows: list[tuple[Part, ...]], known: _Known, headings: AbstractSet[str]) -> str | None:
    """Return the msgid of a group of instances, None where they are no pattern."""
    widest = max(rows, key=lambda row: sum(part.kind == "list" for part in row))
    slots = [part for part in widest if part.kind != FIXED]
    if len(rows) < _FEW or not slots:
        return None
    fixed = [_TAG.sub(" ", part.text) for part in widest if part.kind == FIXED]
    words = [word for text in fixed for word in _LETTERS.findall(text)]
    if not words or _only_names(fixed, known) or len(words) > 5 * len(slots) + 8:
        return None
    if len(rows) == _FEW and (len(words) > _SHORT or any(part.kind == "free" for part in slots)):
        return None
    return named(widest, [row for row in rows if len(row) == len(widest)], headings)


_SEPARATORS = " \t-–—|»«‹›·()"


def _only_names(fixed: list[str], known: _Known) -> bool:
    """Whether nothing but a name stands fixed, as the site's in `{title} | Nattens Toner`: no words to translate."""
    left = [text.strip(_SEPARATORS) for text in fixed]
    return all(not _LETTERS.search(text) or known(text) for text in left)


def _after_marks(texts: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Find slots whose fillings are known nowhere: after a colon, or in quotation marks."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for text in texts:
        if (
            "<" not in text
            and "{" not in text
            and (found := _OPEN.fullmatch(text))
            and _LETTERS.search(found[1])
        ):
            groups[found[1], found[3] if found[3][:1] in _CLOSING else ""].append(text)
    for (before, after), group in groups.items():
        if len(group) > _FEW:
            yield f"{before}{{text}}{after}", group
