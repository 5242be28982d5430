"""Which articles stand in which language: a row for each article, a column for each language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bilingual_pub.formats.inline import plain
from bilingual_pub.model import N_, Bitext, Document
from bilingual_pub.outputs.review import needs_review
from bilingual_pub.report.markup import Markup, tag
from bilingual_pub.report.reader import Reader
from bilingual_pub.report.review import shown, translated

__all__ = ["article_table"]


class _Row(NamedTuple):
    versions: dict[str, Document]
    pair: int | None


def article_table(documents: Sequence[Document], pairs: Sequence[Bitext], reader: Reader) -> Markup:
    """Return a row for each article, those that lack a translation first, and a cell for each language.

    >>> article_table([], [], Reader())
    '<p class="none">No articles were read.</p>'
    """
    rows = _rows(documents, pairs)
    if not rows:
        return tag("p", reader.say(N_("No articles were read.")), class_="none")
    languages = _columns(rows)
    heads = [tag("th", reader.language_name(code or None), scope="col") for code in languages]
    head = tag("tr", *heads, tag("th", reader.say(N_("State")), scope="col"))
    rows.sort(key=lambda row: row.pair is not None)
    linked = set(shown(pairs))
    body = [_row(row, languages, pairs, linked, reader) for row in rows]
    return tag(
        "div", tag("table", tag("thead", head), tag("tbody", *body), class_="stack"), class_="scroll card"
    )


def _rows(documents: Sequence[Document], pairs: Sequence[Bitext]) -> list[_Row]:
    rows, paired = [], set()
    for number, pair in enumerate(pairs):
        if not translated(pair):
            continue
        source = pair.source_language or _language(pair.source)
        target = pair.target_language or _language(pair.target)
        rows.append(_Row({target: pair.target, source: pair.source}, number))
        paired |= {pair.source.path, pair.target.path}
    articles = (d for d in documents if any(s.role == "article" for s in d.segments))
    return rows + [_Row({_language(d): d}, None) for d in articles if d.path not in paired]


def _language(document: Document) -> str:
    return (document.article_language or document.language or "").split("-", 1)[0]


def _columns(rows: Sequence[_Row]) -> list[str]:
    # Danish, English, then whatever else; undecided last.
    rank = {"da": 0, "en": 1, "": 3}
    found = {language for row in rows for language in row.versions} | {"da", "en"}
    return sorted(found, key=lambda code: (rank.get(code, 2), code))


def _row(
    row: _Row, languages: Sequence[str], pairs: Sequence[Bitext], linked: set[int], reader: Reader
) -> Markup:
    cells = [_version(row.versions.get(code), code, reader) for code in languages]
    if row.pair is None:
        state = tag("span", reader.say(N_("to be translated")), class_="state missing")
    else:
        unsure = sum(map(needs_review, pairs[row.pair].beads))
        label = reader.say(N_("to review: {count}"), count=unsure) if unsure else reader.say(N_("paired"))
        name, href = ("a", f"#pair-{row.pair}") if row.pair in linked else ("span", None)
        state = tag(name, label, href=href, class_="state fuzzy" if unsure else "state final")
    return tag("tr", *cells, tag("td", state))


def _version(document: Document | None, language: str, reader: Reader) -> Markup:
    if document is None:
        return tag("td", tag("span", "–", class_="none"))
    words = sum(len(s.text.split()) for s in document.segments if s.role == "article" and s.attribute is None)
    title = tag("span", _title(document), lang=language or None, class_="title")
    count = reader.say(N_("words: {count}"), count=reader.number(words))
    return tag("td", title, tag("span", tag("code", document.path or ""), " · ", count, class_="place"))


def _title(document: Document) -> str:
    heading = next((plain(s.text) for s in document.segments if s.kind == "heading" and s.level == 1), None)
    return str(document.metadata.get("title") or heading or document.path or "?")
