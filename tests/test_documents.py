"""Reading documents with roles and languages: the page's own strings and the article are told apart."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import bilingual_pub as bp
from bilingual_pub import documents, formats
from bilingual_pub.errors import InputError
from bilingual_pub.model import Document

PAGE = (
    '<!DOCTYPE html><html lang="da"><head><title>Rain</title></head><body><header><nav><ul><li><a href="/">Forside</a></li>'
    '<li><a href="/om">Om bladet</a></li></ul></nav></header><main><article><h1>Nine steps down</h1><p>They meet every '
    "Tuesday in a cellar that smells of rubber and coffee.</p><p>“We waited for the complaints,” she says. “There were "
    'two.”</p></article></main><section id="comments"><h2>Smid en kommentar</h2><form><label>Navn</label><button>Send'
    "</button></form></section><footer><p>Hop ned til bunden og smid en kommentar.</p></footer></body></html>"
)


def test_danish_chrome_round_an_english_interview() -> None:
    page = bp.parse(PAGE)
    assert (page.language, page.article_language) == ("da", "en")
    roles = {s.text: (s.role, s.language) for s in page.segments}
    assert roles["Nine steps down"] == ("article", "en")
    for text in ("Forside", "Om bladet", "Smid en kommentar", "Hop ned til bunden og smid en kommentar."):
        assert roles[text] == ("ui", "da"), text
    assert all(s.evidence for s in page.segments)


def test_a_soup_and_a_tag() -> None:
    soup = BeautifulSoup(PAGE, "html.parser")
    assert bp.parse(soup).article_language == "en"
    article = soup.find("article")
    assert {s.role for s in bp.parse(article).segments} == {"article"}


def test_a_bare_body_is_all_article() -> None:
    body = bp.parse("<h2>Tid og sted</h2><p>Gratis</p><table><tr><td>Kl. 20</td></tr></table>")
    assert {s.role for s in body.segments} == {"article"}


def test_markdown_is_an_article() -> None:
    article = bp.parse("---\ntitle: Regn\n---\n# Regn\n\nDet regnede hele natten.\n", format="markdown")
    assert article.article_language == "da"
    assert {s.role for s in article.segments} == {"article"}


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "ø.html"
    path.write_bytes(PAGE.encode("utf-16"))
    assert bp.read(path).to_bytes() == PAGE.encode("utf-16")
    with pytest.raises(InputError, match="no document"):
        bp.read(tmp_path / "a.jpg")
    with pytest.raises(InputError, match="No such file"):
        bp.read(tmp_path / "a.html")
    assert bp.read(str(path), format="html").article_language == "en"


def test_what_stands_for_a_document_is_taken_as_one_everywhere(tmp_path: Path) -> None:
    da, en = tmp_path / "kor.da.html", tmp_path / "kor.en.html"
    da.write_text("<p>Koret øver hver tirsdag i kælderen.</p>", "utf-8")
    en.write_text("<p>The choir meets every Tuesday in the cellar.</p>", "utf-8")
    html = da.read_text("utf-8")
    for given in (da, str(da), html, BeautifulSoup(html, "html.parser"), bp.read(da)):
        assert bp.merge(given, str(en)).languages == ("da", "en")
        catalog = {"Koret øver hver tirsdag i kælderen.": "The choir meets."}
        assert bp.translate(given, catalog, "en", role=None).text == "<p>The choir meets.</p>"


def test_a_name_with_no_file_behind_it_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nix\.da\.md"):
        bp.merge(str(tmp_path / "nix.da.md"), "<p>Hi</p>")


def test_parse_says_what_it_takes() -> None:
    with pytest.raises(TypeError, match="read"):
        bp.parse(Path("kor.html"))  # type: ignore[arg-type]


def test_a_document_for_later_is_read_when_asked_for() -> None:
    read: list[int] = []

    def now() -> Document:
        read.append(1)
        return formats.parse("<title>Hi</title><p>Hi")

    def unread() -> Document:
        return documents.later("<title>Hi</title><p>Hi", formats.parse("<p>Hej"), (), now)

    document = unread()
    assert (document.text, document.to_bytes(), document.format) == (
        "<title>Hi</title><p>Hi",
        b"<title>Hi</title><p>Hi",
        "html",
    )
    assert isinstance(document, Document)
    assert not read
    assert document.metadata == {"title": "Hi"}
    assert (len(document.segments), len(document.elements), document.language) == (2, 2, None)
    assert len(read) == 1
    assert type(document) is Document
    expected = formats.parse("<title>Hi</title><p>Hi")
    for same in (
        unread(),
        copy.copy(unread()),
        copy.deepcopy(unread()),
        pickle.loads(pickle.dumps(unread())),
    ):
        assert same == expected
    assert expected == unread()
    assert repr(unread()) == repr(expected)
    assert replace(unread(), path="x").path == "x"
    assert type(replace(unread(), path="x")) is Document
    with pytest.raises(AttributeError):
        getattr(unread(), "nothing")  # noqa: B009
