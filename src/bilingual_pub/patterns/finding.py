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
from bilingual_pub.patterns.messages import FEW, Found, in_both_forms, in_one_form
from bilingual_pub.patterns.pattern import Pattern
from bilingual_pub.patterns.plurals import plurals
from bilingual_pub.patterns.skeleton import skeleton

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
_MADE_FOR_IT = 0.3
"""Share of a place's texts that fit its patterns where the place is a template's and not an article's."""

_TEXTS = ("|paragraph", "|list item", "|cell", "|quotation", "|code", "|term", "|caption")
_SLOT = re.compile(r"\{[a-z_]+\d*\}")
_NUMBER = re.compile(r"\{(?:number|count)\}")
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
    instances = {text for found in first.values() for message in found.messages for text in message.instances}
    instances &= seen.standing
    known = known.without(instances)
    patterns: dict[tuple[str, str], Pattern] = {}
    for place, found in first.items():
        if not found.used.isdisjoint(instances):
            found = _search(place, seen.places[place], known, seen.headings)  # noqa: PLW2901
        for message in found.messages:
            key = (message.msgid, message.plural)
            patterns[key] = _joined(patterns.get(key), _pattern(place, seen.places[place], message))
    return tuple(sorted(_distinct(patterns.values()), key=lambda pattern: (-pattern.count, pattern.msgid)))


def _places(seen: Sightings) -> Iterator[tuple[str, Mapping[str, int]]]:
    return ((place, texts) for place, texts in seen.places.items() if place not in seen.articles)


def _pattern(place: str, texts: Mapping[str, int], message: Found) -> Pattern:
    count = sum(texts[text] for text in message.instances)
    examples = tuple(sorted(message.instances)[:3])
    return Pattern(message.msgid, frozenset({place}), examples, count, message.plural)


def _distinct(patterns: Iterable[Pattern]) -> list[Pattern]:
    """One message for what shows in one form at one place and in both at another."""
    kept: list[Pattern] = []
    place: dict[str, int] = {}
    for pattern in sorted(patterns, key=lambda pattern: not pattern.plural):
        whole = place.get(_NUMBER.sub("{count}", pattern.msgid), len(kept))
        if whole < len(kept):
            kept[whole] = _joined(kept[whole], pattern)
            continue
        kept.append(pattern)
        for form in filter(None, (pattern.msgid, pattern.plural)):
            place.setdefault(_NUMBER.sub("{count}", form), whole)
    return kept


class _Place(NamedTuple):
    """The messages of a place, and the known texts that they rest on."""

    messages: list[Found]
    used: AbstractSet[str]


def _search(place: str, texts: Iterable[str], known: Known, headings: AbstractSet[str]) -> _Place:
    known.used = set()
    return _Place(list(_at(place, texts, known, headings)), known.used)


def _joined(one: Pattern | None, other: Pattern) -> Pattern:
    if one is None:
        return other
    examples = tuple(dict.fromkeys(one.examples + other.examples))[:3]
    return replace(one, places=one.places | other.places, examples=examples, count=one.count + other.count)


def _at(place: str, texts: Iterable[str], known: Known, headings: AbstractSet[str]) -> Iterator[Found]:
    """Yield the patterns of one place with their instances."""
    fitting = [
        t
        for t in texts
        if len(t) <= _LONGEST and t.count(" ") < _WORDY and _LETTERS.search(t)
        if t[:1] != "#" or not _DIGEST.fullmatch(t)
    ]
    if len(fitting) < FEW:
        return
    instances = fitting if len(fitting) <= _ENOUGH else sorted(fitting)[:: len(fitting) // _ENOUGH + 1]
    left: list[str] = []
    found: list[Found] = []
    numbered, taken = plurals((text, skeleton(text, known)) for text in instances)
    made = [in_both_forms(forms, known, headings) for forms in numbered]
    for message in (*made, *(in_one_form(group, known, headings) for group in grouped(taken))):
        if message.msgid:
            found.append(message)
        else:
            left += message.instances
    found += _after_marks(left)
    share = sum(len(message.instances) for message in found) / len(instances)
    yield from (one for one in found if share >= _MADE_FOR_IT or _is_template(place, one.msgid))


def _is_template(place: str, msgid: str) -> bool:
    """Whether a pattern is credible at a place that is not made for it, as `Arkiv for {term}` among all headings."""
    words = tokens(_TAG.sub(" ", _SLOT.sub(" ", msgid)))
    return vocabulary_share(words) > 0.5 and not place.endswith(_TEXTS)


def _after_marks(texts: Iterable[str]) -> Iterator[Found]:
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
        if len(group) > FEW:
            yield Found(f"{before}{{text}}{after}", "", group)
