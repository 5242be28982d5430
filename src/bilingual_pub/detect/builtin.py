"""The library's own detector: the pair's table for Danish and English, the open table for any other set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp

from bilingual_pub.detect.pair import FOREIGN_FROM, detect_pair, growing, is_code, undecided
from bilingual_pub.detect.score import evidence, open_table, opened
from bilingual_pub.model import Detection

__all__ = ["LANGUAGES", "Builtin", "detect_open"]

LANGUAGES = ("da", "en", "nb", "nn", "sv", "de", "nl", "is", "fr", "es", "fi")
"""Languages the open table knows, beside "something else"."""

ENOUGH = 0.999
"""Probability at which a long text is read no further."""

NORWEGIAN = 1.3
"""What Bokmål and Nynorsk together weigh against Danish, which weighed half as much again in the fit of the table."""

CLOSE = 1 / 5
"""A language with this share of the best one's probability fits too."""


def detect_open(text: str, languages: tuple[str, ...]) -> Detection:
    """Tell any of `languages` (all in `LANGUAGES`) from each other and, where the text allows, from the rest.

    >>> detect_open("Jag förstår inte vad du säger", LANGUAGES).language
    'sv'
    """
    for part in growing(text):
        found = evidence(part)
        chances = _chances(part, found.words)
        if max(chances.values()) > ENOUGH:
            break
    if found.telling < 1 or (found.code and is_code(found, text)):
        why = undecided(found, part, text)
        if why.language is None and why.reason != "fits both":
            return replace(why, compatible=languages if why.compatible else ())
    return _choose(chances, languages, found.words)


def _chances(part: Sequence[str], n: int) -> dict[str, float]:
    """Return the probability of every label, likeliest first."""
    table, _ = open_table()
    a, b = table.steepness
    sums = opened(part)
    factor, most = table.scale * a * max(n, 1) ** -b, max(sums)
    raised = [exp((s - most) * factor) for s in sums]
    total = sum(raised)
    return dict(
        sorted(zip(table.labels, (r / total for r in raised), strict=True), key=lambda item: -item[1])
    )


def _choose(chances: dict[str, float], languages: tuple[str, ...], n: int) -> Detection:
    """Pick the best language asked for; "something else" competes from five words on or when all are asked for.

    Norwegian in its two spellings together may outweigh Danish, which either of them would not.
    """
    asked = {name: p for name, p in chances.items() if name in languages}
    first = next(iter(asked))
    norwegian = {name: asked[name] for name in ("nb", "nn") if name in asked}
    if first == "da" and NORWEGIAN * sum(norwegian.values()) > asked["da"]:
        first = max(norwegian, key=lambda name: norwegian[name])
    if n < FOREIGN_FROM and len(asked) < len(LANGUAGES):
        total = sum(asked.values()) or 1.0
        asked = {name: p / total for name, p in asked.items()}
    elif next(iter(chances)) not in asked:
        return Detection(None, 0.0, asked, (), "another language")
    close = tuple(name for name, p in asked.items() if p > asked[first] * CLOSE)
    return Detection(first, asked[first], asked, close if len(close) > 1 else (), "n-grams")


@dataclass(frozen=True, slots=True)
class Builtin:
    """The default back end; it has no state of its own and no options."""

    def detect(self, text: str, languages: tuple[str, ...]) -> Detection:
        """Detect the language of `text` among `languages`, all of them in `LANGUAGES`."""
        if set(languages) == {"da", "en"}:
            return detect_pair(text)
        return detect_open(text, languages)
