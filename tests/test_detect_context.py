from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.detect import annotate, language_map, passages
from bilingual_pub.model import Document, Segment, Span

DANISH = "Da vi kom ned til stranden, lå bådene på række, og der var ikke et menneske at se."
ENGLISH = "When we came down to the beach, the boats lay in a row and there was nobody to be seen."


def page(*blocks):
    """Build a document of (text, fields) blocks, each of which stands on a line of its own."""
    segments, start = [], 0
    for text, fields in blocks:
        segments.append(Segment(text, Span(start, start + len(text)), **fields))
        start += len(text) + 1
    return Document("\n".join(text for text, _ in blocks), segments=tuple(segments))


def languages(document):
    return [segment.language for segment in document.segments]


def test_danish_chrome_round_an_english_article():
    found = annotate(page(
        ("Til forsiden", {"role": "ui", "kind": "link"}),
        ("A morning by the sea", {"role": "article", "kind": "heading"}),
        (ENGLISH, {"role": "article"}),
        ("Smid en kommentar", {"role": "ui", "kind": "button"}),
    ))  # fmt: skip
    assert languages(found) == ["da", "en", "en", "da"]
    assert found.article_language == "en"


def test_quotations_code_and_attributes_have_no_vote():
    found = annotate(page(
        (DANISH, {"role": "article"}),
        (ENGLISH * 5, {"role": "article", "kind": "quotation"}),
        ("the quick brown fox = 1;" * 20, {"role": "article", "kind": "code"}),
        (ENGLISH * 5, {"role": "article", "kind": "attribute", "attribute": "alt"}),
    ))  # fmt: skip
    assert found.article_language == "da"
    assert languages(found)[:3] == ["da", "en", None]


def test_without_roles_every_block_is_the_articles():
    assert annotate(page((DANISH, {}), ("Read more", {}))).article_language == "da"


def test_half_and_half_is_undecided():
    assert annotate(page((DANISH, {}), (ENGLISH, {}))).article_language is None
    assert annotate(Document("")).article_language is None


def test_neighbours_break_a_tie_and_say_so():
    found = annotate(page((DANISH, {}), ("Information", {"kind": "heading"}), (DANISH, {})))
    assert found.segments[1].language == "da"
    assert found.segments[1].evidence == ("language da: neighbours",)


def test_what_could_be_bokmaal_too_takes_the_language_of_its_neighbours():
    found = annotate(page((DANISH, {}), ("Navnet må ikke være tomt.", {}), (DANISH, {})))
    assert languages(found) == ["da", "da", "da"]


def test_another_language_is_not_talked_over():
    found = annotate(page((DANISH, {}), ("Jag förstår inte vad du säger till mig", {}), (DANISH, {})))
    assert languages(found) == ["da", None, "da"]


def test_the_role_breaks_a_tie_when_neighbours_disagree():
    found = annotate(page(
        (DANISH, {"role": "article"}), (DANISH, {"role": "article"}), ("Film", {"role": "article"}),
        (ENGLISH, {"role": "article"}),
    ))  # fmt: skip
    assert found.segments[2].language == "da"
    assert found.segments[2].evidence == ("language da: role",)


def test_a_declared_language_breaks_a_tie_and_is_not_believed_otherwise():
    found = annotate(page(("Film", {"declared_language": "en-GB"}), (DANISH, {"declared_language": "en"})))
    assert languages(found) == ["da", "da"]
    alone = annotate(page(("Film", {"declared_language": "en-GB"})))
    assert (languages(alone), alone.segments[0].evidence) == (["en"], ("language en: declared",))


def test_numbers_take_no_language_from_anyone():
    found = annotate(page((DANISH, {}), ("12.000", {}), (DANISH, {})))
    assert found.segments[1].language is None
    assert found.segments[1].evidence == ("language undecided: no words",)


def test_what_a_catalog_knows_is_not_guessed():
    found = annotate(page(("Fast", {}), (ENGLISH, {})), known={"Fast": "da"})
    assert languages(found) == ["da", "en"]
    assert found.segments[0].evidence == ("language da: catalog",)


def test_annotating_twice_changes_nothing():
    once = annotate(page((DANISH, {"evidence": ("landmark main",)}), ("Film", {})))
    assert annotate(once) == once
    assert once.segments[0].evidence[0] == "landmark main"


SENTENCES = {
    "da": [
        "Han lagde brevet fra sig på bordet.", "Det havde regnet hele natten, og stien var blød.",
        "Ingen af dem sagde noget på vejen hjem.", "Så lukkede hun døren og satte sig ved vinduet.",
        "Bogen udkom første gang i 1954.", "Vi ved endnu ikke, hvad det kommer til at koste.",
        "Kl. 12 ringede klokkerne, og alle gik ind.", "Det er bl.a. derfor, at huset står tomt.",
    ],
    "en": [
        "He put the letter down on the table.", "It had rained all night, and the path was soft.",
        "None of them said anything on the way home.", "Then she closed the door and sat by the window.",
        "The book was first published in 1954.", "We do not yet know what it is going to cost.",
        "At noon the bells rang and everybody went inside.", "This is one of the reasons why the house is empty.",
    ],
}  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(["da", "en"]), st.integers(0, 7)), min_size=1, max_size=8))
def test_code_switching_is_found_to_the_sentence(choice):
    text, truth = "", []
    for language, i in choice:
        text += SENTENCES[language][i] + " "
        truth += [language] * (len(SENTENCES[language][i]) + 1)
    found = [p.language for p in passages(text) for _ in range(*p.span)]
    assert found == truth


@pytest.mark.parametrize("marks", ["»{}«", "“{}”", "„{}“", '"{}"'])
def test_a_quotation_inside_a_sentence_is_a_passage(marks):
    quoted = marks.format("We do not yet know what it is going to cost")
    text = f"Direktøren svarede kort: {quoted}, og så gik han igen uden et ord."
    found = {p.language: text[slice(*p.span)] for p in passages(text)}
    assert quoted.strip('»«“”„"') in found["en"]
    assert "Direktøren" in found["da"] or "og så gik han" in found["da"]


@given(st.text(max_size=200))
def test_passages_are_the_text(text):
    found = passages(text)
    assert "".join(text[slice(*p.span)] for p in found) == text


@given(st.text(alphabet='."«» aø', max_size=400))
def test_signs_without_end_are_read_once(text):
    assert "".join(text[slice(*p.span)] for p in passages(text)) == text


def test_the_map_of_a_document_names_passages_in_order():
    found = language_map(annotate(page((f"{DANISH} {ENGLISH}", {}), ("12.000", {}))))
    assert [(p.language, p.text.strip()) for p in found] == [
        ("da", DANISH),
        ("en", ENGLISH),
        (None, "12.000"),
    ]


def test_a_block_that_context_decided_keeps_its_language_on_the_map():
    document = annotate(page((DANISH, {}), ("Information", {}), (DANISH, {})))
    assert [p.language for p in language_map(document)] == ["da", "da", "da"]
    changed = replace(document, segments=(replace(document.segments[1], language="en"),))
    assert [p.language for p in language_map(changed)] == ["en"]
