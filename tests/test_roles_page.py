"""A page as a whole: where its text runs, in which language, and whether it is an article at all."""

from itertools import pairwise

import pytest

from bilingual_pub.formats import html
from bilingual_pub.roles import classify
from bilingual_pub.roles.page import alone, majority, read_page
from bilingual_pub.roles.slots import Slots

ENGLISH = "Nobody had expected the brass band to draw twelve hundred people to the harbour on a wet and windy Sunday."
DANISH = "Ingen havde regnet med, at hornorkestret ville trække tolv hundrede mennesker ned på havnen en våd og blæsende søndag."
PAGE = """<html lang="da"><head><title>{title} - Bladet</title></head><body class="{name}"><nav><a href="/">Forside</a> <a href="/om">Om os</a></nav>
<h1>{title}</h1>{body}<footer><p>Skriv til redaktionen, hvis du har et godt tip til os.</p></footer></body></html>"""


def page(body, *, title="Koret", name=""):
    return html.parse(PAGE.format(title=title, body=body, name=name))


def _alone(document):
    return alone(document, read(document), Slots().leaves(document))


def read(document):
    return read_page(document, Slots().leaves(document))


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (DANISH, "da")])
def test_where_the_text_runs_and_in_which_language(text, language):
    document = page(f"<p>{text}</p><p>{text}</p>")
    found = read(document)
    assert [s.text for s in document.segments[found.start : found.end]] == [text, text]
    assert (found.language, found.article) == (language, True)


@pytest.mark.parametrize(
    "document",
    [
        page("<p>Prøv igen.</p>"),
        page(f"<p>{DANISH}</p>", title="Siden blev ikke fundet"),
        page(f"<p>{DANISH}</p>", name="error404 logged-out"),
        html.parse(""),
        html.parse("<p>Hej"),
    ],
)
def test_pages_without_an_article(document):
    assert not read(document).article


def test_a_long_notice_in_the_furniture_is_no_article():
    notice = "Vi bruger cookies for at se, hvad der bliver læst mest, og de bliver aldrig solgt videre til nogen som helst."
    assert not read(page(f'<div class="cookie-notice"><p>{notice}</p></div>')).article


def test_what_a_segment_has_from_its_page_alone():
    document = page(f"<p>{ENGLISH}</p><p>{ENGLISH}</p>", title="The brass band")
    rows = dict(zip((s.text for s in document.segments), _alone(document), strict=True))
    assert "not the article's language" in rows["Om os"]
    assert "before the running text" in rows["Om os"]
    assert rows["The brass band"] >= ("before the running text",)
    assert "the page's own name" in rows["The brass band"]
    assert rows[ENGLISH] == ("in the running text",)


def test_a_short_page_without_furniture_is_all_text():
    assert set(_alone(html.parse("<html><title>Brød</title><p>Blåbær ved søen i aften."))) == {
        ("in the running text", "the page's own name"),
        ("in the running text",),
    }


def test_no_clear_majority():
    assert majority(["Læs mere", "Om os"]) is None
    assert majority(["Læs mere her", "Om os alle", "About us all", "Read more here"]) is None


TITLES = [
    "The brass band",
    "A record shop closes",
    "One late set",
    "Tapes from the cellar",
    "Singing for free",
]
SENTENCES = [
    ENGLISH,
    "She wrote her first song on the back of a receipt, and it took her nine years to finish it.",
    "By the time the amplifier had been mended the rain had stopped, and half of the audience had gone home.",
    "His mother kept every programme in a blue box under the stairs, where the cat used to sleep.",
    "The municipality has promised to pay for the lights, but nobody has seen any money so far.",
    "There is a kind of patience in the way they treat an old tune that everybody thought was dead.",
]

CALL = "Hop ned til bunden og smid en kommentar."


@pytest.fixture(scope="module")
def magazine():
    """Danish furniture, a Danish call inside each article, English articles."""
    return [
        page(f"<div><p>{text}</p><p>{last}</p><p>{CALL}</p></div>", title=title)
        for title, (text, last) in zip(TITLES, pairwise(SENTENCES), strict=False)
    ]


def test_a_danish_call_in_an_english_article_is_the_sites(magazine):
    for document in classify(magazine):
        roles = {s.text: s.role for s in document.segments}
        assert roles[CALL] == "ui"
        assert all(role == "article" for text, role in roles.items() if text in {*TITLES, *SENTENCES})


def test_evidence_names_the_language(magazine):
    paragraphs = (s for d in classify(magazine) for s in d.segments if s.text in SENTENCES)
    assert all("in another language than the site's menus" in s.evidence for s in paragraphs)


def test_a_site_in_one_language_has_no_foreign_text(magazine):
    danish = [
        page(f"<p>{DANISH.replace('tolv', number)}</p>", title=f"Nummer {number}")
        for number in ("to", "tre", "fire", "fem")
    ]
    said = {reason for d in classify(danish) for s in d.segments for reason in s.evidence}
    assert not {reason for reason in said if "language" in reason}
