"""Roles: what is furniture and what is article, overruled where somebody says so, counted by several workers alike."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.errors import ConfigError
from bilingual_pub.formats import html, markdown
from bilingual_pub.roles import (
    Classifier,
    Form,
    Occurrences,
    SiteEvidence,
    classify,
    classify_document,
    collect,
    pattern_of,
)
from bilingual_pub.roles.evidence import text_key
from bilingual_pub.roles.slots import Slots
from bilingual_pub.roles.words import hints_of

TOPICS = ["Rabarber", "Kartofler", "Bier", "Brød", "Frost", "Kompost", "Æbler", "Naboer"]

HEADINGS = ["Sådan gør du", "Det gik galt", "Bagefter"]


def page(topic, number=1):
    return html.parse(
        f"""<html lang="da"><head><title>{topic} | Havebladet</title></head><body>
<header class="site-header"><a href="/">Havebladet</a><nav><a href="/arkiv">Arkiv</a><a href="/om">Om bladet</a></nav>
<form role="search"><input placeholder="Hvad leder du efter?"><button aria-label="Søg">⌕</button></form></header>
<main><article><h1 class="entry-title">{topic}</h1><p class="byline">Publiceret {number}. maj 2026</p>
<div class="entry-content"><p>{topic} trives bedst, når man lader dem være i fred hele ugen.</p>
<h2>{HEADINGS[number % 3]}</h2><p>Grav et hul på {number} centimeter, og glem det så igen til august.</p></div></article>
<section class="more"><h2>Læs også</h2><ul>{"".join(f'<li><a href="/{t}">{t}</a></li>' for t in TOPICS if t != topic)}</ul></section></main>
<footer><p>Tip redaktionen, hvis du har set noget.</p><a href="/privat">Privatlivspolitik</a></footer></body></html>""",
        path=f"{topic}.html",
    )


PAGES = [page(topic, number) for number, topic in enumerate(TOPICS, 1)]
UI = {
    "Arkiv", "Om bladet", "Hvad leder du efter?", "Søg", "Læs også", "Tip redaktionen, hvis du har set noget.", "Privatlivspolitik",
}  # fmt: skip


def texts(documents, role):
    return {segment.text for document in documents for segment in document.segments if segment.role == role}


def test_a_site_has_its_furniture_and_nothing_else():
    judged = classify(PAGES)
    found = texts(judged, "ui")
    assert found >= UI
    assert not {t for t in found if t in TOPICS or "trives" in t or "Grav" in t or t in HEADINGS}


def test_every_segment_has_a_role_and_a_reason():
    for document in classify(PAGES):
        assert all(segment.role and segment.evidence for segment in document.segments)


def test_nothing_but_role_evidence_and_context_is_touched():
    before, after = PAGES[0], classify(PAGES)[0]
    assert after.text == before.text
    assert [(s.text, s.span, s.kind, s.tags) for s in after.segments] == [
        (s.text, s.span, s.kind, s.tags) for s in before.segments
    ]
    assert all(segment.role is None for segment in before.segments)


def test_a_link_with_another_pages_title_is_content():
    assert not texts(classify(PAGES), "ui") & set(TOPICS)


def test_a_string_with_slots_is_furniture_and_says_its_pattern():
    found = [s for d in classify(PAGES) for s in d.segments if s.text.startswith("Publiceret")]
    assert {s.role for s in found} == {"ui"}
    assert {pattern_of(s) for s in found} == {Form("Publiceret {date}")}


def test_a_date_alone_is_no_string():
    judged = classify_document(html.parse("<footer><time>23. august 2026</time></footer>"))
    assert [s.role for s in judged.segments] == ["article"]


def test_a_page_alone():
    judged = classify_document(PAGES[0])
    assert {"Arkiv", "Om bladet", "Søg", "Privatlivspolitik"} <= texts([judged], "ui")
    assert any("trives bedst" in text for text in texts([judged], "article"))


def test_rare_furniture_is_found_though_it_occurs_once():
    lost = '<main><h1>Siden blev ikke fundet</h1><form><input type="submit" value="Søg igen"></form></main>'
    judged = classify([*PAGES, html.parse(lost)])[-1]
    assert [s.role for s in judged.segments if s.text == "Søg igen"] == ["ui"]


@pytest.mark.parametrize(
    ("markup", "role"),
    [
        ('<p data-i18n="">Det regnede hele natten, og ingen sov.</p>', "ui"),
        ('<section data-i18n="nav.home"><p>Det regnede hele natten.</p></section>', "ui"),
        ('<nav data-i18n="no"><a href="/">Forside</a></nav>', "article"),
        ('<div data-i18n><nav data-i18n="no"><a href="/">Forside</a></nav></div>', "article"),
    ],
)
def test_the_page_says_so_itself(markup, role):
    assert [s.role for s in classify_document(html.parse(markup)).segments] == [role]


def test_a_selector_overrules_the_evidence_and_is_named():
    judged = classify(PAGES, ui=["div.entry-content > h2"], article=["footer p"])
    heading = next(s for s in judged[0].segments if s.text in HEADINGS)
    assert (heading.role, heading.evidence) == ("ui", ("selector div.entry-content > h2",))
    assert "Tip redaktionen, hvis du har set noget." in texts(judged, "article")


def test_the_configuration_goes_before_the_page_on_one_element_and_the_inner_before_the_outer():
    marked = html.parse('<div class="x" data-i18n><p class="y">Det regnede.</p></div>')
    assert classify_document(marked, article=[".x"]).segments[0].role == "article"
    assert classify_document(marked, article=[".x"], ui=[".y"]).segments[0].role == "ui"


def test_a_context_is_inherited_and_an_empty_one_is_a_context():
    judged = classify_document(
        html.parse('<nav data-i18n-context="menu"><a>Hjem</a><a data-i18n-context="">Ud</a></nav><p>Tal</p>')
    )
    assert [s.context for s in judged.segments] == ["menu", "", None]


def test_a_selector_that_cant_be_read_is_an_error():
    with pytest.raises(ConfigError, match="bad-selector"):
        classify(PAGES, ui=["p:hover"])


def test_workers_count_and_judge_as_one_does():
    many = PAGES * 20
    with ThreadPoolExecutor(2) as executor:
        assert classify(many, executor=executor) == classify(many)


def test_occurrences_are_the_same_on_every_page_and_across_formats():
    pages, files = Occurrences(), [markdown.parse("# Søg\n"), markdown.parse("# Søg\n")]
    one, other = pages.of(PAGES[0]), pages.of(html.parse(PAGES[0].text))
    assert one == other
    assert len(set(one) & set(pages.of(PAGES[1]))) >= len(UI)
    assert pages.of(files[0]) == pages.of(files[1])


def test_elements_that_were_made_say_the_same_as_those_that_were_not():
    made = replace(PAGES[0], elements=tuple(html.parse(PAGES[0].text).elements))
    pages = Occurrences()
    assert pages.of(made) == pages.of(html.parse(PAGES[0].text))


@given(st.lists(st.integers(0, len(PAGES) - 1), max_size=12), st.integers(0, 12))
def test_merging_counts_is_counting_together(order, cut):
    one, other = collect(PAGES[i] for i in order[:cut]), collect(PAGES[i] for i in order[cut:])
    one.merge(pickle.loads(pickle.dumps(other)))
    assert one == collect(PAGES[i] for i in order)


def test_counts_grow_with_texts_not_with_pages():
    once, often = collect(PAGES), collect(PAGES * 30)
    assert once.texts.keys() == often.texts.keys()
    assert once.slots.keys() == often.slots.keys()
    assert often.pages == 30 * once.pages


def test_a_page_the_evidence_never_saw_is_judged_too():
    classifier = Classifier(collect(PAGES))
    judged = classifier.classify(page("Hyld"))
    assert "Arkiv" in texts([judged], "ui")
    assert any("trives" in text for text in texts([judged], "article"))


def test_a_file_without_markup_of_its_own_is_an_article():
    judged = classify([markdown.parse("# Søg\n\nLæs mere\n")])[0]
    assert {s.role for s in judged.segments} == {"article"}


@pytest.mark.parametrize(
    "broken", ["", "<", "<p", "<nav><nav><nav>", "</div>" * 50, "<table><tr><td>" * 200, "\x00\ufeff"]
)
def test_broken_pages_are_judged_without_complaint(broken):
    document = html.parse(broken)
    assert len(classify_document(document).segments) == len(document.segments)


def test_slots_do_not_depend_on_what_passes():
    one = html.parse('<div id="post-12" class="post-12 category-film"><p class="current x">a b</p></div>')
    two = html.parse('<div id="post-99" class="post-99 category-jazz"><p class="x">c d</p></div>')
    slots = Slots()
    assert [leaf.key for leaf in slots.leaves(one)] == [leaf.key for leaf in slots.leaves(two)]


@pytest.mark.parametrize(
    ("name", "hints"),
    [
        ("sidefod", ("chrome",)),
        ("brødtekst", ("body",)),
        ("entry-title", ("headline",)),
        ("comment-form", ("chrome",)),
        ("xyz", ()),
    ],
)
def test_class_names_in_both_languages(name, hints):
    assert hints_of(name) == hints


def test_long_texts_are_counted_by_digest_and_anchor_signs_do_not_count():
    assert len(text_key("ord " * 100)) == 17
    assert text_key("Kort fortalt<a>¶</a>") == "Kort fortalt"


def test_no_pages_no_evidence():
    assert classify([]) == []
    assert Classifier(SiteEvidence()).patterns == ()
