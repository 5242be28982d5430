"""What the stages need to know of a language: a value for each, and the way to find it by tag."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module

__all__ = ["Language", "language"]


@dataclass(frozen=True, slots=True)
class Language:
    """What is particular to a language, in lower case, without the full stop where an abbreviation ends in one.

    `tag`: BCP 47. `abbreviations`: their full stop never ends a sentence ("hr", "f.eks"). `final`: it ends one
    only where the next word starts like a sentence ("osv", "kr"). `numbering`: abbreviations that end no
    sentence before a number ("nr", "s"). `words_too`: abbreviations that are words as well ("kom", "pub"): they count
    as words, but for `titles` with a capital ("Gen. Lee"). `ordinal_dot`: "3. maj" is a date and not the end of a sentence.
    `months`: names and short forms to 1 ... 12. `weekdays`: full names, Monday first. `function_words`: frequent, and
    found in few other languages.
    `capital_words`: in lower-case languages too, words that begin with a capital inside a sentence ("I", "De").
    `quotes`: pairs of quotation marks in use, the most usual first.
    """

    tag: str
    abbreviations: frozenset[str]
    final: frozenset[str]
    numbering: frozenset[str]
    words_too: frozenset[str]
    titles: frozenset[str]
    ordinal_dot: bool
    months: dict[str, int]
    weekdays: tuple[str, ...]
    function_words: frozenset[str]
    capital_words: frozenset[str]
    quotes: tuple[tuple[str, str], ...]


@cache
def language(tag: str | None) -> Language | None:
    """Return what is known of the language of `tag` (its region does not matter), None where nothing is.

    >>> language("en-GB").months["may"]
    5
    >>> language("fr") is None
    True
    """
    name = (tag or "").replace("_", "-").split("-")[0].lower()
    if name not in {"da", "en"}:
        return None
    module = import_module(f"bilingual_pub.languages.{name}")
    found: Language = module.LANGUAGE
    return found
