"""Pairs of input and output, as plain text: what a catalog makes of a body, and how a bitext is laid out."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual_pub.formats import html
from bilingual_pub.merge import merge
from bilingual_pub.model import Bead, Bitext

GOLDEN = Path(__file__).parent / "golden" / "merge"


def cases(name: str, parts: int) -> list:
    """Blocks of `title / . / part / . / part / .`, each of so many parts."""
    pieces = (GOLDEN / name).read_text("utf-8").split("\n.\n")[:-1]
    size = parts + 1
    return [
        pytest.param(*pieces[n + 1 : n + size], id=pieces[n].strip()) for n in range(0, len(pieces), size)
    ]


@pytest.mark.parametrize(("source", "messages", "expected"), cases("catalog.txt", 3))
def test_catalog(source, messages, expected):
    catalog = dict(line.split(" = ") for line in messages.splitlines())
    article = merge(html.parse(source), catalog, languages=("da", "en"))
    assert article.documents[1].text == expected


@pytest.mark.parametrize(("source", "target", "beads", "expected"), cases("rows.txt", 4))
def test_rows(source, target, beads, expected):
    one, two = html.parse(source), html.parse(target)
    texts = [[s for s in d.segments if s.attribute is None] for d in (one, two)]

    def side(index, numbers):
        return tuple(texts[index][int(n) - 1] for n in numbers.split(",") if n)

    found = tuple(Bead(side(0, bead.split("-")[0]), side(1, bead.split("-")[1])) for bead in beads.split())
    article = merge(one, two, bitext=Bitext(one, two, found), languages=("da", "en"))
    rows = [
        f"{' '.join(b.name for b in row.source)} {'=' if row.shared else '|'} {' '.join(b.name for b in row.target)}"
        for row in article.rows
    ]
    assert "\n".join(rows) == expected
