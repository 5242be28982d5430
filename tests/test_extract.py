"""From pages and marked sources to a template."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from bilingual_pub.babel_plugin import extract as babel_extract
from bilingual_pub.catalog import compile, update  # noqa: A004
from bilingual_pub.check import check
from bilingual_pub.documents import parse, read
from bilingual_pub.errors import InputError
from bilingual_pub.extract import extract
from bilingual_pub.formats import html
from bilingual_pub.model import Reference
from bilingual_pub.roles import classify, classify_document
from bilingual_pub.translate import translate

CHROME = '<nav><a href="/">Forside</a> <a href="/om">Om bladet</a></nav>'
BODY = "<article><div class=entry-content><p>{text}</p></div></article>"
FOOT = '<footer><p>Publiceret {day}. maj 2026</p><p translate="no">Havebladet ApS</p><button>Smid en <b>kommentar</b></button></footer>'
TEXTS = [
    "Det regnede hele natten.",
    "Hun kom for sent igen.",
    "Vi spiste æbler i haven.",
    "Ingen så ham gå hjem.",
    "Teltet var vådt.",
]


@pytest.fixture
def site(tmp_path):
    for day, text in enumerate(TEXTS, 1):
        page = (
            f"<html lang=da><body>\n{CHROME}\n{BODY.format(text=text)}\n{FOOT.format(day=day)}</body></html>"
        )
        Path(tmp_path, f"{day}.html").write_text(page, "utf-8")
    return tmp_path


def by_msgid(template):
    return {message.msgid: message for message in template.messages}


def test_a_folder_of_pages_is_a_site(site):
    found = by_msgid(extract(site))
    assert set(found) == {"Forside", "Om bladet", "Publiceret {date}", "Smid en <b>kommentar</b>"}


def test_references_are_the_first_few_in_order_and_all_are_counted(site):
    message = by_msgid(extract(site))["Forside"]
    assert [(Path(r.path).name, r.line) for r in message.references] == [
        ("1.html", 2),
        ("2.html", 2),
        ("3.html", 2),
    ]
    assert message.count == 5
    assert len(by_msgid(extract(site, references=1))["Forside"].references) == 1


def test_a_string_with_slots_is_one_message_with_examples(site):
    message = by_msgid(extract(site))["Publiceret {date}"]
    assert message.flags == ("python-brace-format",)
    assert "{date}: 1. maj 2026" in message.comments
    assert message.count == 5


def test_comments_say_the_place_and_what_the_tags_are(site):
    found = by_msgid(extract(site))
    assert found["Smid en <b>kommentar</b>"].comments[0] == "Button in the footer"
    page = html.parse('<nav><p data-i18n>Læs <a href="om.html">om os</a></p></nav>', path="a.html")
    assert extract(page).messages[0].comments == ("Paragraph in the navigation", "<a>: link to om.html")


def test_the_articles_own_segments_are_another_template(site):
    template = extract(site / "1.html", role="article")
    assert "Det regnede hele natten." in by_msgid(template)
    assert "Forside" not in by_msgid(template)


def test_every_text_whatever_its_role(site):
    found = by_msgid(extract(site, role=None))
    assert set(found) == {
        "Forside", "Om bladet", "Smid en <b>kommentar</b>", *TEXTS, *(f"Publiceret {n}. maj 2026" for n in range(1, 6)),
    }  # fmt: skip
    assert found["Forside"].comments == ("Link in the navigation",)
    assert found["Forside"].count == 5


def test_sources_that_mark_their_own_are_among_all_texts(tmp_path):
    (tmp_path / "a.py").write_text('text = _("Smid en kommentar")\n', "utf-8")
    (tmp_path / "b.html").write_text("<p>Det regner.</p>", "utf-8")
    assert list(by_msgid(extract(tmp_path, role=None))) == ["Smid en kommentar", "Det regner."]


@pytest.mark.parametrize("role", ["ui", "article"])
@pytest.mark.parametrize("rules", [{}, {"ui": [".entry-content"], "article": ["nav"]}])
def test_pages_let_go_give_what_pages_judged_give(site, role, rules):
    pages = [html.parse(path.read_bytes(), path=path.as_posix()) for path in sorted(site.iterdir())]
    at_once = extract(pages, role=role, **rules)
    assert at_once.messages
    assert at_once.messages == extract(classify(pages, **rules), role=role).messages


def test_too_few_pages_for_a_site_are_judged_one_by_one(site):
    pages = [html.parse(path.read_bytes(), path=path.as_posix()) for path in sorted(site.iterdir())[:2]]
    assert extract(pages).messages == extract([classify_document(page) for page in pages]).messages


def test_languages_of_pages_without_roles_name_the_source_language(site):
    pages = [html.parse(path.read_bytes(), path=path.as_posix()) for path in sorted(site.iterdir())]
    english = [replace(p, segments=tuple(replace(s, language="en") for s in p.segments)) for p in pages]
    assert extract(english).source_language == "en"


def test_the_same_input_gives_the_same_bytes(site):
    assert extract(site).to_bytes() == extract(str(site)).to_bytes()


def test_documents_with_roles_are_taken_as_they_are():
    page = classify_document(html.parse(CHROME, path="a.html"), article=["nav"])
    assert extract([page]).messages == ()
    assert [m.msgid for m in extract([page], role="article").messages] == ["Forside", "Om bladet"]


def test_a_soup_is_a_page():
    soup = BeautifulSoup(CHROME, "html.parser")
    assert [m.msgid for m in extract(soup).messages] == ["Forside", "Om bladet"]
    assert [m.msgid for m in extract([soup.nav]).messages] == ["Forside", "Om bladet"]


def test_documents_may_come_from_a_generator():
    pages = (html.parse(CHROME, path=f"{n}.html") for n in range(3))
    assert [m.count for m in extract(pages).messages] == [3, 3]


def test_one_string_with_two_contexts_is_two_messages():
    page = html.parse('<nav><a data-i18n-context="menu">Hjem</a><a>Hjem</a></nav>')
    assert [(m.msgctxt, m.msgid) for m in extract(page).messages] == [("menu", "Hjem"), (None, "Hjem")]


def test_selectors_overrule(site):
    found = by_msgid(extract(site, ui=[".entry-content"], article=["nav"]))
    assert "Teltet var vådt." in found
    assert "Forside" not in found


def test_the_source_language(site):
    assert extract(site).source_language == "da"
    assert extract(site, source_language="en-GB", project="Havebladet").source_language == "en-GB"


def test_python_and_javascript_mark_their_own(tmp_path):
    (tmp_path / "a.py").write_text(
        '# Translators: on a button\ntext = _("Smid en %s")\nngettext("{n} svar", "{n} svar", n)\npgettext("menu", "Hjem")\n',
        "utf-8",
    )
    (tmp_path / "b.js").write_text('show(gettext("Søg her"));\n', "utf-8")
    first, second, third, fourth = extract(tmp_path).messages
    assert (first.msgid, first.flags, first.comments, first.references[0].line) == (
        "Smid en %s",
        ("python-format",),
        ("Translators: on a button",),
        2,
    )
    assert (second.msgid, second.msgid_plural, second.flags) == (
        "{n} svar",
        "{n} svar",
        ("python-brace-format",),
    )
    assert (third.msgctxt, third.msgid) == ("menu", "Hjem")
    assert fourth.references == (Reference((tmp_path / "b.js").as_posix(), 1),)
    assert extract(tmp_path, role="article").messages == ()


def test_jinja2_templates_mark_their_own(tmp_path):
    pytest.importorskip("jinja2")
    (tmp_path / "a.j2").write_text(
        '<p>{% trans %}Læs mere{% endtrans %}</p>\n{{ pgettext("menu", "Hjem") }}', "utf-8"
    )
    assert [(m.msgctxt, m.msgid) for m in extract(tmp_path).messages] == [
        (None, "Læs mere"),
        ("menu", "Hjem"),
    ]


def test_a_source_that_cant_be_read_is_a_diagnostic_and_the_rest_is_extracted(tmp_path):
    (tmp_path / "a.py").write_bytes(b'_("Hej")\n"""')
    (tmp_path / "b.html").write_text(CHROME, "utf-8")
    template = extract(tmp_path)
    assert [d.rule for d in template.diagnostics] == ["cannot-extract"]
    assert "Forside" in by_msgid(template)


@pytest.mark.parametrize("name", ["nowhere.html", "foto.jpg"])
def test_a_path_that_is_not_there_or_is_no_document(tmp_path, name):
    if name.endswith(".jpg"):
        (tmp_path / name).write_bytes(b"\xff\xd8")
    with pytest.raises(InputError):
        extract(tmp_path / name)


def test_a_site_extracted_by_workers_is_the_same(site):
    with ThreadPoolExecutor(2) as executor:
        assert extract(site, executor=executor) == extract(site)


def test_hidden_and_foreign_folders_are_passed_by(site):
    for folder in (".venv", "node_modules"):
        os.mkdir(site / folder)
        (site / folder / "x.html").write_text("<button>Skjult</button>", "utf-8")
    assert "Skjult" not in by_msgid(extract(site))


def test_babels_door():
    page = '<nav>\n<a data-i18n-context="menu">Hjem</a>\n<button>Søg</button>\n<button>Søg</button></nav><p class="x">Til salg</p>'
    found = list(babel_extract(BytesIO(page.encode()), {}, (), {"ui": ".x"}))
    assert [(line, name, message) for line, name, message, _ in found] == [
        (2, "pgettext", ("menu", "Hjem")),
        (3, None, "Søg"),
        (4, None, "Søg"),
        (4, None, "Til salg"),
    ]


def test_babel_itself_takes_what_the_door_gives():
    from babel.messages.extract import extract as through_babel

    page = b'<nav><a data-i18n-context="menu">Hjem</a><button>S\xc3\xb8g</button></nav>'
    found = list(through_babel(babel_extract, BytesIO(page), {"_": None, "pgettext": ((1, "c"), 2)}))
    assert [(message, context) for _, message, _, context in found] == [("Hjem", "menu"), ("Søg", None)]


def test_comments_are_plain_words_whatever_the_place_is_called():
    text = "---\ntitle: Regn\nimage_alt: En dame i regn\nsub_title: Hun venter\n---\nDet regner i dag.\n"
    page = parse(text, format="markdown")
    comments = [comment for message in extract(page, role="article").messages for comment in message.comments]
    assert {"Alternative text of a picture", "Title of the article"} <= set(comments)
    assert not [comment for comment in comments if "_" in comment]


def test_a_plural_goes_all_the_way_round(tmp_path):
    counts = {
        "rain": "1 kommentar",
        "wind": "3 kommentarer",
        "sun": "12 kommentarer",
        "fog": "1 kommentar",
        "ice": "5 kommentarer",
    }
    for name, count in counts.items():
        text = f"It was all {name} that day, and nobody on the island left the house before the evening ferry had gone again."
        page = f"<nav><a href='/'>Forside</a></nav><article><h1>On {name}</h1><p>{text}</p></article><footer><b>{count}</b></footer>"
        (tmp_path / f"{name}.html").write_text(page, "utf-8")
    template = extract(sorted(tmp_path.glob("*.html")))
    message = next(m for m in template.messages if "kommentar" in m.msgid)
    assert (message.msgid, message.msgid_plural, message.count) == (
        "{count} kommentar",
        "{count} kommentarer",
        5,
    )
    assert "python-brace-format" in message.flags
    assert any(comment.startswith("{count}: ") for comment in message.comments)
    template.save(tmp_path / "messages.pot")
    known = {
        (None, "{count} kommentar\0{count} kommentarer"): ("{count} comment\0{count} comments", "da.po", True)
    }
    [result] = update(tmp_path, tmp_path / "messages.pot", languages=["en"], memories=[known])
    assert result.suggested == 1
    assert [d.rule for d in check(result.path)] == []
    [compiled] = compile(tmp_path)
    assert compiled.messages >= 1
    for name, wanted in {"rain": "1 comment", "sun": "12 comments"}.items():
        page = translate(read(tmp_path / f"{name}.html"), tmp_path, "en", role=None)
        assert f"<b>{wanted}</b>" in page.text
    broken = result.catalog.with_translation(message.msgid, "{count} comment", "{number} comments")
    assert "format" in {d.rule for d in check(broken)}
