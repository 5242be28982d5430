"""Whatever bytes come in, each reader keeps its promises; benchmarks/fuzz asks the same by the million."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from promises import PROMISES

SHAPES: dict[str, list[list[str]]] = json.loads(
    Path(__file__).with_name("cases").joinpath("hostile.json").read_text("utf-8")
)


def pieces(name: str) -> st.SearchStrategy[bytes]:
    """Files put together from what the format is made of, with anything in between."""
    words = sorted({part for shape in SHAPES[name] for part in shape if part})
    known = st.sampled_from([word.encode("utf-8", "surrogatepass") for word in words])
    return st.lists(known | st.binary(max_size=6), max_size=12).map(b"".join)


@pytest.mark.parametrize("name", sorted(PROMISES))
@given(data=st.data())
def test_every_promise_holds_for_any_bytes(name: str, data: st.DataObject) -> None:
    PROMISES[name](data.draw(pieces(name) | st.binary(max_size=60)))


@pytest.mark.parametrize("name", sorted(PROMISES))
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe")
@example(b"\x00")
@example(b"\xde\x12\x04\x95" + b"\x00" * 24)
@given(data=st.binary(max_size=20))
def test_next_to_nothing(name: str, data: bytes) -> None:
    PROMISES[name](data)
