"""Which old entry a new message was: the most alike that is gone, with a guard against the wrong one.

Two things speak for a match: how alike the texts are, and that the old entry stood between the same neighbours.
An entry is given away once, to the message it fits best.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bilingual_pub.catalog.adjusting import skeleton

__all__ = ["Candidate", "Wanted", "matches"]

_ALIKE = 74.0
_NEIGHBOURS = 52.0
_BONUS = 12.0
_SAME = 20.0
_MARGIN = 3.0
_FEW = 8


class Wanted(NamedTuple):
    """A message nobody has translated: its text, and the numbers of the old entries it now stands between."""

    text: str
    after: int = -1
    before: int = -1


class Candidate(NamedTuple):
    """An old entry that is gone from the template: its text, and its number among the old entries."""

    text: str
    place: int = -1


class _Pair(NamedTuple):
    score: float
    wanted: int
    candidate: int
    near: bool


def matches(wanted: Sequence[Wanted], candidates: Sequence[Candidate]) -> Mapping[int, int]:
    """Return the number of the candidate for each message that has one.

    Scores are rapidfuzz's `ratio`, 0 to 100. Between the same neighbours 52 is enough; elsewhere 74, and the next best must
    be 3 points behind.

    >>> matches([Wanted("Læs hele artiklen her")], [Candidate("Hele arkivet"), Candidate("Læs hele artiklen")])
    {0: 1}
    """
    pairs = sorted(_pairs(wanted, candidates), reverse=True)
    best = _runners_up(pairs)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for pair in pairs:
        if pair.wanted in found or pair.candidate in taken:
            continue
        rivals = [rival for rival in best[pair.wanted] if rival.candidate not in taken and rival != pair]
        if pair.near or not rivals or pair.score - rivals[0].score >= _MARGIN:
            found[pair.wanted] = pair.candidate
            taken.add(pair.candidate)
    return dict(sorted(found.items()))


def _runners_up(pairs: Sequence[_Pair]) -> dict[int, list[_Pair]]:
    best: dict[int, list[_Pair]] = {}
    for pair in pairs:
        best.setdefault(pair.wanted, []).append(pair)
    return best


def _pairs(wanted: Sequence[Wanted], candidates: Sequence[Candidate]) -> Iterator[_Pair]:
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    texts = [candidate.text for candidate in candidates]
    by_bones: dict[str, list[int]] = {}
    for index, text in enumerate(texts):
        by_bones.setdefault(skeleton(text), []).append(index)
    for number, message in enumerate(wanted):
        bones = skeleton(message.text)
        same = by_bones.get(bones, []) if bones.strip("\0 0") else []
        alike = process.extract(message.text, texts, scorer=fuzz.ratio, score_cutoff=_NEIGHBOURS, limit=_FEW)
        scores = {index: fuzz.ratio(message.text, texts[index]) for index in same}
        for index, score in (scores | {index: score for _, score, index in alike}).items():
            near = _is_near(message, candidates[index].place)
            if near or index in same or score >= _ALIKE:
                bonus = (_SAME if index in same else 0.0) + (_BONUS if near else 0.0)
                yield _Pair(score + bonus, number, index, near)


def _is_near(message: Wanted, place: int) -> bool:
    return message.after <= place <= message.before and message.before - message.after <= _FEW
