"""Danish against English: exact n-gram scores, calibrated, honest about what they can't know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from math import exp

from bilingual_pub.detect.answer import answer
from bilingual_pub.detect.common import bare, glance, lead
from bilingual_pub.detect.normalise import tokens, words
from bilingual_pub.detect.score import (
    OTHERS,
    Evidence,
    closed,
    evidence,
    foreign,
    neutral_words,
    said,
    unpacked,
)
from bilingual_pub.model import Detection

__all__ = [
    "FOREIGN_FROM",
    "GLANCE",
    "beginning",
    "detect_pair",
    "glanced",
    "growing",
    "is_code",
    "judged",
    "pair_log_odds",
    "suspect",
    "unclear",
    "undecided",
]

FOREIGN_FROM = 5
"""Words from which on a text may be in a language that was not asked for."""

SUSPECT_FROM = 3
"""Words from which on a text may be in another language where at most one of them is a common one of the two."""

SENTENCE = 10
"""Words from which on another language needs no more than to be likelier."""

AGAINST = (4.0, 1.0, 0.0)
"""Log odds that another language needs below `FOREIGN_FROM` words, below `SENTENCE` words, and from there on.

Publishers know what they print: this costs one Danish fragment of five to nine words in five hundred.
"""

ALIKE = 0.5
"""Log odds that Bokmål needs more than others, from any number of words on: much of it is Danish letter for letter."""

RARE, COMMON = 0.3, 0.6
"""Log odds for a language that the open table lacks by each telling word that is none of the commonest, and against it
by each that is one. Half the words of a Danish or English text are."""

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

_SIGN = re.compile(r"[={};|$&]|\(['\")]")
"""What only a text with code in it has."""


def detect_pair(text: str) -> Detection:
    """Tell Danish from English, and both from what is neither.

    >>> detect_pair("Smid en kommentar").language, detect_pair("Leave a comment").language
    ('da', 'en')
    >>> detect_pair("Jag förstår inte vad du säger").reason
    'another language'
    """
    part = beginning(text)
    return glanced(text, part) or judged(text, part, said(part))


def beginning(text: str) -> list[str]:
    """Return the tokens of what is read of `text` first.

    >>> len(beginning("ja " * 400))
    133
    """
    return tokens(text if len(text) <= FIRST else _cut(text, FIRST))


def glanced(text: str, part: Sequence[str]) -> Detection | None:
    """Return the answer where the commonest words leave no doubt; a foreign text quotes a few at most.

    >>> glanced("Læs mere", ["læs", "mere"])
    """
    if len(part) < FOREIGN_FROM or (_signed(text) and _SIGN.search(text, 0, FIRST)):
        return None
    words = bare(part)
    score, seen, ahead = glance(words)
    odds = score * _steepness()[seen]
    if abs(odds) <= PLAIN or seen <= SHARE * len(part):
        return None
    return _decided(odds) if ahead > AHEAD or lead(words, seen, danish=odds > 0) > AHEAD else None


def _signed(text: str) -> bool:
    """Say whether `text` has any of the characters of `_SIGN`: one by one they are found ten times as fast as by class."""
    paired = "{" in text or "}" in text or "(" in text
    return paired or "=" in text or ";" in text or "|" in text or "$" in text or "&" in text


def judged(text: str, part: Sequence[str], total: int) -> Detection:
    """Return the answer after a thorough reading of `text`, which begins with the tokens `part`; they have said `total`.

    >>> judged("Læs mere", ["læs", "mere"], said(["læs", "mere"])).language
    'da'
    """
    if total & OTHERS or not total or len(text) > FIRST:
        return _weighed(text, part, unpacked(total))
    words = total & 0xFFFF
    if words < SUSPECT_FROM:
        return _decided((total >> 64) * _steepness()[words])
    return _answered(part, unpacked(total))


def _weighed(text: str, part: Sequence[str], found: Evidence) -> Detection:
    """Read on as long as the first tokens leave a doubt, and mind names, code and other scripts."""
    end = FIRST
    while end < len(text) and abs(_log_odds(found)) <= SURE:
        end *= 3
        part = tokens(text if end >= len(text) else _cut(text, end))
        found = evidence(part)
    if found.telling < 1 or (found.code and is_code(found, text)):
        return undecided(found, part, text)
    return _answered(part, found)


def _answered(part: Sequence[str], found: Evidence) -> Detection:
    """Decide by what was found, with a second opinion from the open table where there is reason and most are no names."""
    odds, telling = _log_odds(found), found.telling
    if 2 * telling <= found.words or not suspect(part, found.words):
        return _decided(odds)
    against = AGAINST[(found.words >= FOREIGN_FROM) + (found.words >= SENTENCE)]
    return _open_minded(odds, part, telling, against)


def suspect(part: Sequence[str], words: int) -> bool:
    """Say whether tokens of `words` words may be in another language.

    >>> suspect(["jag", "förstår", "inte"], 3), suspect(["læs", "mere", "her"], 3)
    (True, False)
    """
    return words >= FOREIGN_FROM or (words >= SUSPECT_FROM and glance(bare(part))[1] < 2)


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
        yield tokens(_cut(text, end))
        end *= 3
    yield tokens(text)


def _cut(text: str, end: int) -> str:
    return text[: text.rfind(" ", 0, end) + 1 or end]


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
        return answer(None, 0.0, {first: best, second: 1 - best}, BOTH, "fits both")
    return answer(first, best, {first: best, second: 1 - best}, (), "n-grams")


def unclear(part: Sequence[str]) -> bool:
    """Say whether the first `GLANCE` of more tokens leave another language possible.

    >>> unclear("we looked for the two of them all over the town but nobody had seen either".split())
    False
    >>> unclear("jag förstår inte vad du säger och därför går jag nu hem till mig".split())
    True
    """
    return len(part) > GLANCE and foreign(part[:GLANCE])[0] > -OURS


def _open_minded(odds: float, part: Sequence[str], telling: int, against: float) -> Detection:
    """Decide with the open table: it may be neither, with log odds over `against`, or it may be Bokmål as well."""
    margin, label = foreign(part if unclear(part) else part[:GLANCE])
    if margin < -OURS:
        return _decided(odds)
    if label == "other":
        margin += _strangeness(part, telling)
    elif label == "nb":
        margin -= ALIKE
    other = 1 / (1 + exp(min(against - margin, 50)))
    found = _decided(odds)
    scores = {name: p * (1 - other) for name, p in found.scores.items()}
    close = (found.language, label) if found.language and 0.1 < other < 0.9 and label != "other" else ()
    if other > 0.5:
        return Detection(None, 0.0, scores, close, "another language")
    if found.language is None:
        return found
    return Detection(found.language, scores[found.language], scores, close, found.reason)


def _strangeness(part: Sequence[str], telling: int) -> float:
    """Return the log odds of a language that the open table lacks, from how few of the words are common ones."""
    seen = glance(bare(part))[1]
    return RARE * max(telling - seen, 0) - COMMON * seen


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
