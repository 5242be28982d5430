"""The page itself: the head, the figures at the top, and the sections in the order in which an editor works."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from bilingual_pub.catalog.counting import count
from bilingual_pub.files import StrPath, utf8, write_bytes
from bilingual_pub.formats.po import Catalog
from bilingual_pub.model import N_, Bitext, Diagnostic, Document
from bilingual_pub.outputs.review import needs_review
from bilingual_pub.report.articles import article_table
from bilingual_pub.report.coverage import catalog_table
from bilingual_pub.report.languages import language_maps, misdeclared
from bilingual_pub.report.markup import Markup, tag
from bilingual_pub.report.problems import problems
from bilingual_pub.report.reader import Reader
from bilingual_pub.report.review import review, translated
from bilingual_pub.report.stale import stale, stale_beads, stale_entries
from bilingual_pub.report.style import STYLE

__all__ = ["report", "write_report"]


def report(
    *,
    documents: Sequence[Document] = (),
    pages: Sequence[Document] | None = None,
    catalogs: Sequence[Catalog] = (),
    pairs: Sequence[Bitext] = (),
    diagnostics: Sequence[Diagnostic] = (),
    site: str = "",
    language: str = "en",
    translate: Callable[[str], str] = str,
) -> str:
    """Return one self-contained HTML page: coverage, languages, pairs to review, stale translations, problems.

    `documents` are the articles, `pages` what the language map shows, else the articles again.
    `language` (BCP 47) is the page's own and `translate` puts the library's msgids into it. The same input gives
    the same page: there is no date on it. WCAG 2.2 AA; HTML Living Standard; CSP level 3.

    >>> page = report(site="Tværstrøm <3", language="da")
    >>> page.startswith("<!DOCTYPE html>"), "Tværstrøm &lt;3" in page, "<script" in page
    (True, True, False)
    """
    reader = Reader(language, translate)
    shown = documents if pages is None else pages
    sections = [
        _section("coverage", reader.say(N_("Catalogs")), catalog_table(catalogs, reader)),
        _section("articles", reader.say(N_("Articles")), article_table(documents, pairs, reader)),
        _section("review", reader.say(N_("Pairs to review")), review(pairs, reader)),
        _section("stale", reader.say(N_("Stale translations")), stale(catalogs, pairs, reader)),
        _section("languages", reader.say(N_("Language map")), language_maps(shown, reader)),
        _section("problems", reader.say(N_("What was found wrong")), problems(diagnostics, reader)),
    ]
    tiles = _tiles(shown, catalogs, pairs, diagnostics, reader)
    title = reader.say(N_("The desk: {site}"), site=site) if site else reader.say(N_("The desk"))
    return _page(title, tiles, sections, reader)


def write_report(path: StrPath, page: str) -> Path:
    """Write `page` to `path`, whole or not at all, and return the path. Raises OutputError where it can't be.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_report(f"{folder}/desk.html", report()).name
    'desk.html'
    """
    write_bytes(path, utf8(page.replace("\0", "\ufffd")))
    return Path(path)


def _page(title: str, tiles: Markup, sections: Sequence[tuple[str, str, Markup]], reader: Reader) -> str:
    links = [tag("li", tag("a", heading, href=f"#{name}")) for name, heading, _ in sections]
    lead = reader.say(N_("Where the site stands in both languages, and what is left to do."))
    body = tag(
        "body",
        tag("a", reader.say(N_("Skip to the content")), href="#content", class_="skip"),
        tag("header", tag("div", tag("h1", title), tag("p", lead, class_="lead"), tiles, class_="wrap")),
        tag("nav", tag("div", tag("ul", *links), class_="wrap"), aria_label=reader.say(N_("Sections"))),
        tag("main", *(section for _, _, section in sections), id="content", class_="wrap"),
        tag(
            "footer",
            tag("p", reader.say(N_("Made by bilingual_pub. This page needs no network."))),
            class_="wrap",
        ),
    )
    return f"<!DOCTYPE html>\n{tag('html', _head(title), body, lang=reader.language)}\n"


def _head(title: str) -> Markup:
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="robots", content="noindex"),
        tag("title", title),
        tag("style", Markup(STYLE)),
    )


def _section(name: str, heading: str, content: Markup) -> tuple[str, str, Markup]:
    return (
        name,
        heading,
        tag("section", tag("h2", heading, id=f"{name}-h"), content, id=name, aria_labelledby=f"{name}-h"),
    )


def _tiles(
    pages: Sequence[Document],
    catalogs: Sequence[Catalog],
    pairs: Sequence[Bitext],
    diagnostics: Sequence[Diagnostic],
    reader: Reader,
) -> Markup:
    counts = [count(catalog) for catalog in catalogs]
    total = sum(counted.total for counted in counts)
    done = sum(counted.translated for counted in counts) / total if total else 1.0
    done_pairs = [pair for pair in pairs if translated(pair)]
    unsure = sum(needs_review(bead) for pair in done_pairs for bead in pair.beads)
    wrong = sum(misdeclared(segment) for page in pages for segment in page.segments)
    serious = sum(diagnostic.severity != "info" for diagnostic in diagnostics)
    waiting = len(stale_entries(catalogs)) + len(stale_beads(pairs))
    facts = (
        ("coverage", reader.percent(done), N_("of the strings translated")),
        ("articles", reader.number(len(done_pairs)), N_("articles in both languages")),
        ("review", reader.number(unsure), N_("blocks to review")),
        ("stale", reader.number(waiting), N_("stale translations")),
        ("languages", reader.number(wrong), N_("blocks with a wrong lang")),
        ("problems", reader.number(serious), N_("errors and warnings")),
    )
    tiles = [
        tag("a", tag("strong", figure), tag("span", reader.say(label)), href=f"#{name}", class_="tile")
        for name, figure, label in facts
    ]
    return tag("div", *tiles, class_="tiles")
