"""From instances of one shape to a message: whether they are one, and its msgid, with its plural where it has one."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from bilingual_pub.patterns.grouping import Group
from bilingual_pub.patterns.known import Known
from bilingual_pub.patterns.naming import named
from bilingual_pub.patterns.plurals import Plural, is_counted
from bilingual_pub.patterns.skeleton import FIXED, Part

__all__ = ["FEW", "Found", "in_both_forms", "in_one_form"]

FEW, _SHORT = 2, 6
"""Two instances are enough for a few words round a date or a number; three are wanted of everything else."""

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_TAG = re.compile(r"</?[a-z][a-z0-9-]*/?>")
_SEPARATORS = " \t-–—|»«‹›·()"


class Found(NamedTuple):
    """A message with its instances; no `msgid` where they are none. `plural`: "" for a message without."""

    msgid: str
    plural: str
    instances: list[str]


def in_one_form(group: Group, known: Known, headings: AbstractSet[str]) -> Found:
    """Return the message of a group of instances.

    "1 svar" and "3 svar" are one text in Danish, and two in English: its plural is the text itself.

    >>> rows = {f"{n} svar": (Part("number", str(n)), Part(FIXED, " svar")) for n in (1, 3, 5)}
    >>> in_one_form(rows, Known(set()), frozenset())[:2]
    ('{count} svar', '{count} svar')
    """
    rows, instances = list(group.values()), list(group)
    widest = max(rows, key=lambda row: sum(part.kind == "list" for part in row))
    if not _is_message(widest, len(rows), known):
        return Found("", "", instances)
    alike = [row for row in rows if len(row) == len(widest)]
    msgid = named(widest, alike, headings)
    numbers = [index for index, part in enumerate(widest) if part.kind == "number"]
    counted = "{count}" in msgid and len(numbers) == 1 and is_counted(alike, numbers[0])
    return Found(msgid, msgid if counted else "", instances)


def in_both_forms(message: Plural, known: Known, headings: AbstractSet[str]) -> Found:
    """Return the message that was seen in singular and in plural.

    >>> one, many = (Part("number", "Én"), Part(FIXED, " gæst")), (Part("number", "3"), Part(FIXED, " gæster"))
    >>> in_both_forms(Plural({"Én gæst": one}, {"3 gæster": many}, 0), Known(set()), frozenset())[:2]
    ('Én gæst', '{count} gæster')
    """
    ones, many = list(message.singular.values()), list(message.plural.values())
    instances = [*message.singular, *message.plural]
    if not _is_message(many[0], len(instances), known):
        return Found("", "", instances)
    one = list(ones[0])
    if one[message.at].text != "1":  # the number is a word
        one[message.at] = Part(FIXED, one[message.at].text)
    singular = named(tuple(one), ones, headings, message.at)
    return Found(singular, named(many[0], many, headings, message.at), instances)


def _is_message(parts: tuple[Part, ...], instances: int, known: Known) -> bool:
    slots = [part for part in parts if part.kind != FIXED]
    if instances < FEW or not slots:
        return False
    fixed = [_TAG.sub(" ", part.text) for part in parts if part.kind == FIXED]
    words = [word for text in fixed for word in _LETTERS.findall(text)]
    if not words or _only_names(fixed, known) or len(words) > 5 * len(slots) + 8:
        return False
    return instances > FEW or (len(words) <= _SHORT and all(part.kind != "free" for part in slots))


def _only_names(fixed: list[str], known: Known) -> bool:
    """Whether nothing but a name stands fixed, as the site's in `{title} | Nattens Toner`: no words to translate."""
    left = [text.strip(_SEPARATORS) for text in fixed]
    return all(not _LETTERS.search(text) or known(text) for text in left)
