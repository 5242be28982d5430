"""What pages and pairs say wrongly of themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

import bilingual_pub as bp
from bilingual_pub.check import check_bitext, check_links
from bilingual_pub.documents import parse
from bilingual_pub.formats import html
from bilingual_pub.model import Bead, Bitext, Document, Segment, Span

PAGE = '<html lang="{}"><head><title>Regn</title></head><body><main><p>{}</p></main></body></html>'
DANISH = "Vi mødtes en regnfuld tirsdag ved havnen, og så gik vi hjem."


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("da", None),
        ("da-DK", None),
        ("dk", "lang-invalid"),
        ("da-danmark!", "lang-invalid"),
        ("dansk!", "lang-invalid"),
        ("en", "lang-wrong"),
        ("no", None),
        ("", "lang-missing"),
    ],
)
def test_what_a_page_declares(code: str, rule: str | None) -> None:
    found = [d.rule for d in bp.check(parse(PAGE.format(code, DANISH)))]
    assert found == ([rule] if rule else [])


def test_a_part_that_says_its_language_is_right() -> None:
    page = PAGE.format("en", f'We met on a rainy Tuesday by the harbour.</p><p lang="da">{DANISH}')
    assert bp.check(parse(page)) == []


def _linked(path: str, **alternates: str) -> Document:
    links = "".join(
        f'<link rel=alternate hreflang="{c.replace("_", "-")}" href="{h}">' for c, h in alternates.items()
    )
    return html.parse(f"<html lang=da><head>{links}</head><body>", path=path)


def test_links_that_agree() -> None:
    pages = [_linked("da/a.html", da="a.html", en="../en/a.html", x_default="../en/a.html"),
             _linked("en/a.html", da="../da/a.html", en="a.html", x_default="a.html")]  # fmt: skip
    assert list(check_links(pages)) == []


def test_links_that_do_not() -> None:
    pages = [
        _linked("a.html", en="b.html", da="a.html", x_default="b.html"),
        _linked("b.html", en="b.html", x_default="b.html"),
    ]
    assert [d.rule for d in check_links(pages)] == ["hreflang-return"]


@pytest.mark.parametrize(
    ("da", "en", "wrong"),
    [
        ("Det koster 640.000 kr.", "It will cost DKK 640,000.", False),
        ("Det koster 640.000 kr.", "It will cost DKK 64,000.", True),
        ("Kom kl. 16-18.", "Come between 4 and 6 pm.", False),
        ("Kl. 22 kan man høre folk.", "At ten you can hear people.", False),
        ("Den 5. december kl. 19.30", "5 December at 7.30 pm", False),
        ("Den 5. december kl. 19.30", "5 December at 8.30 pm", True),
        ("Der er tre stole.", "There are 3 chairs.", False),
    ],
)
def test_numbers_that_differ_between_the_sides(da: str, en: str, wrong: bool) -> None:
    bead = Bead((Segment(da, Span(0, len(da))),), (Segment(en, Span(0, len(en))),))
    found = list(check_bitext(Bitext(Document(da), Document(en), (bead,), "da", "en")))
    assert [d.rule for d in found] == (["number"] if wrong else [])


def test_files_and_folders_and_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.format("dk", DANISH), "utf-8")
    (tmp_path / "b.po").write_text('msgid "Hej\n', "utf-8")
    rules = [d.rule for d in bp.check(tmp_path)]
    assert "lang-invalid" in rules
    assert "syntax-error" in rules
    assert [d.rule for d in bp.check(tmp_path / "nowhere.html")] == ["not-found"]
    assert "lang-invalid" not in [d.rule for d in bp.check(tmp_path, ignore=["lang-invalid"])]


def test_an_article_in_another_language_than_its_chrome_is_one_finding():
    text = "<p>The yard is four hundred metres long because a rope had to be.</p>"
    for count, lines in ((2, [1, 2]), (5, [1])):
        page = parse("<html lang=da><body><article>" + "\n".join([text] * count) + "</article></body></html>")
        found = [d for d in bp.check(page) if d.rule == "lang-wrong"]
        assert [d.line for d in found] == lines
    assert "and 4 texts more" in found[0].message
