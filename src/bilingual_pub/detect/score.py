"""The sum of a text's n-gram weights, word by word.

No n-gram crosses white space, so a text's score is the sum of its tokens' scores, and a token's score never
changes: each is computed once, kept in a dictionary, and `sum(map(...))` does the rest at the speed of C. Several
small numbers travel in one Python integer, side by side, so that one addition adds them all.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from math import exp, log
from operator import sub
from typing import NamedTuple

from bilingual_pub.detect.bulk import grams, lanes, totals, weights
from bilingual_pub.detect.common import common_scores
from bilingual_pub.detect.normalise import COMMANDS
from bilingual_pub.detect.table import LONGEST, Table, load, shipped, unrolled
from bilingual_pub.detect.tokens import Tokens

__all__ = [
    "OTHERS",
    "Evidence",
    "closed",
    "evidence",
    "foreign",
    "neutral_words",
    "open_table",
    "opened",
    "said",
    "unpacked",
]

HOPELESS = 8.0
"""Log odds below which the likeliest other language stands for all of them."""

_STRONG = re.compile(
    r"\w\(\)|\w\(['\"]|[=!]==?|=>|&&|\|\||^[{}]$|['\")\]}]\);$|['\"];$|^[a-z]\w*=['\"\w]|^(?:<\?|\?>|\$\()"
)
_FOREIGN = re.compile("[\u0250-\u1dff\u3000-\U0010ffff]")
_SIGNS = frozenset("={}&|;<>$*")
"""A token without any of these, and without a parenthesis that closes at once or opens before a quotation, is no code."""

_WEAK = re.compile(r"^[*=]$|\w\([\w, ]*\);$")


OTHERS = 0xFFFF_FFFF_FFFF << 16
"""The lanes of a token for code, another script and neutral words; below is that of words, above the score."""


class Evidence(NamedTuple):
    """What the words of a text say: `score` in weights, first language positive; the rest are counts.

    `words`: all words; `neutral`: those that are names, or words of both languages; `foreign`: those in
    another script; `code`: signs of a program or a command, a plain one counting 2.
    """

    score: int
    code: int
    foreign: int
    neutral: int
    words: int

    @property
    def telling(self) -> int:
        """The number of words that can tell one language from the other."""
        return self.words - self.neutral - self.foreign


@cache
def neutral_words() -> dict[str, str]:
    """Return words that tell nothing, each with the reason: "name" or "fits both"."""
    folder = files("bilingual_pub.languages")
    found: dict[str, str] = {}
    for name, reason in (("detector-names.txt", "name"), ("detector-both.txt", "fits both")):
        found.update(dict.fromkeys(folder.joinpath(name).read_text("utf-8").split(), reason))
    return found


def _code(token: str) -> int:
    if token.isalpha():
        return int(token in COMMANDS)
    if _SIGNS.isdisjoint(token) and not ("()" in token or "('" in token or '("' in token):
        return 0
    return 2 if _STRONG.search(token) else int(_WEAK.search(token) is not None)


def _value(word: str, score: int) -> int:
    """Pack what a word says: the score, unless it is a name, a lone letter or in another script."""
    if not word.isascii() and _FOREIGN.search(word):
        return 1 << 32 | 1
    reason = neutral_words().get(word)
    if reason == "name" or (len(word) == 1 and word not in "aiå"):
        return 1 << 16 | 1
    return (score << 64) + ((reason is not None) << 16 | 1)


def _values(words: Sequence[str], scores: Iterable[int]) -> list[int]:
    """Pack what each of `words` says; most are neither foreign nor neutral."""
    neutral, foreign = neutral_words(), _FOREIGN.search(" ".join(words))
    return [
        _value(word, score) if foreign or word in neutral or len(word) == 1 else score << 64 | 1
        for word, score in zip(words, scores, strict=True)
    ]


@cache
def closed() -> tuple[Table, Tokens]:
    """Return the table of Danish against English, and its tokens."""
    table = load("detector.bin")
    read, zero = weights(table, table.columns), [128 * count for count in grams(table.orders)]

    def scores(words: Sequence[str]) -> Iterator[int]:
        (found,) = totals(read, words)
        return map(sub, found, [zero[min(len(word), LONGEST)] for word in words])

    commands = sorted(COMMANDS)
    known = {word: score << 64 | 1 for word, score in common_scores()}
    known.update(
        (word, value + (1 << 48))
        for word, value in zip(commands, _values(commands, scores(commands)), strict=True)
    )
    return table, Tokens(lambda words: _values(words, scores(words)), lambda token: _code(token) << 48, known)


def evidence(tokens: Sequence[str]) -> Evidence:
    """Sum what the tokens say for Danish (positive) or English (negative).

    >>> evidence("læs mere om foreningen".split()).score > 0 > evidence(["read", "more"]).score
    True
    >>> evidence(["information"]).telling
    0
    """
    return unpacked(said(tokens))


def said(tokens: Sequence[str]) -> int:
    """Return the evidence of `tokens` in one number, which adds up and compares the fastest.

    >>> unpacked(said(["information"])).neutral
    1
    """
    return closed()[1].total(tokens)


def unpacked(total: int) -> Evidence:
    """Return `total`, which `said` made, as evidence."""
    return Evidence(
        total >> 64, total >> 48 & 0xFFFF, total >> 32 & 0xFFFF, total >> 16 & 0xFFFF, total & 0xFFFF
    )


@cache
def open_table() -> tuple[Table, Tokens]:
    """Return the table of all languages without its columns, and its tokens: a lane of 32 bits a label."""
    table, columns = unrolled(shipped("detector-open.bin"))
    read = weights(table, columns)
    return table, Tokens(lambda words: lanes(totals(read, words)))


def opened(tokens: Sequence[str]) -> list[int]:
    """Sum the tokens' weights for each label of the open table; only differences between labels mean anything.

    >>> sums = opened("jag förstår inte vad du säger".split())
    >>> open_table()[0].labels[sums.index(max(sums))]
    'sv'
    """
    table, known = open_table()
    total = known.total(tokens)
    return list(struct.unpack(f"<{len(table.labels)}I", total.to_bytes(4 * len(table.labels), "little")))


def foreign(tokens: Sequence[str]) -> tuple[float, str]:
    """Return the log odds of all other labels against Danish and English, and the likeliest of the others.

    >>> foreign("jag förstår inte vad du säger".split())[1]
    'sv'
    """
    table = open_table()[0]
    sums = opened(tokens)
    other, ours = max(sums[2:]), max(sums[:2])
    a, b = table.steepness
    unit: float = table.scale * a * max(len(tokens), 1) ** -b
    margin = (other - ours) * unit
    if margin > -HOPELESS:
        margin += log(sum(exp((s - other) * unit) for s in sums[2:]))
    return margin, table.labels[sums.index(other, 2)]
