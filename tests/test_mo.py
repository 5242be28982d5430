"""MO files: what GNU's tools and Python's gettext read back is exactly what the catalog says."""

import gettext
import io
import shutil
import struct
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.errors import InputError
from bilingual_pub.formats import mo, po

HEADER = "Language: en\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
ENTRIES = (
    po.Entry("Læs mere", ("Read more",)),
    po.Entry("Luk", ("Close",), "knap"),
    po.Entry("Luk", ("Shut",), ""),
    po.Entry("Luk", ("Shut down",)),
    po.Entry("én", ("one", "many"), None, "flere"),
    po.Entry("æ", ("ae",)),
    po.Entry("z", ("zed",), "å"),
)


def translations(entries, header=HEADER):
    return gettext.GNUTranslations(io.BytesIO(mo.serialize(entries, header)))


def test_python_reads_contexts_and_plurals():
    read = translations(ENTRIES)
    assert (read.gettext("Luk"), read.pgettext("knap", "Luk"), read.pgettext("", "Luk")) == (
        "Shut down",
        "Close",
        "Shut",
    )
    assert (read.ngettext("én", "flere", 1), read.ngettext("én", "flere", 5)) == ("one", "many")


def test_the_same_messages_in_any_order_are_the_same_bytes():
    assert mo.serialize(ENTRIES, HEADER) == mo.serialize(ENTRIES[::-1], HEADER)


def test_keys_stand_in_the_order_of_their_bytes():
    keys = [key for key, _ in raw(mo.serialize(ENTRIES, HEADER))]
    assert keys == sorted(keys)
    assert b"knap\4Luk" in keys


def raw(data):
    _, _, count, keys, values, _, _ = struct.unpack_from("<7I", data)
    for n in range(count):
        (length, start), (size, place) = (
            struct.unpack_from("<2I", data, table + 8 * n) for table in (keys, values)
        )
        assert data[start + length] == data[place + size] == 0
        yield data[start : start + length], data[place : place + size]


def test_the_hash_table_is_empty_and_its_offset_is_the_end_of_the_tables():
    data = mo.serialize(ENTRIES, HEADER)
    size, offset = struct.unpack_from("<2I", data, 20)
    assert (size, offset) == (0, 28 + 16 * (len(ENTRIES) + 1))


def test_the_date_of_the_template_stays_out():
    with_date = HEADER + "POT-Creation-Date: 2026-11-23 12:00+0000\n"
    assert mo.serialize(ENTRIES, with_date) == mo.serialize(ENTRIES, HEADER)


@pytest.mark.parametrize("header", ["", "Language: en\n", HEADER.replace("UTF-8", "ISO-8859-1")])
def test_a_header_without_the_right_charset_gets_it(header):
    assert translations(ENTRIES, header).gettext("æ") == "ae"


def test_the_catalog_is_read_back_from_either_byte_order():
    data = mo.serialize(ENTRIES, HEADER)
    numbers = struct.unpack_from(f"<{7 + 4 * (len(ENTRIES) + 1)}I", data)
    swapped = struct.pack(f">{len(numbers)}I", *numbers) + data[4 * len(numbers) :]
    for version in (data, swapped):
        catalog = mo.parse(version)
        assert {(e.key, e.msgstr, e.msgid_plural) for e in catalog.entries} == {
            (e.key, e.msgstr, e.msgid_plural) for e in ENTRIES
        }
        assert catalog.language == "en"


@pytest.mark.parametrize(
    "data", [b"", b"nothing of the kind, really not", mo.serialize(ENTRIES)[:60], b"\xde\x12\x04\x95" * 9]
)
def test_what_is_no_mo_file_is_refused(data):
    with pytest.raises(InputError, match=r"da\.mo: error"):
        mo.parse(data, path="da.mo")


def by_hand(strings):
    """An MO file of these bytes, as the gettext manual lays it out."""
    count, place, tables = len(strings), 28 + 16 * len(strings), []
    for text in [*strings, *strings.values()]:
        tables += (len(text), place)
        place += len(text) + 1
    head = struct.pack(
        f"<{7 + len(tables)}I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 28 + 16 * count, *tables
    )
    return head + b"".join(text + b"\0" for text in [*strings, *strings.values()])


@pytest.mark.parametrize(
    ("name", "encoding"), [("ISO-8859-1", "latin-1"), ("NO-SUCH", "utf-8"), ("", "utf-8")]
)
def test_charsets_old_unknown_and_missing_are_read(name, encoding):
    header = f"Content-Type: text/plain; charset={name}\n".encode()
    catalog = mo.parse(by_hand({b"": header, "på".encode(encoding): "på ø".encode(encoding)}))
    assert catalog.lookup("på") == "på ø"
    assert catalog.header("Content-Type") == f"text/plain; charset={name}"


def test_a_string_outside_the_file_is_refused():
    with pytest.raises(InputError, match="no MO file"):
        mo.parse(mo.serialize(ENTRIES, HEADER)[:-20])


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\4"), min_size=1, max_size=30)


@given(st.dictionaries(st.tuples(st.none() | TEXT, TEXT), TEXT, max_size=12))
def test_whatever_is_written_is_read_back(messages):
    entries = [po.Entry(msgid, (msgstr,), context) for (context, msgid), msgstr in messages.items()]
    catalog = mo.parse(mo.serialize(entries, HEADER))
    assert {entry.key: entry.msgstr[0] for entry in catalog.entries} == messages


@pytest.mark.skipif(shutil.which("msgunfmt") is None, reason="GNU gettext is not installed")
def test_msgunfmt_reads_exactly_what_the_catalog_says(tmp_path):
    path = tmp_path / "en.mo"
    path.write_bytes(mo.serialize(ENTRIES, HEADER))
    text = subprocess.run(["msgunfmt", "--no-wrap", path], check=True, capture_output=True).stdout
    read = {(entry.key, entry.msgstr, entry.msgid_plural) for entry in po.parse(text).entries}
    assert read == {(entry.key, entry.msgstr, entry.msgid_plural) for entry in ENTRIES}
