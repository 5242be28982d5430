"""Values that a template fills in: dates, times and numbers, found in a string and put into another language.

Dates are read in the forms Danish and English pages use, month names in full or shortened; Babel (CLDR) writes
them. What can't be read is carried over as it stands.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["DATE", "MONTH", "NUMBER", "TIME", "Value", "carry", "typed_values"]

_MONTHS = (
    ("januar", "january", "jan"), ("februar", "february", "feb"), ("marts", "march", "mar"), ("april", "apr"),
    ("maj", "may"), ("juni", "june", "jun"), ("juli", "july", "jul"), ("august", "aug"),
    ("september", "sep", "sept"), ("oktober", "october", "okt", "oct"), ("november", "nov"),
    ("december", "dec"),
)  # fmt: skip
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_FULL = {
    name
    for names in _MONTHS
    for name in names
    if len(name) > 4 or name in {"maj", "may", "juni", "june", "juli", "july"}
}
_NAMES = "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True))
_DAYS = "|".join(
    "mandag tirsdag onsdag torsdag fredag lørdag søndag monday tuesday wednesday thursday friday saturday sunday "
    "mon tue tues wed thu thur thurs fri sat sun man tir tirs ons tor tors fre lør søn".split()
)
_YEAR = r"(?:19|20)\d\d"

MONTH = re.compile(rf"(?:{_NAMES})\.?", re.IGNORECASE)
"""The name of a month, Danish or English, in full or shortened."""

DATE = (
    rf"(?:(?:{_DAYS})\b\.?,?\s+(?:den\s+)?)?"
    rf"(?:\d{{1,2}}(?:\.|st|nd|rd|th)?\s+(?:of\s+)?(?:{_NAMES})\b\.?,?(?:\s+{_YEAR})?"
    rf"|(?:{_NAMES})\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,?\s+{_YEAR})?"
    rf"|(?:{_NAMES})\b\.?,?\s+{_YEAR}"
    rf"|{_YEAR}-\d\d-\d\d|\d{{1,2}}[./-]\d{{1,2}}[./-]{_YEAR})(?!\w)"
)
"""A date, without groups and to be used with IGNORECASE."""

TIME = r"\d{1,2}[:.][0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\b\.?)?(?![\d.,:]\d)"
NUMBER = r"\d(?:[\d.,]*\d)?"

_PIECES = re.compile(
    rf"(?P<date>(?<![\w/]){DATE})"
    rf"|(?P<time>(?<![\w.,:])(?:\d{{1,2}}:[0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\b\.?)?|(?<=kl\. )\d{{1,2}}\.[0-5]\d))(?!\w)"
    rf"|(?P<number>(?<!\w){NUMBER}(?!\w))",
    re.IGNORECASE,
)


_DIGIT = re.compile(r"\d")


class Value(NamedTuple):
    """Where in a string a value stands, and its kind: "date", "time" or "number"."""

    start: int
    end: int
    kind: str


def typed_values(text: str) -> Iterator[Value]:
    """Yield the dates, times and numbers in `text`, in order.

    >>> [(text[v.start:v.end], v.kind) for text in ["Publiceret 23. august 2026 kl. 10:05"] for v in typed_values(text)]
    [('23. august 2026', 'date'), ('10:05', 'time')]
    """
    if not _DIGIT.search(text):  # none of them is without one
        return
    for match in _PIECES.finditer(text):
        yield Value(match.start(), match.end(), match.lastgroup or "number")


def carry(value: str, kind: str, language: str, source_language: str = "da") -> str:
    """Return `value` as `language` (BCP 47) writes it; unchanged where it can't be read or means the same.

    >>> carry("23. august 2026", "date", "en"), carry("marts 2024", "date", "en"), carry("1.200", "number", "en")
    ('23 August 2026', 'March 2024', '1,200')
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  # 40 ms, and few runs need it

    with contextlib.suppress(ValueError, UnknownLocaleError):
        # English without a country is British here, as everywhere in the library: it is read beside Danish.
        target = Locale.parse("en-GB" if language == "en" else language, sep="-")
        if kind == "number":
            return _number(value, target, Locale.parse(source_language, sep="-"))
        return (_date if kind == "date" else _time)(value, target) or value
    return value


_PART = re.compile(
    rf"(?P<weekday>^(?:{_DAYS})\b)|(?P<month>\b(?:{_NAMES})\b)|(?P<year>{_YEAR})|(?P<day>\d{{1,2}})",
    re.IGNORECASE,
)
_NUMERIC = re.compile(rf"(\d{{1,2}})[./-](\d{{1,2}})[./-]({_YEAR})")


def _date(value: str, target: Locale) -> str | None:
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415

    if numeric := _NUMERIC.fullmatch(value):
        day, month, year = map(int, numeric.groups())
        return str(format_date(dt.date(year, month, day), "medium", locale=target))
    parts = {match.lastgroup: match[0] for match in _PART.finditer(value)}
    if "month" not in parts:
        return None
    name = parts["month"].lower()
    # 2024 for a date without year: a leap year takes any day.
    when = dt.date(int(parts.get("year", 2024)), _MONTH_NUMBER[name], int(parts.get("day", 1)))
    full = name in _FULL
    if "day" not in parts or "year" not in parts:
        letters = (
            ("y" if "year" in parts else "") + ("MMMM" if full else "MMM") + ("d" if "day" in parts else "")
        )
        return str(format_skeleton(letters, when, locale=target))
    width = "full" if "weekday" in parts else "long" if full else "medium"
    return str(format_date(when, width, locale=target))


def _time(value: str, target: Locale) -> str | None:
    from babel.dates import format_time  # noqa: PLC0415

    match = re.match(r"(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?\s?([ap])?", value, re.IGNORECASE)
    if match is None:
        return None
    hour = int(match[1]) % 12 + 12 * (match[4].lower() == "p") if match[4] else int(match[1])
    when = dt.time(hour, int(match[2]), int(match[3] or 0))
    return str(format_time(when, "medium" if match[3] else "short", locale=target))


def _number(value: str, target: Locale, source: Locale) -> str:
    from babel.numbers import format_decimal, parse_decimal  # noqa: PLC0415

    if value.isdigit():
        return value
    return str(format_decimal(parse_decimal(value, locale=source, strict=True), locale=target))
