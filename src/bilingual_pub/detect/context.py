"""The language of each block, of the article, and of the passages inside a block.

Each segment is judged by its own words. Only where they can't decide do the segment's neighbours, its role or
the declared `lang` break the tie, and then the evidence says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from bilingual_pub.detect.normalise import tokens
from bilingual_pub.detect.pair import detect_pair
from bilingual_pub.detect.score import closed
from bilingual_pub.detect.switching import Passage, passages
from bilingual_pub.model import Detection, Document, Segment, Span

__all__ = ["MappedPassage", "annotate", "language_map"]

WEAK = 0.8
"""Below this confidence a short block's own words break no tie with its context."""

SHORT = 40
"""Letters up to which a block is short: a label, a button, a heading of a few words."""

MAJORITY = 0.55
"""Share of the letters a language needs for the article to be in it."""

_UNCOUNTED = ("quotation", "code", "attribute")
_TIES = ("name", "fits both", "another language")
_detect = lru_cache(maxsize=8192)(detect_pair)


class MappedPassage(NamedTuple):
    """A passage of a document: `span` counts characters of `segment.text`, as a translator sees it."""

    segment: Segment
    span: Span
    language: str | None
    confidence: float

    @property
    def text(self) -> str:
        """The passage's own text, inline tags included."""
        return self.segment.text[self.span.start : self.span.end]


def annotate(document: Document, *, known: Mapping[str, str] | None = None) -> Document:
    """Set `language` on every segment and `article_language` on the document; roles are taken as they stand.

    `known`: texts whose language a catalog has already told, by text. Where no segment has a role, all of them
    are the article's. What decided is the last of each segment's `evidence`.

    >>> page = [Segment("Sommeren på øen var lang og varm.", Span(0, 9)), Segment("Information", Span(9, 20))]
    >>> found = annotate(Document("", segments=tuple(page)))
    >>> found.article_language, [s.language for s in found.segments], found.segments[1].evidence
    ('da', ['da', 'da'], ('language da: neighbours',))
    """
    segments = document.segments
    own = [_own(segment, known or {}) for segment in segments]
    article = _vote(zip(segments, own, strict=True), _is_article)
    chrome = _vote(zip(segments, own, strict=True), lambda segment: segment.role == "ui")
    settled = [
        _settle(i, segments, own, chrome if s.role == "ui" else article) for i, s in enumerate(segments)
    ]
    marked = tuple(map(_mark, segments, settled))
    return replace(document, segments=marked, article_language=article)


def language_map(document: Document) -> list[MappedPassage]:
    """Return the languages of an annotated document in reading order, to the sentence where a block changes.

    >>> block = Segment("Han sagde det tydeligt. Then he left the room without a word.", Span(0, 9), language="da")
    >>> [(p.language, p.text) for p in language_map(Document("", segments=(block,)))]
    [('da', 'Han sagde det tydeligt. '), ('en', 'Then he left the room without a word.')]
    """
    closed()[1].learn([token for segment in document.segments for token in tokens(segment.text)])  # together
    return [MappedPassage(segment, *part) for segment in document.segments for part in _parts(segment)]


def _parts(segment: Segment) -> list[Passage]:
    found = passages(segment.text) if segment.kind != "code" else []
    if len(found) > 1:
        return found
    confidence = found[0].confidence if found and found[0].language == segment.language else 0.0
    return [Passage(Span(0, len(segment.text)), segment.language, confidence)]


def _is_article(segment: Segment) -> bool:
    return segment.role != "ui"


def _own(segment: Segment, known: Mapping[str, str]) -> Detection:
    if segment.kind == "code":
        return Detection(None, reason="code")
    if segment.text in known:
        return Detection(known[segment.text], 1.0, {known[segment.text]: 1.0}, (), "catalog")
    return _detect(segment.text)


def _vote(items: Iterable[tuple[Segment, Detection]], wanted: Callable[[Segment], bool]) -> str | None:
    """Return the language that has most of the letters, quotations, code and attributes apart."""
    votes: dict[str, float] = defaultdict(float)
    for segment, found in items:
        if found.language and segment.kind not in _UNCOUNTED and wanted(segment):
            votes[found.language] += len(segment.text) * found.confidence
    if not votes:
        return None
    best = max(sorted(votes), key=lambda name: votes[name])
    return best if votes[best] > MAJORITY * sum(votes.values()) else None


def _settle(i: int, segments: Sequence[Segment], own: Sequence[Detection], of_role: str | None) -> Detection:
    """Let the context break the tie of a short block that fits both languages, or of one that could be Bokmål as well."""
    found = own[i]
    if found.language is not None and (found.confidence >= WEAK or len(segments[i].text) > SHORT):
        return found
    if found.language is None and not (found.compatible and found.reason in _TIES):
        return found
    around = {name for name in (_near(i, -1, segments, own), _near(i, 1, segments, own)) if name}
    declared = (segments[i].declared_language or "").partition("-")[0]
    if len(around) == 1:
        language, reason = around.pop(), "neighbours"
    elif of_role:
        language, reason = of_role, "role"
    elif declared in ("da", "en"):
        language, reason = declared, "declared"
    else:
        return found
    return _tied(found, language, reason) if language in (found.compatible or (language,)) else found


def _tied(found: Detection, language: str, reason: str) -> Detection:
    if found.language == language:
        return found
    return Detection(
        language,
        max(found.scores.get(language, 0.5), 0.5),
        found.scores,
        found.compatible or ("da", "en"),
        reason,
    )


def _near(i: int, step: int, segments: Sequence[Segment], own: Sequence[Detection]) -> str | None:
    """Return the language of the next sure block of the same role in one direction, at most three away."""
    for j in range(i + step, i + 4 * step, step):
        if not 0 <= j < len(own):
            return None
        if segments[j].role == segments[i].role and own[j].language and own[j].confidence >= WEAK:
            return own[j].language
    return None


def _mark(segment: Segment, found: Detection) -> Segment:
    said = f"language {found.language or 'undecided'}: {found.reason}"
    evidence = tuple(phrase for phrase in segment.evidence if not phrase.startswith("language "))
    return replace(segment, language=found.language, evidence=(*evidence, said))
