"""Articles that nobody noted as each other's translation: paired by what they say, when that leaves no doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bilingual_pub import formats
from bilingual_pub.align import align
from bilingual_pub.config import Config
from bilingual_pub.documents import understand
from bilingual_pub.files import read_bytes
from bilingual_pub.model import N_, Diagnostic, Document
from bilingual_pub.pairing import FoundPair, find_pairs
from bilingual_pub.site.articles import Article
from bilingual_pub.site.sources import digest

__all__ = ["Finding", "join_by_content"]

SURE, POSSIBLE = 0.9, 0.5
"""From here on a pair is published as one; from there on an editor is asked. Calibration: docs/alignment.md."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The articles after looking; `known` is kept for the next build, which looks again only when something changed."""

    articles: tuple[Article, ...]
    known: dict[str, Any] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def join_by_content(
    config: Config,
    articles: Sequence[Article],
    known: Mapping[str, Any],
    decided: Mapping[tuple[str, str], bool],
) -> Finding:
    """Join articles in one language to those in the other that say the same, one to one.

    `known`: what an earlier build found. `decided`: an editor's word on two paths goes before what is found.

    >>> join_by_content(Config(), [], {}, {}).articles
    ()
    """
    alone = [article for article in articles if not article.paired]
    if {article.languages[0] for article in alone} != set(config.languages[:2]):
        return Finding(tuple(articles))
    state = digest("\n".join(f"{a.sources[0].path}:{a.sources[0].digest}" for a in alone).encode())
    rows = known.get("pairs", []) if known.get("state") == state else list(_rows(config, alone))
    by_path = {article.sources[0].path: article for article in alone}
    joined: dict[str, Article] = {}
    found: list[Diagnostic] = []
    for here, there, confidence in rows:
        sure = decided.get((here, there), confidence >= SURE)
        if sure and here in by_path and there in by_path:
            one, two = by_path[here], by_path[there]
            joined[here] = replace(one, sources=(*one.sources, *two.sources), languages=_languages(one, two))
            joined[there] = joined[here]
        elif confidence >= POSSIBLE and decided.get((here, there)) is None:
            found.append(_possible(config, here, there, confidence))
    kept = [joined.get(article.sources[0].path, article) for article in articles]
    unique = tuple({article.key: article for article in kept}.values())
    return Finding(unique, {"state": state, "pairs": [list(row) for row in rows]}, tuple(found))


def _rows(config: Config, alone: Sequence[Article]) -> Iterator[tuple[str, str, float]]:
    documents = [_document(config, article) for article in alone]
    for pair in find_pairs(documents, languages=(config.languages[0], config.languages[1])):
        # On a small site any rare word looks telling; the blocks themselves say whether one translates the other.
        confidence = min(pair.confidence, align(pair.source, pair.target).confidence)
        yield _path(pair, 0), _path(pair, 1), round(confidence, 4)


def _path(pair: FoundPair, side: int) -> str:
    return (pair.source, pair.target)[side].path or ""


def _document(config: Config, article: Article) -> Document:
    source = article.sources[0]
    data = read_bytes(config.path(source.path))
    document = understand(formats.parse(data, formats.format_of(source.path) or "html", path=source.path))
    return replace(document, language=article.languages[0], article_language=article.languages[0])


def _languages(one: Article, two: Article) -> tuple[str, str]:
    return one.languages[0], two.languages[0]


def _possible(config: Config, here: str, there: str, confidence: float) -> Diagnostic:
    template = N_(
        "this may be the same article as {other} (confidence {confidence}); each is published on its own"
    )
    hint = N_("If it is, give both the same “translationKey” in their front matter.")
    values: dict[str, object] = {"other": there, "confidence": f"{confidence:.2f}"}
    return Diagnostic("possible-pair", "info", template, values, config.path(here).as_posix(), hint=hint)
