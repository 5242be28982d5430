"""How far each catalog is, and what is left to do in it."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual_pub.catalog.counting import Statistics, count
from bilingual_pub.formats.po import Catalog, Entry
from bilingual_pub.model import N_
from bilingual_pub.report.markup import Markup, tag
from bilingual_pub.report.reader import Reader, more

__all__ = ["catalog_table"]

_SHOWN = 200


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
    # The site's own catalog first: it is on every page; those of articles are one page each.
    ordered = sorted(catalogs, key=lambda catalog: "/articles/" in (catalog.path or ""))
    return tag("div", *(_catalog(catalog, reader) for catalog in ordered), class_="rows")


def _catalog(catalog: Catalog, reader: Reader) -> Markup:
    counted = count(catalog)
    language = tag("span", reader.language_name(catalog.language), class_="chip")
    name = tag("h3", tag("code", catalog.path or "?"), " ", language)
    head = tag("div", name, tag("strong", reader.percent(counted.share), class_="share"), class_="row-head")
    figures = _figures(counted, reader)
    bar, note = _bar(counted, figures), tag("p", figures, class_="figures")
    return tag("section", head, bar, note, _missing(catalog, reader), class_="card")


def _figures(counted: Statistics, reader: Reader) -> str:
    return reader.say(
        N_(
            "{final} of {total} strings translated, {fuzzy} to look at, {missing} missing; words left: {words}"
        ),
        final=reader.number(counted.translated),
        total=reader.number(counted.total),
        fuzzy=reader.number(counted.fuzzy),
        missing=reader.number(counted.untranslated),
        words=reader.number(counted.words_fuzzy + counted.words_untranslated),
    )


def _bar(counted: Statistics, label: str) -> Markup:
    kinds = (("final", counted.translated), ("fuzzy", counted.fuzzy), ("missing", counted.untranslated))
    pieces, x = [], 0.0
    for kind, number in kinds:
        width = 100 * number / counted.total if counted.total else 0.0
        pieces.append(tag("rect", x=f"{x:.3f}%", y=0, width=f"{width:.3f}%", height="100%", class_=kind))
        x += width
    return tag("svg", *pieces, class_="bar", role="img", aria_label=label)


def _missing(catalog: Catalog, reader: Reader) -> Markup:
    left = [entry for entry in catalog.entries if not entry.final]
    if not left:
        return Markup()
    summary = tag("summary", reader.say(N_("What is left ({count})"), count=reader.number(len(left))))
    items = [_entry(entry, catalog, reader) for entry in left[:_SHOWN]]
    return tag("details", summary, tag("ul", *items, class_="left"), more(len(left) - _SHOWN, reader))


def _entry(entry: Entry, catalog: Catalog, reader: Reader) -> Markup:
    state = N_("to look at") if entry.fuzzy else N_("missing")
    mark = tag("span", reader.say(state), class_="state fuzzy" if entry.fuzzy else "state missing")
    place = tag("code", f"{catalog.path or ''}:{entry.line}", class_="place")
    return tag("li", mark, " ", tag("q", entry.msgid, lang=catalog.source_language), " ", place)
