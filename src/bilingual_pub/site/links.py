"""Which addresses in an article lead to other files of the site: they are made right wherever its pages go."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

from bilingual_pub.config import Config
from bilingual_pub.files import read_bytes
from bilingual_pub.site.articles import articles, paths_of
from bilingual_pub.site.sources import digest, links_in
from bilingual_pub.site.store import Store, loads

__all__ = ["Links", "link"]


@dataclass(frozen=True, slots=True)
class Links:
    """Where an article's addresses lead. `assets`: path of a file to its path below the output.

    `twins`: path of a page to its versions by language.
    """

    assets: dict[str, str] = field(default_factory=dict)
    twins: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Links:
        """Read what `link` has kept of some sources, and put it together."""
        assets: dict[str, str] = {}
        twins: dict[str, dict[str, str]] = {}
        for text in filter(None, texts):
            found = loads(text)
            assets.update(found[0])
            twins.update(found[1])
        return cls(assets, twins)


def link(config: Config, store: Store, *, anew: bool) -> None:
    """Keep with every source where its addresses lead.

    `anew`: other files are there, or are other articles'; otherwise only sources that changed are looked into.
    """
    names = _template_names(config)
    state = digest("\n".join(names).encode())
    anew = anew or store.get("template names") != state
    store.set("template names", state)
    where = "" if anew else "WHERE there IS NULL"
    store.tell(f"CREATE TEMP TABLE linked AS SELECT path, links, whole FROM source {where}")
    finder = _Finder(config, store)
    found = (
        (finder.there(path, [*(loads(links) if links else ()), *names], whole=whole), path)
        for path, links, whole in store.ask("SELECT path, links, whole FROM linked")
    )
    store.fill("UPDATE source SET there = ? WHERE path = ?", found)


def _template_names(config: Config) -> tuple[str, ...]:
    return links_in(read_bytes(config.path(config.template))) if config.template else ()


class _Finder:
    """Looks addresses up, and remembers the last few thousand: menus are the same on every page."""

    def __init__(self, config: Config, store: Store) -> None:
        self._config = config
        self._store = store
        self._any_assets = store.one("SELECT 1 FROM asset LIMIT 1") is not None
        self._any_pages = store.one("SELECT 1 FROM source WHERE whole LIMIT 1") is not None
        self._place = lru_cache(10_000)(self._placed)
        self._versions = lru_cache(10_000)(self._versions_of)

    def there(self, path: str, names: Iterable[str], *, whole: int) -> str:
        """Return where the addresses in the file at `path` lead; "" where none leads to a file of the site."""
        if not self._any_assets and not self._any_pages:
            return ""
        # A bare body's page stands in its language's folder.
        folders = {posixpath.dirname(path), "", *(() if whole else self._config.languages)}
        places = sorted({place for name in map(unquote, names) for place in _places(name, folders)})
        assets = {p: at for p in places if self._any_assets and (at := self._place(p)) is not None}
        twins = {p: to for p in places if self._any_pages and (to := self._versions(p))}
        return json.dumps([assets, twins]) if assets or twins else ""

    def _placed(self, path: str) -> str | None:
        row = self._store.one("SELECT place FROM asset WHERE path = ?", path)
        return row[0] if row else None

    def _versions_of(self, path: str) -> dict[str, str]:
        row = self._store.one(
            "SELECT article FROM source WHERE path = ? AND whole AND rank IS NOT NULL", path
        )
        found = next(articles(self._store, self._config, "article = ?", row[0]), None) if row else None
        return paths_of(found) if found else {}


def _places(name: str, folders: Iterable[str]) -> Iterator[str]:
    """What a name may mean: a file in one of the folders, or the index of one below it."""
    for folder in folders:
        place = posixpath.normpath(posixpath.join(folder, name.lstrip("/")))
        yield place
        yield posixpath.normpath(posixpath.join(place, "index.html"))
