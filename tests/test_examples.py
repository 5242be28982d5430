"""The examples: the magazine is what it says it is, and every script beside it runs."""

import importlib.util
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import bilingual_pub as bp
from bilingual_pub import formats
from bilingual_pub.config import load
from bilingual_pub.formats import po
from bilingual_pub.outputs.template_page import SLOTS

EXAMPLES = Path(__file__).parents[1] / "examples"
MAGAZINE = EXAMPLES / "magazine"
ARTICLES = sorted(path for path in (MAGAZINE / "articles").iterdir() if path.is_file())
MARKDOWN = [path for path in ARTICLES if path.suffix == ".md"]
MIXED = "gaest-fra-glasgow.md"
CATALOGS = [*MAGAZINE.rglob("*.po"), *(EXAMPLES / "translator").rglob("*.po")]


def name(path):
    return path.name


def parse(path):
    return formats.parse(path.read_bytes(), formats.format_of(path), path=path.as_posix())


def script(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", MARKDOWN, ids=name)
def test_an_article_says_what_it_is(path):
    metadata = parse(path).metadata
    assert {"title", "author", "date", "lang", "section", "summary"} <= metadata.keys()
    words = len(path.read_text("utf-8").split())
    assert 150 < words < 520


@pytest.mark.parametrize("path", [path for path in ARTICLES if path.name != MIXED], ids=name)
def test_an_article_reads_as_the_language_its_name_says(path):
    document = bp.read(path)
    declared = path.name.split(".")[-2] if path.name.count(".") == 2 else document.metadata["lang"]
    assert document.article_language == declared


def test_the_mixed_article_is_danish_and_english_block_by_block():
    languages = [s.language for s in bp.read(MAGAZINE / "articles" / MIXED).segments if s.attribute is None]
    assert languages.count("da") >= 4
    assert languages.count("en") >= 8


@pytest.mark.parametrize("path", MARKDOWN, ids=name)
def test_a_bare_body_is_all_article(path):
    assert {s.role for s in bp.read(path).segments if s.kind != "metadata"} == {"article"}


@pytest.mark.parametrize("path", ARTICLES, ids=name)
def test_every_picture_is_there(path):
    document = parse(path)
    pictures = [link for segment in document.segments for link in segment.links if link.endswith(".svg")]
    pictures += [document.metadata[key] for key in ("image",) if key in document.metadata]
    assert all((path.parent / picture).is_file() for picture in pictures)


@pytest.mark.parametrize("path", sorted(MAGAZINE.rglob("*.svg")), ids=name)
def test_a_picture_is_well_formed_and_runs_nothing(path):
    tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(path.read_text("utf-8")).iter()}
    assert tags <= {"svg", "g", "rect", "circle", "ellipse", "path"}


def test_the_page_s_slots_are_those_that_are_filled():
    page = (MAGAZINE / "_page.html").read_text("utf-8")
    found = set(re.findall(r"\{\{\s*(\w+)\s*\}\}", page))
    assert {"title", "content", "lang"} <= found <= set(SLOTS)


def test_the_page_s_chrome_is_danish():
    page = bp.read(MAGAZINE / "_page.html")
    texts = {s.text: s for s in page.segments}
    for text in (
        "Smid en kommentar",
        "Hop ned til bunden og smid en kommentar.",
        "Søg i magasinet",
        "Læs også",
    ):
        assert texts[text].language == "da"


@pytest.mark.parametrize("path", CATALOGS, ids=name)
def test_a_catalog_is_sound_and_partly_done(path):
    catalog = po.parse(path.read_bytes(), path=path.as_posix())
    assert not catalog.diagnostics
    assert catalog.to_bytes() == path.read_bytes()
    assert 0.6 < sum(entry.final for entry in catalog.entries) / len(catalog.entries) < 1


def test_the_chrome_s_catalog_knows_most_of_the_page_but_not_all():
    template = bp.extract([MAGAZINE / "_page.html"], source_language="da", ui=["html"])
    asked = {(message.msgctxt, message.msgid) for message in template.messages}
    catalog = po.parse((MAGAZINE / "locales/en/LC_MESSAGES/messages.po").read_bytes())
    known = {entry.key for entry in catalog.entries}
    assert known <= asked
    assert 0.6 < len({entry.key for entry in catalog.entries if entry.final}) / len(asked) < 0.9


def test_the_configuration_is_read():
    config = load(MAGAZINE)
    assert (config.source_language, config.targets, config.site.title) == ("da", ("en",), "Tværstrøm")


def test_the_publishing_script_writes_what_it_promises(tmp_path):
    paths = script(EXAMPLES / "publishing_script.py").publish(tmp_path)
    assert [path.name for path in paths] == [
        "koret-i-kaelderen.da.html", "koret-i-kaelderen.en.html", "koret-i-kaelderen.da-en.html", "koret-i-kaelderen.da-en.tmx",
    ]  # fmt: skip
    assert '<html lang="en">' in paths[1].read_text("utf-8")
    assert 'hreflang="da"' in paths[1].read_text("utf-8")
    assert (tmp_path / "locales/en/LC_MESSAGES/messages.mo").is_file()


def test_a_translator_gets_every_block_and_the_page_says_what_is_left(tmp_path):
    module = script(EXAMPLES / "translator/send_and_receive.py")
    sent = po.parse(module.send(tmp_path).read_bytes())
    returned = po.parse((EXAMPLES / "translator/returned/saks-og-stilhed.po").read_bytes())
    assert {entry.msgid for entry in sent.entries} == {entry.msgid for entry in returned.entries}
    assert not any(entry.translated for entry in sent.entries)
    left = module.receive(tmp_path)
    danish = (tmp_path / "saks-og-stilhed.da.html").read_text("utf-8")
    assert "Hvorfor intet spejl?" in danish
    assert "A fourth chair, if the bank agrees." in danish
    assert "(Hun griner.)" not in danish
    assert len(left) == 3


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built") / "magazine"
    shutil.copytree(MAGAZINE, folder)
    return folder, bp.build(folder)


def test_the_magazine_is_built_in_both_languages(built):
    folder, _ = built
    english = (folder / "public/en/koret-i-kaelderen.html").read_text("utf-8")
    assert "Skip to the bottom and leave a comment." in english
    assert "Go down nine steps, duck under a water pipe" in english
    danish = (folder / "public/da/koret-i-kaelderen.html").read_text("utf-8")
    assert "Hop ned til bunden og smid en kommentar." in danish


def test_every_link_between_built_pages_leads_to_a_page(built):
    folder, _ = built
    for page in (folder / "public").glob("??/*.html"):
        links = re.findall(r'(?:href|src)="([^":#]+\.(?:html|svg))', page.read_text("utf-8"))
        assert not [link for link in links if not (page.parent / link).is_file()], page.name


def test_no_slot_is_left_in_a_built_page(built):
    folder, _ = built
    assert not [page.name for page in (folder / "public").rglob("*.html") if "{{" in page.read_text("utf-8")]


def test_building_again_changes_nothing(built):
    folder, _ = built

    def times():
        files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
        return {path: path.stat().st_mtime_ns for path in files}

    before = times()
    bp.build(folder)
    assert times() == before


def test_the_chrome_is_found_again_in_the_finished_pages(built):
    folder, _ = built
    pages = [path for path in sorted((folder / "public/da").glob("*.html")) if path.name != "index.html"]
    found = {message.msgid for message in bp.extract(pages, source_language="da").messages}
    wanted = {message.msgid for message in bp.Template.load(MAGAZINE / "locales/messages.pot").messages}
    assert len(found & wanted) / len(wanted) > 0.85
    # The rest is what the build itself puts on its pages, mostly: the switch of languages, what is not translated yet.
    assert len(found & wanted) / len(found) > 0.7
