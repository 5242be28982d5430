"""The quick way through front matter says what the whole YAML reader says, or nothing."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bilingual_pub.formats.front_matter import simple, yaml

VALUES = st.sampled_from(
    [
        "Om os", "no", "Nej: aldrig", "a:b", "a #b", "a#b", "[mad, by]", "[mad,by]", "[mad, ]", "[a, no]", "[]", "[a b, c-d]",
        '"Nej: aldrig"', '"a # b"', '""', "'x'", "2026-11-12", "2026-13-45", "2026-1-2", "-", "12", "007", "1e3", "12-3", "", "~", "null",
        "True", "a: ", "&x y", "*x", "!t x", "| ", "> ", "æøå, og så", "a,b", "A\xa0", "a\tb", "@x", "%x", "- x", "? x", "x?", "x -", "[a, b]: c",
        "a, : b", "12:30", "x:", "[a: b]", "[a:b]", '"a" b', "»Hej«", "Hvem? Dig!", "a & b", "[a & b]", "[æ, ø]", "http://x.dk/y",
    ]
)  # fmt: skip
KEYS = st.sampled_from(["title", "lang", "tags", "no", "y", "Title", "a-b", "_x", "true", "date"])
LINES = st.tuples(KEYS, VALUES | st.text(max_size=12)).map(": ".join)


@given(st.lists(LINES, max_size=4).map(lambda lines: "".join(f"{line}\n" for line in lines)))
@example("title: Om os\n")
def test_it_says_what_the_whole_reader_says(source: str) -> None:
    text = f"---\n{source}---\nHej\n"
    quick = yaml.parse(text)
    with patch.object(simple, "read", lambda *_: None):
        assert quick == yaml.parse(text)


@pytest.mark.parametrize(
    "source", ["title: Om os\ndate: 2026-11-12\n", 'n1: 12\nx: "a: b"\ntags: [mad, by]\n']
)
def test_what_most_articles_have_is_simple(source: str) -> None:
    assert simple.read(source, 0) is not None


@pytest.mark.parametrize(
    "source", ["a: x\na: y\n", "a:\n  - x\n", "a: x\n  y\n", "# a\n", "a: x #b\n", "a: &b x\n", "no: x\n"]
)
def test_what_is_not_simple_is_left_to_the_whole_reader(source: str) -> None:
    assert simple.read(source, 0) is None
