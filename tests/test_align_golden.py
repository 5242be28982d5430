"""Articles of our own and what an editor made of their translation, bead by bead.

A pull quote on one side, paragraphs merged, split and moved, a list turned into prose, headings changed, a translator's note,
a picture with its caption. `NAME.beads` has a line for each bead: blocks of the Danish page = blocks of the English one.
"""

from pathlib import Path

import pytest

from bilingual_pub import formats
from bilingual_pub.align import align
from bilingual_pub.align.blocks import alignable

GOLDEN = Path(__file__).parent / "golden/align"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.beads"))


def pages(name):
    for tongue in ("da", "en"):
        (path,) = GOLDEN.glob(f"{name}.{tongue}.*")
        parse = {".html": formats.html.parse, ".md": formats.markdown.parse}[path.suffix]
        yield parse(path.read_bytes())


def beads(bitext):
    sides = [
        {id(segment): k for k, segment in enumerate(alignable(page))}
        for page in (bitext.source, bitext.target)
    ]
    for bead in bitext.beads:
        yield "=".join(
            ",".join(str(side[id(segment)]) for segment in segments)
            for side, segments in zip(sides, (bead.source, bead.target), strict=True)
        )


@pytest.mark.parametrize("name", NAMES)
def test_every_bead_is_the_editors(name):
    bitext = align(*pages(name))
    assert set(beads(bitext)) == set((GOLDEN / f"{name}.beads").read_text().split())
    assert not bitext.diagnostics


@pytest.mark.parametrize(
    ("name", "moved"), [("nyhed", 1), ("arrangement", 1), ("anmeldelse", 4), ("leder", 0)]
)
def test_what_an_editor_moved_is_marked(name, moved):
    assert sum(bead.moved for bead in align(*pages(name)).beads) == moved


def test_the_article_of_one_is_no_translation_of_the_other():
    for name, other in zip(NAMES, NAMES[1:] + NAMES[:1], strict=True):
        danish, english = next(pages(name)), list(pages(other))[1]
        assert [d.rule for d in align(danish, english).diagnostics] == ["not-a-translation"], (name, other)
