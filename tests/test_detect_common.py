import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.detect import detect_many, pair
from bilingual_pub.detect.common import MOST, RIVALS, STEP, decode, encode, glance, packed
from bilingual_pub.detect.score import closed, evidence, neutral_words, open_table

CASES = Path(__file__).parent / "cases"
COMMON = sorted(packed()[0])
LEADS = st.lists(st.integers(-5000, 5000), min_size=len(RIVALS), max_size=len(RIVALS))


def load():
    from importlib.resources import files

    return decode(files("bilingual_pub.languages").joinpath("detector-common.bin").read_bytes())


@given(
    st.lists(
        st.tuples(st.text("abcæøå", min_size=1), st.integers(-32768, 32767), LEADS), min_size=1, max_size=5
    )
)
def test_a_file_keeps_scores_and_promises_no_larger_lead(rows):
    found, unit, fall = decode(encode(rows, 0.01, 0.5))
    assert (unit, fall) == (0.01, 0.5)
    assert [(word, score) for word, score, _ in found] == [(word, score) for word, score, _ in rows]
    for (_, _, given_leads), (_, _, kept) in zip(rows, found, strict=False):
        assert all((b - 128) * STEP <= max(a, -128 * STEP) for a, b in zip(given_leads, kept, strict=True))


def test_the_file_says_what_the_tables_say():
    """A file made from older tables would make answers depend on which words are common."""
    rows, unit, fall = load()
    opened = open_table()[0]
    groups = [[opened.labels.index(name) for name in group] for group in RIVALS]
    assert (unit, fall) == (opened.scale * opened.steepness[0], opened.steepness[1])
    for word, score, leads in rows[::20]:
        sums = opened.sums(word)
        ours = sums[0 if score > 0 else 1]
        exact = [ours - max(sums[i] for i in group) for group in groups]
        assert score == closed()[0].signed(word)
        assert leads == tuple(max(-128, min(127, lead // STEP)) + 128 for lead in exact)


def test_no_common_word_is_silent():
    assert not set(COMMON) & neutral_words().keys()


@given(st.lists(st.sampled_from(COMMON), max_size=MOST))
def test_a_glance_adds_up_what_the_words_say(words):
    found = glance([f"»{word}«," for word in words])
    assert (found.score, found.words) == (evidence(words).score, len(words))


@given(st.lists(st.sampled_from(COMMON), max_size=20), st.integers(0, 10))
def test_unknown_words_say_nothing_at_a_glance(words, n):
    assert glance([*words, *["xqzkw"] * n]) == glance(words)


def test_no_lane_runs_over():
    assert glance(["the"] * 1000).words == MOST
    assert glance(["the"] * 1000).lead > glance(["the"] * 10).lead > 0


@pytest.mark.parametrize("bucket", ["headline", "sentence"])
def test_a_glance_decides_as_a_thorough_reading_does(monkeypatch, bucket):
    quality = json.loads((CASES / "detect_quality.json").read_text("utf-8"))[bucket]
    texts = [*quality["da"], *quality["en"]]
    quick = detect_many(texts)
    glanced = sum(pair._at_a_glance(text.lower().split()) != 0.0 for text in texts)
    monkeypatch.setattr(pair, "PLAIN", float("inf"))
    thorough = detect_many(texts)
    assert glanced > len(texts) / 4
    assert [found.language for found in quick] == [found.language for found in thorough]
    assert all(abs(a.confidence - b.confidence) < 0.02 for a, b in zip(quick, thorough, strict=True))


def test_other_languages_are_never_taken_for_ours_at_a_glance():
    cases = json.loads((CASES / "detect_other_languages.json").read_text("utf-8"))["cases"]
    assert [text for _, text in cases if pair._at_a_glance(text.lower().split())] == []
