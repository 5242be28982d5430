import csv
import io
import json

import pytest
from exchange_bitext import PAIRS, bitext
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.errors import InputError
from bilingual_pub.formats import tabular
from bilingual_pub.formats.inline import escape
from bilingual_pub.model import Bead, Bitext, Document, Segment, Span


def test_json_lines_say_all_a_bead_knows():
    lines = [json.loads(line) for line in tabular.write_jsonl(bitext()).decode().splitlines()]
    assert [(line["source"], line["target"]) for line in lines[:5]] == PAIRS
    assert lines[4] == {
        "source": PAIRS[4][0],
        "target": PAIRS[4][1],
        "source_language": "da",
        "target_language": "en",
        "kind": "paragraph",
        "confidence": 0.6,
        "moved": False,
        "source_path": "artikel.da.md",
        "target_path": "artikel.en.md",
        "source_lines": [8],
        "target_lines": [8, 10],
    }
    assert [(line["source"], line["target"], line["moved"]) for line in lines[5:]] == [
        ("Kun på dansk.", "", False),
        ("", "Only in English.", True),
    ]


def test_both_come_in_again():
    for found in (
        tabular.read_jsonl(tabular.write_jsonl(bitext())),
        tabular.read_tsv(tabular.write_tsv(bitext())),
    ):
        assert [(t.source, t.target) for t in found] == PAIRS


def test_a_spreadsheet_sees_no_formula():
    table = list(csv.reader(io.StringIO(tabular.write_tsv(bitext()).decode()), delimiter="\t"))
    assert table[0] == ["source", "target", "kind", "confidence", "moved"]
    assert table[3][:2] == ["'=SUM(A1)", "'=SUM(A1)"]
    assert table[4][0] == "'-5 grader"
    assert not [cell for row in table for cell in row if cell[:1] in tuple("=+-@\t\r")]


def test_what_is_refused_says_the_line():
    with pytest.raises(InputError) as error:
        tabular.read_jsonl(b'{"source": "a", "target": "b"}\n[1]\n', path="a.jsonl")
    assert error.value.diagnostic.place == "a.jsonl:2"
    with pytest.raises(InputError):
        tabular.read_tsv(b"a\tb\n1\t2\n")
    with pytest.raises(InputError):
        tabular.read_tsv(b"")
    with pytest.raises(InputError):
        tabular.read_tsv(b"source\ttarget\n" + b"a" * 200_000 + b"\tb\n")


def test_columns_in_any_order_and_short_lines():
    found = tabular.read_tsv(b"\xef\xbb\xbftarget\tnote\tsource\r\nHi\t\tHej\r\nHi\r\n")
    assert [(t.source, t.target) for t in found] == [("Hej", "Hi")]


@given(
    st.text(min_size=1, max_size=20).filter(lambda t: t.isprintable()),
    st.text(alphabet="'=+-@\"ab ", min_size=1, max_size=6),
)
def test_any_printable_text_comes_back(source, target):
    segments = [Segment(escape(text), Span(0, 1)) for text in (source, target)]
    made = Bitext(Document(""), Document(""), (Bead((segments[0],), (segments[1],)),))
    for found in (tabular.read_jsonl(tabular.write_jsonl(made)), tabular.read_tsv(tabular.write_tsv(made))):
        assert [(t.source, t.target) for t in found] == [(escape(source), escape(target))]
