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
from bilingual_pub.patterns.known import Known
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
    known = Known(seen.standing)
    first = {place: _search(place, texts, known, seen.headings) for place, texts in _places(seen)}
    instances = {text for found in first.values() for _, group in found.patterns for text in group}
    instances &= seen.standing
    known = known.without(instances)
    patterns: dict[str, Pattern] = {}
    for place, found in first.items():
        texts = seen.places[place]
        if not found.used.isdisjoint(instances):
            found = _search(place, texts, known, seen.headings)  # noqa: PLW2901
        for msgid, group in found.patterns:
            count = sum(texts[text] for text in group)
            pattern = Pattern(msgid, frozenset({place}), tuple(sorted(group)[:3]), count)
            patterns[msgid] = _joined(patterns.get(msgid), pattern)
    return tuple(sorted(patterns.values(), key=lambda pattern: (-pattern.count, pattern.msgid)))


def _places(seen: Sightings) -> Iterator[tuple[str, Mapping[str, int]]]:
    return ((place, texts) for place, texts in seen.places.items() if place not in seen.articles)


class _Found(NamedTuple):
    """The patterns of a place with their instances, and the known texts that they rest on."""

    patterns: list[tuple[str, list[str]]]
    used: AbstractSet[str]


def _search(place: str, texts: Iterable[str], known: Known, headings: AbstractSet[str]) -> _Found:
    known.used = set()
    return _Found(list(_at(place, texts, known, headings)), known.used)


def _joined(one: Pattern | None, other: Pattern) -> Pattern:
    if one is None:
        return other
    examples = tuple(dict.fromkeys(one.examples + other.examples))[:3]
    return replace(one, places=one.places | other.places, examples=examples, count=one.count + other.count)


def _at(
    place: str, texts: Iterable[str], known: Known, headings: AbstractSet[str]
) -> Iterator[tuple[str, list[str]]]:
    """Yield the patterns of one place with their instances."""
    fitting = [
        t
        for t in texts
        if len(t) <= _LONGEST and t.count(" ") < _WORDY and _LETTERS.search(t)
        if t[:1] != "#" or not _DIGEST.fullmatch(t)
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


def _message(rows: list[tuple[Part, ...]], known: Known, headings: AbstractSet[str]) -> str | None:
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


def _only_names(fixed: list[str], known: Known) -> bool:
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
