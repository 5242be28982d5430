"""Which old entry a new message was, case by case: each a mutant that once survived."""

from __future__ import annotations

import pytest

from bilingual_pub.catalog import matching
from bilingual_pub.catalog.matching import Candidate, Wanted, matches


@pytest.fixture
def scores(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """Scores by the candidate's text, so that the cases below stand on the rules alone."""
    table: dict[str, float] = {}
    from rapidfuzz import fuzz, process

    def ratio(wanted: str, candidate: str) -> float:
        assert wanted
        return table[candidate]

    def extract(
        wanted: str, texts: list[str], *, scorer: object, score_cutoff: float, limit: int
    ) -> list[object]:
        assert scorer is ratio
        found = [(t, table[t], n) for n, t in enumerate(texts) if table[t] >= score_cutoff]
        return sorted(found, key=lambda row: -row[1])[:limit]

    monkeypatch.setattr(fuzz, "ratio", ratio)
    monkeypatch.setattr(process, "extract", extract)
    return table


def test_seventy_four_is_enough_and_less_is_not(scores: dict[str, float]) -> None:
    scores |= {"gammel": matching._ALIKE}
    assert matches([Wanted("helt ny")], [Candidate("gammel", 5)]) == {0: 0}
    scores |= {"gammel": matching._ALIKE - 0.1}
    assert not matches([Wanted("helt ny")], [Candidate("gammel", 5)])


def test_a_rival_three_points_behind_is_far_enough(scores: dict[str, float]) -> None:
    scores |= {"a": 90.0, "b": 90.0 - matching._MARGIN}
    assert matches([Wanted("ny")], [Candidate("a", 5), Candidate("b", 6)]) == {0: 0}
    scores |= {"b": 90.1 - matching._MARGIN}
    assert not matches([Wanted("ny")], [Candidate("a", 5), Candidate("b", 6)])


@pytest.mark.parametrize(("place", "found"), [(2, False), (3, True), (5, True), (7, True), (8, False)])
def test_between_the_same_neighbours_both_ends_count(
    scores: dict[str, float], place: int, found: bool
) -> None:
    scores |= {"a": matching._NEIGHBOURS}
    assert bool(matches([Wanted("ny", 3, 7)], [Candidate("a", place)])) is found


@pytest.mark.parametrize(("width", "found"), [(matching._FEW, True), (matching._FEW + 1, False)])
def test_neighbours_far_apart_are_none(scores: dict[str, float], width: int, found: bool) -> None:
    scores |= {"a": matching._NEIGHBOURS}
    assert bool(matches([Wanted("ny", 3, 3 + width)], [Candidate("a", 4)])) is found


def test_the_same_words_count_though_nothing_else_is_alike(scores: dict[str, float]) -> None:
    scores |= {"Læs 3 artikler!": 10.0, "andet": 20.0}
    assert matches(
        [Wanted("<b>læs 12 artikler</b>")], [Candidate("andet", 5), Candidate("Læs 3 artikler!", 6)]
    ) == {0: 1}


def test_the_same_words_weigh_more_than_a_better_score(scores: dict[str, float]) -> None:
    scores |= {"Læs 3 artikler!": 80.0, "andet": 80.0 + matching._SAME - matching._MARGIN}
    assert matches([Wanted("læs 12 artikler")], [Candidate("andet", 5), Candidate("Læs 3 artikler!", 6)]) == {
        0: 1
    }


def test_a_place_weighs_more_than_a_better_score(scores: dict[str, float]) -> None:
    scores |= {"her": 80.0, "der": 80.0 + matching._BONUS - 1}
    assert matches([Wanted("ny", 0, 2)], [Candidate("der", 9), Candidate("her", 1)]) == {0: 1}


def test_numbers_alone_are_no_words(scores: dict[str, float]) -> None:
    scores |= {"7": 10.0}
    assert not matches([Wanted("12")], [Candidate("7", 5)])


def test_one_that_is_given_away_keeps_no_other_from_the_next(scores: dict[str, float]) -> None:
    scores |= {"a": 99.0, "b": 90.0}
    assert matches([Wanted("ny"), Wanted("ny")], [Candidate("a"), Candidate("b")]) == {0: 1, 1: 0}


def test_only_the_few_best_are_looked_at(scores: dict[str, float]) -> None:
    scores |= {f"{n}": 99.0 - n for n in range(matching._FEW + 2)}
    wanted = [Wanted("ny")] * (matching._FEW + 2)
    candidates = [Candidate(text, 5) for text in scores]
    assert len(matches(wanted, candidates)) <= matching._FEW
