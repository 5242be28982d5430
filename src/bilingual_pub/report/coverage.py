"""How far each catalog is, and what is left to do in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bilingual_pub.formats.po import Catalog, Entry
from bilingual_pub.model import N_
from bilingual_pub.report.markup import Markup, tag
from bilingual_pub.report.reader import Reader

__all__ = ["Coverage", "catalog_table", "coverage"]

_SHOWN = 200


class Coverage(NamedTuple):
    """The entries of a catalog, counted by what is left to do."""

    final: int
    fuzzy: int
    missing: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.final + self.fuzzy + self.missing

    @property
    def share(self) -> float:
        """How much is done, 0 to 1; an empty catalog is done."""
        return self.final / self.total if self.total else 1.0


def coverage(entries: Sequence[Entry]) -> Coverage:
    r"""Count the live entries of a catalog (`Catalog.entries`: without its header and what is obsolete).

    >>> coverage([Entry("Navn", ("Name",)), Entry("Send"), Entry("Søg", ("Seek",), head="#, fuzzy\n")])
    Coverage(final=1, fuzzy=1, missing=1)
    """
    final = sum(entry.final for entry in entries)
    fuzzy = sum(entry.fuzzy and entry.translated for entry in entries)
    return Coverage(final, fuzzy, len(entries) - final - fuzzy)


def catalog_table(catalogs: Sequence[Catalog], reader: Reader) -> Markup:
    """Return a row for each catalog: a bar, the figures, and the strings that are still to be translated.

    >>> catalog_table([], Reader())
    '<p class="none">There are no catalogs yet. Run “bilingual-pub update” to make them.</p>'
    """
    if not catalogs:
        return tag(
            "p",
            reader.say(N_("There are no catalogs yet. Run “bilingual-pub update” to make them.")),
            class_="none",
        )
    return tag("div", *(_catalog(catalog, reader) for catalog in catalogs), class_="rows")


def _catalog(catalog: Catalog, reader: Reader) -> Markup:
    count = coverage(catalog.entries)
    figures = reader.say(
        N_("{final} of {total} strings translated, {fuzzy} to look at, {missing} missing"),
        final=reader.number(count.final), total=reader.number(count.total),
        fuzzy=reader.number(count.fuzzy), missing=reader.number(count.missing),
    )  # fmt: skip
    name = tag(
        "h3",
        tag("code", catalog.path or "?"),
        " ",
        tag("span", reader.language_name(catalog.language), class_="chip"),
    )
    head = tag("div", name, tag("strong", reader.percent(count.share), class_="share"), class_="row-head")
    return tag(
        "section",
        head,
        _bar(count, figures),
        tag("p", figures, class_="figures"),
        _missing(catalog, reader),
        class_="card",
    )


def _bar(count: Coverage, label: str) -> Markup:
    pieces, x = [], 0.0
    for kind, number in (("final", count.final), ("fuzzy", count.fuzzy), ("missing", count.missing)):
        width = 100 * number / count.total if count.total else 0.0
        pieces.append(tag("rect", x=f"{x:.3f}%", y=0, width=f"{width:.3f}%", height="100%", class_=kind))
        x += width
    return tag("svg", *pieces, class_="bar", role="img", aria_label=label)


def _missing(catalog: Catalog, reader: Reader) -> Markup:
    left = [entry for entry in catalog.entries if not entry.final]
    if not left:
        return Markup()
    summary = tag("summary", reader.say(N_("What is left ({count})"), count=reader.number(len(left))))
    items = [_entry(entry, catalog, reader) for entry in left[:_SHOWN]]
    return tag("details", summary, tag("ul", *items, class_="left"), _more(len(left), reader))


def _entry(entry: Entry, catalog: Catalog, reader: Reader) -> Markup:
    state = N_("to look at") if entry.fuzzy else N_("missing")
    mark = tag("span", reader.say(state), class_="state fuzzy" if entry.fuzzy else "state missing")
    place = tag("code", f"{catalog.path or ''}:{entry.line}", class_="place")
    return tag("li", mark, " ", tag("q", entry.msgid, lang=catalog.source_language), " ", place)


def _more(count: int, reader: Reader) -> Markup:
    hidden = count - _SHOWN
    return (
        tag("p", reader.say(N_("and {count} more"), count=reader.number(hidden)), class_="figures")
        if hidden > 0
        else Markup()
    )
