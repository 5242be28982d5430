"""Pairs of articles whose blocks an editor should look at: unsure beads, blocks without a counterpart."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual_pub.formats.inline import plain
from bilingual_pub.model import N_, Bead, Bitext, Segment
from bilingual_pub.outputs.review import needs_review
from bilingual_pub.report.markup import Markup, join, tag
from bilingual_pub.report.reader import Reader, more

__all__ = ["review", "shown", "translated"]

_PAIRS = 300


def translated(pair: Bitext) -> bool:
    """Whether anything at all of an article has been translated; where nothing has, there is nothing to review.

    >>> from bilingual_pub.model import Document, Span
    >>> translated(Bitext(Document("Hej"), Document("Hej"), (Bead((Segment("Hej", Span(0, 3)),), ()),)))
    False
    """
    return any(bead.source and bead.target for bead in pair.beads)


def shown(pairs: Sequence[Bitext]) -> list[int]:
    """Return the numbers of the pairs that get a card (`#pair-3`), those with most to review first.

    >>> shown([])
    []
    """
    todo = {i: sum(map(needs_review, pair.beads)) for i, pair in enumerate(pairs) if translated(pair)}
    return sorted(todo, key=lambda i: (-todo[i], i))[:_PAIRS]


def review(pairs: Sequence[Bitext], reader: Reader) -> Markup:
    """Return a card for each pair: a strip of its beads by certainty, and the beads that need a look.

    >>> review([], Reader())
    '<p class="none">No articles were paired.</p>'
    """
    if not (order := shown(pairs)):
        return tag("p", reader.say(N_("No articles were paired.")), class_="none")
    cards = [_pair(pairs[i], i, reader) for i in order]
    hidden = sum(map(translated, pairs)) - len(order)
    return join(tag("div", *cards, class_="rows"), more(hidden, reader))


def _pair(pair: Bitext, number: int, reader: Reader) -> Markup:
    unsure = [(i, bead) for i, bead in enumerate(pair.beads) if needs_review(bead)]
    title = tag("h3", *_names(pair, reader))
    count = reader.say(N_("to review: {count} of {total}"), count=len(unsure), total=len(pair.beads))
    state = tag(
        "span",
        count if unsure else reader.say(N_("nothing to review")),
        class_="state fuzzy" if unsure else "state final",
    )
    rows = [_bead(bead, f"pair-{number}-{i}", pair, reader) for i, bead in unsure]
    body = (
        tag("details", tag("summary", reader.say(N_("The blocks to look at"))), *rows, open=len(rows) <= 12)
        if rows
        else Markup()
    )
    return tag(
        "section",
        tag("div", title, state, class_="row-head"),
        _strip(pair.beads, count),
        body,
        class_="card",
        id=f"pair-{number}",
    )


def _names(pair: Bitext, reader: Reader) -> tuple[str, ...]:
    source = tag("code", pair.source.path or "?")
    if pair.source.path == pair.target.path:  # translated through a catalog
        return source, " → ", reader.language_name(pair.target_language)
    return source, " ⇄ ", tag("code", pair.target.path or "?")


def _strip(beads: Sequence[Bead], label: str) -> Markup:
    step = 100 / max(len(beads), 1)
    width = max(step - 0.25, step * 0.7)
    cells = [
        tag("rect", x=f"{i * step:.3f}%", y=0, width=f"{width:.3f}%", height="100%", class_=_grade(b))
        for i, b in enumerate(beads)
    ]
    return tag("svg", *cells, class_="bar beads", role="img", aria_label=label)


def _grade(bead: Bead) -> str:
    if not (bead.source and bead.target):
        return "missing"
    return "fuzzy" if needs_review(bead) else "final"


def _bead(bead: Bead, anchor: str, pair: Bitext, reader: Reader) -> Markup:
    left = _side(bead.source, pair.source_language, reader)
    right = _side(bead.target, pair.target_language, reader)
    return tag(
        "div",
        tag("div", left, right, class_="halves"),
        tag("p", _why(bead, reader), class_="figures"),
        class_="bead",
        id=anchor,
    )


def _side(segments: Sequence[Segment], language: str | None, reader: Reader) -> Markup:
    if not segments:
        return tag("div", tag("p", reader.say(N_("no counterpart")), class_="none"))
    return tag(
        "div", *(tag("p", plain(segment.text), lang=segment.language or language) for segment in segments)
    )


def _why(bead: Bead, reader: Reader) -> Markup:
    parts = [reader.say(N_("certainty {percent}"), percent=reader.percent(bead.confidence))]
    if bead.moved:
        parts.append(reader.say(N_("stands in another order")))
    parts += map(reader.reason, bead.reasons)
    if bead.runner_up:
        parts.append(reader.say(N_("or perhaps: {partner}"), partner=bead.runner_up))
    return join(" · ".join(parts))
