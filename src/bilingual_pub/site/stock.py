"""Taking stock: what lies in the site's folder now, and what of it is not as it was at the last build."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from typing import Any

from bilingual_pub.config import Config
from bilingual_pub.errors import BilingualPubError
from bilingual_pub.model import Diagnostic
from bilingual_pub.parallel import run
from bilingual_pub.site.sources import Source, scan
from bilingual_pub.site.store import Store, loads
from bilingual_pub.site.walk import Found, walk

__all__ = ["COLUMNS", "Stock", "source_of", "take_stock"]

_CHUNK = 64
"""Files that a worker scans at a time."""

_JUST_NOW = 50_000_000
"""Nanoseconds: a file this young may change again without getting another time, so it is looked into next time too."""

COLUMNS = "path, digest, language, key, slug, whole, declared, original, alternates, links"


@dataclass(frozen=True, slots=True)
class Stock:
    """What has changed. `texts`: what any document says; `names`: what articles are made of which; `assets`: which there are."""

    texts: bool
    names: bool
    assets: bool
    diagnostics: tuple[Diagnostic, ...] = ()


def take_stock(config: Config, store: Store, executor: Executor | None = None) -> Stock:
    """List the site's files into the store, and read those documents that have changed as far as it takes to place them."""
    said: list[Diagnostic] = []
    store.tell("CREATE TEMP TABLE here (path TEXT PRIMARY KEY, size INT, time INT, place TEXT) WITHOUT ROWID")
    store.fill("INSERT OR IGNORE INTO here VALUES (?, ?, ?, ?)", _files(config, said))
    gone = store.tell(
        "DELETE FROM source WHERE NOT EXISTS (SELECT 1 FROM here WHERE here.path = source.path AND place IS NULL)"
    )
    texts, names = _scanned(config, store, executor, said)
    assets = _assets(store)
    return Stock(texts or gone > 0, names or gone > 0, assets, tuple(said))


def _files(config: Config, said: list[Diagnostic]) -> Iterator[tuple[str, int, int, str | None]]:
    for found in walk(config):
        if isinstance(found, Found):
            yield found.path, found.size, found.time, found.place
        else:
            said.append(found)


def _scanned(
    config: Config, store: Store, executor: Executor | None, said: list[Diagnostic]
) -> tuple[bool, bool]:
    store.tell(
        "CREATE TEMP TABLE fresh AS SELECT here.path, here.size, here.time FROM here LEFT JOIN source USING (path)"
        " WHERE place IS NULL AND (source.size IS NOT here.size OR source.time IS NOT here.time) ORDER BY here.path"
    )
    texts = names = False
    now = time.time_ns()
    work = partial(_scan_all, config)
    paths = (row[0] for row in store.ask("SELECT path FROM fresh"))
    results = run(work, paths, executor=executor, size=_CHUNK)
    for row, found in zip(store.ask("SELECT path, size, time FROM fresh"), results, strict=True):
        path, size, changed = row
        if isinstance(found, Source):
            old = store.one(f"SELECT {COLUMNS} FROM source WHERE path = ?", path)
            before = source_of(old) if old else None
            texts |= before is None or before.digest != found.digest
            names |= before is None or _placing(before) != _placing(found)
            _keep(store, found, size, changed if now - changed > _JUST_NOW else -1, same=before == found)
        else:
            said.append(found)
            lost = store.tell("DELETE FROM source WHERE path = ?", path)
            texts, names = texts or lost > 0, names or lost > 0
        store.settle()
    return texts, names


def _placing(source: Source) -> tuple[Any, ...]:
    """What decides which article a file belongs to, and where its page goes."""
    return (
        source.language, source.key, source.slug, source.whole, source.declared_key, source.original, source.alternates,
    )  # fmt: skip


def _keep(store: Store, source: Source, size: int, changed: int, *, same: bool) -> None:
    if same:
        store.tell("UPDATE source SET size = ?, time = ? WHERE path = ?", size, changed, source.path)
        return
    alternates, links = (json.dumps(rows) if rows else "" for rows in (source.alternates, source.links))
    store.tell(
        f"INSERT INTO source (size, time, draw, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (path) DO UPDATE SET size = excluded.size, time = excluded.time, digest = excluded.digest,"
        " language = excluded.language, key = excluded.key, slug = excluded.slug, whole = excluded.whole,"
        " declared = excluded.declared, original = excluded.original, alternates = excluded.alternates,"
        " links = excluded.links, there = NULL, spoken = NULL, strings = NULL, features = NULL",
        size, changed, _draw(source.path), source.path, source.digest, source.language, source.key, source.slug, source.whole,
        source.declared_key, source.original, alternates, links,
    )  # fmt: skip


def _draw(path: str) -> int:
    """A number by which pages are chosen where some are enough: by their names, so the same on every machine."""
    return int.from_bytes(blake2b(path.encode(), digest_size=7).digest())


def source_of(row: Sequence[Any]) -> Source:
    """Return a source from the first of its `COLUMNS`."""
    path, digest, language, key, slug, whole, declared, original, alternates, links = row[:10]
    return Source(
        path, digest, language, key, slug, bool(whole), bool(declared), None if original is None else bool(original),
        tuple((code, address) for code, address in loads(alternates)) if alternates else (),
        tuple(loads(links)) if links else (),
    )  # fmt: skip


def _scan_all(config: Config, paths: Sequence[str]) -> list[Source | Diagnostic]:
    return [_scan(config, path) for path in paths]


def _scan(config: Config, path: str) -> Source | Diagnostic:
    try:
        return scan(config, path)
    except BilingualPubError as error:
        return error.diagnostic


def _assets(store: Store) -> bool:
    """Bring the files beside the articles up to date; return whether there are others than there were."""
    gone = store.tell(
        "DELETE FROM asset WHERE NOT EXISTS (SELECT 1 FROM here WHERE here.path = asset.path AND here.place IS NOT NULL)"
    )
    store.tell("UPDATE file SET owner = '' WHERE kind = 'asset' AND owner NOT IN (SELECT path FROM asset)")
    new = store.tell(
        "INSERT INTO asset SELECT path, place, -1, -1 FROM here WHERE place IS NOT NULL AND path NOT IN (SELECT path FROM asset)"
    )
    return gone + new > 0
