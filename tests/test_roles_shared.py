"""What pages share is enough to judge them by: the verdicts are those of all evidence, and one page more changes none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.formats import html
from bilingual_pub.model import Document
from bilingual_pub.patterns import find
from bilingual_pub.roles import Classifier, Shared, SiteEvidence, collect
from bilingual_pub.roles.shared import rounded

TEXTS = [
    "Det regnede hele natten.",
    "Hun kom for sent igen.",
    "Vi spiste æbler i haven.",
    "Ingen så ham gå.",
    "Båden lå stille.",
]


def pages(count: int) -> list[Document]:
    return [
        html.parse(
            f"<nav><a href='/'>Forside</a></nav><article><h1>{TEXTS[n % 5]} {n}</h1><p>{TEXTS[(n + 1) % 5]} {n * n}</p></article>"
            f"<aside><a href='s{n + 1}'>{TEXTS[(n + 1) % 5]} {n + 1}</a></aside><footer><p>Eftertryk forbudt.</p></footer>"
        )
        for n in range(count)
    ]


def classifier(evidence: SiteEvidence) -> Classifier:
    return Classifier(Shared.of(evidence), patterns=find(evidence.sightings()))


def roles(judge: Classifier, documents: list[Document]) -> list[list[str | None]]:
    return [[segment.role for segment in judge.classify(page).segments] for page in documents]


def test_the_verdicts_are_those_of_all_evidence() -> None:
    documents = pages(20)
    evidence = collect(documents)
    assert roles(classifier(evidence), documents) == roles(Classifier(evidence), documents)


def test_a_page_that_was_not_asked_is_judged_by_those_that_were() -> None:
    documents = pages(60)
    asked = classifier(collect(documents[:40]))
    assert roles(asked, documents[40:]) == roles(Classifier(collect(documents)), documents[40:])


def test_the_order_of_pages_changes_no_verdict() -> None:
    documents = pages(12)
    evidence = collect(documents)
    forward = roles(classifier(evidence), documents)
    assert roles(classifier(evidence), documents[::-1]) == forward[::-1]


def test_one_page_more_leaves_what_a_large_site_shares_as_it_was() -> None:
    before, after = (list(Shared.of(collect(pages(count))).entries()) for count in (128, 129))
    shared = [entry for entry in before if "Forside" in entry or entry.startswith("slots ")]
    assert set(shared) <= set(after)


def test_counts_come_back_from_rows() -> None:
    evidence = collect(pages(4))
    assert SiteEvidence.from_rows(evidence.rows()) == evidence


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_rounding_keeps_the_order_and_is_near(one: int, other: int) -> None:
    assert rounded(one) <= one <= rounded(one) * 17 / 16
    assert (rounded(one) <= rounded(other)) or one > other
