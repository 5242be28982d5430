"""Articles that nobody noted as each other's translation: paired by what they say, when that leaves no doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial

from bilingual_pub import formats
from bilingual_pub.align import align
from bilingual_pub.config import Config
from bilingual_pub.documents import understand
from bilingual_pub.files import read_bytes
from bilingual_pub.model import N_, Diagnostic, Document
from bilingual_pub.pair_index import Feature
from bilingual_pub.pairing import features, matches
from bilingual_pub.parallel import run
from bilingual_pub.site.store import Store, packed, unpacked

__all__ = ["join_by_content"]

SURE, POSSIBLE = 0.9, 0.5
"""From here on a pair is published as one; from there on an editor is asked. Calibration: docs/alignment.md."""

_CHUNK = 64

_ALONE = "FROM source JOIN placed USING (path) WHERE placed.article IN (SELECT article FROM placed GROUP BY article HAVING count(*) = 1)"


def join_by_content(
    config: Config, store: Store, executor: Executor | None = None
) -> tuple[bool, tuple[Diagnostic, ...]]:
    """Join articles in one language to those in the other that say the same, one to one.

    Returns whether there was anything to join, and which may be pairs. What an article is known by, and how sure a
    pair is, is kept for as long as the files are the same. An editor's word on two paths goes before what is found.
    """
    store.tell("CREATE TEMP TABLE alone (path TEXT PRIMARY KEY, article TEXT, language TEXT, digest TEXT)")
    store.tell(
        f"INSERT INTO alone SELECT path, placed.article, coalesce(language, ?), digest {_ALONE}",
        config.source_language,
    )
    languages = {row[0] for row in store.ask("SELECT DISTINCT language FROM alone")}
    if languages != set(config.languages[:2]):
        return False, ()
    _known_by(config, store, executor)
    _align(config, store, executor)
    return True, tuple(_joined(config, store))


def _known_by(config: Config, store: Store, executor: Executor | None) -> None:
    """Keep with each article that is alone what it is known by."""
    store.tell(
        "CREATE TEMP TABLE unknown AS SELECT alone.path, alone.language FROM alone JOIN source USING (path)"
        " WHERE features IS NULL ORDER BY alone.path"
    )
    results = run(
        partial(_features_all, config), store.ask("SELECT * FROM unknown"), executor=executor, size=_CHUNK
    )
    for (path, _), data in zip(store.ask("SELECT * FROM unknown"), results, strict=True):
        store.tell("UPDATE source SET features = ? WHERE path = ?", data, path)
        store.settle()


def _features_all(config: Config, rows: Sequence[tuple[str, str]]) -> list[bytes]:
    return [packed(features(_document(config, *row), _pair(config))) for row in rows]


def _pair(config: Config) -> tuple[str, str]:
    return config.languages[0], config.languages[1]


def _align(config: Config, store: Store, executor: Executor | None) -> None:
    """Keep which are most like each other, and how sure the aligner is that they are a pair."""
    store.tell("CREATE TEMP TABLE likely (here TEXT PRIMARY KEY, there TEXT, digests TEXT, likeness REAL)")
    store.fill("INSERT INTO likely VALUES (?, ?, ?, ?)", _likely(config, store))
    store.tell(
        "DELETE FROM pair WHERE NOT EXISTS (SELECT 1 FROM likely WHERE likely.here = pair.here AND likely.there = pair.there"
        " AND likely.digests = pair.digests)"
    )
    store.tell(
        "CREATE TEMP TABLE unsure AS SELECT here, there, digests FROM likely WHERE here NOT IN (SELECT here FROM pair)"
    )
    sides = (
        ((here, config.languages[0]), (there, config.languages[1]))
        for here, there, _ in store.ask("SELECT * FROM unsure")
    )
    results = run(partial(_aligned, config), sides, executor=executor)
    for row, confidence in zip(store.ask("SELECT * FROM unsure"), results, strict=True):
        store.tell("INSERT INTO pair VALUES (?, ?, ?, ?)", *row, confidence)
        store.settle()


def _likely(config: Config, store: Store) -> Iterator[tuple[str, str, str, float]]:
    paths = [
        [
            path
            for (path,) in store.ask("SELECT path FROM alone WHERE language = ? ORDER BY article", language)
        ]
        for language in _pair(config)
    ]
    sources, targets = (partial(_pages, store, language) for language in _pair(config))
    for i, j, likeness, _ in matches(sources, targets):
        here, there = paths[0][i], paths[1][j]
        digests = store.one(
            "SELECT group_concat(digest) FROM (SELECT digest FROM alone WHERE path IN (?, ?) ORDER BY path)",
            here,
            there,
        )
        yield here, there, *digests, likeness


def _pages(store: Store, language: str) -> Iterator[Iterable[Feature]]:
    """What each article in a language is known by, in the order of their keys."""
    rows = store.ask(
        "SELECT features FROM alone JOIN source USING (path) WHERE alone.language = ? ORDER BY alone.article",
        language,
    )
    for (data,) in rows:
        yield ((kind, value) for kind, value in unpacked(data))


def _aligned(config: Config, pairs: Sequence[tuple[tuple[str, str], tuple[str, str]]]) -> list[float]:
    return [align(_document(config, *one), _document(config, *other)).confidence for one, other in pairs]


def _joined(config: Config, store: Store) -> Iterator[Diagnostic]:
    decided = _decided(config)
    joined: list[tuple[str, str]] = []
    # On a small site any rare word looks telling; the blocks themselves say whether one translates the other.
    rows = "SELECT here, likely.there, round(min(likeness, confidence), 4) FROM likely JOIN pair USING (here)"
    for here, there, confidence in store.ask(
        f"{rows} ORDER BY (SELECT article FROM alone WHERE path = here)"
    ):
        if decided.get((here, there), confidence >= SURE):
            joined.append((here, there))
        elif confidence >= POSSIBLE and decided.get((here, there)) is None:
            yield _possible(config, here, there, confidence)
    store.fill(
        "UPDATE source SET rank = 1, article = (SELECT article FROM alone WHERE path = ?) WHERE path = ?",
        joined,
    )


def _decided(config: Config) -> dict[tuple[str, str], bool]:
    from bilingual_pub.merge.decisions import decided_pages, read_decisions  # noqa: PLC0415

    path = config.path("decisions.json")
    return decided_pages(read_decisions(path)) if path.is_file() else {}


def _document(config: Config, path: str, language: str) -> Document:
    data = read_bytes(config.path(path))
    document = understand(formats.parse(data, formats.format_of(path) or "html", path=path))
    return replace(document, language=language, article_language=language)


def _possible(config: Config, here: str, there: str, confidence: float) -> Diagnostic:
    template = N_(
        "this may be the same article as {other} (confidence {confidence}); each is published on its own"
    )
    hint = N_("If it is, give both the same “translationKey” in their front matter.")
    values: dict[str, object] = {"other": there, "confidence": f"{confidence:.2f}"}
    return Diagnostic("possible-pair", "info", template, values, config.path(here).as_posix(), hint=hint)
