"""A rule on dates: the same month and the same day of the week in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bilingual_pub.check.rules import Pair, Rule, bare
from bilingual_pub.languages.knowledge import language
from bilingual_pub.model import N_

__all__ = ["RULES"]

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER_BEFORE = re.compile(r"\d(?:\.|st|nd|rd|th)?\s(?:of\s)?$")
_NUMBER_AFTER = re.compile(r"\.?,?\s\d")


def dates(pair: Pair) -> Iterator[str]:
    """Months and days of the week that each text has of its own: one of them is wrong.

    A text that merely leaves one out ("fredag, lørdag og søndag", "Friday and the weekend") is believed.
    """
    here, there = language(pair.source_language), language(pair.target_language)
    if here is None or there is None:
        return
    source, target = bare(pair.source), bare(pair.target)
    yield from _differing(_months(source, here.months), _months(target, there.months))
    yield from _differing(_weekdays(source, here.weekdays), _weekdays(target, there.weekdays))


def _differing(here: Mapping[int, str], there: Mapping[int, str]) -> Iterator[str]:
    mine, theirs = here.keys() - there.keys(), there.keys() - here.keys()
    if mine and theirs:
        yield from (here[number] for number in sorted(mine))
        yield from (there[number] for number in sorted(theirs))


def _months(text: str, names: Mapping[str, int]) -> dict[int, str]:
    """Months that stand beside a number: "may" alone is a verb, and "mar" and "sep" are other words too."""
    return {
        names[word[0].lower()]: word[0]
        for word in _WORD.finditer(text)
        if word[0].lower() in names
        and (
            _NUMBER_BEFORE.search(text, max(0, word.start() - 8), word.start())
            or _NUMBER_AFTER.match(text, word.end())
        )
    }


def _weekdays(text: str, names: tuple[str, ...]) -> dict[int, str]:
    """Days of the week, also as the beginning of a word: "mandage", "søndagsåbent", "Mondays"."""
    words = _WORD.findall(text)
    return {
        number: word for word in words for number, name in enumerate(names) if word.lower().startswith(name)
    }


RULES = (
    Rule(
        "date",
        "warning",
        N_("a month or a day of the week is another one: {what}"),
        N_("Write the same date in both languages."),
        dates,
    ),
)
