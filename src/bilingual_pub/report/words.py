"""What changed between two versions of a text, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

__all__ = ["Change", "changes"]

# A word with the space after it, so that a changed word takes its space along; punctuation stands alone.
_WORD = re.compile(r"<[^<>]*>\s*|[^\W_]+\s*|[^\w\s]\s*|_+\s*|\s+")
_LONGEST = 20_000


class Change(NamedTuple):
    """A run of words that both versions have ("same"), or only the old ("gone") or the new one ("new")."""

    what: Literal["same", "gone", "new"]
    text: str


def changes(old: str, new: str) -> list[Change]:
    """Return the runs that lead from `old` to `new`, what is gone before what is new.

    Texts of more than 20,000 characters together are compared as a whole: the method is quadratic at worst.

    >>> [tuple(change) for change in changes("Udkommer hver torsdag.", "Udkommer hver anden torsdag.")]
    [('same', 'Udkommer hver '), ('new', 'anden '), ('same', 'torsdag.')]
    """
    if len(old) + len(new) > _LONGEST:
        return _drop_empty([Change("gone", old), Change("new", new)])
    left, right = _WORD.findall(old), _WORD.findall(new)
    runs: list[Change] = []
    for kind, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(Change("same", "".join(left[i:j])))
        else:
            runs += (Change("gone", "".join(left[i:j])), Change("new", "".join(right[k:m])))
    return _drop_empty(runs)


def _drop_empty(runs: list[Change]) -> list[Change]:
    return [run for run in runs if run.text]
