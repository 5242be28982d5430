import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.detect import detect_many, pair
from bilingual_pub.detect.common import MOST, RIVALS, STEP, bare, common_scores, decode, encode, glance, lead
from bilingual_pub.detect.score import closed, evidence, neutral_words
from bilingual_pub.detect.table import load as load_table

CASES = Path(__file__).parent / "cases"
COMMON = sorted(word for word, _ in common_scores())
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
    opened = load_table("detector-open.bin")
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
    score, seen, _ = glance(bare([f"»{word}«," for word in words]))
    assert (score, seen) == (evidence(words).score, len(words))


@given(st.lists(st.sampled_from(COMMON), min_size=1, max_size=MOST))
def test_a_lead_is_that_over_the_group_that_comes_nearest(words):
    rows, unit, fall = load()
    known = {word: (score, leads) for word, score, leads in rows}
    score, seen, ahead = glance(words)
    own = [known[word][1] for word in words if (known[word][0] > 0) == (score > 0)]
    exact = min(sum(leads[i] - 128 for leads in own) for i in range(len(RIVALS)))
    found = lead(words, seen, danish=score > 0)
    assert found == pytest.approx(exact * unit * STEP * seen**-fall)
    assert ahead <= found + 1e-9


@given(st.lists(st.sampled_from(COMMON), max_size=20), st.integers(0, 10))
def test_unknown_words_say_nothing_at_a_glance(words, n):
    assert glance([*words, *["xqzkw"] * n]) == glance(words)


def test_no_lane_runs_over():
    many, few = bare(["the"] * 1000), ["the"] * 10
    assert glance(many)[1] == MOST
    assert glance(many)[2] > glance(few)[2] > 0
    assert lead(many, MOST, danish=False) > lead(few, 10, danish=False) > 0


@pytest.mark.parametrize("bucket", ["headline", "sentence"])
def test_a_glance_decides_as_a_thorough_reading_does(monkeypatch, bucket):
    quality = json.loads((CASES / "detect_quality.json").read_text("utf-8"))[bucket]
    texts = [*quality["da"], *quality["en"]]
    quick = detect_many(texts)
    glanced = sum(pair.glanced(text, text.lower().split()) is not None for text in texts)
    monkeypatch.setattr(pair, "PLAIN", float("inf"))
    thorough = detect_many(texts)
    assert glanced > len(texts) / 4
    assert [found.language for found in quick] == [found.language for found in thorough]
    assert all(abs(a.confidence - b.confidence) < 0.02 for a, b in zip(quick, thorough, strict=True))


def test_other_languages_are_never_taken_for_ours_at_a_glance():
    cases = json.loads((CASES / "detect_other_languages.json").read_text("utf-8"))["cases"]
    assert [text for _, text in cases if pair.glanced(text, text.lower().split())] == []
