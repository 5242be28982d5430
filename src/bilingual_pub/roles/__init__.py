"""Which strings are the page's own furniture (`ui`) and which belong to its article, with the reasons.

Evidence is combined: repetition over pages and at one place of the template, landmarks and controls, class names
in Danish and English, wording, and what other pages call the same text. A page alone works too, less surely.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from functools import partial

from bilingual_pub.model import Document
from bilingual_pub.parallel import run
from bilingual_pub.patterns import Pattern, find
from bilingual_pub.roles.evidence import SiteEvidence
from bilingual_pub.roles.judge import FEW, Classifier, Form, pattern_of
from bilingual_pub.roles.occurrences import Occurrence, Occurrences
from bilingual_pub.roles.shared import Shared

__all__ = [
    "FEW",
    "Classifier",
    "Form",
    "Occurrence",
    "Occurrences",
    "Shared",
    "SiteEvidence",
    "classify",
    "classify_document",
    "collect",
    "pattern_of",
]

_CHUNK = 64


def classify(
    documents: Iterable[Document],
    *,
    ui: Iterable[str] = (),
    article: Iterable[str] = (),
    executor: Executor | None = None,
) -> list[Document]:
    """Return the documents of one site, in order, with `role` and `evidence` set on every segment.

    `ui`, `article`: CSS selectors (see `roles.css`) of elements whose texts are one or the other, whatever the
    evidence says; `data-i18n` in the pages does the same. `executor`: counts and judges 64 pages at a time there.
    Where the pages are too many to hold, use `collect` and then a `Classifier`, page by page.

    Raises ConfigError on a selector that can't be read.

    >>> from bilingual_pub.formats import html
    >>> articles = ["Det regnede hele natten.", "Hun kom for sent igen.", "Vi spiste æbler i haven.", "Ingen så ham gå."]
    >>> pages = [html.parse(f'<a href="/">Til toppen</a><p>{text}</p><p>Eftertryk forbudt.</p>') for text in articles]
    >>> [segment.role for segment in classify(pages)[0].segments]
    ['ui', 'article', 'ui']
    """
    pages, rules = list(documents), (tuple(ui), tuple(article))
    if executor is None:
        classifier = Classifier(collect(pages), ui=rules[0], article=rules[1])
        return [classifier.classify(page) for page in pages]
    evidence = SiteEvidence()
    for counted in run(_collect_chunk, pages, executor=executor, size=_CHUNK):
        evidence.merge(counted)
    work = partial(_classify_chunk, evidence, rules, find(evidence.sightings()))
    return list(run(work, pages, executor=executor, size=_CHUNK))


def collect(documents: Iterable[Document]) -> SiteEvidence:
    """Return what the documents of a site say together; they may come from a generator and are not kept.

    >>> collect([]).pages
    0
    """
    evidence = SiteEvidence()
    for document in documents:
        evidence.add(document)
    return evidence


def classify_document(
    document: Document,
    evidence: SiteEvidence | None = None,
    *,
    ui: Iterable[str] = (),
    article: Iterable[str] = (),
) -> Document:
    """Return one document with `role` and `evidence` set; for many, a `Classifier` does not repeat its work.

    >>> from bilingual_pub.formats import html
    >>> classify_document(html.parse("<button>Smid en kommentar</button>")).segments[0].role
    'ui'
    """
    return Classifier(evidence, ui=ui, article=article).classify(document)


def _collect_chunk(chunk: Sequence[Document]) -> list[SiteEvidence]:
    return [collect(chunk)]


def _classify_chunk(
    evidence: SiteEvidence,
    rules: tuple[tuple[str, ...], tuple[str, ...]],
    patterns: tuple[Pattern, ...],
    chunk: Sequence[Document],
) -> list[Document]:
    classifier = Classifier(evidence, ui=rules[0], article=rules[1], patterns=patterns)
    return [classifier.classify(document) for document in chunk]
