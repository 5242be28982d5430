"""Danish against English: exact n-gram scores, calibrated, honest about what they can't know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from math import exp

from bilingual_pub.detect.common import glance
from bilingual_pub.detect.normalise import tokens, words
from bilingual_pub.detect.score import Evidence, closed, evidence, foreign, learn, neutral_words
from bilingual_pub.model import Detection

__all__ = ["detect_pair", "detect_pairs", "growing", "is_code", "pair_log_odds", "undecided"]

FOREIGN_FROM = 5
"""Words from which on a text may be in a language that was not asked for."""

PRIOR = 0.05
"""How often a text is in another language, against one of those asked for: publishers know what they print."""

UNDECIDED = 0.52
"""Below this probability the two languages fit alike."""

FIRST = 400
"""Characters of a long text that are read first; three times as many each time it is still open."""

LEANING = 1.0
"""Log odds from which several words that fit both languages are taken to lean to one."""

SURE = 9.0
"""Log odds at which reading stops: one error in eight thousand."""

GLANCE = 12
"""Tokens that the open table reads first; the rest of the text only where they leave a doubt."""

OURS = 5.0
"""Log odds from which a text is in one of the two languages, whatever else it looks like."""

PLAIN = 7.0
"""Log odds from which the commonest words alone decide between the two, where they also leave all others behind."""

AHEAD = 3.0
"""Log odds by which the commonest words must leave any other language behind."""

SHARE = 0.5
"""Share of the tokens that the commonest words must make up to speak for all."""

BOTH = ("da", "en")

BATCH = 1000
"""Texts whose words are scored together."""

_SIGN = re.compile(r"[={};|$&]|\(['\")]")
"""What only a text with code in it has."""


def detect_pair(text: str) -> Detection:
    """Tell Danish from English, and both from what is neither.

    >>> detect_pair("Smid en kommentar").language, detect_pair("Leave a comment").language
    ('da', 'en')
    >>> detect_pair("Jag förstår inte vad du säger").reason
    'another language'
    """
    return _judged(text, _first(text))


def _first(text: str) -> list[str]:
    return tokens(text if len(text) <= FIRST else _beginning(text, FIRST))


def _judged(text: str, part: list[str]) -> Detection:
    if len(part) >= FOREIGN_FROM and not _SIGN.search(text, 0, FIRST) and (odds := _at_a_glance(part)):
        return _decided(odds)
    if len(text) > FIRST:
        part = _enough(text)
    found = evidence(part)
    telling = found.words - found.neutral - found.foreign
    if telling < 1 or (found.code and is_code(found, text)):
        return undecided(found, part, text)
    odds = found.score * _steepness()[min(telling, 999)]
    if telling >= FOREIGN_FROM:
        return _open_minded(odds, part)
    return _decided(odds)


def detect_pairs(texts: Iterable[str]) -> list[Detection]:
    """Detect each of `texts` as `detect_pair` does; the words of short ones are scored many at once.

    >>> [found.language for found in detect_pairs(["Læs mere", "Read more"])]
    ['da', 'en']
    """
    found: list[Detection] = []
    waiting = iter(texts)
    while batch := list(islice(waiting, BATCH)):
        parts = [_first(text) for text in batch]
        learn(set().union(*(part for part in parts if len(part) < FOREIGN_FROM)))
        found += map(_judged, batch, parts)
    return found


def pair_log_odds(text: str) -> float:
    """Return the calibrated log odds of Danish against English for the whole of `text`; 0.0 where nothing tells.

    >>> pair_log_odds("læs mere") > 0 > pair_log_odds("read more")
    True
    """
    return _log_odds(evidence(tokens(text)))


def growing(text: str) -> Iterator[list[str]]:
    """Yield the tokens of more and more of `text`: at least once, and all of it in the end.

    >>> [len(part) for part in growing("ja " * 400)]
    [133, 400]
    """
    end = FIRST
    while end < len(text):
        yield tokens(_beginning(text, end))
        end *= 3
    yield tokens(text)


def _at_a_glance(part: Sequence[str]) -> float:
    """Return the log odds where the commonest words leave no doubt, else 0.0; a foreign text quotes a few at most."""
    seen = glance(part)
    odds = seen.score * _steepness()[seen.words]
    plain = seen.lead > AHEAD and abs(odds) > PLAIN and seen.words > SHARE * len(part)
    return odds if plain else 0.0


def _beginning(text: str, end: int) -> str:
    return text[: text.rfind(" ", 0, end) + 1 or end]


def _enough(text: str) -> list[str]:
    for part in growing(text):
        if abs(_log_odds(evidence(part))) > SURE:
            break
    return part


@cache
def _steepness() -> tuple[float, ...]:
    """Return what a score of 1 is worth in log odds, by the number of telling words."""
    table = closed()[0]
    a, b = table.steepness
    return tuple(table.scale * a * max(n, 1) ** -b for n in range(1000))


def _log_odds(found: Evidence) -> float:
    telling = found.telling
    return found.score * _steepness()[min(telling, 999)] if telling > 0 else 0.0


def _decided(odds: float) -> Detection:
    if odds >= 0:
        best, first, second = 1 / (1 + exp(-odds)), "da", "en"
    else:
        best, first, second = 1 / (1 + exp(odds)), "en", "da"
    if best < UNDECIDED:
        return Detection(None, 0.0, {first: best, second: 1 - best}, BOTH, "fits both")
    return Detection(first, best, {first: best, second: 1 - best}, (), "n-grams")


def _open_minded(odds: float, part: Sequence[str]) -> Detection:
    """Decide with a second opinion from the open table: it may be neither, or it may be Bokmål as well."""
    margin, label = foreign(part[:GLANCE])
    if margin > -OURS and len(part) > GLANCE:
        margin, label = foreign(part)
    if margin < -OURS:
        return _decided(odds)
    other = PRIOR / (PRIOR + exp(-margin)) if margin < 30 else 1.0
    found = _decided(odds)
    scores = {name: p * (1 - other) for name, p in found.scores.items()}
    if other > 0.5:
        return Detection(None, 0.0, scores, (), "another language")
    if found.language is None:
        return found
    close = (found.language, label) if other > 0.1 and label != "other" else ()
    return Detection(found.language, scores[found.language], scores, close, found.reason)


def undecided(found: Evidence, part: Sequence[str], text: str) -> Detection:
    """Say why no word of the text tells; several words that fit both may still lean one way together.

    >>> undecided(evidence(["12.000"]), ["12.000"], "12.000").reason
    'no words'
    """
    if found.code and is_code(found, text):
        return Detection(None, compatible=BOTH, reason="code")
    if found.foreign:
        return Detection(None, reason="another script")
    if not found.neutral:
        return Detection(None, compatible=BOTH, reason="no words")
    every = [word for token in part for word in words(token)]
    reasons = [neutral_words().get(word, "sign") for word in every]
    small = text.islower() or (len(every) == 1 and text.isupper())
    if "name" in reasons and not small:
        return Detection(None, compatible=BOTH, reason="name")
    odds = sum(map(closed()[0].signed, every)) * _steepness()[min(len(every), 999)]
    if abs(odds) > LEANING and "sign" not in reasons and ("name" in reasons or len(every) > 1):
        return _decided(odds)
    return Detection(None, compatible=BOTH, reason="fits both")


def is_code(found: Evidence, text: str) -> bool:
    """Say whether signs of a program outweigh the words; a prose sentence may quote some.

    >>> is_code(evidence(["const", "x", "=", "1;"]), "const x = 1;")
    True
    """
    signs = found.code + text.endswith((";", "{", "}"))
    return signs > 1 and 2 * signs >= found.words
