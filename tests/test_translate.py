"""Translation by a catalog: byte for byte but for what was translated."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_html import PAGES

from bilingual_pub import documents, formats
from bilingual_pub.formats import po
from bilingual_pub.translate import lookup_in, translate

PAGE = (
    '<html lang="da">\r\n<body><nav><a href="/">Forside</a> <a href="/om" title="Om bladet">Om os</a></nav>\r\n'
    "<main><article><h1>Første gang</h1><p>Læs mere om hende i vores næste nummer, når det kommer.</p></article>"
    '</main><footer><p>Læs <a href="x">vilkår &amp; mere</a> <img src="i.svg" alt="Ikon"></p></footer></body></html>'
)
CATALOG = {"Forside": "Front page", "Om os": "About us", "Om bladet": "About the magazine", "Første gang": "NO",
           "Læs <a>vilkår & mere</a>": "Read <a>terms & more</a>", "Ikon": "Icon"}  # fmt: skip


def test_only_chrome_changes() -> None:
    page = documents.parse(PAGE)
    result = translate(page, CATALOG, "en")
    expected = PAGE
    for a, b in (("Forside", "Front page"), (">Om os", ">About us"), ("Om bladet", "About the magazine"),
                 ("Læs <a", "Read <a"), ("vilkår &amp; mere", "terms &amp; more"), ('"Ikon"', '"Icon"')):  # fmt: skip
        expected = expected.replace(a, b)
    assert result.text == expected
    assert [d for d in result.diagnostics if d.severity != "info"] == []
    assert {s.role for s in result.segments} == {s.role for s in page.segments}


def test_identity_translation_changes_no_byte() -> None:
    page = documents.parse(PAGE)
    same = {segment.text: segment.text for segment in page.segments}
    assert translate(page, same, "en", role=None).to_bytes() == PAGE.encode()


def test_a_picture_inside_a_translated_sentence_gets_its_alt() -> None:
    page = documents.parse(
        '<footer><p>Se <img src="a.svg" alt="Et kort"> og <img src="b.svg" alt="Et kort"> nu</p></footer>'
    )
    catalog = {"Se <img/> og <img2/> nu": "<img2/> and <img/> now", "Et kort": "A map"}
    assert translate(page, catalog, "en", role=None).text == (
        '<footer><p><img src="b.svg" alt="A map"> and <img src="a.svg" alt="A map"> now</p></footer>'
    )


def test_what_is_refused_or_missing_keeps_the_source_and_says_so() -> None:
    page = documents.parse(
        "<nav><a href=/>Forside</a></nav><footer><p>Læs <a href=x>vilkårene</a> her</p></footer>"
    )
    result = translate(page, {"Læs <a>vilkårene</a> her": "Read <b>the terms</b> here"}, "en")
    assert result.text == page.text
    assert [(d.rule, d.severity) for d in result.diagnostics] == [
        ("untranslated", "info"),
        ("tag-mismatch", "error"),
    ]


def test_any_kind_of_catalog(tmp_path: Path) -> None:
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Forside"\nmsgstr "Front page"\n'
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text(text)
    page = documents.parse("<nav><a href=/>Forside</a></nav>")
    catalogs = [
        po.parse(text),
        polib.pofile(text),
        tmp_path,
        str(tmp_path),
        {"Forside": "Front page"},
        lambda _: po.parse(text),
    ]
    for catalog in catalogs:
        assert translate(page, catalog, "en").text == "<nav><a href=/>Front page</a></nav>"


def test_fuzzy_translations_are_not_used() -> None:
    catalog = po.parse('#, fuzzy\nmsgid "Forside"\nmsgstr "Front page"\n')
    page = documents.parse("<nav><a href=/>Forside</a></nav>")
    assert translate(page, catalog, "en").text == page.text


def test_a_message_with_slots_translates_its_instances() -> None:
    page = documents.parse(
        "<footer><p>Publiceret 23. august 2026</p><p>Side 3 af 12</p><p>Side om side</p></footer>"
    )
    catalog = {
        "Publiceret {date}": "Published {date}",
        "Side {number} af {number2}": "Page {number} of {number2}",
    }
    text = translate(page, catalog, "en", role=None).text
    assert text == "<footer><p>Published 23 August 2026</p><p>Page 3 of 12</p><p>Side om side</p></footer>"


@given(PAGES, st.sampled_from(["Hi", "a < b", "<a>x</a>", "{{", " "]))
def test_the_result_is_what_its_text_is_read_as(page: str, words: str) -> None:
    document = formats.parse(page)
    result = translate(
        document, {s.text: f"{words} {s.text}" for s in document.segments[::2]}, "en", role=None
    )
    again = formats.parse(result.text)
    assert [(s.text, s.span, s.tags, s.links) for s in result.segments] == [
        (s.text, s.span, s.tags, s.links) for s in again.segments
    ]
    assert (result.metadata, result.elements, result.language) == (
        again.metadata,
        again.elements,
        again.language,
    )


PLURALS = r"""msgid ""
msgstr "Language: {language}\nPlural-Forms: {rule}\nX-Source-Language: da\n"

#, python-brace-format
msgid "{{count}} kommentar"
msgid_plural "{{count}} kommentarer"
{forms}

#, python-brace-format
msgid "Én gæst"
msgid_plural "{{count}} gæster"
msgstr[0] "{{count}} guest"
msgstr[1] "{{count}} guests"
"""
POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"


@pytest.mark.parametrize(
    ("language", "rule", "forms", "texts"),
    [
        (
            "en", "nplurals=2; plural=(n != 1);", ("One comment", "{count} comments"),
            {"1 kommentar": "One comment", "0 kommentarer": "0 comments", "1.200 kommentarer": "1,200 comments"},
        ),
        (
            "pl", POLISH, ("{count} komentarz", "{count} komentarze", "{count} komentarzy"),
            {"1 kommentar": "1 komentarz", "3 kommentarer": "3 komentarze", "5 kommentarer": "5 komentarzy"},
        ),
        ("en", "nplurals=2; plural=broken", ("{count} comment", "{count} comments"), {"1 kommentar": "1 comment", "2 kommentarer": "2 comments"}),
    ],
)  # fmt: skip
def test_a_number_takes_the_form_of_the_other_language(language, rule, forms, texts):
    rows = "\n".join(f'msgstr[{n}] "{form}"' for n, form in enumerate(forms))
    catalog = po.parse(PLURALS.format(language=language, rule=rule, forms=rows))
    for source, wanted in texts.items():
        page = documents.parse(f"<nav><a>Forside</a></nav><aside><b>{source}</b></aside>")
        assert f"<b>{wanted}</b>" in translate(page, catalog, language, role=None).text


def test_a_number_in_words_is_one():
    catalog = po.parse(
        PLURALS.format(language="en", rule="nplurals=2; plural=(n != 1);", forms='msgstr[0] ""\nmsgstr[1] ""')
    )
    page = documents.parse("<aside><b>Én gæst</b><p>4 gæster</p><p>3 kommentarer</p></aside>")
    assert (
        translate(page, catalog, "en", role=None).text
        == "<aside><b>1 guest</b><p>4 guests</p><p>3 kommentarer</p></aside>"
    )


def test_a_catalog_is_prepared_once_and_each_language_for_itself():
    catalog = po.parse('msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "{date}: nyt"\nmsgstr "{date}: news"\n')
    assert lookup_in(catalog, "en") is lookup_in(catalog, "en")
    assert lookup_in(catalog, "en")("3. maj 2026: nyt", None) == "3 May 2026: news"
    assert lookup_in(catalog, "da")("3. maj 2026: nyt", None) == "3. maj 2026: news"
    changed = catalog.with_translation("{date}: nyt", "{date}: what is new")
    assert lookup_in(changed, "en")("3. maj 2026: nyt", None) == "3 May 2026: what is new"


def test_another_librarys_catalog_may_change_between_two_pages():
    catalog = polib.POFile()
    catalog.append(polib.POEntry(msgid="Hej", msgstr="Hi"))
    assert lookup_in(catalog, "en")("Hej", None) == "Hi"
    catalog[0].msgstr = "Hello"
    assert lookup_in(catalog, "en")("Hej", None) == "Hello"
