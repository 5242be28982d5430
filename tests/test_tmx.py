import shutil
import subprocess
import zipfile
from datetime import UTC, datetime

import pytest
from exchange_bitext import PAIRS, bitext
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.errors import InputError
from bilingual_pub.formats import tmx
from bilingual_pub.formats.exchange import lookup
from bilingual_pub.formats.inline import escape
from bilingual_pub.model import Bead, Bitext, Document, Segment, Span


def test_what_is_written_is_read_again():
    found = tmx.read(tmx.write(bitext()))
    assert [(t.source, t.target) for t in found] == PAIRS
    assert {(t.source_language, t.target_language) for t in found} == {("da", "en")}
    assert lookup(found)["-5 grader"] == "-5 degrees"


def test_a_memory_is_a_document_too():
    data = tmx.write(bitext())
    memory = tmx.parse(data)
    assert memory.to_bytes() == data
    assert [(s.text, s.declared_language) for s in memory.segments] == [
        (text, language) for pair in PAIRS for text, language in zip(pair, ("da", "en"), strict=True)
    ]
    lines = data.decode().splitlines()
    assert all(memory.text[slice(*s.span)] in lines[s.line - 1] for s in memory.segments)


def test_what_is_no_xml_keeps_its_bytes_and_says_so():
    memory = tmx.parse("<tmx><body>æ".encode())
    assert memory.to_bytes() == "<tmx><body>æ".encode()
    assert [d.rule for d in memory.diagnostics] == ["xml"]


def test_the_same_bytes_and_no_clock(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    data = tmx.write(bitext())
    assert data == tmx.write(bitext())
    assert b"creationdate" not in data
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert b'creationdate="19700101T000000Z"' in tmx.write(bitext())
    assert b'creationdate="20260503T000000Z"' in tmx.write(bitext(), date=datetime(2026, 5, 3, tzinfo=UTC))


def test_header_has_what_the_standard_requires():
    head = tmx.write(bitext()).split(b"<body>")[0].decode()
    for name in (
        "creationtool",
        "creationtoolversion",
        "segtype",
        "o-tmf",
        "adminlang",
        "srclang",
        "datatype",
    ):
        assert f' {name}="' in head


def test_valid_by_the_dtd(tmp_path):
    jar = _omegat()
    if not jar or not shutil.which("xmllint"):
        pytest.skip("the DTD is in Debian's omegat, the validator in libxml2-utils")
    with zipfile.ZipFile(jar) as archive:
        (tmp_path / "tmx14.dtd").write_bytes(archive.read("schemas/tmx14.dtd"))
    (tmp_path / "a.tmx").write_bytes(tmx.write(bitext(), date=datetime(2026, 5, 3, tzinfo=UTC)))
    command = [
        "xmllint",
        "--noout",
        "--nonet",
        "--dtdvalid",
        str(tmp_path / "tmx14.dtd"),
        str(tmp_path / "a.tmx"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def _omegat():
    if not shutil.which("dpkg"):
        return None
    listed = subprocess.run(["dpkg", "-L", "omegat"], capture_output=True, text=True, check=False).stdout
    return next((line for line in listed.split("\n") if line.endswith("OmegaT.jar")), None)


def test_translate_toolkit_reads_it(tmp_path):
    storage = pytest.importorskip("translate.storage.tmx", reason="translate-toolkit (GPL) is no dependency")
    path = tmp_path / "a.tmx"
    path.write_bytes(tmx.write(bitext()))
    store = storage.tmxfile.parsefile(str(path))
    assert [(str(u.source), str(u.target)) for u in store.units if "<" not in u.source][:3] == [
        PAIRS[0],
        PAIRS[2],
        PAIRS[3],
    ]


def test_files_of_other_tools():
    data = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">
    <tmx version="1.4"><header srclang="da-DK"/><body>
    <tu tuid="7"><tuv xml:lang="en-US"><seg>Click <bpt i="1">{\\b </bpt>here<ept i="1">}</ept><ph>&#160;</ph> <hi>now</hi></seg></tuv>
    <tuv xml:lang="DA-dk"><seg>Klik <bpt i="1">{\\b </bpt>her<ept i="1">}</ept></seg></tuv>
    <tuv xml:lang="de"><seg>Hier</seg></tuv></tu>
    <tu><tuv lang="da"><seg>a &lt; b</seg></tuv><tuv lang="en"><seg>&lt;i></seg></tuv></tu></body></tmx>"""
    found = tmx.read(data.encode())
    assert [(t.source, t.target, t.target_language) for t in found] == [
        ("Klik <x>her</x>", "Click <x>here</x><x2/> now", "en-US"),
        ("Klik <x>her</x>", "Hier", "de"),
        ("a < b", "&lt;i>", "en"),
    ]
    assert found[0].id == "7"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<tmx>",
        b"<html/>",
        b'<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><tmx><header/><body>&b;</body></tmx>',
        b'<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tmx><header/><body>&a;</body></tmx>',
        b"\xff\xfe<\x00",
        b"<?xml version='1.0' encoding='x-nej'?><tmx/>",
    ],
)
def test_what_is_refused(data):
    with pytest.raises(InputError) as error:
        tmx.read(data, path="a.tmx")
    assert error.value.diagnostic.path == "a.tmx"


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_comes_back_but_for_what_xml_forbids(source, target):
    segments = [Segment(escape(text), Span(0, 1)) for text in (source, target)]
    data = tmx.write(Bitext(Document(""), Document(""), (Bead((segments[0],), (segments[1],)),), "da", "en"))
    found = tmx.read(data)
    if (
        source
        and target
        and all(
            c in "\t\n\r" or " " <= c < "\ud800" or "\ue000" <= c < "\ufffe" or c > "\uffff"
            for c in source + target
        )
    ):
        assert [(t.source, t.target) for t in found] == [(escape(source), escape(target))]
