"""Texts to labelled examples: cleaned as at run time, deduplicated, cut to the lengths that pages have."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from zlib import crc32

from babel import UnknownLocaleError
from sources import LANGUAGES, OTHERS, cldr_names, django_texts, texts
from world import declarations, emoji, forms

from bilingual_pub.detect.normalise import tokens, words

Words = tuple[str, ...]

ASCII_SPELLING = {
    "da": {"æ": "ae", "ø": "oe", "å": "aa"},
    "nb": {"æ": "ae", "ø": "oe", "å": "aa"},
    "nn": {"æ": "ae", "ø": "oe", "å": "aa"},
    "sv": {"ä": "ae", "ö": "oe", "å": "aa"},
    "de": {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"},
}
"""How keyboards without the letters spell them."""


@dataclass
class Examples:
    """Word tuples with the number of their label and a weight."""

    words: list[Words] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, words: Words, label: int, weight: float) -> None:
        """Append one example; a text without words is none."""
        if words:
            self.words.append(words)
            self.labels.append(label)
            self.weights.append(weight)


def clean(text: str) -> Words:
    """Return the words of `text` as the detector sees them."""
    return tuple(word for token in tokens(text) for word in words(token))


def held_out(text: Words) -> bool:
    """Say whether `text` belongs to the half that is kept for measuring."""
    return crc32(" ".join(text).encode()) & 1 == 1


@cache
def collected(folder: Path, language: str) -> tuple[frozenset[Words], frozenset[Words]]:
    """Return everything distinct that the packages hold in `language`: UI strings, and prose."""
    ui, prose = set(), set()
    for kind, text in texts(folder, language) if language in (*LANGUAGES, *OTHERS) else ():
        (prose if "help" in kind else ui).add(clean(text))
    for source in (django_texts, cldr_names):
        try:
            ui.update(clean(text) for text in source(language))
        except (UnknownLocaleError, ValueError):  # a language that CLDR lacks
            continue
    ui.update(clean(text) for text in emoji(folder).get(language, ()))
    prose.update(clean(text) for text in declarations(folder).get(language, ()))
    return frozenset(ui - {()}), frozenset(prose - {()})


def strings(folder: Path, language: str, *, without: str = "en") -> tuple[list[Words], list[Words]]:
    """Return the distinct UI strings and the distinct prose in `language`, sorted.

    What stands word for word in the language `without` too is left out: most of it was never translated.
    """
    found = collected(folder, language)
    if without == language:
        return sorted(found[0]), sorted(found[1])
    shared = frozenset().union(*collected(folder, without))
    return sorted(found[0] - shared), sorted(found[1] - shared)


@cache
def frequencies(language: str, most: int) -> list[tuple[str, float]]:
    """Return words and frequencies of wordfreq's table, commonest first, words only.

    A word that English uses ten times as often is English that the language quotes, and left out.
    """
    import wordfreq

    if language not in wordfreq.available_languages("best"):  # or it would give us a neighbour's words
        return []
    table = wordfreq.get_frequency_dict(language, "best")
    english = {} if language == "en" else wordfreq.get_frequency_dict("en", "best")
    rows = [(w, f) for w, f in table.items() if words(w) == [w] and english.get(w, 0.0) < 10 * f]
    return sorted(rows, key=lambda row: (-row[1], row[0]))[:most]


def fragments(prose: Iterable[Words], lengths: tuple[int, ...], seed: int) -> Iterator[Words]:
    """Yield one run of words out of each text, as short as a heading or a button is."""
    chance = random.Random(seed)
    for text in prose:
        start = chance.randrange(len(text))
        yield text[start : start + chance.choice(lengths)]


def vocabulary(folder: Path, language: str, most: int) -> list[tuple[str, float]]:
    """Return `frequencies`; for Nynorsk, which wordfreq lacks, those of its texts and of what it shares with Bokmål."""
    if language != "nn":
        return frequencies(language, most)
    count = Counter(word for part in collected(folder, "nn") for text in part for word in text)
    total, known = sum(count.values()), set(forms("nn", 10**6))
    shared = {word: f for word, f in frequencies("nb", 60_000) if word in known}
    rows = [(word, shared.get(word) or count[word] / total) for word in shared.keys() | count.keys()]
    return sorted(rows, key=lambda row: (-row[1], row[0]))[:most]


def phrases(
    rows: Sequence[tuple[str, float]], rare: Sequence[str], names: Sequence[str], count: int, seed: int
) -> Iterator[Words]:
    """Yield runs of words drawn by their frequency: the vocabulary of newspapers at the length of headlines.

    One word in eight is drawn from `rare`, one in ten from `names`, as newspapers have them in every language.
    """
    if not rows:
        return
    chance = random.Random(seed)
    common, weights = zip(*rows, strict=True)
    pool = iter(chance.choices(common, [w**0.8 for w in weights], k=count * 9))
    for _ in range(count):
        found = []
        for _ in range(chance.choice((2, 3, 4, 5, 6, 7, 9))):
            drawn, word = chance.random(), next(pool)
            found.append(
                chance.choice(names)
                if drawn < 0.1
                else chance.choice(rare or [word])
                if drawn < 0.22
                else word
            )
        yield tuple(found)


def respell(text: Words, language: str) -> Words:
    """Spell `text` without the letters that a foreign keyboard lacks."""
    table = str.maketrans(ASCII_SPELLING.get(language, {}))
    return tuple(word.translate(table) for word in text)


__all__ = [
    "LANGUAGES", "OTHERS", "Examples", "Words", "clean", "collected", "fragments", "frequencies", "held_out", "phrases", "respell", "strings",
    "vocabulary",
]  # fmt: skip
