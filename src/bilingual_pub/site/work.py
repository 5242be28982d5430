"""Which articles have to be made, and making them: whatever went into one decides, and whether its files still stand."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import Any

from bilingual_pub.catalog import po_path
from bilingual_pub.config import Config
from bilingual_pub.files import read_bytes
from bilingual_pub.parallel import run
from bilingual_pub.site.articles import article_of
from bilingual_pub.site.learning import lexicon_path
from bilingual_pub.site.links import Links
from bilingual_pub.site.made import listed, packed, said, unpacked
from bilingual_pub.site.sources import digest
from bilingual_pub.site.stock import COLUMNS, source_of
from bilingual_pub.site.store import Store
from bilingual_pub.site.workshop import Made, Task, Workshop, make_all

__all__ = ["make", "shared_digest"]

Progress = Callable[[int, int], None]

# Everything an article is made of, as a text: what all share, and of each file its name, its bytes and its links.
_PART = "max(CASE WHEN rank = {} THEN path || ':' || digest || ':' || slug || ':' || coalesce(language, '') || ':' || there END)"
_INPUTS = (
    f"SELECT article AS key, ? || coalesce({_PART.format(0)}, '') || ' ' || coalesce({_PART.format(1)}, '') AS inputs"
    " FROM source WHERE rank IS NOT NULL GROUP BY article"
)


def shared_digest(workshop: Workshop) -> str:
    """Return a digest of what goes into every article."""
    parts = [catalog.to_bytes() for _, catalog in sorted(workshop.catalogs.items())]
    parts += [template.to_bytes() for _, template in sorted(workshop.templates.items())]
    config = workshop.config
    for path in (config.path("decisions.json"), lexicon_path(config)):
        parts.append(read_bytes(path) if path.is_file() else b"")
    return digest(b"\0".join(digest(part).encode() for part in parts))


def make(
    workshop: Workshop, store: Store, shared: str, executor: Executor | None, progress: Progress | None
) -> Iterator[Path]:
    """Make every article that is not as it should be; yield the files that changed.

    What was made is in the store, and what nobody makes any more is marked there as nobody's.
    """
    _find_out(workshop.config, store, shared)
    (total,) = store.one("SELECT count(DISTINCT article) FROM source WHERE rank IS NOT NULL")
    (number,) = store.one("SELECT count(*) FROM todo")

    def tell(count: int) -> None:
        if progress:
            progress(total - number + count, total)

    tell(0)  # also where nothing is to be made, whoever waits hears of it
    output = workshop.config.path(workshop.config.output)
    results = run(
        partial(make_all, workshop), _tasks(store, workshop.config), executor=executor, progress=tell
    )
    for (key, inputs), made in zip(
        store.ask("SELECT key, inputs FROM todo ORDER BY key"), results, strict=True
    ):
        _keep(workshop, store, key, inputs, made)
        store.settle()
        yield from (output / path for path in made.changed)


def _find_out(config: Config, store: Store, shared: str) -> None:
    store.tell("CREATE TEMP TABLE todo (key TEXT PRIMARY KEY, inputs TEXT) WITHOUT ROWID")
    store.tell("CREATE TEMP TABLE changed (key TEXT PRIMARY KEY, number INT, files TEXT)")
    store.tell("CREATE TEMP TABLE fallen (kind TEXT, owner TEXT, PRIMARY KEY (kind, owner)) WITHOUT ROWID")
    store.fill("INSERT OR IGNORE INTO fallen VALUES (?, ?)", _fallen(config, store))
    store.tell(
        f"INSERT INTO todo SELECT now.key, now.inputs FROM ({_INPUTS}) AS now LEFT JOIN article USING (key)"
        " WHERE article.inputs IS NOT now.inputs"
        " OR now.key IN (SELECT owner FROM fallen WHERE kind IN ('page', 'catalog'))",
        shared,
    )
    _let_go(store)


def _let_go(store: Store) -> None:
    """Forget the articles that are no more; their files are nobody's."""
    store.tell(
        "CREATE TEMP TABLE gone AS SELECT key FROM article"
        " WHERE NOT EXISTS (SELECT 1 FROM source WHERE source.article = article.key AND rank IS NOT NULL)"
    )
    if store.tell("DELETE FROM article WHERE key IN (SELECT key FROM gone)"):
        store.set("listing", None)
        store.tell("UPDATE file SET owner = '' WHERE owner IN (SELECT key FROM gone) AND kind = 'page'")
        store.tell("DELETE FROM file WHERE owner IN (SELECT key FROM gone) AND kind = 'catalog'")


def _fallen(config: Config, store: Store) -> Iterator[tuple[str, str]]:
    """Whose files are not as they were left: a page that is gone, a catalog that somebody has worked on."""
    output, root = os.path.join(config.path(config.output), ""), os.path.join(config.root, "")  # noqa: PTH118
    for path, kind, owner, size, time in store.ask(
        "SELECT path, kind, owner, size, time FROM file WHERE owner <> ''"
    ):
        try:
            status = os.stat((root if kind == "catalog" else output) + path)  # noqa: PTH116  # asked of every file
        except OSError:
            stands = size < 0
        else:
            stands = status.st_mtime_ns == time and status.st_size == size
        if not stands:
            yield kind, owner


def _tasks(store: Store, config: Config) -> Iterator[Task]:
    for (key,) in store.ask("SELECT key FROM todo ORDER BY key"):
        rows = list(_rows(store, key))
        yield Task(article_of(key, map(source_of, rows), config), Links.of(row[-1] for row in rows))


def _rows(store: Store, key: str) -> Iterator[Sequence[Any]]:
    """What is known of an article's files, the original first."""
    columns = f"SELECT {COLUMNS}, there FROM source"
    return store.ask(f"{columns} WHERE article = ? AND rank IS NOT NULL ORDER BY rank", key)


def _keep(workshop: Workshop, store: Store, key: str, inputs: str, made: Made) -> None:
    """Keep what became of an article; one that could not be made stays as it was, and is tried again next time."""
    if made.changed:
        store.tell("INSERT INTO changed VALUES (?, ?, ?)", key, len(made.changed), json.dumps(made.changed))
    row = store.one("SELECT made FROM article WHERE key = ?", key)
    if row and not made.files:
        store.tell("UPDATE article SET inputs = '', said = ? WHERE key = ?", said(made), key)
        return
    if row is None or listed(unpacked(row[0])) != listed(made):
        store.set("listing", None)
    day, slug = listed(made)[0]
    plan = json.dumps(list(_rows(store, key)), separators=(",", ":"))
    store.tell(
        "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        key, inputs if made.files else "", day, slug, bool(made.pages), packed(made), plan, said(made),
    )  # fmt: skip
    if made.files:
        _keep_files(workshop, store, key, made)


def _keep_files(workshop: Workshop, store: Store, key: str, made: Made) -> None:
    store.tell("UPDATE file SET owner = '' WHERE owner = ? AND kind = 'page'", key)
    store.fill(
        "INSERT INTO file VALUES (?, 'page', ?, ?, ?) ON CONFLICT (path, kind)"
        " DO UPDATE SET owner = excluded.owner, size = excluded.size, time = excluded.time",
        ((path, key, size, time) for path, size, time in made.files),
    )
    if not made.paired:
        store.fill(
            "INSERT OR REPLACE INTO file VALUES (?, 'catalog', ?, ?, ?)",
            _catalogs(workshop.config, key, made),
        )


def _catalogs(config: Config, key: str, made: Made) -> Iterable[tuple[str, str, int, int]]:
    """The catalogs an article in one language is translated by, as they are now; -1 for one that is not there."""
    for language in made.languages:
        path = po_path(Path(config.locales), language, f"articles/{made.slug}")
        try:
            status = config.path(path.as_posix()).stat()
        except OSError:
            yield path.as_posix(), key, -1, -1
        else:
            yield path.as_posix(), key, status.st_size, status.st_mtime_ns
