"""Which source files make one article: by name, by front matter, by `hreflang`, and at last by what they say.

Everything is arranged anew when a file came, went, or says otherwise where it belongs; the rows are read in the order
of their keys, a few at a time, so that a site of any size can be arranged.
"""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from itertools import groupby
from urllib.parse import unquote, urlsplit

from bilingual_pub.config import Config
from bilingual_pub.files import read_bytes
from bilingual_pub.model import N_, Diagnostic
from bilingual_pub.site.articles import Article, articles, paths_of
from bilingual_pub.site.finding import join_by_content
from bilingual_pub.site.made import diagnostic_of, diagnostic_row
from bilingual_pub.site.sources import digest
from bilingual_pub.site.stock import Stock
from bilingual_pub.site.store import Store, loads

__all__ = ["arrange"]


def arrange(
    config: Config, store: Store, stock: Stock, executor: Executor | None = None
) -> tuple[bool, tuple[Diagnostic, ...]]:
    """Give every source its article and its rank in it; return whether that was done anew, and what could not be told."""
    decisions = config.path("decisions.json")
    decided = digest(read_bytes(decisions)) if decisions.is_file() else ""
    known = store.get("arranged")
    # What alone articles say decides which of them are a pair.
    if known and known["decided"] == decided and not stock.names and not (stock.texts and known["alone"]):
        return False, tuple(map(diagnostic_of, known["said"]))
    said = _by_key(config, store)
    _by_links(store)
    _ranked(config, store)
    alone, found = join_by_content(config, store, executor)
    said += [*found, *_addresses(config, store)]
    rows = list(map(diagnostic_row, said))
    store.set("arranged", {"decided": decided, "alone": alone, "said": rows})
    return True, tuple(said)


def _by_key(config: Config, store: Store) -> list[Diagnostic]:
    """Files of one key are one article; what a language has twice is an article of its own, under its path."""
    said: list[Diagnostic] = []
    store.tell("CREATE TEMP TABLE part (path TEXT PRIMARY KEY, article TEXT, language TEXT)")
    store.tell("CREATE INDEX temp.part_article ON part (article)")
    rows = store.ask("SELECT key, path, language FROM source ORDER BY key, path <> key, path")
    store.fill("INSERT INTO part VALUES (?, ?, ?)", _parts(rows, config.source_language, said))
    return said


def _parts(
    rows: Iterable[tuple[str, str, str | None]], source_language: str, said: list[Diagnostic]
) -> Iterator[tuple[str, str, str]]:
    for key, group in groupby(rows, key=lambda row: row[0]):
        own: dict[str, str] = {}
        for _, path, declared in group:
            language = declared or source_language
            if language in own:
                said.append(_twins(path, own[language]))
                yield path, path, language
            else:
                own[language] = path
                yield path, key, language


def _twins(path: str, other: str) -> Diagnostic:
    template = N_("this is the same article in the same language as {other}; each is published on its own")
    hint = N_("Give one of them another language in its name or front matter.")
    return Diagnostic("twin-article", "warning", template, {"other": other}, path, hint=hint)


def _by_links(store: Store) -> None:
    """Put together what stands alone and says by `hreflang` where its other language is."""
    store.tell(
        "CREATE TEMP TABLE linking AS SELECT part.article, path, part.language, alternates FROM source JOIN part USING (path)"
        " WHERE alternates <> '' AND part.article IN (SELECT article FROM part GROUP BY article HAVING count(*) = 1)"
        " ORDER BY part.article"
    )
    for key, path, language, alternates in store.ask("SELECT * FROM linking"):
        for code, address in loads(alternates):
            other = _linked(store, path, address)
            if other and _alone(store, key) and other[0] != key and _alone(store, other[0]):
                fits = (other[1] or "").startswith(code.split("-")[0])
                if fits and other[1] != language:
                    both = (min(key, other[0]), key, other[0])
                    store.tell("UPDATE part SET article = ? WHERE article IN (?, ?)", *both)


def _linked(store: Store, path: str, address: str) -> tuple[str, str] | None:
    """The article and language that an address on a page leads to, from its folder or from the site's."""
    name = unquote(urlsplit(address).path)
    near = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
    for place in (near, name.lstrip("/")):
        found: tuple[str, str] | None = store.one("SELECT article, language FROM part WHERE path = ?", place)
        if found and _alone(store, found[0]):
            return found
    return None


def _alone(store: Store, article: str) -> bool:
    return bool(store.one("SELECT count(*) FROM part WHERE article = ?", article)[0] == 1)


def _ranked(config: Config, store: Store) -> None:
    """The two languages an article is published in, its original first."""
    store.tell("CREATE TEMP TABLE placed (path TEXT PRIMARY KEY, article TEXT, rank INT)")
    rows = store.ask(
        "SELECT part.article, path, part.language, original FROM part JOIN source USING (path) ORDER BY part.article, path"
    )
    store.fill("INSERT INTO placed VALUES (?, ?, ?)", _ranks(config, rows))
    store.tell(
        "UPDATE source SET (article, rank) = (SELECT article, rank FROM placed WHERE placed.path = source.path)"
        " WHERE NOT EXISTS (SELECT 1 FROM placed WHERE placed.path = source.path"
        " AND placed.article IS source.article AND placed.rank IS source.rank)"
    )


def _ranks(
    config: Config, rows: Iterable[tuple[str, str, str, int | None]]
) -> Iterator[tuple[str, str, int | None]]:
    codes = config.languages

    def order(row: tuple[str, str, str, int | None]) -> tuple[bool, bool, int]:
        _, _, language, original = row
        place = codes.index(language) if language in codes else len(codes)
        return original == 0, original is None and language != config.source_language, place

    for article, group in groupby(rows, key=lambda row: row[0]):
        for rank, row in enumerate(sorted(group, key=order)):
            yield row[1], article, rank if rank < 2 else None  # a pair


def _addresses(config: Config, store: Store) -> Iterator[Diagnostic]:
    """Articles whose page would be another's are not published: which of the two came last would be a matter of chance."""
    store.tell("CREATE TEMP TABLE address (path TEXT PRIMARY KEY, article TEXT) WITHOUT ROWID")
    refused = []
    for article in articles(store, config):
        folded = [unicodedata.normalize("NFC", path).casefold() for path in paths_of(article).values()]
        taken = next(filter(None, (_owner(store, path, article) for path in folded)), None)
        if taken is None:
            store.fill(
                "INSERT OR IGNORE INTO address VALUES (?, ?)", ((path, article.key) for path in folded)
            )
        else:
            refused.append(article.key)
            yield _same_address(article, taken)
    store.fill("UPDATE source SET rank = NULL WHERE article = ?", ((key,) for key in refused))


def _owner(store: Store, path: str, article: Article) -> str | None:
    row = store.one("SELECT article FROM address WHERE path = ?", path)
    return str(row[0]) if row and row[0] != article.key else None


def _same_address(article: Article, other: str) -> Diagnostic:
    language, slug = next(iter(article.slugs.items()))
    template = N_("its address is taken: {slug} in {language} is also the address of {other}")
    hint = N_("Give it a “slug” of its own in its front matter.")
    values: dict[str, object] = {"slug": slug, "language": language, "other": other.lstrip("=")}
    return Diagnostic("same-address", "error", template, values, article.sources[0].path, hint=hint)
