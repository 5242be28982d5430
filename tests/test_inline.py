"""The notation of inline markup."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub.formats.inline import pieces, plain

PARTS = ["a", " ", "  ", "<b>", "</b>", "<br/>", "</br/>", "<", ">", "&lt;", "&amp;lt;", "lt;", "&", "b", "/"]


@given(st.lists(st.sampled_from(PARTS)))
def test_the_words_of_a_text_are_its_literal_runs(parts: list[str]) -> None:
    text = "".join(parts)
    words = "".join(value if kind == "text" else " " * (kind == "lone") for kind, value in pieces(text))
    assert plain(text) == (re.sub("  +", " ", words).strip(" ") if "<" in text else words)
