"""Plug-ins: a page's chrome comes out in the page's language, whichever generator wrote the page."""

import os

import pytest

from bilingual_pub.plugins import mkdocs, pelican
from bilingual_pub.plugins.nikola import translate_with
from bilingual_pub.plugins.pages import translate_page

PAGE = """<!DOCTYPE html>
<html lang="{}"><body><nav><a href="/om">Om os</a></nav>
<main><article><p>The old crane lifts its first boat on Saturday morning.</p></article></main>
<footer><p>Smid en kommentar</p></footer></body></html>
"""
ENGLISH = PAGE.format("en").replace("Om os", "About us").replace("Smid en kommentar", "Leave a comment")


@pytest.fixture
def locales(tmp_path):
    catalog = tmp_path / "locales" / "en" / "LC_MESSAGES" / "messages.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text(
        'msgid "Om os"\nmsgstr "About us"\n\nmsgid "Smid en kommentar"\nmsgstr "Leave a comment"\n', "utf-8"
    )
    return tmp_path / "locales"


@pytest.mark.parametrize(
    ("language", "result"),
    [
        ("en", ENGLISH),
        ("en-GB", ENGLISH.replace('"en"', '"en-GB"')),
        ("da", PAGE.format("da")),
        ("", PAGE.format("")),
    ],
)
def test_the_chrome_comes_in_the_page_s_language_where_it_has_a_catalog(language, result, locales):
    assert translate_page(PAGE.format(language), locales) == result


def test_a_language_that_leads_out_of_the_folder_has_no_catalog(locales):
    page = PAGE.format("../../etc")
    assert translate_page(page, locales) == page


def test_a_catalog_that_was_saved_again_is_read_again(locales):
    assert translate_page(PAGE.format("en"), locales) == ENGLISH
    catalog = locales / "en" / "LC_MESSAGES" / "messages.po"
    catalog.write_text(catalog.read_text("utf-8").replace("About us", "Who we are"), "utf-8")
    os.utime(catalog, ns=(1, 1))
    assert "Who we are" in translate_page(PAGE.format("en"), locales)


def test_pelican_s_and_nikola_s_pages_are_written_back(locales, tmp_path):
    page = tmp_path / "index.html"
    page.write_text(PAGE.format("en"), "utf-8")
    pelican.on_content_written(str(page), {"BILINGUAL_PUB_LOCALES": str(locales)})
    assert page.read_text("utf-8") == ENGLISH
    page.write_text(PAGE.format("en"), "utf-8")
    translate_with(locales)(str(page))
    assert page.read_text("utf-8") == ENGLISH


def test_pelican_s_other_files_are_left_alone(locales, tmp_path):
    feed = tmp_path / "feed.xml"
    feed.write_text(PAGE.format("en"), "utf-8")
    pelican.on_content_written(str(feed), {"BILINGUAL_PUB_LOCALES": str(locales)})
    assert feed.read_text("utf-8") == PAGE.format("en")


def test_mkdocs_s_plug_in_is_made_when_asked_for():
    with pytest.raises(AttributeError):
        mkdocs.Something  # noqa: B018
    pytest.importorskip("mkdocs")
    assert callable(mkdocs.BilingualPubPlugin().on_post_page)
