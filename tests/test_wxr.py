"""WordPress exports: every byte accounted for, whatever the damage; posts read; files written that read back."""

import io
from dataclasses import replace
from itertools import count, repeat
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.formats import wxr
from bilingual_pub.formats.wxr.elements import parse_elements, resolve
from bilingual_pub.formats.wxr.names import Names, names_of

CASES = Path(__file__).parent / "cases" / "wxr"
HARBOUR = (CASES / "harbour-polylang.xml").read_bytes()
FILES = sorted(CASES.glob("*.xml"))


def items(data, **options):
    return list(wxr.read_items(io.BytesIO(data), **options))


def pieces(data, **options):
    return list(wxr.read_pieces(io.BytesIO(data), **options))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_export_is_a_document_too(path):
    data = path.read_bytes()
    document = wxr.parse(data)
    assert document.to_bytes() == data
    titles = [item.title for item in items(data) if item.title]
    assert [segment.text for segment in document.segments if segment.kind == "title"] == titles
    lines = document.text.splitlines()
    first = [document.text[slice(*s.span)].splitlines()[0] for s in document.segments]
    assert all(text in lines[s.line - 1] for text, s in zip(first, document.segments, strict=True))


def test_the_texts_of_a_post_stand_where_their_spans_say():
    posts = "<item><title>Øl &amp; vin</title><content:encoded><![CDATA[<!-- wp:paragraph --><p>Skål, 🍺!</p><!-- /wp:paragraph -->]]></content:encoded></item>"
    document = wxr.parse(f"<rss><channel>\n{posts}</channel></rss>".encode())
    assert [(s.text, document.text[slice(*s.span)], s.line) for s in document.segments] == [
        ("Øl & vin", "Øl &amp; vin", 2),
        ("Skål, 🍺!", "Skål, 🍺!", 2),
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_pieces_of_an_export_are_the_export(path):
    data = path.read_bytes()
    found = pieces(data)
    assert b"".join(piece.source for piece in found) == data
    for piece in found:
        assert data[piece.offset :].startswith(piece.source)
        assert piece.line == data[: piece.offset].count(b"\n") + 1


def test_posts_come_with_all_that_the_export_says_of_them():
    post = items(HARBOUR)[1]
    assert (post.id, post.title, post.slug) == (400, "Den gamle kran er tilbage", "den-gamle-kran-er-tilbage")
    assert (post.type, post.status, post.author, post.date) == (
        "post",
        "publish",
        "karen",
        "2024-05-01 10:00:00",
    )
    assert post.excerpt == "En kran fra 1908 får nyt liv."
    assert post.content.startswith("<!-- wp:paragraph -->\n<p>Kranen")
    assert post.terms_of("language") == (wxr.ItemTerm("language", "da", "Dansk"),)
    assert post.meta == (("_thumbnail_id", "402"),)
    assert HARBOUR.splitlines()[post.line - 1].strip() == b"<item>"


def test_comments_come_with_whom_they_answer():
    first, second = items(HARBOUR)[0].comments
    assert (first.id, first.author, first.parent) == (11, "Ida", 0)
    assert (second.content, second.parent) == ("I remember that crane from when I was a child.", 11)


def test_the_header_holds_site_authors_and_terms_of_every_taxonomy():
    header = wxr.read_header(wxr.read_pieces(io.BytesIO(HARBOUR)))
    assert (header.title, header.language, header.version) == ("Havneavisen", "da-DK", "1.2")
    assert header.authors == (wxr.Author(1, "karen", "karen@avisen.example", "Karen Søgård"),)
    assert [(term.id, term.taxonomy, term.slug) for term in header.terms] == [
        (2, "category", "havnen"),
        (3, "post_tag", "baade"),
        (5, "language", "da"),
        (6, "language", "en"),
        (7, "post_translations", "pll_661e0a1b2c3d4"),
        (8, "nav_menu", "hovedmenu"),
    ]
    assert header.terms[3].meta[0][0] == "_pll_strings_translations"


def test_an_old_export_with_prefixes_and_an_encoding_of_its_own():
    data = (CASES / "old-prefixes.xml").read_bytes()
    (post,) = items(data)
    assert post.title == "Rødgrød med fløde & sukker"
    assert post.content == "Kog bærrene op. Skriv ]]> og <item> uden fare."
    assert (post.id, post.status, post.terms[0].name) == (12, "publish", "Mad & vin")


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_namespaces_are_known_by_the_end_of_their_address(scheme, version):
    head = f'<rss xmlns:a="{scheme}://wordpress.org/export/{version}/excerpt/" xmlns:b="{scheme}://wordpress.org/export/{version}/">'
    assert names_of(head.encode()) == Names(wp="b", excerpt="a")


@pytest.mark.parametrize("name", ["utf-16", "no-such-encoding", "idna", "rot13"])
def test_an_encoding_that_can_t_be_the_file_s_own_is_not_believed(name):
    assert names_of(f'<?xml version="1.0" encoding="{name}"?>'.encode()).encoding == "utf-8"


# -- damage --------------------------------------------------------------------------------------------------


@given(st.integers(0, len(HARBOUR)))
def test_an_export_cut_off_anywhere_gives_what_came_before_the_cut(cut):
    data = HARBOUR[:cut]
    assert b"".join(piece.source for piece in pieces(data)) == data
    whole = [post for post in items(HARBOUR) if post.offset + len(post.source) <= cut]
    found = items(data)
    assert [post.id for post in found[: len(whole)]] == [post.id for post in whole]
    assert all(post.diagnostics for post in found[len(whole) :])


@given(st.integers(0, len(HARBOUR)), st.binary(max_size=20), st.integers(0, 30))
def test_damage_anywhere_loses_no_byte_and_raises_nothing(at, junk, lost):
    data = HARBOUR[:at] + junk + HARBOUR[at + lost :]
    assert b"".join(piece.source for piece in pieces(data)) == data
    assert len(items(data)) >= 5


@given(st.text(alphabet="<>![]-/itemCDATA \n", max_size=200))
def test_any_soup_of_marks_is_cut_without_loss(soup):
    data = soup.encode()
    assert b"".join(piece.source for piece in pieces(data)) == data
    assert wxr.read_header(wxr.read_pieces(io.BytesIO(data))).version == "1.0"


@pytest.mark.parametrize("lost", [b"]]></content:encoded>", b"</item>", b"]]>"])
def test_an_end_that_was_lost_damages_its_own_post_only(lost):
    start = HARBOUR.index(b"<wp:post_id>400")
    at = HARBOUR.index(lost, HARBOUR.rindex(b"<content:encoded>", 0, start))
    found = items(HARBOUR[:at] + HARBOUR[at + len(lost) :], path="eksport.xml")
    assert [post.title for post in found] == [post.title for post in items(HARBOUR)]
    notes = [note for post in found for note in post.diagnostics]
    assert notes
    assert {note.rule for note in notes} <= {"wxr-cut-off", "wxr-unclosed"}
    assert all(note.path == "eksport.xml" and note.line for note in notes)


def test_a_section_that_was_never_closed_ends_with_its_element():
    text = "<item><title><![CDATA[Kranen</title>\n<wp:post_id><![CDATA[7]]></wp:post_id></item>"
    node = parse_elements(text, Names())
    assert (node.get("title"), node.get("wp:post_id")) == ("Kranen", "7")


def test_a_control_character_is_read_and_told_of():
    data = HARBOUR.replace("sin første båd".encode(), "sin f\x0brste båd".encode())
    post = items(data, path="eksport.xml")[1]
    (note,) = post.diagnostics
    assert (note.rule, note.values) == ("wxr-control-character", {"code": "U+000B"})
    assert "\x0b" in data.decode().splitlines(keepends=False)[note.line - 1] or "f" in post.content
    assert data.split(b"\n")[note.line - 1].count(b"\x0b") == 1


def test_bytes_of_another_encoding_are_kept_and_told_of():
    data = HARBOUR.replace("både".encode(), "både".encode("latin-1"))
    post = items(data)[1]
    assert [note.rule for note in post.diagnostics] == ["wxr-encoding"]
    assert b"".join(piece.source for piece in pieces(data)) == data


def test_a_post_about_exports_is_one_post():
    sample = "Skriv &lt;item&gt; eller <pre></item>\n<item><title>x</title></pre> i filen."
    data = HARBOUR.replace(b"Kranen blev bygget i 1908 og", sample.encode())
    assert [post.id for post in items(data)] == [post.id for post in items(HARBOUR)]
    assert sample in items(data)[1].content


# -- hostile and huge ----------------------------------------------------------------------------------------


def test_entities_of_a_document_type_are_never_resolved():
    bomb = b'<!DOCTYPE rss [<!ENTITY a "aaaaaaaa"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    data = HARBOUR.replace(b"<rss ", bomb + b"<rss ").replace(b"<![CDATA[Om os]]>", b"&a;&x;")
    assert items(data)[4].title == "&a;&x;"


@given(st.text())
def test_references_resolve_to_characters_or_stand(text):
    assert resolve(text.replace("&", "&amp;").replace("<", "&lt;")) == text
    assert "\x00" not in resolve("&#0;&#xD800;&#x110000;")


class Endless(io.RawIOBase):
    """A stream of `total` bytes of posts that holds none of them, and knows how much was asked for at a time."""

    def __init__(self, total):
        self.numbers, self.left, self.rest, self.largest = count(1), total, b"<rss><channel>", 0

    def read(self, size=-1):
        self.largest = max(self.largest, size)
        while len(self.rest) < size and self.left > 0:
            post = (
                b"<item><wp:post_id>%d</wp:post_id><content:encoded><![CDATA[%s]]></content:encoded></item>"
            )
            text = post % (next(self.numbers), b"Tekst med <b>fed</b> skrift. " * 400)
            self.rest += text
            self.left -= len(text)
        taken, self.rest = self.rest[:size], self.rest[size:]
        return taken


def test_a_long_export_is_read_a_little_at_a_time():
    stream = Endless(30_000_000)
    ids = [post.id for post in wxr.read_items(stream)]
    assert ids == list(range(1, len(ids) + 1))
    assert len(ids) > 2000
    assert stream.largest <= 1 << 20


def test_a_post_larger_than_the_limit_is_given_up_and_the_next_one_read():
    huge = b"<item><title>Stor</title><content:encoded><![CDATA[" + b"x" * 2_000_000
    data = huge + b"]]></content:encoded></item><item><wp:post_id>2</wp:post_id></item>"
    found = items(data, limit=500_000)
    assert [note.rule for note in found[0].diagnostics] == ["wxr-cut-off"]
    assert found[-1].id == 2
    assert b"".join(piece.source for piece in pieces(data, limit=500_000)) == data


@pytest.mark.parametrize("mark", [b"<!--", b"<![CDATA[", b"<item", b"<item ", b"<a>", b"</a>", b"&"])
def test_a_file_of_nothing_but_marks_is_read_in_linear_steps(mark):
    data = b"".join(repeat(mark, 100_000))
    assert b"".join(piece.source for piece in pieces(data)) == data
    node = parse_elements(data.decode(), Names())
    assert len(node.children) + len(node.text) <= len(data)


# -- writing -------------------------------------------------------------------------------------------------


def written(header, posts):
    return b"".join(wxr.write_wxr(header, posts))


def test_what_is_written_reads_back_as_the_same_posts():
    header = wxr.read_header(wxr.read_pieces(io.BytesIO(HARBOUR)))
    posts = items(HARBOUR)
    data = written(header, posts)
    ignored = {"source": b"", "offset": 0, "line": 0, "comments": ()}
    assert [replace(post, **ignored) for post in items(data)] == [replace(post, **ignored) for post in posts]
    again = wxr.read_header(wxr.read_pieces(io.BytesIO(data)))
    assert replace(again, title=header.title) == header


xml_text = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))


@given(xml_text, xml_text, xml_text)
def test_any_text_is_written_as_xml_that_a_strict_parser_reads_the_same(title, content, slug):
    post = wxr.Item(1, title, content, terms=(wxr.ItemTerm("category", slug, title),))
    data = written(wxr.Header(), [post])
    node = ET.fromstring(data).find("channel/item")
    assert (node.findtext("title") or "") == title
    assert (node.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or "") == content
    assert node.find("category").get("nicename") == slug
    (again,) = items(data)
    assert (again.title, again.content, again.terms[0].slug) == (title, content, slug)


def test_what_xml_does_not_allow_is_left_out_of_what_is_written():
    data = written(wxr.Header(), [wxr.Item(1, "a\x00b\x0bc\ud800", "")])
    assert ET.fromstring(data).findtext("channel/item/title") == "abc"
