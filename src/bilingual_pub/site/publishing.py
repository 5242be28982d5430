"""What is written when the articles are: the pages about all of them, feeds, and the files beside them; and what goes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from bilingual_pub.errors import BilingualPubError, InputError, OutputError
from bilingual_pub.files import inside, pieces, write_stream
from bilingual_pub.model import Diagnostic
from bilingual_pub.outputs.feeds import feed
from bilingual_pub.site.articles import articles
from bilingual_pub.site.indexes import indexes, newest
from bilingual_pub.site.sources import digest
from bilingual_pub.site.store import Store
from bilingual_pub.site.workshop import Workshop, options_for, pair

__all__ = ["publish"]

_IN_FEEDS = 20
"""Articles in a feed: what feed readers expect of a small magazine, and little enough to make anew each time."""


def publish(workshop: Workshop, store: Store, shared: str, said: list[Diagnostic]) -> Iterator[Path]:
    """Write what is made of all articles together; yield the files that changed, and those taken away.

    A list is made again only when something it shows has changed, and a file copied only when it is another.
    """
    fallen = {owner for (owner,) in store.ask("SELECT owner FROM fallen WHERE kind = 'list'")}
    if "pages" in fallen or store.get("listing") != shared:
        yield from _written(workshop, store, "pages", indexes(workshop, store))
        store.set("listing", shared)
    if workshop.config.site.base_url:
        state = _feed_state(store, shared)
        if "feeds" in fallen or store.get("feeds") != state:
            yield from _written(workshop, store, "feeds", _feeds(workshop, store))
            store.set("feeds", state)
    yield from _copied(workshop, store, said)
    if not workshop.dry_run:
        yield from _taken_away(workshop.config.path(workshop.config.output), store)


def _written(
    workshop: Workshop, store: Store, owner: str, files: Iterable[tuple[str, Iterable[bytes]]]
) -> Iterator[Path]:
    output = workshop.config.path(workshop.config.output)
    store.tell("UPDATE file SET owner = '' WHERE kind = 'list' AND owner = ?", owner)
    for path, chunks in files:
        place = inside(output, path)
        if write_stream(place, chunks, dry_run=workshop.dry_run):
            yield place
        _note(workshop, store, path, "list", owner, place)


def _note(workshop: Workshop, store: Store, path: str, kind: str, owner: str, place: Path) -> None:
    if not workshop.dry_run:
        status = place.stat()
        row = (path, kind, owner, status.st_size, status.st_mtime_ns)
        store.tell("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)", *row)


def _feed_state(store: Store, shared: str) -> str:
    rows = store.ask("SELECT inputs FROM article WHERE listed ORDER BY day, slug, key LIMIT ?", _IN_FEEDS)
    return digest("\n".join([shared, *(inputs for (inputs,) in rows)]).encode())


def _feeds(workshop: Workshop, store: Store) -> Iterator[tuple[str, Iterable[bytes]]]:
    latest = []
    chosen = list(newest(store, _IN_FEEDS))
    for made in chosen:
        with contextlib.suppress(BilingualPubError):
            latest += [
                pair(workshop, one) for one in articles(store, workshop.config, "article = ?", made.key)
            ]
    options = options_for(workshop, {(m.slug, code): path for m in chosen for code, path in m.pages})
    if chosen:
        for language in workshop.config.languages:
            yield f"atom.{language}.xml", [feed(latest, language, options)]


def _copied(workshop: Workshop, store: Store, said: list[Diagnostic]) -> Iterator[Path]:
    """Copy those files beside the articles that are others than they were, or whose copies are."""
    store.tell(
        "CREATE TEMP TABLE copying AS SELECT here.path, here.place, here.size, here.time FROM here JOIN asset USING (path)"
        " WHERE asset.size IS NOT here.size OR asset.time IS NOT here.time OR asset.place IS NOT here.place"
        " OR asset.path IN (SELECT owner FROM fallen WHERE kind = 'asset') ORDER BY here.path"
    )
    output = workshop.config.path(workshop.config.output)
    for path, name, size, time in store.ask("SELECT * FROM copying"):
        try:
            place = inside(output, name)
            if write_stream(place, pieces(workshop.config.path(path)), dry_run=workshop.dry_run):
                yield place
        except InputError as error:  # it vanished, or nobody may read it
            said.append(error.diagnostic)
            continue
        _note(workshop, store, name, "asset", path, place)
        store.tell("UPDATE asset SET place = ?, size = ?, time = ? WHERE path = ?", name, size, time, path)
        store.settle()


def _taken_away(output: Path, store: Store) -> Iterator[Path]:
    """Take away what an earlier build wrote and nobody makes any more, unless somebody has touched it since."""
    store.tell(
        "CREATE TEMP TABLE leaving AS SELECT path, size, time FROM file WHERE owner = '' ORDER BY path"
    )
    for path, size, time in store.ask("SELECT * FROM leaving"):
        with contextlib.suppress(OSError, OutputError):  # a cache from elsewhere may name what is not ours
            place = inside(output, path)
            status = place.stat()
            if (status.st_size, status.st_mtime_ns) == (size, time) and not _made_otherwise(store, path):
                place.unlink()
                yield place
    store.tell("DELETE FROM file WHERE owner = ''")


def _made_otherwise(store: Store, path: str) -> bool:
    return store.one("SELECT 1 FROM file WHERE path = ? AND owner <> ''", path) is not None
