"""Code-switching inside a block: which sentence, and which quoted passage, is in which language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from math import exp
from typing import NamedTuple

from bilingual_pub.detect.normalise import strip
from bilingual_pub.detect.pair import pair_log_odds
from bilingual_pub.model import Span

__all__ = ["Passage", "passages"]

SWITCH = 3.0
"""Log odds against a change of language from one piece to the next."""

QUOTED = 1.0
"""The same where a quotation begins or ends: authors quote in the other language."""

MOST = 12.0
"""No piece says more than this: a long sentence may not outvote its neighbours for ever."""

_QUOTATION = '“[^“”]{12,}”|„[^„“”]{12,}[“”]|»[^»«]{12,}«|«[^»«]{12,}»|"[^"“”„»«]{12,}"'

_PIECE = re.compile(
    rf"""
    (?:{_QUOTATION})[.,;:]?\s*                      # a quotation, with what closes it
  | (?:
      (?!{_QUOTATION})
      (?: [^.!?…:] | [.:](?!\s) | \b(?:\w|\w\.\w|ca|kl|bl|nr|hr|fr|dr|mr|mrs|st|osv|pct|jf|vs)\.(?=\s) )
    )+
    [.!?…:]*[”"’»«)\]]*\s*                         # a sentence, with what closes it
  | .                                              # a lone sign
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_QUOTE = '“„»«"'


class Passage(NamedTuple):
    """A run of one language: `text[span.start:span.end]` of the text it was found in.

    `language`: None where the run holds no words. `confidence`: of the run as a whole.
    """

    span: Span
    language: str | None
    confidence: float


def passages(text: str) -> list[Passage]:
    """Cut `text` into runs of Danish and English, to the sentence or the quotation; together they are the text.

    >>> [(p.language, p.span) for p in passages("Han sagde det tydeligt. Then he left the room without a word.")]
    [('da', Span(start=0, end=24)), ('en', Span(start=24, end=61))]
    """
    pieces = [Span(*match.span()) for match in _PIECE.finditer(text)]
    odds = [max(-MOST, min(MOST, pair_log_odds(strip(text[a:b])))) for a, b in pieces]
    costs = [_cost(text, piece) for piece in pieces]
    danish = _best_path(odds, costs)
    found = []
    for is_danish, group in groupby(zip(pieces, odds, danish, strict=True), key=lambda item: item[2]):
        members = list(group)
        span = Span(members[0][0].start, members[-1][0].end)
        total = sum(item[1] for item in members)
        found.append(_passage(span, total, is_danish))
    return found


def _cost(text: str, piece: Span) -> float:
    before = text[max(0, piece.start - 2) : piece.start + 1]
    return QUOTED if any(sign in before for sign in _QUOTE) else SWITCH


def _passage(span: Span, odds: float, is_danish: bool) -> Passage:
    if odds == 0:
        return Passage(span, None, 0.0)
    certain = 1 / (1 + exp(-min(abs(odds), 50.0)))
    agrees = (odds > 0) == is_danish
    return Passage(span, "da" if is_danish else "en", certain if agrees else 1 - certain)


def _best_path(odds: Sequence[float], costs: Sequence[float]) -> list[bool]:
    """Return for each piece whether it is Danish, on the best path of two states (Viterbi)."""
    best, back = (0.0, 0.0), []
    for value, cost in zip(odds, costs, strict=True):
        stay = (best[0] >= best[1] - cost, best[1] >= best[0] - cost)
        back.append(stay)
        danish = best[0] if stay[0] else best[1] - cost
        english = best[1] if stay[1] else best[0] - cost
        best = (danish + value / 2, english - value / 2)
    state, path = best[0] >= best[1], []
    for stay in reversed(back):
        path.append(state)
        state = state if stay[0 if state else 1] else not state
    return path[::-1]
