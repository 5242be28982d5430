"""Pages that drifted apart, made from pages with known alignment; and a manual the aligner never learned from.

What happens to a translation that nobody keeps up: a stretch of the original is never translated, or stays in the original's
language; paragraphs are rewritten on one side; the translator adds notes. Install Debian's gimp-help-da and -en for the manual.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

from alignment_data import Editor, Pair, Unit
from data import files

from bilingual_pub.align.blocks import alignable
from bilingual_pub.formats import html
from bilingual_pub.model import Segment, Span

NOTES = (
    "Oversætterens bemærkning: Eksemplet findes kun på engelsk.",
    "(Navnet er ikke oversat, fordi det står sådan på skærmen. O.a.)",
    "Bemærk: I Danmark gælder andre regler, se bekendtgørelse nr. 1135 af 13. november 2015.",
    "Afsnittet er oversat i 2021 og kan være forældet.",
    "På dansk bruges komma som decimaltegn, og der regnes derfor med 3,14.",
    "Tak til Kirsten Dam for hjælp med fagordene.",
    "Red.: Denne side mangler stadig korrektur. Skriv til os, hvis du finder fejl.",
    "Billederne er taget på et engelsk skrivebord; knapperne står i samme rækkefølge.",
)


def drifted(pair: Pair, random: Random, strangers: list[Unit]) -> Pair:
    """Return `pair` after one to three of the things that make translation and original differ."""
    sides = list(pair.da), list(pair.en)
    for change in random.sample((_missing, _added, _noted, _untranslated), random.randint(1, 3)):
        change(sides, Editor(random, "en", strangers))
    return replace(pair, da=sides[0], en=sides[1])


Sides = tuple[list[Unit], list[Unit]]


def _missing(sides: Sides, editor: Editor) -> None:
    """A stretch of a tenth to a third of one side has no counterpart on the other."""
    side = sides[editor.random.randrange(2)]
    size = max(1, int(len(side) * editor.random.uniform(0.1, 0.33)))
    start = editor.random.randrange(len(side) - size + 1)
    del side[start : start + size]


def _added(sides: Sides, editor: Editor) -> None:
    """The original got a new stretch, of a twentieth to a fifth of its blocks: a part of another page."""
    fresh = [unit for unit in editor.strangers if unit.segment.language == "en"]
    side = sides[1]
    size = max(1, int(len(side) * editor.random.uniform(0.05, 0.2)))
    start, at = editor.random.randrange(len(fresh) - size), editor.random.randrange(1, len(side) + 1)
    names = [frozenset({f"new {editor.random.random()}"}) for _ in range(size)]
    side[at:at] = [
        Unit(replace(unit.segment), name)
        for unit, name in zip(fresh[start : start + size], names, strict=True)
    ]


def _noted(sides: Sides, editor: Editor) -> None:
    """The translator adds one note or two."""
    for text in editor.random.sample(NOTES, editor.random.randint(1, 2)):
        unit = Unit(Segment(text, Span(0, 0), kind="paragraph"), frozenset({text}))
        sides[0].insert(editor.random.randrange(1, len(sides[0]) + 1), unit)


def _untranslated(sides: Sides, editor: Editor) -> None:
    """A tenth to a third of the Danish blocks still stand in English."""
    english = {unit.ids: unit.segment.text for unit in sides[1] if unit.ids}
    share = editor.random.uniform(0.1, 0.33)
    for at, unit in enumerate(sides[0]):
        if unit.ids in english and editor.random.random() < share:
            sides[0][at] = replace(unit, segment=replace(unit.segment, text=english[unit.ids]))


def gimp() -> list[Pair]:
    """Return the pages of GIMP's manual that have the same kinds of block in both languages: gold is the place."""
    found = []
    for path in files("gimp-help-da", ".html"):
        other = Path(str(path).replace("/da/", "/en/", 1))
        if other.exists():
            pages = html.parse(path.read_bytes()), html.parse(other.read_bytes())
            da, en = ([s for s in alignable(page) if s.text] for page in pages)
            if len(da) >= 5 and [(s.kind, s.level) for s in da] == [(s.kind, s.level) for s in en]:
                sides = ([_unit(k, s) for k, s in enumerate(side)] for side in (da, en))
                found.append(Pair(path.name, *sides, pages))
    return [pair for pair in found if _is_translated(pair)]


def _unit(place: int, segment: Segment) -> Unit:
    return Unit(segment, frozenset({str(place)}), segment.kind in {"paragraph", "list item"})


def _is_translated(pair: Pair) -> bool:
    """Whether at least half of the page is in Danish: most of this manual is not."""
    return (
        sum(a.segment.text != b.segment.text for a, b in zip(pair.da, pair.en, strict=True))
        > len(pair.da) / 2
    )
