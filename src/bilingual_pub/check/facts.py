"""Rules on what a translation must say as well: numbers, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual_pub.check.markup import TAG
from bilingual_pub.check.rules import Pair, Rule
from bilingual_pub.model import N_

__all__ = ["RULES", "readings"]

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”»«]+|(?<![\w.+-])[\w.+-]++@[\w-]+\.[\w.-]+\w")
_SLOT = re.compile(r"%(?:\([^()]*\)|\d+\$)?[-+0]*\d*(?:\.\d+)?[a-zA-Z]|\{[^{}]*\}|&#?\w+;")
_NUMBER = re.compile(
    r"(?<![\w.,])\d+(?:[.,:\u00a0\u202f ]\d{3}(?!\d))*(?:[.,:/-]\d+)*(?:\s?(?:[ap]\.?m\b\.?))?|\d+",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}")
_WORDS = {
    1: "en et én ét one a an first første once januar january jan", 2: "to two second anden andet twice februar february feb both begge",
    3: "tre three third tredje marts march mar", 4: "fire four fourth fjerde april apr", 5: "fem five fifth femte maj may",
    6: "seks six sixth sjette juni june jun", 7: "syv seven seventh syvende juli july jul",
    8: "otte eight eighth ottende august aug", 9: "ni nine ninth niende september sep sept",
    10: "ti ten tenth tiende oktober october okt oct", 11: "elleve eleven november nov", 12: "tolv twelve december dec dozen dusin",
}  # fmt: skip
_BY_WORD = {word: str(number) for number, words in _WORDS.items() for word in words.split()}


def numbers(pair: Pair) -> Iterator[str]:
    """Numbers of one text that the other does not have, in either language's notation, as a time, or as a word."""
    if pair.plural:
        return
    here, there = _running(pair.source), _running(pair.target)
    if bool(_GLUED.search(here)) != bool(_GLUED.search(there)):
        here, there = _GLUED.sub("", here), _GLUED.sub("", there)
    source, target = _numbers(here), _numbers(there)
    missing, extra = _unmatched(source, target), _unmatched(target, source)
    if missing and _CLOCK.search(f"{pair.source} {pair.target}"):
        missing, extra = _without_hours(missing, extra, pair)
    yield from (text for text in missing if not _spelt(text, pair.target))
    yield from (text for text in extra if not _spelt(text, pair.source))


_CLOCK = re.compile(r"\bkl\.|\d\s?[ap]\.?m\b|\bo[’']clock\b", re.IGNORECASE)
"""Signs that a text tells a time: there Danish counts to 24 and English to 12, "kl. 16-18" and "4 to 6 pm"."""


def _without_hours(missing: list[str], extra: list[str], pair: Pair) -> tuple[list[str], list[str]]:
    """Take out what is the same hour on a clock of 12 hours, one end of a range at a time."""
    here = [part for text in missing for part in _PART.findall(text)]
    there = [part for text in extra for part in _PART.findall(text)]
    left = list(there)
    for part in list(here):
        hour = _hour(part)
        same = next((other for other in left if hour and _agree(hour, _hour(other))), None)
        if same is not None:
            left.remove(same)
            here.remove(part)
        elif hour and _spelt(hour[0], pair.target):
            here.remove(part)
    return here, left


_PART = re.compile(r"\d+(?:[.:]\d\d)?(?:\s?[ap]\.?m\b)?", re.IGNORECASE)

_Hour = tuple[str, str, str]


def _agree(one: _Hour, other: _Hour | None) -> bool:
    return other is not None and one[:2] == other[:2] and (one[2] == other[2] or "" in {one[2], other[2]})


def _hour(text: str) -> _Hour | None:
    """The hour on a clock of 12 hours, the minutes, and "a" or "p" where the half of the day is told; None for no time.

    >>> _hour("16"), _hour("4"), _hour("7.30 am"), _hour("640")
    (('4', '00', 'p'), ('4', '00', ''), ('7', '30', 'a'), None)
    """
    found = re.fullmatch(r"(\d{1,2})(?:[.:]([0-5]\d))?\s?(?:([ap])\.?m)?", text, re.IGNORECASE)
    if not found or (hour := int(found[1])) > 24:
        return None
    half = (found[3] or ("p" if 12 < hour < 24 else "a" if hour in {0, 24} else "")).lower()
    return str((hour - 1) % 12 + 1), found[2] or "00", half


_DECADE = re.compile(r"\b(?:\d\d)?(\d0)(?:['’]?erne|['’]?s)\b")
"""90'erne, 1990'erne, the 1990s, the ’90s: one decade."""


_GLUED = re.compile(r"(?<=[^\W\d_])\d+")
"""The number of a name (CO2, MP3), which the other language may call by another name; two such names must agree."""


def _running(text: str) -> str:
    """The text without what only looks like a number: tags, addresses, placeholders, references."""
    return _DECADE.sub(r"\1", _SLOT.sub(" ", _URL.sub(" ", TAG.sub(" ", text))))


def _numbers(text: str) -> list[str]:
    found = _NUMBER.findall(text) if any(map(str.isdigit, text)) else []
    return [part for number in found for part in _parts(number.strip())]


def _parts(number: str) -> list[str]:
    """A date is three numbers, of which the month may be a word in the other language."""
    return re.findall(r"\d+", number) if _DATE.fullmatch(number) else [number]


def _unmatched(these: list[str], those: list[str]) -> list[str]:
    left = list(those)
    missing: list[str] = []
    for text in these:
        mine = readings(text)
        partner = next((other for other in left if mine & readings(other)), None)
        if partner is None:
            missing.append(text)
        else:
            left.remove(partner)
    return missing


def readings(text: str) -> frozenset[str]:
    """Return what a number may mean: with a comma or a point for decimals, or as a time of day in minutes.

    >>> sorted(readings("12.000") & readings("12,000"))
    ['12', '12000']
    >>> sorted(readings("19.30") & readings("7.30 pm"))
    ['1170 min']
    """
    digits = re.sub(r"[^\d.,:/-]", "", re.sub(r"[ap]\.?m\.?", "", text, flags=re.IGNORECASE))
    parts = re.split(r"[.,:/-]", digits.strip(".,:/-"))
    found = {" ".join(part.lstrip("0") or "0" for part in parts)} if len(parts) != 2 else set()
    if len(parts) > 1 and all(len(part) == 3 for part in parts[1:]):
        found.add("".join(parts).lstrip("0"))
    if len(parts) == 2:
        found.add(f"{parts[0].lstrip('0') or '0'}.{parts[1].rstrip('0')}".rstrip("."))
    if len(parts) > 2 and len(parts[-1]) != 3:
        found.add("".join(parts[:-1]) + "." + parts[-1].rstrip("0"))
    return frozenset(found | _times(text, parts))


def _times(text: str, parts: list[str]) -> set[str]:
    if len(parts) > 2 or any(len(part) > 2 for part in parts):
        return set()
    hour, minute = int(parts[0]), int(parts[1]) if len(parts) == 2 else 0
    half = re.search(r"([ap])\.?m", text, re.IGNORECASE)
    if hour > 24 or minute > 59:
        return set()
    if half:
        hour = hour % 12 + (12 if half[1].lower() == "p" else 0)
    return {f"{hour * 60 + minute} min"}


def _spelt(number: str, other: str) -> bool:
    """Whether a number up to 12 stands in `other` as a word, or as the name of a month."""
    words = {_BY_WORD[word] for word in re.findall(r"[^\W\d_]+", other.lower()) if word in _BY_WORD}
    return number.isdigit() and number.lstrip("0") in words


def addresses(pair: Pair) -> Iterator[str]:
    """Web and e-mail addresses that are not in both; that of the other language's version is the same."""
    source, target = (
        {_address(url): url for url in _URL.findall(text)} for text in (pair.source, pair.target)
    )
    yield from (url for key, url in source.items() if key not in target)
    yield from (url for key, url in target.items() if key not in source)


def _address(url: str) -> str:
    url = re.sub(r"^https?://(?:www\.)?|^www\.", "", url.rstrip(".,;:!?)'’\\"))
    url = re.sub(r"^(?:da|en|dk)\.(?=\w+\.\w)", "", url)
    return re.sub(r"/(?:da|en|da_DK|en_US|en-us|da-dk)(?=/|$)", "", url).rstrip("/")


RULES = (
    Rule(
        "number",
        "warning",
        N_("numbers that are not in both texts: {what}"),
        N_("Write the same number, in the notation of your language."),
        numbers,
    ),
    Rule(
        "address",
        "warning",
        N_("addresses that are not in both texts: {what}"),
        N_("Copy the address from the msgid."),
        addresses,
    ),
)
