"""Which strings of the site's whole pages are chrome: what the pages say together, and then each page for itself.

What a few thousand pages say is enough; which of a larger site's they are depends on their names alone. A page is
judged again when it has changed, or when what the others share has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Any

from bilingual_pub import formats
from bilingual_pub.config import Config
from bilingual_pub.extract import Collector
from bilingual_pub.files import read_bytes
from bilingual_pub.model import Document
from bilingual_pub.outputs.twins import chrome_language
from bilingual_pub.parallel import run
from bilingual_pub.patterns import find
from bilingual_pub.roles import Classifier, Shared, SiteEvidence, collect
from bilingual_pub.site.sources import digest
from bilingual_pub.site.store import Store, packed, unpacked
from bilingual_pub.site.whole import menu_words, whole_page

__all__ = ["Judged", "judge", "strings"]

_ENOUGH = 2000
"""Pages that are asked what they share: a string on one in a hundred of them is seen twenty times."""

_CHUNK = 64


@dataclass(frozen=True, slots=True)
class Judged:
    """What tells chrome from articles on whole pages. `classifier`: None for a site without such pages."""

    classifier: Classifier | None = None
    menu: frozenset[str] = frozenset()


def judge(config: Config, store: Store, executor: Executor | None) -> Judged:
    """Learn what the whole pages share, and bring the strings of every one of them up to that."""
    evidence = _evidence(config, store, executor)
    if not evidence.pages:
        return Judged()
    shared, menu, patterns = Shared.of(evidence), menu_words(evidence), find(evidence.sightings())
    said = [f"{pattern.msgid} {sorted(pattern.places)}" for pattern in patterns]
    view = digest("\n".join([*shared.entries(), *sorted(menu), *said]).encode("utf-8", "surrogatepass"))
    if store.get("view") != view:
        store.tell("UPDATE source SET strings = NULL WHERE whole")
        store.set("view", view)
    judged = Judged(Classifier(shared, ui=config.ui, article=config.article, patterns=patterns), menu)
    _listen(
        store, "strings", "WHERE whole AND strings IS NULL", partial(_strings_of, config, judged), executor
    )
    return judged


def strings(store: Store) -> Iterator[Any]:
    """Yield what each page says that needs a catalog, in the order of their paths, as `Collector.take` takes it."""
    for (data,) in store.ask("SELECT strings FROM source WHERE whole ORDER BY path"):
        yield unpacked(data)


def _evidence(config: Config, store: Store, executor: Executor | None) -> SiteEvidence:
    """What the pages that are asked say together."""
    asked = f"path IN (SELECT path FROM source WHERE whole ORDER BY draw LIMIT {_ENOUGH})"
    _listen(store, "spoken", f"WHERE {asked} AND spoken IS NULL", partial(_spoken, config), executor)
    evidence = SiteEvidence()
    for (data,) in store.ask(f"SELECT spoken FROM source WHERE {asked} ORDER BY path"):
        evidence.merge(SiteEvidence.from_rows(unpacked(data)))
    return evidence


def _listen(store: Store, column: str, where: str, work: Any, executor: Executor | None) -> None:
    """Fill a column of the pages that lack it with what `work` makes of their paths."""
    store.tell(f"CREATE TEMP TABLE lacking_{column} AS SELECT path FROM source {where} ORDER BY path")
    paths = store.ask(f"SELECT path FROM lacking_{column}")
    results = run(work, (path for (path,) in paths), executor=executor, size=_CHUNK)
    for (path,), data in zip(store.ask(f"SELECT path FROM lacking_{column}"), results, strict=True):
        store.tell(f"UPDATE source SET {column} = ? WHERE path = ?", data, path)
        store.settle()


def _spoken(config: Config, paths: Sequence[str]) -> list[bytes]:
    return [packed(collect([_parsed(config, path)]).rows()) for path in paths]


def _strings_of(config: Config, judged: Judged, paths: Sequence[str]) -> list[bytes]:
    return [packed(_strings(config, judged, path).rows()) for path in paths]


def _strings(config: Config, judged: Judged, path: str) -> Collector:
    """The strings of a page whose chrome is in the language of the msgids; one that has its own in another needs no catalog."""
    collector = Collector()
    page = whole_page(_parsed(config, path), judged.classifier, judged.menu)
    if chrome_language(page) in {None, config.source_language}:
        collector.add(page)
    return collector


def _parsed(config: Config, path: str) -> Document:
    name = formats.format_of(path) or "html"
    return formats.parse(read_bytes(config.path(path)), name, path=path, linked_data=config.linked_data)
