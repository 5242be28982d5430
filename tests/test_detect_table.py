from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.detect import tokens
from bilingual_pub.detect.pair import growing, pair_log_odds
from bilingual_pub.detect.score import closed, evidence, neutral_words, opened
from bilingual_pub.detect.table import LONGEST, Table, decode, encode, load, places
from bilingual_pub.detect.tokens import Tokens

OPEN = load("detector-open.bin")

WORD = st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøåäöðþßéłж'", min_size=1, max_size=20)


@given(WORD, st.integers(8, 18))
def test_every_n_gram_is_counted_once(word, bits):
    orders = (1, 2, 3, 4, 5)
    found = places(word, orders, bits)
    assert len(found) == sum(max(0, len(word) + 2 - n + 1) for n in orders) + 1
    assert all(0 <= place < 1 << bits for place in found)


def test_places_never_change():
    """A table is worth nothing to a program that finds other places than the trainer did."""
    assert places("øl", (1, 2), 17) == [53061, 38307, 49918, 53061, 85107, 21561, 71324, 78156]


def test_no_word_costs_more_than_the_longest():
    assert len(places("a" * 10_000, (1, 2, 3), 17)) == len(places("a" * LONGEST, (1, 2, 3), 17))


@pytest.mark.parametrize("labels", [("da", "en"), ("da", "en", "other")])
def test_a_table_survives_its_file(labels):
    columns = tuple(bytes([128, i, 255, 0]) for i in range(1 if len(labels) == 2 else 3))
    table = Table(labels, (1, 2, 3), 2, 0.125, (1.5, 0.5), columns)
    assert decode(encode(table)) == table


@pytest.mark.parametrize("name", ["detector.bin", "detector-open.bin"])
def test_the_shipped_tables_are_whole(name):
    table = load(name)
    assert {len(column) for column in table.columns} == {1 << table.bits}
    assert len(table.columns) == (1 if len(table.labels) == 2 else len(table.labels))
    assert 0 < table.scale < 1


@given(st.lists(WORD, min_size=1, max_size=10))
def test_a_text_scores_the_sum_of_its_words(parts):
    known = neutral_words()
    table = closed()[0]
    telling = [
        w for w in parts if known.get(w) != "name" and w.strip("'").isascii() and w.isalpha() and len(w) > 1
    ]
    assert evidence(telling).score == sum(map(table.signed, telling))
    assert (
        opened(telling) == [sum(c) for c in zip(*(OPEN.sums(w) for w in telling), strict=True)] or not telling
    )


def test_forgetting_changes_no_answer(monkeypatch):
    monkeypatch.setattr(tokens, "MOST_TOKENS", 3)
    asked = []
    cache = Tokens(lambda words: asked.extend(words) or map(len, words), known={"z": 26})
    assert [cache.total([token]) for token in ("a", "bb", "a", "ccc", "dddd", "a", "z")] == [
        1,
        2,
        1,
        3,
        4,
        1,
        26,
    ]
    assert asked == ["a", "bb", "ccc", "dddd", "a"]
    assert len(cache) <= 3


def test_a_text_of_more_words_than_are_remembered(monkeypatch):
    monkeypatch.setattr(tokens, "MOST_TOKENS", 8)
    monkeypatch.setattr(tokens, "PART", 3)
    cache = Tokens(lambda words: map(len, words))
    assert cache.total(["a" * n for n in range(1, 30)]) == sum(range(1, 30))
    assert len(cache) <= 8


def test_evidence_counts_what_does_not_tell():
    found = evidence(["lars", "film", "привет", "x", "læser", "=", "12.000"])
    assert (found.words, found.neutral, found.foreign, found.telling) == (5, 3, 1, 1)
    assert found.code == 1


@given(st.text(alphabet="ab \n", max_size=3000))
def test_a_long_text_is_read_in_growing_parts_and_in_the_end_whole(text):
    parts = list(growing(text))
    assert parts[-1] == text.split()
    assert all(len(a) <= len(b) for a, b in pairwise(parts))


def test_log_odds_add_up_sensibly():
    assert pair_log_odds("vi læser bøger om havet") > pair_log_odds("vi læser") > 0
    assert pair_log_odds("12.000") == 0.0
