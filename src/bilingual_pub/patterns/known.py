"""Texts that may fill a slot: those that stand by themselves somewhere on the site."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from bilingual_pub.interface_words import tokens, vocabulary_share

__all__ = ["Known"]

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_BEGINNING = 12


class Known:
    """Says of a text whether it may fill a slot: it stands by itself, and isn't made of interface words alone.

    `used`: the texts of which it said so. Whoever clears it finds there what an answer of his own rests on.

    >>> known = Known({"Film", "Live jazz i haven", "Læs mere"})
    >>> known("Film"), known("Læs mere"), known("Jazz"), known.used
    (True, False, False, {'Film'})
    """

    def __init__(self, standing: AbstractSet[str], beginnings: AbstractSet[str] | None = None) -> None:
        self._standing = standing
        self._beginnings = beginnings or {text[:_BEGINNING] for text in standing if len(text) >= _BEGINNING}
        self._answers: dict[str, bool] = {}
        self.used: set[str] = set()

    def __call__(self, text: str) -> bool:
        """Whether `text` may fill a slot."""
        if text not in self._standing:
            return False
        answer = self._answers.get(text)
        if answer is None:
            answer = bool(_LETTERS.search(text)) and vocabulary_share(tokens(text)) < 1
            self._answers[text] = answer
        if answer:
            self.used.add(text)
        return answer

    def without(self, texts: AbstractSet[str]) -> Known:
        """Return what is known when `texts` are not.

        >>> Known({"Film", "Jazz"}).without({"Jazz"})("Jazz")
        False
        """
        return Known(self._standing - texts, self._beginnings)

    def reach(self, text: str, start: int, ends: Sequence[int]) -> int:
        """Return how many of the words that end at `ends` can stand in what is known and begins at `start` of a text.

        >>> known = Known({"Live jazz i haven", "Film"})
        >>> known.reach("Live jazz i dag", 0, [4, 9, 11, 15]), known.reach("Live musik i dag", 0, [4, 10, 12, 16])
        (4, 2)
        """
        if text[start : start + _BEGINNING] in self._beginnings:
            return len(ends)
        return bisect_left(ends, start + _BEGINNING)
