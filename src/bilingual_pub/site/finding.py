"""Articles that nobody noted as each other's translation: paired by what they say, when that leaves no doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b

from bilingual_pub import formats
from bilingual_pub.align import align
from bilingual_pub.config import Config
from bilingual_pub.documents import understand
from bilingual_pub.files import read_bytes
from bilingual_pub.model import N_, Diagnostic, Document
from bilingual_pub.pairing import FoundPair, find_pairs
from bilingual_pub.site.store import Store

__all__ = ["join_by_content"]

SURE, POSSIBLE = 0.9, 0.5
"""From here on a pair is published as one; from there on an editor is asked. Calibration: docs/alignment.md."""

_ALONE = "FROM source JOIN placed USING (path) WHERE placed.article IN (SELECT article FROM placed GROUP BY article HAVING count(*) = 1)"


def join_by_content(config: Config, store: Store) -> tuple[bool, tuple[Diagnostic, ...]]:
    """Join articles in one language to those in the other that say the same, one to one.

    Returns whether there was anything to join, and which may be pairs. What was found is kept, and looked for again
    when an article that is alone says something else. An editor's word on two paths goes before what is found.
    """
    store.tell("CREATE TEMP TABLE alone (path TEXT PRIMARY KEY, article TEXT, language TEXT, digest TEXT)")
    store.tell(
        f"INSERT INTO alone SELECT path, placed.article, coalesce(language, ?), digest {_ALONE}",
        config.source_language,
    )
    languages = {row[0] for row in store.ask("SELECT DISTINCT language FROM alone")}
    if languages != set(config.languages[:2]):
        return False, ()
    state = _state(store)
    if store.get("paired") != state:
        store.tell("DELETE FROM pair")
        store.fill("INSERT INTO pair VALUES (?, ?, ?)", _rows(config, store))
        store.set("paired", state)
    return True, tuple(_joined(config, store))


def _state(store: Store) -> str:
    state = blake2b(digest_size=12)
    for path, digest in store.ask("SELECT path, digest FROM alone ORDER BY path"):
        state.update(f"{path}:{digest}\n".encode())
    return state.hexdigest()


def _joined(config: Config, store: Store) -> Iterator[Diagnostic]:
    decided = _decided(config)
    joined: list[tuple[str, str]] = []
    for here, there, confidence in store.ask("SELECT here, there, confidence FROM pair ORDER BY rowid"):
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


def _rows(config: Config, store: Store) -> Iterator[tuple[str, str, float]]:
    documents = [
        _document(config, *row) for row in store.ask("SELECT path, language FROM alone ORDER BY article")
    ]
    for pair in find_pairs(documents, languages=(config.languages[0], config.languages[1])):
        # On a small site any rare word looks telling; the blocks themselves say whether one translates the other.
        confidence = min(pair.confidence, align(pair.source, pair.target).confidence)
        yield _path(pair, 0), _path(pair, 1), round(confidence, 4)


def _path(pair: FoundPair, side: int) -> str:
    return (pair.source, pair.target)[side].path or ""


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
