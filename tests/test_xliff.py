import re
import shutil
import subprocess
from pathlib import Path

import pytest
from exchange_bitext import PAIRS, bitext
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.errors import InputError
from bilingual_pub.formats import xliff
from bilingual_pub.formats.exchange import lookup
from bilingual_pub.formats.inline import escape
from bilingual_pub.model import Bead, Bitext, Document, Segment, Span

VERSIONS = pytest.mark.parametrize("version", ["1.2", "2.1"])


@VERSIONS
def test_what_is_written_is_read_again(version):
    found = xliff.read(xliff.write(bitext(), version=version))
    assert [(t.source, t.target) for t in found] == PAIRS
    assert [t.final for t in found] == [True, True, True, True, False], "the last bead is uncertain"
    assert PAIRS[4][0] not in lookup(found)


@VERSIONS
def test_a_file_is_a_document_too(version):
    data = xliff.write(bitext(), version=version)
    document = xliff.parse(data)
    assert document.to_bytes() == data
    both = [(text, language) for pair in PAIRS for text, language in zip(pair, ("da", "en"), strict=True)]
    assert [(s.text, s.declared_language) for s in document.segments] == [*both, ("Kun på dansk.", "da")]


@VERSIONS
def test_a_bead_without_translation_is_a_unit_to_translate(version):
    data = xliff.write(bitext(), version=version).decode()
    assert "Kun på dansk." in data
    assert "Only in English." not in data
    filled = re.sub(r"(Kun på dansk\.</source>)", r"\1<target state='final'>Only in Danish.</target>", data)
    filled = filled.replace("<target state='final'>", "<target>") if version == "2.1" else filled
    assert xliff.read(filled.encode())[-1].target == "Only in Danish."


@VERSIONS
def test_the_translator_is_told_of_tags_and_doubts(version):
    data = xliff.write(bitext(), version=version).decode()
    assert "<note>&lt;a&gt;: link to om.md</note>" in data
    assert "<note>alignment 60 %: position</note>" in data


@VERSIONS
def test_the_same_bytes(version):
    assert xliff.write(bitext(), version=version) == xliff.write(bitext(), version=version)


def test_no_other_version():
    with pytest.raises(ValueError, match="XLIFF 3"):
        xliff.write(bitext(), version="3")


@pytest.mark.parametrize(
    ("version", "schema"), [("1.2", "xliff-core-1.2-strict.xsd"), ("2.1", "xliff-core-2.0.xsd")]
)
def test_valid_by_the_schema(tmp_path, version, schema):
    folder = _schemas()
    if not folder or not shutil.which("xmllint"):
        pytest.skip("the schemas are in Debian's php-symfony-translation, the validator in libxml2-utils")
    for path in folder.glob("*.xsd"):
        text = path.read_text("utf-8")
        (tmp_path / path.name).write_text(
            re.sub(r'schemaLocation="[^"]*/xml\.xsd"', 'schemaLocation="xml.xsd"', text), "utf-8"
        )
    data = xliff.write(bitext(), version=version)
    # The schema of 2.0 wants the number 2.0; 2.1 changed modules, not the core.
    (tmp_path / "a.xlf").write_bytes(data.replace(b'version="2.1"', b'version="2.0"'))
    command = ["xmllint", "--noout", "--nonet", "--schema", str(tmp_path / schema), str(tmp_path / "a.xlf")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _schemas():
    if not shutil.which("dpkg"):
        return None
    listed = subprocess.run(
        ["dpkg", "-L", "php-symfony-translation"], capture_output=True, text=True, check=False
    ).stdout
    return next(
        (Path(line).parent for line in listed.split("\n") if line.endswith("/xliff-core-2.0.xsd")), None
    )


@VERSIONS
def test_translate_toolkit_reads_it(tmp_path, version):
    name = "xliff" if version == "1.2" else "xliff2"
    pytest.importorskip("translate.storage", reason="translate-toolkit (GPL) is no dependency")
    storage = pytest.importorskip(f"translate.storage.{name}", reason="this translate-toolkit has no XLIFF 2")
    path = tmp_path / "a.xlf"
    path.write_bytes(xliff.write(bitext(), version=version))
    factory = storage.xlifffile if version == "1.2" else storage.Xliff2File
    units = [u for u in factory.parsefile(str(path)).units if u.istranslatable()]
    assert [(str(u.source), str(u.target)) for u in units][2:4] == [PAIRS[2], PAIRS[3]]


def test_moz_l10n_reads_version_1():
    resource = pytest.importorskip("moz.l10n.resource", reason="moz.l10n is no dependency")
    from moz.l10n.formats import Format

    parsed = resource.parse_resource(Format.xliff, xliff.write(bitext()))
    entries = [entry for section in parsed.sections for entry in section.entries]
    assert len(entries) == 6


def test_files_of_other_tools():
    data = b"""<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="da" target-language="en-GB">
    <body><group><trans-unit id="a"><source>Klik <g id="1">her</g><x id="2"/> <mrk mtype="seg">nu</mrk></source>
    <target>Click <g id="1">here</g><x id="2"/> <mrk mtype="seg">now</mrk></target></trans-unit></group>
    <trans-unit id="b"><source>Tom</source><target/></trans-unit>
    <trans-unit id="c"><source>Ny</source><target state="needs-translation">New</target></trans-unit></body></file></xliff>"""
    found = xliff.read(data)
    assert [(t.id, t.source, t.target, t.final) for t in found] == [
        ("a", "Klik <x-1>her</x-1><x-2/> nu", "Click <x-1>here</x-1><x-2/> now", True),
        ("c", "Ny", "New", False),
    ]


@pytest.mark.parametrize(
    "data", [b"", b"<html/>", b"<xliff", b'<!DOCTYPE x [<!ENTITY a "b">]><xliff>&a;</xliff>']
)
def test_what_is_refused(data):
    with pytest.raises(InputError):
        xliff.read(data)


@VERSIONS
@given(text=st.text(min_size=1, max_size=30))
def test_any_text_comes_back_but_for_what_xml_forbids(version, text):
    segment = Segment(escape(text), Span(0, 1))
    data = xliff.write(
        Bitext(Document(""), Document(""), (Bead((segment,), (segment,)),), "da", "en"), version=version
    )
    found = xliff.read(data)
    if (
        all(c in "\t\n\r" or " " <= c < "\ud800" or "\ue000" <= c < "\ufffe" or c > "\uffff" for c in text)
        and text.strip()
    ):
        assert [(t.source, t.target) for t in found] == [(escape(text), escape(text))]
