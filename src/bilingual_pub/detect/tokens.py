"""What each token of a text says, remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, filterfalse, islice

from bilingual_pub.detect.normalise import plain, words

__all__ = ["MOST_TOKENS", "Tokens"]

MOST_TOKENS = 1 << 16
"""Tokens remembered before the dictionary starts afresh: some 10 MB."""

FEW = 8
"""Tokens of a text up to which those that are missing are better computed one by one."""

PART = 1 << 12
"""Tokens of a text that are learnt together."""


class Tokens(dict[str, int]):
    """What tokens say, remembered; all but `known` is forgotten when there are too many.

    `says` gives the values of words, in small letters and without punctuation. That of a token is the sum of its words'
    values and of `sign`, which is what punctuation and other signs in a token add.
    """

    def __init__(
        self,
        says: Callable[[Sequence[str]], Iterable[int]],
        sign: Callable[[str], int] = lambda _: 0,
        known: Mapping[str, int] | None = None,
    ) -> None:
        super().__init__(known or {})
        self._says = says
        self._sign = sign
        self._known = known or {}

    def total(self, tokens: Sequence[str]) -> int:
        """Sum what `tokens` say.

        >>> Tokens(lambda words: map(len, words)).total(["»redningsvest«,", "e-mail"])
        17
        """
        if len(tokens) < FEW:
            return sum(map(self.__getitem__, tokens))
        try:
            return sum(map(self.get, tokens))  # type: ignore[arg-type]
        except TypeError:  # None: one is missing
            parts = [tokens[i : i + PART] for i in range(0, len(tokens), PART)]
            return sum(map(self._learnt, parts))

    def totals(self, texts: Sequence[Sequence[str]]) -> list[int]:
        """Sum what the tokens of each of `texts` say.

        >>> Tokens(lambda words: map(len, words)).totals([["en", "to"], [], ["tre"]])
        [4, 0, 3]
        """
        flat = list(chain.from_iterable(texts))
        self.learn(flat)
        each = map(self.__getitem__, flat)
        return [sum(islice(each, len(text))) for text in texts]

    def __missing__(self, token: str) -> int:
        if len(self) >= MOST_TOKENS:
            self._make_room()
        bare = plain(token)
        known = bare and bare != token
        value = self._sign(token) + (self[bare] if known else sum(self._says(words(token))))
        self[token] = value
        return value

    def _make_room(self) -> None:
        # Not all at once: another thread that missed what is known from the start would learn it without its sign.
        for token in self.keys() - self._known.keys():
            self.pop(token, None)

    def _learnt(self, tokens: Sequence[str]) -> int:
        self.learn(tokens)
        return sum(map(self.__getitem__, tokens))

    def learn(self, tokens: Sequence[str]) -> None:
        """Compute together what is missing of `tokens`, before one after the other is asked for.

        >>> found = Tokens(lambda words: map(len, words))
        >>> found.learn(["»redningsvest«,", "e-mail"])
        >>> dict(found)
        {'redningsvest': 12, '»redningsvest«,': 12, 'e-mail': 5}
        """
        new = set(filterfalse(self.__contains__, tokens))
        if not new:
            return
        if len(self) + len(new) > MOST_TOKENS:
            self._make_room()
            new = set(tokens).difference(self)
        bare = {token: plain(token) for token in new}
        mixed = {token: words(token) for token, word in bare.items() if not word}
        single = list({word for word in bare.values() if word and word not in self})
        inside = list({word for parts in mixed.values() for word in parts})
        values = list(self._says(single + inside))
        self.update(zip(single, values, strict=False))
        for token, word in bare.items():
            if word and word is not token:
                self[token] = self[word] + self._sign(token)
        said = dict(zip(inside, values[len(single) :], strict=True))
        for token, parts in mixed.items():
            self[token] = sum(map(said.__getitem__, parts)) + self._sign(token)
