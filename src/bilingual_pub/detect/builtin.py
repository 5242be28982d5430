"""The library's own detector: exact n-gram scores, calibrated, honest about what it can't know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

from bilingual_pub.detect.normalise import tokens, words
from bilingual_pub.detect.score import Evidence, closed, evidence, neutral_words, open_table, opened
from bilingual_pub.model import Detection

__all__ = ["LANGUAGES", "Builtin", "detect_open", "detect_pair", "growing", "pair_log_odds"]

LANGUAGES = ("da", "en", "nb", "nn", "sv", "de", "nl", "is", "fr", "es", "fi")
"""Languages the open table knows, beside "something else"."""

FOREIGN_FROM = 5
"""Words from which on a text may be in a language that was not asked for."""

PRIOR = 0.05
"""How often a text is in another language, against one of those asked for: publishers know what they print."""

UNDECIDED = 0.52
"""Below this probability the two languages fit alike."""

FIRST = 400
"""Characters of a long text that are read first; twice as many more each time it is still open."""

LEANING = 1.0
"""Log odds from which several words that fit both languages are taken to lean to one."""

SURE = 9.0
"""Log odds at which reading stops: one error in eight thousand."""


def detect_pair(text: str) -> Detection:
    """Tell Danish from English, and both from what is neither.

    >>> detect_pair("Smid en kommentar").language, detect_pair("Leave a comment").language
    ('da', 'en')
    >>> detect_pair("Jag förstår inte vad du säger").reason
    'another language'
    """
    for part in growing(text):
        found = evidence(part)
        odds = _log_odds(found)
        if abs(odds) > SURE:
            break
    if found.telling < 1 or (found.code and _is_code(found, text)):
        return _undecided(found, part, text, odds)
    return _decided(odds, _foreign(part) if found.telling >= FOREIGN_FROM else 0.0)


def pair_log_odds(text: str) -> float:
    """Return the calibrated log odds of Danish against English for the whole of `text`; 0.0 where nothing tells.

    >>> pair_log_odds("læs mere") > 0 > pair_log_odds("read more")
    True
    """
    found = evidence(tokens(text))
    return _log_odds(found) if found.telling > 0 else 0.0


def growing(text: str) -> Iterator[list[str]]:
    """Yield the tokens of more and more of `text`: at least once, and all of it in the end.

    >>> [len(part) for part in growing("ja " * 400)]
    [133, 400]
    """
    end = FIRST
    while end < len(text):
        yield tokens(text[: text.rfind(" ", 0, end) + 1 or end])
        end *= 3
    yield tokens(text)


def _log_odds(found: Evidence) -> float:
    table = closed()[0]
    a, b = table.steepness
    steep: float = a * max(found.telling, 1) ** -b
    return found.score * table.scale * steep


def _decided(odds: float, foreign: float) -> Detection:
    danish = 1 / (1 + exp(-odds)) if odds > -700 else 0.0
    best, first, second = (danish, "da", "en") if odds >= 0 else (1 - danish, "en", "da")
    known = 1 - foreign
    scores = {first: best * known, second: (1 - best) * known}
    if foreign > 0.5:
        return Detection(None, 0.0, scores, (), "another language")
    if best < UNDECIDED:
        return Detection(None, 0.0, scores, ("da", "en"), "fits both")
    return Detection(first, best * known, scores, (), "n-grams")


def _undecided(found: Evidence, part: Sequence[str], text: str, odds: float) -> Detection:
    """Say why no word of the text tells; several words that fit both may still lean one way together."""
    if found.code and _is_code(found, text):
        return Detection(None, reason="code", compatible=("da", "en"))
    if found.foreign:
        return Detection(None, reason="another script")
    if not found.neutral:
        return Detection(None, reason="no words", compatible=("da", "en"))
    reasons = [neutral_words().get(word, "sign") for token in part for word in words(token)]
    small = text.islower() or (len(reasons) == 1 and text.isupper())
    if "name" in reasons and not small:
        return Detection(None, reason="name", compatible=("da", "en"))
    if "name" in reasons:
        odds = lean(part)
    if abs(odds) > LEANING and "sign" not in reasons and ("name" in reasons or len(reasons) > 1):
        return _decided(odds, 0.0)
    return Detection(None, reason="fits both", compatible=("da", "en"))


def _is_code(found: Evidence, text: str) -> bool:
    """Say whether signs of a program outweigh the words; a prose sentence may quote some."""
    signs = found.code + text.endswith((";", "{", "}"))
    return signs > 1 and 2 * signs >= found.words


def lean(part: Sequence[str]) -> float:
    """Return the log odds of all the words' n-grams, names and shared words included."""
    table = closed()[0]
    found = [word for token in part for word in words(token)]
    return (
        sum(map(table.signed, found)) * table.scale * table.steepness[0] * len(found) ** -table.steepness[1]
    )


def _foreign(part: Sequence[str]) -> float:
    """Return the probability that the text is in neither language, by the open table and the prior."""
    sums = opened(part)
    ours, other = max(sums[0], sums[1]), max(sums[2:])
    table = open_table()[0]
    a, b = table.steepness
    odds = (other - ours) * table.scale * a * len(part) ** -b
    return PRIOR / (PRIOR + exp(-odds)) if odds < 30 else 1.0


def detect_open(text: str, languages: tuple[str, ...]) -> Detection:
    """Tell any of `languages` (all in `LANGUAGES`) from each other and, where the text allows, from the rest.

    >>> detect_open("Jag förstår inte vad du säger", LANGUAGES).language
    'sv'
    """
    for part in growing(text):
        found = evidence(part)
        chances = _chances(part, found.words)
        if max(chances.values()) > 0.999:
            break
    if found.telling < 1 or (found.code and _is_code(found, text)):
        return _undecided(found, part, text, 0.0)
    return _choose(chances, languages, found.words)


def _chances(part: Sequence[str], n: int) -> dict[str, float]:
    table = open_table()[0]
    a, b = table.steepness
    sums = opened(part)
    factor, most = table.scale * a * max(n, 1) ** -b, max(sums)
    raised = [exp((s - most) * factor) for s in sums]
    total = sum(raised)
    return dict(
        sorted(zip(table.labels, (r / total for r in raised), strict=True), key=lambda item: -item[1])
    )


def _choose(chances: dict[str, float], languages: tuple[str, ...], n: int) -> Detection:
    """Pick the best language asked for; "something else" competes from five words on or when all are asked for."""
    asked = {name: p for name, p in chances.items() if name in languages}
    first = next(iter(asked))
    anything = n >= FOREIGN_FROM or len(asked) == len(LANGUAGES)
    if not anything:
        total = sum(asked.values()) or 1.0
        asked = {name: p / total for name, p in asked.items()}
    elif next(iter(chances)) != first:
        return Detection(None, 0.0, asked, (), "another language")
    close = tuple(name for name, p in asked.items() if p > asked[first] / 3)
    return Detection(first, asked[first], asked, close if len(close) > 1 else (), "n-grams")


@dataclass(frozen=True, slots=True)
class Builtin:
    """The default back end; it has no state of its own and no options."""

    name: str = "builtin"

    def detect(self, text: str, languages: tuple[str, ...]) -> Detection:
        """Detect the language of `text` among `languages`, all of them in `LANGUAGES`."""
        if set(languages) == {"da", "en"}:
            return detect_pair(text)
        return detect_open(text, languages)
