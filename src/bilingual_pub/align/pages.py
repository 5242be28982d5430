"""Two documents to a bitext: the pipeline of the aligner, from segments to beads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bilingual_pub.align.blocks import Block, alignable, blocks
from bilingual_pub.align.calibration import calibrated, translation_confidence
from bilingual_pub.align.decode import Group
from bilingual_pub.align.evidence import Page
from bilingual_pub.align.learning import model1
from bilingual_pub.align.lexicon import NOTHING, Glossary, Lexicon, seed
from bilingual_pub.align.matching import Tongues, matched
from bilingual_pub.align.reasons import reasons, runner_up
from bilingual_pub.languages.knowledge import language
from bilingual_pub.model import N_, Bead, Bitext, Diagnostic, Document

__all__ = ["align", "grouped", "language_of", "paired_blocks"]

_DOUBTFUL = 0.5

_TEACHES = 0.95
"""Confidence from which a pair's words are learned from."""

_FEW, _HOPELESS = 5, 0.1
"""With fewer blocks than this a missing one weighs a third of the page: only what is hopeless is refused."""


def align(document_a: Document, document_b: Document, *, lexicon: Lexicon | None = None) -> Bitext:
    """Pair the article's blocks of two documents, one the translation of the other.

    Every text segment of either article (of the whole document, where no segment has a role) is in exactly one
    bead. `lexicon` is the site's own (`learn`); without one the seed that comes with the library is used. A pair
    that is no translation has a low `Bitext.confidence` and an error `not-a-translation`; its beads are still there.

    >>> from bilingual_pub.model import Segment, Span
    >>> def page(*texts): return Document("", segments=tuple(Segment(t, Span(0, 0)) for t in texts))
    >>> da = page("Museet åbner kl. 10.", "Billetter koster 80 kr.", "Velkommen til Odense.")
    >>> en = page("The museum opens at 10.", "Welcome to Odense.")
    >>> [(len(bead.source), len(bead.target)) for bead in align(da, en).beads]
    [(1, 1), (1, 0), (1, 1)]
    """
    languages = language_of(document_a), language_of(document_b)
    left = blocks(alignable(document_a), languages[0], document_a.elements)
    right = blocks(alignable(document_b), languages[1], document_b.elements)
    beads, confidence = paired_blocks(left, right, languages, lexicon)
    least = _DOUBTFUL if min(len(left), len(right)) >= _FEW else _HOPELESS
    return Bitext(
        document_a, document_b, beads, *languages, confidence=confidence,
        diagnostics=() if confidence >= least else (_not_a_translation(document_b, confidence),),
    )  # fmt: skip


def paired_blocks(
    left: Sequence[Block], right: Sequence[Block], languages: Tongues, lexicon: Lexicon | None
) -> tuple[tuple[Bead, ...], float]:
    """Return the beads of two lists of blocks, and the probability that they translate each other at all."""
    compared, found = grouped(left, right, languages, (lexicon or seed()).glossary(*languages))
    beads = (_bead(compared, *one) for one in zip(found, calibrated(compared, found), strict=True))
    return tuple(beads), translation_confidence(compared, found)


def grouped(
    left: Sequence[Block], right: Sequence[Block], languages: Tongues, glossary: Glossary
) -> tuple[Page, list[Group]]:
    """Return the page compared and its groups; without a lexicon the page is compared again with what it taught itself."""
    compared, found = matched(left, right, languages, glossary)
    own = _own_words(compared, found) if compared.known is None else NOTHING
    return matched(left, right, languages, own) if own.forward else (compared, found)


def _own_words(compared: Page, found: Sequence[Group]) -> Glossary:
    """Return the words that the sure pairs of a page teach: those that come again in step."""
    certain = (
        group for group, said in zip(found, calibrated(compared, found), strict=True) if said >= _TEACHES
    )
    pairs = [(compared.a[g.i], compared.b[g.j]) for g in certain if g.size_a == g.size_b == 1]
    taught = model1(((a.words, b.words) for a, b in pairs if a.text != b.text), "a", "b")
    return replace(taught.glossary("a", "b"), thin=True)


def _bead(compared: Page, group: Group, confidence: float) -> Bead:
    return Bead(
        tuple(block.segment for block in compared.a[group.i : group.i + group.size_a]),
        tuple(block.segment for block in compared.b[group.j : group.j + group.size_b]),
        confidence=confidence,
        moved=group.moved,
        runner_up=runner_up(compared, group),
        reasons=reasons(compared, group),
    )


def language_of(document: Document) -> str | None:
    """Return the language of the article: as detected, as declared, or by its function words."""
    if document.article_language or document.language:
        return document.article_language or document.language
    said = Counter(s.language or s.declared_language for s in document.segments)
    if said and (likely := said.most_common(1)[0][0]):
        return likely
    return _guess(blocks(alignable(document), None))


def _guess(found: Sequence[Block]) -> str | None:
    counts = {}
    for tag in ("da", "en"):
        known = language(tag)
        assert known is not None
        counts[tag] = sum(len(known.function_words & block.words) for block in found)
    best = max(counts, key=lambda tag: counts[tag])
    return best if counts[best] > min(counts.values()) else None


def _not_a_translation(document: Document, confidence: float) -> Diagnostic:
    return Diagnostic(
        "not-a-translation",
        "error",
        N_("the two articles do not look like translations of each other (confidence {confidence})"),
        {"confidence": f"{confidence:.2f}"},
        path=document.path,
        hint=N_("check that the right articles are paired; pin their blocks in the review page if they are"),
    )
