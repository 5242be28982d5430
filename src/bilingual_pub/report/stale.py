"""Translations whose source has changed since: what changed, word by word, beside the translation that waits."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual_pub.formats.inline import plain
from bilingual_pub.formats.po import Catalog, Entry
from bilingual_pub.merge.stale import stale_spans
from bilingual_pub.model import N_, Bead, Bitext
from bilingual_pub.report.markup import Markup, join, tag
from bilingual_pub.report.reader import Reader
from bilingual_pub.report.words import changes

__all__ = ["stale", "stale_beads", "stale_entries"]

_ELEMENT = {"same": "span", "gone": "del", "new": "ins"}


def stale_entries(catalogs: Sequence[Catalog]) -> list[tuple[Catalog, Entry]]:
    r"""Return the fuzzy entries that say what their source was before.

    >>> from bilingual_pub.formats import po
    >>> catalog = po.parse('#, fuzzy\n#| msgid "Læs"\nmsgid "Læs mere"\nmsgstr "Read"\n')
    >>> [entry.msgid for _, entry in stale_entries([catalog])]
    ['Læs mere']
    """
    return [
        (catalog, entry)
        for catalog in catalogs
        for entry in catalog.entries
        if entry.fuzzy and entry.previous and entry.previous.msgid
    ]


def stale_beads(pairs: Sequence[Bitext]) -> list[tuple[Bitext, Bead]]:
    """Return the beads whose source changed since the translation noted its fingerprints.

    >>> from bilingual_pub.model import Document
    >>> stale_beads([Bitext(Document("Hej"), Document("Hi"))])
    []
    """
    found = []
    for pair in pairs:
        spans = stale_spans(pair)
        found += [(pair, bead) for bead in pair.beads if any(s.span in spans for s in bead.source)]
    return found


def stale(catalogs: Sequence[Catalog], pairs: Sequence[Bitext], reader: Reader) -> Markup:
    """Return a card for each stale translation, those of catalogs first.

    >>> stale([], [], Reader())
    '<p class="none">No translation is older than its source.</p>'
    """
    entries, beads = stale_entries(catalogs), stale_beads(pairs)
    if not entries and not beads:
        return tag("p", reader.say(N_("No translation is older than its source.")), class_="none")
    cards = [_entry(catalog, entry, reader) for catalog, entry in entries]
    cards += [_bead(pair, bead, reader) for pair, bead in beads]
    return tag("div", *cards, class_="rows")


def _entry(catalog: Catalog, entry: Entry, reader: Reader) -> Markup:
    assert entry.previous is not None
    old = entry.previous.msgid or ""
    source = join(*(tag(_ELEMENT[change.what], change.text) for change in changes(old, entry.msgid)))
    halves = [(source, catalog.source_language), (join(entry.msgstr[0]), catalog.language)]
    return _card(halves, f"{catalog.path or ''}:{entry.line}", reader)


def _bead(pair: Bitext, bead: Bead, reader: Reader) -> Markup:
    halves = [
        (join(" ".join(plain(segment.text) for segment in side)), language)
        for side, language in ((bead.source, pair.source_language), (bead.target, pair.target_language))
    ]
    return _card(halves, f"{pair.target.path or ''}:{bead.target[0].line if bead.target else 0}", reader)


def _card(halves: Sequence[tuple[Markup, str | None]], place: str, reader: Reader) -> Markup:
    labels = (N_("The source now"), N_("The translation, as it stood"))
    sides = [
        tag("div", tag("p", reader.say(label), class_="label"), tag("p", content, lang=language))
        for label, (content, language) in zip(labels, halves, strict=True)
    ]
    return tag(
        "section",
        tag("div", *sides, class_="halves"),
        tag("p", tag("code", place), class_="figures"),
        class_="card",
    )
