"""Floors of the aligner on the example magazine, whose translators merged, split and dropped paragraphs.

The figures that docs/alignment.md cites come from `benchmarks/alignment.py`, on manuals the repository does not hold.
"""

import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bilingual_pub.align import align
from bilingual_pub.documents import read

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))
data = pytest.importorskip("alignment_data")

ARTICLES = ROOT / "examples/magazine/articles"
UNEVEN = {
    "badeanstalten": [(0, 1)],
    "et-ord-til-laans": [(0, 1), (1, 2)],
    "fyrre-minutter": [(2, 1), (1, 2), (1, 0)],
    "koret-i-kaelderen": [(1, 2), (0, 1), (2, 1)],
    "langbord": [(1, 2)],
    "natsvoemmere": [(2, 1)],
    "kalender-december": [],
    "om-os": [],
}
"""The shapes of the beads that are not one to one, read and counted by hand."""


@pytest.fixture(scope="module")
def bitexts():
    pages = {path.name.split(".")[0]: path for path in sorted(ARTICLES.glob("*.da.*"))}
    others = {path.name.split(".")[0]: path for path in sorted(ARTICLES.glob("*.en.*"))}
    return {name: align(read(pages[name]), read(others[name])) for name in UNEVEN}


def test_what_the_translators_did_is_found(bitexts):
    shapes = {
        name: [(len(b.source), len(b.target)) for b in bitext.beads] for name, bitext in bitexts.items()
    }
    assert {name: [s for s in found if s != (1, 1)] for name, found in shapes.items()} == UNEVEN


def test_articles_are_translations_and_strangers_are_not(bitexts):
    assert min(bitext.confidence for bitext in bitexts.values()) > 0.9
    names = sorted(bitexts)
    for name, other in zip(names, names[1:] + names[:1], strict=True):
        stranger = align(bitexts[name].source, bitexts[other].target)
        assert [d.rule for d in stranger.diagnostics] == ["not-a-translation"], (name, other)


def as_pair(name, bitext):
    """The bitext as gold: each bead is an id that its segments share."""
    sides = [], []
    for number, bead in enumerate(bitext.beads):
        for side, segments in zip(sides, (bead.source, bead.target), strict=True):
            side += [data.Unit(s, frozenset({str(number)}), s.kind == "paragraph") for s in segments]
    da, en = (sorted(side, key=lambda unit: unit.segment.span) for side in sides)
    return data.Pair(name, da, en, (bitext.source, bitext.target))


@pytest.mark.parametrize(("rate", "floor"), [(0.0, 1.0), (0.05, 0.99), (0.1, 0.98), (0.2, 0.96)])
def test_link_f1_on_edited_articles(bitexts, rate, floor):
    found = gold = right = 0
    for seed in range(3):
        random = Random(seed)
        for name, bitext in bitexts.items():
            others = [
                s
                for other in bitexts.values()
                if other is not bitext
                for s in as_pair("", other).da + as_pair("", other).en
            ]
            strangers = [
                replace(u, segment=replace(u.segment, language=u.segment.language or "da")) for u in others
            ]
            pair = data.edited(as_pair(name, bitext), rate, random, strangers)
            answer = links(align(*pair.documents()), pair)
            found, gold, right = (
                found + len(answer),
                gold + len(pair.links()),
                right + len(answer & pair.links()),
            )
    assert 2 * right / (found + gold) >= floor


def links(bitext, pair):
    da = {id(unit.segment): k for k, unit in enumerate(pair.da)}
    en = {id(unit.segment): k for k, unit in enumerate(pair.en)}
    return {(da[id(s)], en[id(t)]) for b in bitext.beads for s in b.source for t in b.target}
