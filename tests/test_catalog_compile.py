"""Compiling and counting: only what is right and final, only when it changed, and the same bytes each time."""

import gettext
import json
import shutil
import subprocess

import pytest

from bilingual_pub.catalog import as_catalog, compile, load, statistics  # noqa: A004
from bilingual_pub.catalog.compiling import compile_catalog
from bilingual_pub.catalog.counting import count, table
from bilingual_pub.catalog.validating import brace_fields, plural_count, printf_fields, unfit
from bilingual_pub.formats import po

HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
BODY = """
msgid "Læs mere"
msgstr "Read more"

#, fuzzy
msgid "Søg i arkivet"
msgstr "Search"

msgid "Kommer snart nu"
msgstr ""

msgid "én"
msgid_plural "flere"
msgstr[0] "one"
msgstr[1] "many"

msgid "halv"
msgid_plural "halve"
msgstr[0] "half"
msgstr[1] ""

msgid "hel"
msgid_plural "hele"
msgstr[0] ""
msgstr[1] ""

msgctxt ""
msgid "Læs mere"
msgstr "Continue"

#~ msgid "Væk"
#~ msgstr "Gone"
"""


@pytest.fixture
def locales(tmp_path):
    write(tmp_path, HEADER + BODY)
    return tmp_path


def write(locales, text, language="en", domain="messages"):
    path = locales / language / "LC_MESSAGES" / f"{domain}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def translations(locales, language="en"):
    return gettext.translation("messages", locales, [language])


def test_final_entries_go_in_and_no_others(locales):
    [result] = compile(locales)
    assert (result.changed, result.messages, result.path) == (True, 3, locales / "en/LC_MESSAGES/messages.mo")
    read = translations(locales)
    assert (read.gettext("Læs mere"), read.pgettext("", "Læs mere")) == ("Read more", "Continue")
    assert read.gettext("Søg i arkivet") == "Søg i arkivet"
    assert read.gettext("Væk") == "Væk"


def test_fuzzy_ones_go_in_when_asked(locales):
    compile(locales, use_fuzzy=True)
    assert translations(locales).gettext("Søg i arkivet") == "Search"


def test_half_translated_plurals_stay_out_and_are_named(locales):
    [result] = compile(locales)
    assert translations(locales).ngettext("halv", "halve", 2) == "halve"
    assert [(d.rule, d.values["msgid"]) for d in result.diagnostics] == [("half-translated", "halv")]


def test_an_untranslated_plural_leaves_the_chain_of_fallbacks_alone(locales):
    compile(locales)
    read = translations(locales)
    read.add_fallback(type("Next", (gettext.NullTranslations,), {"ngettext": lambda *_: "from the next"})())
    assert read.ngettext("hel", "hele", 2) == "from the next"


def test_a_file_is_written_only_when_it_changes(locales):
    compile(locales)
    path = locales / "en/LC_MESSAGES/messages.mo"
    before = path.stat().st_mtime_ns
    assert [result.changed for result in compile(locales)] == [False]
    assert path.stat().st_mtime_ns == before
    write(locales, HEADER + BODY.replace("Read more", "Read on"))
    assert [result.changed for result in compile(locales, dry_run=True)] == [True]
    assert path.stat().st_mtime_ns == before
    assert [result.changed for result in compile(locales)] == [True]


def test_domains_output_and_order(locales, tmp_path):
    write(locales, HEADER, "da")
    write(locales, HEADER + '\nmsgid "Titel"\nmsgstr "Title"\n', domain="articles/sommerfest")
    results = compile(locales, output=tmp_path / "out")
    assert [(r.language, r.domain) for r in results] == [
        ("da", "messages"),
        ("en", "articles/sommerfest"),
        ("en", "messages"),
    ]
    assert (tmp_path / "out/en/LC_MESSAGES/articles/sommerfest.mo").exists()
    assert not list((locales / "en").rglob("*.mo"))
    assert [r.domain for r in compile(locales, domain="messages")] == ["messages", "messages"]


@pytest.mark.parametrize(
    "forms", ["nplurals=INTEGER; plural=EXPRESSION;", "nplurals=2; plural=(n !=;", "noget andet"]
)
def test_plural_forms_that_stop_a_program_become_the_languages(tmp_path, forms):
    write(tmp_path, (HEADER + BODY).replace("nplurals=2; plural=(n != 1);", forms))
    [result] = compile(tmp_path)
    assert [d.rule for d in result.diagnostics if d.severity == "error"] == ["plural-forms"]
    assert translations(tmp_path).ngettext("én", "flere", 2) == "many"


def test_a_catalog_without_a_header_is_compiled(tmp_path):
    write(tmp_path, 'msgid "Læs på"\nmsgstr "Read “on”"\n')
    assert [result.diagnostics for result in compile(tmp_path)] == [()]
    assert translations(tmp_path).gettext("Læs på") == "Read “on”"


UNFIT = {
    "newline": ('msgid "Hej\\n"\nmsgstr "Hi"\n', ""),
    "plural-count": ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "A"\n', ""),
    "format": ('#, python-format\nmsgid "%(navn)s her"\nmsgstr "%(name)s here"\n', ""),
    "charset": ('msgid "a"\nmsgstr "A\\000B"\n', ""),
    "syntax-error": ('msgid "a\nmsgstr "A"\n', ""),
    "duplicate": ('msgid "a"\nmsgstr "A"\n\nmsgid "a"\nmsgstr "B"\n', "A"),
}


@pytest.mark.parametrize("rule", UNFIT)
def test_an_entry_with_an_error_is_left_out_and_named(tmp_path, rule):
    text, value = UNFIT[rule]
    write(tmp_path, HEADER + "\n" + text + '\nmsgid "god"\nmsgstr "good"\n')
    [result] = compile(tmp_path)
    assert [(d.rule, d.severity, d.path is not None) for d in result.diagnostics] == [(rule, "error", True)]
    read = translations(tmp_path)
    assert read.gettext("god") == "good"
    assert (read.gettext("a") == "A") is (value == "A")


def test_bytes_outside_the_charset_are_an_error():
    data = HEADER.encode() + b'\nmsgid "bl\xe5"\nmsgstr "blue"\n'
    _, messages, diagnostics = compile_catalog(po.parse(data))
    assert (messages, [d.rule for d in diagnostics]) == (0, ["charset"])
    ignored = data.replace(b'\nmsgid "bl', b'\n#, ignore-charset\nmsgid "bl')
    assert compile_catalog(po.parse(ignored))[1] == 1


@pytest.mark.parametrize(
    ("flags", "msgid", "msgstr", "fits"),
    [
        ("python-format", "%s og %s", "%s and %s", True),
        ("c-format", "%s og %d", "%2$d and %1$s", True),
        ("c-format", "%s og %d", "%1$d and %2$s", False),
        ("php-format", "%1$s til %2$s", "%2$s: %1$s", True),
        ("python-format", "100%% af %s", "%s: 100%%", True),
        ("python-brace-format", "{a} af {b}", "{b}/{a}", True),
        ("python-brace-format", "{a:d} {{x}}", "{a} {{y}}", True),
        ("python-brace-format", "{a}", "{}", False),
        ("", "50% rabat", "50% off", True),
        ("python-format", "%d. %b %Y", "%b %d, %Y", True),
        ("python-format", "50% rabat i dag", "half off today", True),
        ("no-python-format", "50% rabat", "half", True),
        ("python-format, ignore-format", "%s", "x", True),
        ("python-format, ignore-all", "%s", "x", True),
    ],
)
def test_placeholders_count_where_they_are_flagged(flags, msgid, msgstr, fits):
    entry = po.Entry(msgid, (msgstr,), head=f"#, {flags}\n")
    assert (list(unfit(entry)) == []) is fits


def test_the_form_for_one_may_leave_its_number_out_and_no_other():
    head = "#, python-brace-format\n"
    for forms, fits in ((("one", "{n}"), True), (("{n}", "many"), False), (("{m}", "{n}"), False)):
        assert (list(unfit(po.Entry("én", forms, None, "{n}", head), 2)) == []) is fits


def test_forms_beyond_the_header_harm_nobody_and_only_the_last_needs_every_field():
    head = "#, python-format\n"
    assert list(unfit(po.Entry("én", ("one", "%d", "%d"), None, "%d", head), 2)) == []
    assert list(unfit(po.Entry("én", ("none", "one", "two", "%d"), None, "%d", head), 4)) == []
    assert [d.rule for d in unfit(po.Entry("én", ("one", "%d", "many"), None, "%d", head), 3)] == ["format"]


def test_fields_are_found():
    assert printf_fields("%d %% %(a)s %5.2f %lu") == ["%1$d", "%(a)s", "%2$f", "%3$d"]
    assert brace_fields("{} {0} {a.b[c]!r:>10} {{d}}") == ["{0}", "{0}", "{a.b[c]}"]


def test_the_number_of_forms_is_the_headers():
    assert plural_count(po.parse(HEADER)) == 2
    assert plural_count(po.parse(HEADER.replace("=2;", "=INTEGER;"))) is None
    assert plural_count(po.parse("")) is None


def test_statistics_count_entries_and_words(locales):
    [row] = statistics(locales)
    assert (row.translated, row.fuzzy, row.untranslated, row.obsolete, row.total) == (3, 1, 3, 1, 7)
    assert (row.words_translated, row.words_fuzzy, row.words_untranslated) == (5, 3, 5)
    assert json.loads(json.dumps(row.as_json()))["share"] == round(3 / 7, 4)
    assert count(po.parse("")).share == 1.0


def test_the_table_has_a_line_for_each_catalog(locales):
    write(locales, HEADER, "da")
    lines = table(
        statistics(locales), ["Sprog", "Domæne", "Oversat", "Usikre", "Mangler", "Ord", "Andel"]
    ).splitlines()
    assert [line.split()[0] for line in lines] == ["Sprog", "da", "en"]
    assert lines[2].split() == ["en", "messages", "3", "1", "3", "5/13", "43%"]
    assert len({len(line) for line in lines}) == 1


def test_catalogs_of_polib_and_babel_are_taken(locales):
    import polib
    from babel.messages.pofile import read_po

    path = locales / "en/LC_MESSAGES/messages.po"
    with path.open("rb") as stream:
        babel = read_po(stream, locale="en")
    for catalog in (polib.pofile(str(path)), babel, load(locales, "en")):
        assert as_catalog(catalog).lookup("Læs mere") == "Read more"
    with pytest.raises(TypeError, match="not a catalog: str"):
        as_catalog("en.po")


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="GNU gettext is not installed")
def test_msgunfmt_reads_the_same_from_ours_as_from_gnus(locales):
    [result] = compile(locales)
    gnu = locales / "gnu.mo"
    source = locales / "plain.po"
    # GNU writes an empty form for a plural that is half translated; ours leaves the entry out.
    source.write_text((HEADER + BODY).replace('"half"', '""'), encoding="utf-8")
    subprocess.run(["msgfmt", "-o", gnu, source], check=True, capture_output=True)
    read = [
        subprocess.run(["msgunfmt", path], check=True, capture_output=True).stdout
        for path in (gnu, result.path)
    ]
    assert read[0] == read[1]
