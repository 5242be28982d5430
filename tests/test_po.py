"""PO byte for byte, and every trap that other readers fall into."""

import shutil
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.formats import po
from bilingual_pub.formats.po.reader import read, read_block
from bilingual_pub.formats.po.strings import escape, quote, unescape
from bilingual_pub.formats.po.write import Style, refresh, style_of
from bilingual_pub.model import Reference

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'

KITCHEN_SINK = r"""# Oversættelse til engelsk.
#
#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: Magasin 1.0\n"
"PO-Revision-Date: 2026-05-03T10:11:12+02:00\n"
"Language: en\n"
"Content-Type: text/plain; charset=UTF-8\n"
"X-Poedit-Basepath: ..\n"

#  Indrykket kommentar
#. Fra skabelonen
#: om os.html:3
#: a.html:1 b.html:22
#, python-brace-format, no-wrap
#| msgctxt "før"
#| msgid "Gammel "
#| "tekst"
msgctxt ""
msgid   "Ny {ting}"
msgstr "New {thing}"


msgid "én"
msgid_plural "flere"
msgstr[0] "one"
msgstr[ 1 ] "more"

  msgid "indrykket" msgstr "indented"
msgid "på samme linje" msgstr "on the same line" msgid "og en til" msgstr "and another"

# Gammel
#, fuzzy
#~| msgid "Endnu ældre"
#~ msgid "Forældet"
#~ msgstr "Obsolete"

# efter det hele
"""


def parsed(text, **options):
    return po.parse(HEADER + text, **options)


def single(text):
    [entry] = parsed(text).entries
    return entry


def test_everything_at_once_comes_back_byte_for_byte():
    catalog = po.parse(KITCHEN_SINK.encode())
    assert catalog.to_bytes() == KITCHEN_SINK.encode()
    assert [entry.msgid for entry in catalog.entries] == [
        "Ny {ting}", "én", "indrykket", "på samme linje", "og en til",
    ]  # fmt: skip
    assert catalog.diagnostics == ()


def test_everything_at_once_is_read_for_what_it_says():
    catalog = po.parse(KITCHEN_SINK)
    first, plural = catalog.entries[:2]
    assert first.msgctxt == ""
    assert first.previous == po.Previous("Gammel tekst", "før")
    assert first.flags == ("python-brace-format", "no-wrap")
    assert first.comments == (" Indrykket kommentar",)
    assert first.extracted == ("Fra skabelonen",)
    assert Reference("b.html", 22) in first.references
    assert plural.msgstr == ("one", "more")
    [obsolete] = catalog.obsolete
    assert (obsolete.msgid, obsolete.fuzzy, obsolete.previous) == (
        "Forældet",
        True,
        po.Previous("Endnu ældre"),
    )
    assert catalog.header("x-poedit-basepath") == ".."


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_stay(eol, bom):
    data = bom + KITCHEN_SINK.replace("\n", eol).encode()
    catalog = po.parse(data)
    assert catalog.to_bytes() == data
    assert catalog.entries[1].msgstr == ("one", "more")
    changed = catalog.with_translation("indrykket", "set in").to_bytes()
    assert changed == data.replace(b"indented", b"set in")


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-8", "euc-jp"])
def test_other_charsets_are_read_and_stay(encoding):
    text = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={encoding}\\n"\n\nmsgid "Hej"\nmsgstr "´"\n'
    data = text.encode(encoding)
    catalog = po.parse(data)
    assert catalog.lookup("Hej") == "´"
    assert catalog.to_bytes() == data


def test_a_text_that_does_not_fit_the_charset_turns_the_file_into_utf8():
    data = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "blå"\nmsgstr ""\n'.encode(
        "latin-1"
    )
    changed = po.parse(data).with_translation("blå", "blue “sky”")
    assert po.parse(changed.to_bytes()).lookup("blå") == "blue “sky”"
    assert changed.header("Content-Type") == "text/plain; charset=UTF-8"


def test_bytes_outside_the_charset_stay():
    data = HEADER.encode() + b'msgid "bl\xe5"\nmsgstr "blue"\n\nmsgid "Hej"\nmsgstr ""\n'
    catalog = po.parse(data)
    assert catalog.to_bytes() == data
    assert catalog.with_translation("Hej", "Hi").to_bytes() == data[:-1].removesuffix(b'""') + b'"Hi"\n'


@pytest.mark.parametrize("name", ["CHARSET", "rot13", "utf-16", "no-such-thing", "base64", "utf-7"])
def test_a_charset_that_can_not_hold_a_po_file_is_not_believed(name):
    data = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={name}\\n"\n\nmsgid "blå"\nmsgstr "blue"\n'.encode()
    assert po.parse(data).to_bytes() == data
    assert po.parse(data).lookup("blå") == "blue"


def test_no_context_and_an_empty_one_are_two():
    catalog = parsed('msgid "Luk"\nmsgstr "Close"\n\nmsgctxt ""\nmsgid "Luk"\nmsgstr "Shut"\n')
    assert (catalog.lookup("Luk"), catalog.lookup("Luk", "")) == ("Close", "Shut")
    assert catalog.diagnostics == ()


def test_an_empty_msgid_with_a_context_is_no_header():
    catalog = parsed('msgctxt "tom"\nmsgid ""\nmsgstr "Nothing"\n')
    assert catalog.lookup("", "tom") == "Nothing"
    assert catalog.header("Content-Type") == "text/plain; charset=UTF-8"


def test_the_first_of_duplicates_counts_and_the_second_is_named():
    catalog = parsed('msgid "Hej"\nmsgstr "Hi"\n\nmsgid "Hej"\nmsgstr "Hello"\n', path="en.po")
    assert catalog.lookup("Hej") == "Hi"
    [diagnostic] = catalog.diagnostics
    assert (diagnostic.rule, diagnostic.place, diagnostic.values["line"]) == ("duplicate", "en.po:7", 4)


def test_live_and_obsolete_twins_are_named_and_the_live_one_counts():
    catalog = parsed('#~ msgid "Hej"\n#~ msgstr "Hello"\n\nmsgid "Hej"\nmsgstr "Hi"\n')
    assert catalog.lookup("Hej") == "Hi"
    assert [(d.rule, d.severity, d.line) for d in catalog.diagnostics] == [("duplicate", "warning", 4)]


def test_a_byte_order_mark_is_named_since_gettext_refuses_it():
    assert [d.rule for d in po.parse(b"\xef\xbb\xbf" + HEADER.encode()).diagnostics] == ["byte-order-mark"]


def test_numbers_in_escapes_are_bytes_of_the_charset():
    assert single(r'msgid "\x41\101 \303\246\v\a"' + '\nmsgstr "x"\n').msgid == "AA æ\v\a"


def test_a_backslash_joins_a_line_with_the_next():
    entry = single('msgid "en \\\nto"\nmsgstr "x"\n')
    assert entry.msgid == "en to"


def test_a_file_without_a_header_is_read():
    catalog = po.parse('msgid "Hej"\nmsgstr "Hi"\n')
    assert (catalog.lookup("Hej"), catalog.header_entry, catalog.header("Language")) == ("Hi", None, None)


def test_the_language_is_of_the_header_else_of_the_folder():
    assert parsed('msgid "x"\nmsgstr "y"\n', path="locales/en_GB/LC_MESSAGES/a.po").language == "en-GB"
    assert po.parse('msgid ""\nmsgstr "Language: da_DK\\n"\n').language == "da-DK"
    assert po.parse("").language is None


def test_references_with_spaces_stand_in_isolates():
    entry = single('#: \u2068om os.html:3\u2069 b.html:4 uden-linje\nmsgid "x"\nmsgstr ""\n')
    assert entry.references == (
        Reference("om os.html", 3),
        Reference("b.html", 4),
        Reference("uden-linje", 0),
    )


BROKEN = {
    "a quotation mark is missing": ('msgid "b\nmsgstr "B"\n', 8),
    "a quotation mark too many": ('msgid "b "x" y"\nmsgstr "B"\n', 8),
    "no msgstr": ('msgid "b"\n', 8),
    "two msgstr": ('msgid "b"\nmsgstr "B"\nmsgstr "C"\n', 10),
    "an unknown escape": ('msgid "b\\q"\nmsgstr "B"\n', 8),
    "forms out of order": ('msgid "b"\nmsgid_plural "bs"\nmsgstr[1] "B"\n', 10),
    "a plural without forms": ('msgid "b"\nmsgid_plural "bs"\nmsgstr "B"\n', 10),
    "half obsolete": ('#~ msgid "b"\nmsgstr "B"\n', 9),
    "words between": ('msgid "b"\nhov\nmsgstr "B"\n', 9),
    "a conflict in the msgstr": (
        'msgid "b"\n<<<<<<< HEAD\nmsgstr "B"\n=======\nmsgstr "C"\n>>>>>>> gren\n',
        9,
    ),
    "a conflict over entries": (
        '<<<<<<< HEAD\nmsgid "b"\nmsgstr "B"\n\n=======\nmsgid "b"\nmsgstr "C"\n>>>>>>> gren\n',
        8,
    ),
    "a conflict never ended": ('<<<<<<< HEAD\nmsgid "b"\nmsgstr "B"\n', 8),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_entry_costs_only_itself(name):
    text, line = BROKEN[name]
    before, after = 'msgid "a"\nmsgstr "A"\n\n', '\n#: c.html:1\nmsgid "c"\nmsgstr "C"\n'
    catalog = parsed(before + text + after, path="en.po")
    assert [(e.msgid, e.msgstr) for e in catalog.entries if e.msgid != "b"] == [("a", ("A",)), ("c", ("C",))]
    assert [(d.rule, d.place) for d in catalog.diagnostics] == [("syntax-error", f"en.po:{line - 1}")]
    assert catalog.text == HEADER + before + text + after


def test_a_changed_entry_changes_only_its_own_lines():
    catalog = po.parse(KITCHEN_SINK)
    before, after = (
        text.splitlines() for text in (KITCHEN_SINK, catalog.with_translation("én", "1", "2").text)
    )
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [('msgstr[0] "one"', 'msgstr[0] "1"'), ('msgstr[ 1 ] "more"', 'msgstr[1] "2"')]


def test_a_finished_fuzzy_loses_its_flag_and_its_previous_text_and_nothing_else():
    text = '# Husk!\n#: a.html:1\n#, fuzzy, no-wrap\n#| msgid "Før"\nmsgid "Nu"\nmsgstr "Then"\n'
    changed = parsed(text).with_translation("Nu", "Now").text.removeprefix(HEADER)
    assert changed == '# Husk!\n#: a.html:1\n#, no-wrap\nmsgid "Nu"\nmsgstr "Now"\n'


def test_a_header_field_changes_alone():
    text = 'msgid ""\nmsgstr ""\n"language: da\\n"\n"X-Egen: æ\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    assert po.parse(text).with_header("Language", "en").text == text.replace("language: da", "Language: en")
    assert po.parse("").with_header("Language", "en").header("Language") == "en"


def test_long_texts_are_broken_as_the_file_breaks_them():
    long = "Et ord " * 30 + "til sidst"
    wrapped = 'msgid "a"\nmsgstr ""\n"' + "kort " * 14 + '"\n"slut"\n\n'
    unwrapped = f'msgid "a"\nmsgstr "{"langt " * 30}"\n\n'
    for text, longest in ((wrapped, 79), (unwrapped, 300)):
        changed = parsed(text + 'msgid "b"\nmsgstr ""\n').with_translation("b", long)
        assert max(map(len, changed.text.removeprefix(HEADER + text).splitlines())) <= longest
        assert po.parse(changed.text).lookup("b") == long
    assert style_of(unwrapped).width is None


def test_no_file_is_empty_and_blank_lines_alone_are_kept():
    for text in ("", "\n", "\n\n# kun en kommentar\n", 'domain "andet"\n'):
        catalog = po.parse(text)
        assert (catalog.text, catalog.entries, catalog.diagnostics) == (text, (), ())


def test_something_after_a_last_line_without_its_end():
    catalog = po.parse('msgid "a"\nmsgstr "A"')
    longer = catalog.with_blocks([*catalog.blocks, po.Entry("b", ("B",))])
    assert longer.text == 'msgid "a"\nmsgstr "A"\n\nmsgid "b"\nmsgstr "B"\n'


@given(st.binary(max_size=300))
def test_any_bytes_come_back(data):
    assert po.parse(data).to_bytes() == data


LINES = ['msgid "a"', 'msgid "b"', '"c"', 'msgstr "d"', 'msgstr ""', 'msgctxt "e"', 'msgid_plural "f"', 'msgstr[0] "g"',
         'msgstr[1] "h"', "# i", "#, fuzzy", "#: j:1", '#| msgid "k"', '#~ msgid "l"', '#~ msgstr "m"', "", "hov", '"\\q"',
         "<<<<<<<", "=======", ">>>>>>>", '#~| msgid "n"', "#~", 'msgid "o" msgstr "p"']  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=16), st.sampled_from(["\n", "\r\n"]))
def test_any_order_of_lines_comes_back_and_the_quick_way_reads_what_the_full_way_reads(lines, eol):
    text = eol.join(lines)
    blocks = list(read(text))
    assert "".join(block.source for block in blocks) == text
    position, line = 0, 1
    for block in blocks:
        assert read_block(text, position, line, "utf-8") == block
        position += len(block.source)
        line += block.source.count("\n")


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


@given(TEXT)
def test_escaping_is_undone_by_unescaping(text):
    assert unescape(escape(text)) == text


@given(TEXT, st.sampled_from([None, 20, 79]))
def test_a_quoted_text_is_read_back_whatever_its_width(text, width):
    lines = quote("msgid", text, width=width) + quote("msgstr", "x")
    [entry] = read(lines)
    assert entry.msgid == text


@given(TEXT, TEXT, st.booleans(), st.none() | TEXT)
def test_a_refreshed_entry_says_what_its_fields_say(msgid, msgstr, obsolete, context):
    entry = refresh(
        po.Entry(
            msgid, (msgstr,), context, obsolete=obsolete, source='\n#, fuzzy\nmsgid "Før"\nmsgstr "Before"\n'
        )
    )
    [again] = read(entry.source)
    assert (again.msgid, again.msgstr, again.msgctxt, again.obsolete) == (msgid, (msgstr,), context, obsolete)


def test_obsolete_and_back_is_the_same():
    [entry] = parsed('#| msgid "Før"\nmsgid ""\n"Lang "\n"tekst"\nmsgstr "Long"\n').entries
    gone = refresh(replace(entry, obsolete=True))
    assert gone.source == '\n#~| msgid "Før"\n#~ msgid ""\n#~ "Lang "\n#~ "tekst"\n#~ msgstr "Long"\n'
    assert refresh(replace(gone, obsolete=False)).source == entry.source


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="GNU gettext is not installed")
def test_gnu_gettext_accepts_what_we_write(tmp_path):
    entries = [
        po.Entry(
            'Læs\tmere\n"nu"\n',
            ("Read\tmore\n“now”\n",),
            head="#: a b.html\n#, fuzzy\n",
            previous=po.Previous("Før\nog nu"),
        ),
        po.Entry("Hej " * 60, ("Hi " * 60,), ""),
        po.Entry("én", ("one", "more"), None, "flere"),
        po.Entry("Væk", ("Gone",), obsolete=True, previous=po.Previous("Før")),
    ]
    header = (
        "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\nLanguage: en\n"
    )
    catalog = po.Catalog(style=Style()).with_blocks([po.Entry("", (header,)), *entries])
    path = tmp_path / "en.po"
    path.write_bytes(catalog.to_bytes())
    subprocess.run(
        ["msgfmt", "--check-format", "--check-domain", "-o", tmp_path / "en.mo", path],
        check=True,
        capture_output=True,
    )


def test_a_long_previous_text_is_quoted_line_by_line():
    previous = po.Previous("Et langt stykke tekst om byens fester " * 4, "knap")
    lines = po.render(po.Entry("Nu", ("Now",), head="#, fuzzy\n", previous=previous)).splitlines()
    marked = [line for line in lines if line.startswith("#|")]
    assert marked[:2] == ['#| msgctxt "knap"', '#| msgid ""']
    assert all(line.startswith('#| "') and line.endswith('"') and len(line) <= 80 for line in marked[2:])
