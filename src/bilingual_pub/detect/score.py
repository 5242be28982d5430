"""The sum of a text's n-gram weights, word by word.

No n-gram crosses white space, so a text's score is the sum of its tokens' scores, and a token's score never
changes: each is computed once, kept in a dictionary, and `sum(map(...))` does the rest at the speed of C. Several
small numbers travel in one Python integer, side by side, so that one addition adds them all.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import NamedTuple

from bilingual_pub.detect.bulk import signed_many
from bilingual_pub.detect.common import common_scores
from bilingual_pub.detect.normalise import COMMANDS, plain, words
from bilingual_pub.detect.table import Table, load

__all__ = [
    "Evidence",
    "Tokens",
    "closed",
    "evidence",
    "foreign",
    "learn",
    "neutral_words",
    "open_table",
    "opened",
]

MOST_TOKENS = 1 << 16
"""Tokens remembered before the dictionary starts afresh: some 10 MB."""

HOPELESS = 8.0
"""Log odds below which the likeliest other language stands for all of them."""

_STRONG = re.compile(
    r"\w\(\)|\w\(['\"]|[=!]==?|=>|&&|\|\||^[{}]$|['\")\]}]\);$|['\"];$|^[a-z]\w*=['\"\w]|^(?:<\?|\?>|\$\()"
)
_WEAK = re.compile(r"^[*=]$|\w\([\w, ]*\);$")


class Tokens(dict[str, int]):
    """A dictionary that computes what it lacks, and forgets everything when it has grown too large.

    `compute` gives the value of a token, `sign` what punctuation round a word adds to the word's own value.
    """

    def __init__(self, compute: Callable[[str], int], sign: Callable[[str], int] = lambda _: 0) -> None:
        super().__init__()
        self._compute = compute
        self._sign = sign

    def __missing__(self, token: str) -> int:
        if len(self) >= MOST_TOKENS:
            self.clear()
        bare = plain(token)
        known = bare and bare != token
        value = self[bare] + self._sign(token) if known else self._compute(token)
        self[token] = value
        return value


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


def _is_foreign(word: str) -> bool:
    if max(word) < "\u0250":
        return False
    return any("\u0250" <= letter < "\u1e00" or letter > "\u2fff" for letter in word)


def _code(token: str) -> int:
    if token.isalpha():
        return int(token in COMMANDS)
    return 2 if _STRONG.search(token) else int(_WEAK.search(token) is not None)


def _value(word: str, score: int) -> int:
    """Pack what a word says: the score, unless it is a name, a lone letter or in another script."""
    if not word.isascii() and _is_foreign(word):
        return 1 << 32 | 1
    reason = neutral_words().get(word)
    if reason == "name" or (len(word) == 1 and word not in "aiå"):
        return 1 << 16 | 1
    return (score << 64) + ((reason is not None) << 16 | 1)


def _packed(token: str, parts: Sequence[str], score: Callable[[str], int]) -> int:
    return (_code(token) << 48) + sum(_value(word, score(word)) for word in parts)


@cache
def closed() -> tuple[Table, Tokens]:
    """Return the table of Danish against English, and its tokens."""
    table = load("detector.bin")
    found = Tokens(lambda token: _packed(token, words(token), table.signed), lambda token: _code(token) << 48)
    found.update((word, score << 64 | 1) for word, score in common_scores())
    return table, found


def learn(tokens: Iterable[str]) -> None:
    """Score all words among `tokens` at once, before `evidence` asks for one after the other.

    >>> learn({"flyvebåd,", "hydrofoil"})
    >>> "flyvebåd" in closed()[1]
    True
    """
    table, cached = closed()
    new = {plain(token) or token for token in tokens if token not in cached}
    fresh = {token: words(token) for token in new if token not in cached}
    distinct = list({word for parts in fresh.values() for word in parts})
    scores = dict(zip(distinct, signed_many(table, distinct), strict=True))
    if len(cached) + len(fresh) < MOST_TOKENS:
        cached.update((token, _packed(token, parts, scores.__getitem__)) for token, parts in fresh.items())


def evidence(tokens: Iterable[str]) -> Evidence:
    """Sum what the tokens say for Danish (positive) or English (negative).

    >>> evidence("læs mere om foreningen".split()).score > 0 > evidence(["read", "more"]).score
    True
    >>> evidence(["information"]).telling
    0
    """
    total = sum(map(closed()[1].__getitem__, tokens))
    return Evidence(
        total >> 64, total >> 48 & 0xFFFF, total >> 32 & 0xFFFF, total >> 16 & 0xFFFF, total & 0xFFFF
    )


@cache
def open_table() -> tuple[Table, Tokens]:
    """Return the table of all languages, and its tokens: a lane of 32 bits a label."""
    table = load("detector-open.bin")
    layout = f"<{len(table.labels)}I"

    def pack(token: str) -> int:
        lanes = [0] * len(table.labels)
        for word in words(token):
            lanes = [a + b for a, b in zip(lanes, table.sums(word), strict=True)]
        return int.from_bytes(struct.pack(layout, *lanes), "little")

    return table, Tokens(pack)


def opened(tokens: Iterable[str]) -> list[int]:
    """Sum the tokens' weights for each label of the open table; only differences between labels mean anything.

    >>> sums = opened("jag förstår inte vad du säger".split())
    >>> open_table()[0].labels[sums.index(max(sums))]
    'sv'
    """
    table, cached = open_table()
    total = sum(map(cached.__getitem__, tokens))
    return list(struct.unpack(f"<{len(table.labels)}I", total.to_bytes(4 * len(table.labels), "little")))


def foreign(tokens: Sequence[str]) -> tuple[float, str]:
    """Return the log odds of all other labels against Danish and English, and the likeliest of the others.

    >>> foreign("jag förstår inte vad du säger".split())[1]
    'sv'
    """
    table, _ = open_table()
    sums = opened(tokens)
    other, ours = max(sums[2:]), max(sums[:2])
    a, b = table.steepness
    unit: float = table.scale * a * max(len(tokens), 1) ** -b
    margin = (other - ours) * unit
    if margin > -HOPELESS:
        margin += log(sum(exp((s - other) * unit) for s in sums[2:]))
    return margin, table.labels[sums.index(other, 2)]
