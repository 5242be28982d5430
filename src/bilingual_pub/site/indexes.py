"""What the site says of all its articles: a front page in each language, one for both, and a sitemap.

Each is written as a stream, an article at a time: a site has more articles than fit into memory as a page.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import quote

from bilingual_pub import formats, outputs
from bilingual_pub.files import utf8
from bilingual_pub.merge.pairing import Pairing
from bilingual_pub.model import N_, Bitext, Document
from bilingual_pub.outputs.labels import Labels, language_name
from bilingual_pub.outputs.sitemap import sitemaps
from bilingual_pub.site.made import unpacked
from bilingual_pub.site.store import Store
from bilingual_pub.site.workshop import Made, Workshop, options_for

__all__ = ["indexes", "newest"]

Files = Iterator[tuple[str, Iterable[bytes]]]


def newest(store: Store, most: int = -1, first: int = 0) -> Iterator[Made]:
    """Yield the articles that have pages, newest first; all, or so many from a number on."""
    rows = store.ask(
        "SELECT made FROM article WHERE listed ORDER BY day, slug, key LIMIT ? OFFSET ?", most, first
    )
    return (unpacked(row[0]) for row in rows)


def indexes(workshop: Workshop, store: Store) -> Files:
    """Yield the path of every page about all articles, and its bytes as a stream. An article's own page goes first."""
    config = workshop.config
    if workshop.templates:
        yield from _front_pages(workshop, store)
    if not _taken(store, "index.html") and next(newest(store, 1), None):
        yield "index.html", _chooser(workshop, store)
    (count,) = store.one("SELECT count(*) FROM article WHERE listed")
    if config.site.base_url and count:
        yield from sitemaps(partial(_part, workshop, store), count, config.site.base_url)


def _part(
    workshop: Workshop, store: Store, first: int, most: int
) -> Iterator[tuple[Pairing, outputs.Options]]:
    return (_light(workshop, made) for made in newest(store, most, first))


def _taken(store: Store, path: str) -> bool:
    return store.one("SELECT 1 FROM file WHERE path = ? AND kind = 'page' AND owner <> ''", path) is not None


def _light(workshop: Workshop, made: Made) -> tuple[Pairing, outputs.Options]:
    """A pairing that knows what lists need, without its texts."""
    documents = [
        Document("", metadata={**about, "title": title})
        for about, title in zip(made.about, made.titles, strict=True)
    ]
    bitext = Bitext(documents[0], documents[1])
    paths = {(made.slug, code): path for code, path in made.pages}
    pairing = Pairing(
        bitext, (), made.languages, made.original, made.titles, made.slug, fallback=made.fallback
    )
    return pairing, options_for(workshop, paths)


_MARK = "<ul>\n<li>bilingual-pub-list</li>\n</ul>"
"""Stands for the list while the page round it is made."""


def _front_pages(workshop: Workshop, store: Store) -> Files:
    """The site's own page with the list of articles where an article goes."""
    languages = workshop.config.languages
    title = workshop.config.site.title or "index"
    first = store.one("SELECT made FROM article WHERE listed AND day < 0 ORDER BY day, slug, key LIMIT 1")
    # A front page says what its newest article says of its day, and that the site wrote it.
    facts = {"title": title, "date": unpacked(first[0]).about[0]["date"] if first else "", "author": title}
    body = replace(formats.parse(_MARK), metadata=facts)
    made: dict[str, bytes] = {}
    for language in languages[1:]:
        pairing = Pairing(
            Bitext(body, body), (), (languages[0], language), languages[0], (title, title), "index"
        )
        paths = {code: f"{code}/index.html" for code in (languages[0], language)}
        made |= outputs.render(pairing, "pages", replace(options_for(workshop, paths), anchors=False))
    for path, page in made.items():
        if not _taken(store, path):
            language = path.partition("/")[0]
            yield (
                path,
                _round(page, _listing(store, language), workshop.templates[language].encoding),
            )


def _round(page: bytes, items: Iterable[str], encoding: str) -> Iterator[bytes]:
    before, _, after = page.partition(_MARK.encode(encoding))
    yield before
    # What the page's encoding lacks is written as a number, as everywhere on the page.
    yield from (item.encode(encoding, "xmlcharrefreplace") for item in items)
    yield after


def _listing(store: Store, language: str) -> Iterator[str]:
    """The articles by section, the sections in the order of their newest articles."""
    name = f"listing_{re.sub(r'[^a-z]', '_', language.lower())}"
    store.tell(f"CREATE TEMP TABLE {name} (section TEXT, anchor TEXT, item TEXT)")
    rows = (row for made in newest(store) for row in _items(made, language))
    store.fill(f"INSERT INTO {name} VALUES (?, ?, ?)", rows)
    order = f"SELECT section, anchor, min(rowid) AS first FROM {name} GROUP BY section ORDER BY first"
    for number, (section, anchor, _) in enumerate(store.ask(order)):
        yield (
            ("\n" if number else "")
            + (f'<h2 id="{anchor}">{html.escape(section)}</h2>\n' if section else "")
            + "<ul>"
        )
        for (item,) in store.ask(f"SELECT item FROM {name} WHERE section = ? ORDER BY rowid", section):
            yield f"\n{item}"
        yield "\n</ul>"
    store.tell(f"DROP TABLE {name}")


def _items(made: Made, language: str) -> Iterator[tuple[str, str, str]]:
    """An article's section, the anchor of that, and its item; a title in the other language says so."""
    path = dict(made.pages).get(language)
    if path is None:
        return
    side = made.languages.index(language)
    about = {**made.about[0], **made.about[side]}
    own = side == 0 or not made.fallback
    name = about.get("section", "")
    lang = "" if own else f' lang="{made.languages[0]}"'
    title = html.escape(made.titles[side] if own and made.titles[side] else made.titles[0] or made.slug)
    text = html.escape(about.get("description", ""))
    link = quote(posixpath.relpath(path, f"{language}"))
    item = f'<li{lang}><a href="{link}">{title}</a>' + (f"<br>{text}" if text else "") + "</li>"
    # The template's links lead to sections by their names in the source language, so the ids are those.
    yield name, _anchor(made.about[0].get("section", name)), item


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


def _chooser(workshop: Workshop, store: Store) -> Iterator[bytes]:
    """A page for every reader: each article once, in its languages side by side."""
    from bilingual_pub.outputs.page import page, style  # noqa: PLC0415

    config = workshop.config
    labels = Labels(options_for(workshop, {}).labels, config.source_language)
    title = config.site.title or config.root.resolve().name
    body = (
        f'<main class="article wide">\n<h1>{html.escape(title)}</h1>\n{_doors(workshop)}'
        f'<ul class="chooser">\n{_MARK}\n</ul>\n</main>'
    )
    shell = page(title, config.source_language, body, css=f"{style('base', 'article')}\n{_CHOOSER}")
    before, _, after = shell.partition(_MARK)
    yield utf8(before)
    for number, made in enumerate(newest(store)):
        yield utf8(("\n" if number else "") + _row(made, config.languages, labels))
    yield utf8(after)


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
