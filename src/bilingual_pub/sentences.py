"""Where sentences end in Danish and English text, by what is known of their abbreviations, dates and quotation marks.

A full stop, an exclamation or a question mark ends a sentence where white space and the beginning of another
follow. The rules below take back the stops that do not: those of abbreviations, initials, ordinals and quotations.
"""

from __future__ import annotations

import re

from bilingual_pub.languages.knowledge import Language, language
from bilingual_pub.model import Span

__all__ = ["spans", "split"]

# Runs are taken whole (possessive, and none entered in its middle), so that a megabyte of them is looked at once.
_STOP = re.compile(
    r"""
    (?P<mark> (?<![.!?…]) [.!?…]++ )
    (?P<close> (?: [»«”“"'’)\]›‹] | </[a-z][a-z0-9-]*+> )*+ )
    (?P<gap> \s++ )
    (?= (?: [»«„”“"'‘’(\[›‹–—-] | <[a-z][a-z0-9-]*+/?> | \s )*+ (?P<next> [^\s<]++ ) )
    """,
    re.VERBOSE,
)
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_LAST_WORD = re.compile(r"""[^\s(\[»«„“”"'‘’<>]*$""")
_TRAILING = re.compile(r"""(?<!\W)\W++$""")
_LONGEST = 40
"""Characters looked back for the word before a stop; a longer one is no abbreviation."""

_ORDINAL_NAMES = frozenset(
    "verdenskrig division kvartal halvår semester søndag juledag påskedag pinsedag klasse sal etage år århundrede republik".split(),
)
"""Written with a capital in names ("2. Verdenskrig"), where a capital does not begin a sentence."""


def split(text: str, tag: str | None) -> list[str]:
    """Return the sentences of `text` in the language `tag`, without the white space between them.

    A language nothing is known of is split at every stop that a capital follows.

    >>> split("Hr. Holm kom d. 3. maj kl. 19.30. Han gav 20 kr. for bl.a. øl.", "da")
    ['Hr. Holm kom d. 3. maj kl. 19.30.', 'Han gav 20 kr. for bl.a. øl.']
    """
    return [text[start:end] for start, end in spans(text, tag)]


def spans(text: str, tag: str | None) -> list[Span]:
    """Return where the sentences of `text` stand, in characters; the gaps between them are white space only.

    >>> spans("Ja. Nej!", "da")
    [Span(start=0, end=3), Span(start=4, end=8)]
    """
    known = language(tag)
    breaks = [m.span() for m in _PARAGRAPH.finditer(text)]
    breaks += [m.span("gap") for m in _STOP.finditer(text) if _ends(text, m, known)]
    starts, ends = [0], []
    for start, end in sorted(breaks):
        if start >= starts[-1]:
            ends.append(start)
            starts.append(end)
    found = (_stripped(text, start, end) for start, end in zip(starts, [*ends, len(text)], strict=True))
    return [span for span in found if span.start < span.end]


def _stripped(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), max(start, end - len(piece) + len(piece.rstrip())))


def _ends(text: str, stop: re.Match[str], known: Language | None) -> bool:
    """Whether this stop ends a sentence."""
    following = _TRAILING.sub("", stop["next"])
    if not following or following[0].islower():
        return False
    if stop["mark"] != "." or known is None:
        return True
    found = _LAST_WORD.search(text, max(0, stop.start() - _LONGEST), stop.start())
    word = found[0] if found else ""
    if word.rstrip(".").isdigit():
        return not _is_ordinal(text, word, found.start() if found else 0, following, known)
    return not (_is_initial(word, following, known) or _is_abbreviation(word, following, known))


def _is_ordinal(text: str, word: str, at: int, following: str, known: Language) -> bool:
    """Whether a number and its stop are an ordinal ("3. maj", "2. Verdenskrig") or number what follows ("1. Åbn")."""
    if len(word) > 2:
        return False
    if _begins(text[max(0, at - _LONGEST) : at].rstrip(), known):
        return True
    folded = following.lower()
    return known.ordinal_dot and (folded[0].isdigit() or folded in known.months or folded in _ORDINAL_NAMES)


def _begins(before: str, known: Language) -> bool:
    """Whether what follows `before` begins a sentence: nothing came, or a stop that is no abbreviation's."""
    if before and before[-1] in "!?":
        return True
    found = _LAST_WORD.search(before[:-1])
    word = found[0].lower() if found else ""
    return not before or (
        before[-1] == "." and word not in known.abbreviations | known.numbering | known.final
    )


def _is_initial(word: str, following: str, known: Language) -> bool:
    """Whether the word is someone's initial: "H. C. Andersen", "J.R. Hansen", and not "vitamin C. Det hjalp"."""
    if word in known.capital_words:
        return False
    if len(word) == 1 and following.lower() in known.function_words:
        return False
    parts = word.split(".")
    return all(len(part) == 1 and part.isupper() for part in parts) and word.lower() not in known.final


def _is_abbreviation(word: str, following: str, known: Language) -> bool:
    """Whether the word's stop belongs to the word alone.

    One that can end a sentence ("osv.", "kr.") ends it before a capital; written with a capital itself ("Inc.",
    "U.S.") it stands in names, and only a word that often begins a sentence shows that it does.
    """
    folded = word.lower()
    if folded in known.final:
        if following[0].isdigit():
            return folded in known.numbering
        return word[0].isupper() and following.lower() not in known.function_words
    if following[0].isdigit() and folded.rsplit("-", 1)[-1] in known.numbering:
        return True
    if folded in known.words_too:
        return word[0].isupper() and folded in known.titles
    return folded in known.abbreviations and (following.isupper() or not _is_capitals(word))


def _is_capitals(word: str) -> bool:
    """Whether the word only looks like an abbreviation: "DR. Det sagde de", "vitamin C. Det hjalp"."""
    return word.isalpha() and word.isupper()
