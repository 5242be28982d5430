"""The tracer: marks that survive a template, a hook that marks gettext, and what the comparison says."""

import html as escaping
import shutil
import subprocess
import sys
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.errors import InputError
from bilingual_pub.formats import html
from bilingual_pub.trace import (
    coverage,
    hook,
    in_page,
    install_wordpress,
    judge,
    mark,
    marks,
    pieces,
    run_marked,
    unmark,
)


@given(st.text(), st.integers(0, 10**9))
def test_marks_come_off(text, number):
    text = marks.MARKS.sub("", text)
    assert unmark(mark(text, number)) == text
    assert unmark(escaping.escape(mark(text, number))) == escaping.escape(text)


@given(st.text(alphabet=[*map(chr, range(marks.BASE, marks.BASE + 26)), "a", " "]))
def test_any_mess_of_marks_is_read(text):
    assert "".join(piece.text for piece in pieces(text)) == unmark(text)
    judge(text)


@pytest.mark.parametrize(
    ("text", "kind", "pattern"),
    [
        (mark("Læs mere", 1), "ui", ""),
        ("Sommerens bedste fester", "unmarked", ""),
        (mark("Indlæg om %s", 1) % "Film", "pattern", "Indlæg om {text}"),
        (mark("%(n)s svar til %(t)s", 1) % {"n": 2, "t": "Film"}, "pattern", "{text} svar til {text2}"),
        (mark("Arkiv", 1) + " | Havebladet", "pattern", "Arkiv | {text}"),
        (f"<a>{mark('Næste', 1)}</a> | <a2>{mark('Forrige', 2)}</a2>", "ui", ""),
        (mark("Indlæg om %s", 1) % mark("Alt", 2), "pattern", "Indlæg om Alt"),
        (mark("Den %s", 1) % f"27. {mark('marts', 2)} 2024", "pattern", "Den {text}"),
        (mark("{n} svar", 3).format(n=4), "pattern", "{text} svar"),
    ],
)
def test_what_a_traced_text_is(text, kind, pattern):
    traced = judge(text)
    if pattern == "Indlæg om Alt":
        assert (traced.kind, traced.messages) == ("ui", (1, 2))
    else:
        assert (traced.kind, traced.pattern) == (kind, pattern)
    assert traced.text == unmark(text)


def test_the_hooks_marks_are_the_libraries():
    assert (hook._OPEN, hook._END, hook._CLOSE, hook._VALUE, hook._VALUE_END) == (
        marks.OPEN,
        marks.END,
        marks.CLOSE,
        marks.VALUE,
        marks.VALUE_END,
    )
    assert hook._DIGITS == marks.DIGITS
    assert hook._SLOT.pattern == marks._SLOT.pattern
    assert f"0x{marks.BASE:X}" in (files("bilingual_pub.trace") / "bilingual-pub-trace.php").read_text(
        "utf-8"
    )


GENERATOR = """
import gettext, pathlib, sys
t = gettext.translation("x", "locale", languages=["da"])
_ = t.gettext
pages = {
    "a": f"<nav><a>{_('Home')}</a></nav><h1>{_('Posts about %s') % 'Film'}</h1><p>It rained all night, and nobody on the island slept at all before the ferry came in the grey morning.</p>",
    "b": f"<nav><a>{_('Home')}</a></nav><form><button>Send nu</button></form><i>{_('Unheard')}</i><b>{t.ngettext('%d reply', '%d replies', 2) % 2}</b>",
}
for name, text in pages.items():
    pathlib.Path(sys.argv[1], name + ".html").write_text(text, "utf-8")
"""
CATALOG = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
CATALOG += 'msgid "Home"\nmsgstr "Hjem"\n\nmsgid "Posts about %s"\nmsgstr "Indlæg om %s"\n\nmsgid "%d reply"\nmsgid_plural "%d replies"\nmsgstr[0] "%d svar"\nmsgstr[1] "%d svar"\n'


@pytest.fixture
def generator(tmp_path):
    from bilingual_pub.formats import mo, po

    folder = tmp_path / "locale" / "da" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalog = po.parse(CATALOG)
    (folder / "x.mo").write_bytes(mo.serialize(catalog.entries, catalog.header_entry.msgstr[0]))
    (tmp_path / "make.py").write_text(GENERATOR, "utf-8")
    for name in ("plain", "marked"):
        (tmp_path / name).mkdir()
    subprocess.run([sys.executable, "make.py", "plain"], cwd=tmp_path, check=True)
    return tmp_path


def read(folder):
    return [html.parse(path.read_bytes(), path=path.name) for path in sorted(folder.glob("*.html"))]


def test_a_gettext_generator_is_traced(generator):
    legend = run_marked([sys.executable, "make.py", "marked"], folder=generator)
    assert {source.msgid for source in legend.values()} >= {"Home", "Posts about %s", "Unheard", "%d reply"}
    found = coverage(read(generator / "plain"), read(generator / "marked"), legend)
    assert {traced.text for traced in found.ui} >= {"Hjem"}
    assert {traced.pattern for traced in found.patterns} >= {"Indlæg om {text}"}
    assert {traced.text for traced in found.hard_coded} == {"Send nu"}
    assert not found.diagnostics
    assert 0.5 < found.share < 1
    assert next(t for t in found.ui if t.text == "Hjem").count == 2
    assert "It rained" not in str(found.hard_coded)


def test_a_page_that_came_out_otherwise_is_reported():
    plain = [html.parse("<p>Et</p><p>To</p>", path="a.html")]
    found = coverage(plain, [html.parse(f"<p>{mark('Et', 1)}</p><p>Tre</p>")], {})
    assert [(d.rule, d.values) for d in found.diagnostics] == [("trace-differs", {"count": 1})]
    assert [traced.text for traced in found.ui] == ["Et"]


@pytest.mark.parametrize(
    "command", [[sys.executable, "-c", "raise SystemExit('no good')"], ["no-such-command-anywhere"]]
)
def test_a_command_that_fails_says_so(tmp_path, command):
    with pytest.raises(InputError, match="trace-failed"):
        run_marked(command, folder=tmp_path)


def test_wordpress_gets_its_plug_in_and_nothing_else_does(tmp_path):
    with pytest.raises(InputError, match="no-wordpress"):
        install_wordpress(tmp_path)
    (tmp_path / "wp-content").mkdir()
    path = install_wordpress(tmp_path)
    assert path.read_text("utf-8").startswith("<?php")
    assert path.parent.name == "mu-plugins"


def test_the_plug_in_is_php(tmp_path):
    if not shutil.which("php"):
        pytest.skip("no php here")
    (tmp_path / "wp-content").mkdir()
    done = subprocess.run(
        ["php", "-l", install_wordpress(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_a_legend_in_a_page():
    assert in_page("<p>x</p>") == {}
    assert (
        in_page('<!-- bilingual-pub-trace: [[3, "verb", "Comment", "Kommentér -\\u002d"]] -->')[3].text
        == "Kommentér --"
    )


TABLES = {
    "da": '{% macro t(key) %}{{ {"language": "da", "search": "Søg", "read.other": "# minutter", "search.config.lang": "da"}[key] }}{% endmacro %}',
    "en": '{% macro t(key) %}{{ {"footer": "Footer"}[key] }}{% endmacro %}',
}
LANGUAGE = """{% import "partials/languages/da.html" as lang %}{% import "partials/languages/en.html" as fallback %}
{% macro t(key) %}{{ lang.t(key) or fallback.t(key) }}{% endmacro %}"""
PAGE = """{% import "partials/language.html" as lang %}{% macro t(key) %}{{ key }}{% endmacro %}
<html lang="{{ lang.t('language') }}"><button>{{ lang.t("search") }}</button><i>{{ lang.t("read.other") | replace("#", 4) }}</i>
<footer>{{ lang.t("footer") }}</footer><h2>{{ t("Nyt") }}</h2><div>{{ lang.t("search.config.lang") }}</div><p>It rained all night, and we stayed in.</p>"""
BUILD = """
import sys, pathlib, jinja2
env = jinja2.Environment(loader=jinja2.FileSystemLoader("theme"), autoescape=True)
pathlib.Path(sys.argv[1], "a.html").write_text(env.get_template("page.html").render(), "utf-8")
"""


def test_a_table_of_strings_in_a_macro_is_traced_as_material_keeps_it(tmp_path):
    pytest.importorskip("jinja2")
    languages = tmp_path / "theme" / "partials" / "languages"
    languages.mkdir(parents=True)
    for name, text in TABLES.items():
        (languages / f"{name}.html").write_text(text, "utf-8")
    (languages.parent / "language.html").write_text(LANGUAGE, "utf-8")
    (tmp_path / "theme" / "page.html").write_text(PAGE, "utf-8")
    (tmp_path / "make.py").write_text(BUILD, "utf-8")
    legend = run_marked([sys.executable, "make.py", "."], folder=tmp_path)
    page = html.parse((tmp_path / "a.html").read_bytes())
    assert page.language == "da"
    assert [(t.kind, t.pattern or t.text) for t in (judge(s.text) for s in page.segments)] == [
        ("ui", "Søg"),
        ("pattern", "{text} minutter"),
        ("ui", "Footer"),
        ("unmarked", "Nyt"),
        ("unmarked", "da"),
        ("unmarked", "It rained all night, and we stayed in."),
    ]
    assert {source.msgid: source.text for source in legend.values()} == {
        "search": "Søg",
        "read.other": "# minutter",
        "footer": "Footer",
    }


def test_a_real_site_of_material_is_traced(tmp_path):
    pytest.importorskip("material", reason="Material for MkDocs is not installed here")
    (tmp_path / "docs").mkdir()
    for name in ("index", "kartofler", "roer"):
        text = f"# Om {name}\n\nIt rained all night, and nobody in the allotments slept at all.\n\n## Bagefter\n\nMere i morgen.\n"
        (tmp_path / "docs" / f"{name}.md").write_text(text, "utf-8")
    settings = "site_name: Havebladet\ntheme: {name: material, language: da, features: [navigation.footer]}\n"
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    build = [sys.executable, "-m", "mkdocs", "build", "-q", "-d"]
    subprocess.run([*build, "plain"], cwd=tmp_path, check=True, capture_output=True)
    legend = run_marked([*build, "marked"], folder=tmp_path)
    names = sorted(path.relative_to(tmp_path / "plain") for path in (tmp_path / "plain").rglob("*.html"))
    plain, marked = (
        [html.parse((tmp_path / folder / name).read_bytes(), path=name.as_posix()) for name in names]
        for folder in ("plain", "marked")
    )
    found = coverage(plain, marked, legend)
    assert {t.text for t in found.ui} >= {"Søg", "Sidefod", "Navigation", "Gå til indholdet"}
    assert {t.pattern for t in found.patterns} >= {"Forrige: {text}", "Næste: {text}"}
    assert found.diagnostics == ()
    assert "nobody in the allotments" not in str(found.hard_coded)
