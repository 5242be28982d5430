"""What the site says of all its articles: a front page in each language, one for both, a sitemap and feeds."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote

from bilingual_pub import formats, outputs
from bilingual_pub.merge.pairing import Pairing
from bilingual_pub.model import N_, Bitext, Document
from bilingual_pub.outputs.feeds import feed
from bilingual_pub.outputs.labels import Labels, language_name
from bilingual_pub.outputs.sitemap import sitemap
from bilingual_pub.site.workshop import Made, Workshop, options_for

__all__ = ["indexes", "newest"]


def indexes(
    workshop: Workshop, made: Sequence[Made], latest: Sequence[Pairing]
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and bytes of everything that is made of all articles together, newest article first.

    `latest`: the articles that feeds show, whole.
    """
    found = newest(made)
    config = workshop.config
    if workshop.templates:
        yield from _front_pages(workshop, found)
    if found and not any(path == "index.html" for m in found for _, path in m.pages):
        yield "index.html", _chooser(workshop, found).encode()
    if found and config.site.base_url:
        options = options_for(workshop, {(m.slug, code): path for m in found for code, path in m.pages})
        yield "sitemap.xml", sitemap(map(_light, found), options)
        for language in config.languages:
            yield f"atom.{language}.xml", feed(latest, language, options)


def newest(made: Iterable[Made]) -> list[Made]:
    """Return the articles that have pages, newest first.

    >>> newest([])
    []
    """
    return sorted((m for m in made if m.pages), key=_date)


def _date(made: Made) -> tuple[int, str]:
    digits = re.sub(r"\D", "", made.about[0].get("date", ""))[:8]
    return -int(digits or 0), made.slug


def _light(made: Made) -> Pairing:
    """A pairing that knows what lists need, without its texts."""
    documents = [
        Document("", metadata={**about, "title": title})
        for about, title in zip(made.about, made.titles, strict=True)
    ]
    bitext = Bitext(documents[0], documents[1])
    return Pairing(bitext, (), made.languages, made.original, made.titles, made.slug, fallback=made.fallback)


def _front_pages(workshop: Workshop, found: Sequence[Made]) -> Iterator[tuple[str, bytes]]:
    languages = workshop.config.languages
    bodies = [formats.parse(_listing(found, language)) for language in languages]
    title = workshop.config.site.title or "index"
    latest = next((made.about[0]["date"] for made in found if made.about[0].get("date")), "")
    for number, language in enumerate(languages[1:], 1):
        pairing = Pairing(
            Bitext(_titled(bodies[0], title, latest), _titled(bodies[number], title, latest)),
            (), (languages[0], language), languages[0], (title, title), "index",
        )  # fmt: skip
        paths = {code: f"{code}/index.html" for code in (languages[0], language)}
        yield from outputs.render(pairing, "pages", replace(options_for(workshop, paths), anchors=False))


def _titled(document: Document, title: str, date: str) -> Document:
    """A front page says what its newest article says of its day, and that the site wrote it."""
    return replace(document, metadata={"title": title, "date": date, "author": title})


def _listing(found: Sequence[Made], language: str) -> str:
    """The articles by section; a title in the other language says so."""
    sections: dict[str, list[str]] = {}
    anchors: dict[str, str] = {}
    for made in found:
        path = dict(made.pages).get(language)
        if path is None:
            continue
        side = made.languages.index(language)
        about = {**made.about[0], **made.about[side]}
        own = side == 0 or not made.fallback
        # The template's links lead to sections by their names in the source language, so the ids are those.
        name = about.get("section", "")
        anchors.setdefault(name, _anchor(made.about[0].get("section", name)))
        lang = "" if own else f' lang="{made.languages[0]}"'
        title = html.escape(made.titles[side] if own and made.titles[side] else made.titles[0] or made.slug)
        text = html.escape(about.get("description", ""))
        link = quote(posixpath.relpath(path, f"{language}"))
        sections.setdefault(name, []).append(
            f'<li{lang}><a href="{link}">{title}</a>' + (f"<br>{text}" if text else "") + "</li>"
        )
    return "\n".join(
        (f'<h2 id="{anchors[name]}">{html.escape(name)}</h2>\n' if name else "")
        + "<ul>\n" + "\n".join(items) + "\n</ul>"
        for name, items in sections.items()
    )  # fmt: skip


def _anchor(name: str) -> str:
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-") or "articles"


_CHOOSER = """\
.wide { max-width: 60rem; }
.chooser { list-style: none; padding: 0; }
.chooser li { display: grid; grid-template-columns: 1fr 1fr auto; gap: .2rem 1.6rem; padding: .8rem 0;
  border-top: 1px solid var(--line); margin: 0; }
.chooser .both { font: .875rem/1.7 var(--sans); white-space: nowrap; }
.chooser .none { color: var(--soft); font-style: italic; }
@media (max-width: 44rem) { .chooser li { grid-template-columns: 1fr; } }
"""


def _chooser(workshop: Workshop, found: Sequence[Made]) -> str:
    """A page for every reader: each article once, in its languages side by side."""
    from bilingual_pub.outputs.page import page, style  # noqa: PLC0415

    config = workshop.config
    labels = Labels(options_for(workshop, {}).labels, config.source_language)
    title = config.site.title or config.root.resolve().name
    rows = "\n".join(_row(made, config.languages, labels) for made in found)
    body = (
        f'<main class="article wide">\n<h1>{html.escape(title)}</h1>\n{_doors(workshop)}'
        f'<ul class="chooser">\n{rows}\n</ul>\n</main>'
    )
    return page(title, config.source_language, body, css=f"{style('base', 'article')}\n{_CHOOSER}")


def _doors(workshop: Workshop) -> str:
    if not workshop.templates:
        return ""
    links = (
        f'<a href="{code}/index.html" hreflang="{code}" lang="{code}">{html.escape(language_name(code))}</a>'
        for code in workshop.config.languages
    )
    return f"<p>{' · '.join(links)}</p>\n"


def _row(made: Made, languages: Sequence[str], labels: Labels) -> str:
    pages = dict(made.pages)
    titles = dict(zip(made.languages, made.titles, strict=True))
    cells = []
    for language in languages:
        if language not in pages:
            continue
        foreign = made.fallback and language != made.languages[0]
        name = html.escape(titles.get(language) or made.slug)
        written = made.languages[0] if foreign else language
        cell = f'<a href="{quote(pages[language])}" lang="{written}" hreflang="{language}">{name}</a>'
        cells.append(f'<span class="none">{cell}</span>' if foreign else cell)
    both = [path for path, _, _ in made.files if path.endswith(f".{'-'.join(made.languages)}.html")]
    # Not inside the f-string: there the extraction of messages does not see it before Python 3.12.
    beside = labels.message(N_("side by side"))
    cells += [f'<a class="both" href="{quote(path)}">{beside}</a>' for path in both]
    return f"<li>{' '.join(cells)}</li>"
