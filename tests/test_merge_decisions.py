"""Decisions of an editor: read from the file the review page saves, and obeyed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pairs import in_order

from bilingual_pub.errors import InputError
from bilingual_pub.formats import html
from bilingual_pub.merge.decisions import Decision, obey, read_decisions, segment_keys
from bilingual_pub.model import Bead, Bitext


def pair_of(one: str, two: str) -> Bitext:
    return in_order(html.parse(one), html.parse(two), confidence=0.5)


def shape(bitext: Bitext) -> list[tuple[list[str], list[str]]]:
    return [([s.text for s in b.source], [t.text for t in b.target]) for b in bitext.beads]


def test_keys_survive_edits_elsewhere_and_tell_doubles_apart():
    before, after = html.parse("<p>a</p><p>b</p><p>b</p>"), html.parse("<p>ny</p><p>a</p><p>b</p><p>b</p>")
    assert segment_keys(before.segments) == segment_keys(after.segments)[1:]
    assert len(set(segment_keys(before.segments))) == 3


def test_unpair_leaves_each_alone():
    bitext = pair_of("<p>Et</p><p>To</p>", "<p>One</p><p>Two</p>")
    decision = Decision(
        "unpair",
        tuple(segment_keys(bitext.source.segments)[:1]),
        tuple(segment_keys(bitext.target.segments)[:1]),
    )
    assert shape(obey(bitext, [decision])) == [(["Et"], []), ([], ["One"]), (["To"], ["Two"])]


def test_pair_takes_its_segments_out_of_other_beads():
    source, target = html.parse("<p>Et</p><p>To</p>"), html.parse("<p>One</p>")
    bitext = Bitext(
        source, target, (Bead(source.segments[:1], target.segments, 0.4), Bead(source.segments[1:], ()))
    )
    both = Decision("pair", tuple(segment_keys(source.segments)), tuple(segment_keys(target.segments)))
    made = obey(bitext, [both])
    assert shape(made) == [(["Et", "To"], ["One"])]
    assert made.beads[0].confidence == 1.0


def test_accept_changes_nothing_but_the_certainty():
    bitext = pair_of("<p>Et</p>", "<p>One</p>")
    made = obey(bitext, [Decision("accept", tuple(segment_keys(bitext.source.segments)))])
    assert shape(made) == shape(bitext)
    assert made.beads[0].confidence == 1.0


def test_a_decision_about_a_block_that_is_gone_is_reported():
    made = obey(pair_of("<p>Et</p>", "<p>One</p>"), [Decision("unpair", ("000000000000",))])
    assert [d.rule for d in made.diagnostics] == ["decision-without-block"]
    assert len(made.beads) == 1


def test_a_file_is_read_by_article(tmp_path):
    path = tmp_path / "decisions.json"
    path.write_text(
        json.dumps(
            {"version": 1, "articles": {"bro": [{"action": "pair", "source": ["a"], "target": ["b"]}]}}
        )
    )
    assert read_decisions(path) == {"bro": [Decision("pair", ("a",), ("b",))]}


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"articles": {"a": [{"action": "burn"}]}}', '{"articles": {"a": [3]}}']
)
def test_another_file_is_an_input_error(tmp_path, text):
    path = tmp_path / "decisions.json"
    path.write_text(text)
    with pytest.raises(InputError, match="decisions"):
        read_decisions(path)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["pair", "unpair", "accept"]),
            st.sets(st.integers(0, 3)),
            st.sets(st.integers(0, 3)),
        ),
        max_size=5,
    )
)
def test_whatever_is_decided_every_segment_is_in_exactly_one_bead(choices):
    bitext = pair_of("<p>a<p>b<p>c<p>b", "<p>A<p>B<p>C<p>B")
    one, two = segment_keys(bitext.source.segments), segment_keys(bitext.target.segments)
    decisions = [
        Decision(action, tuple(one[i] for i in sorted(a)), tuple(two[i] for i in sorted(b)))
        for action, a, b in choices
        if a or b
    ]
    made = obey(bitext, decisions)
    assert sorted(s.span for b in made.beads for s in b.source) == sorted(
        s.span for s in bitext.source.segments
    )
    assert sorted(t.span for b in made.beads for t in b.target) == sorted(
        t.span for t in bitext.target.segments
    )
