"""Edits at spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.model import Span
from bilingual_pub.splice import splice


@given(st.text())
def test_no_edits_no_change(text: str) -> None:
    assert splice(text, []) == text


@given(st.text(min_size=1), st.data())
def test_everything_outside_the_spans_is_copied(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=8)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    spans = [s for i, s in enumerate(spans) if i == 0 or spans[i - 1].end <= s.start]
    new = data.draw(st.lists(st.text(max_size=5), min_size=len(spans), max_size=len(spans)))
    edits = list(zip(spans, new, strict=True))
    expected = text
    for span, word in reversed(edits):
        expected = expected[: span.start] + word + expected[span.end :]
    assert splice(text, edits) == expected
    assert splice(text, [(s, text[s.start : s.end]) for s in spans]) == text


def test_insertions_at_one_place_keep_their_order_and_come_before_a_replacement() -> None:
    edits = [(Span(1, 2), "X"), (Span(1, 1), "2"), (Span(1, 1), "1")]
    assert splice("abc", edits) == "a21Xc"


@pytest.mark.parametrize("spans", [[(0, 3), (2, 4)], [(0, 9)], [(2, 1)], [(-1, 1)], [(1, 3), (1, 2)]])
def test_what_can_not_be_told_apart_is_refused(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        splice("abcde", [(Span(*s), "x") for s in spans])
