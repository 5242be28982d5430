"""Sentences: the written cases, and what must hold of any text."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.sentences import spans, split

CASES = json.loads((Path(__file__).parent / "cases/sentences_written.json").read_text("utf-8"))["cases"]


def _parameters():
    for case in CASES:
        marks = [pytest.mark.xfail(strict=True)] if case.get("expect") == "fail" else []
        yield pytest.param(case, id=case["text"][:30], marks=marks)


@pytest.mark.parametrize("case", list(_parameters()))
def test_written_cases(case):
    assert split(case["text"], case["language"]) == case["sentences"]


TEXT = st.lists(
    st.sampled_from(
        [
            "Hun",
            "gik",
            "kr.",
            "3.",
            "maj",
            "bl.a.",
            "Hr.",
            "»Ja!«",
            "No.",
            "U.S.",
            "(Se",
            "s.",
            "4.)",
            "?",
            "…",
            "\n\n",
            "  ",
            "<a>x.</a>",
        ]
    )
    | st.text(max_size=4),
    max_size=14,
).map(" ".join)


@given(TEXT, st.sampled_from(["da", "en", "da-DK", None, "fr"]))
def test_sentences_are_the_text_without_the_gaps(text, tag):
    found = spans(text, tag)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join("".join(text[s.start : s.end] for s in found).split()) == "".join(text.split())


@given(TEXT, st.sampled_from(["da", "en"]))
def test_no_sentence_is_blank_or_has_white_space_at_its_ends(text, tag):
    assert all(s and s == s.strip() for s in split(text, tag))


def test_empty_text_has_no_sentences():
    assert split("", "da") == []
    assert split(" \n ", "en") == []


def test_a_long_text_without_stops_is_one_sentence_in_linear_time():
    assert len(split("ord " * 20_000, "da")) == 1
    assert len(split("a.b" * 20_000, "da")) == 1
    assert len(split("»" * 5_000 + ". «" * 5_000, "da")) >= 1
