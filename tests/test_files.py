"""Files are written whole or not at all, and never outside the folder that was named."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual_pub import files
from bilingual_pub.errors import InputError, OutputError


def test_a_file_that_holds_its_bytes_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "å/b c/𝕏.txt"
    assert files.write_bytes(path, b"hej")
    before = path.stat().st_mtime_ns
    assert not files.write_bytes(path, b"hej")
    assert path.stat().st_mtime_ns == before
    assert os.listdir(path.parent) == ["𝕏.txt"]


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        files.write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_modes_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    files.write_bytes(path, b"1")
    path.chmod(0o640)
    files.write_bytes(path, b"2")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_name_of_255_bytes(tmp_path: Path) -> None:
    assert files.write_bytes(tmp_path / ("x" * 251 + ".txt"), b"hej")


def test_a_directory_in_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OutputError):
        files.write_bytes(tmp_path / "a", b"x")
    with pytest.raises(InputError):
        files.read_bytes(tmp_path / "a")


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../a",
        "a/../../b",
        "/etc/passwd",
        "a//b",
        "a/",
        "C:/x",
        "con",
        "NUL.html",
        "com1.txt",
        "a.",
        "a ",
        "a\0b",
        "a\nb",
        'a"b',
        "a?b",
        "..\\b",
        "\\\\server\\x",
    ],
)
def test_names_that_lead_out_or_are_no_names_everywhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError) as caught:
        files.inside(tmp_path, name)
    assert caught.value.diagnostic.rule == "unsafe-path"


def test_a_link_that_leads_out(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path / "out")
    with pytest.raises(OutputError):
        files.inside(tmp_path / "in", "link/a.html")


def test_names_are_one_in_unicode(tmp_path: Path) -> None:
    assert files.inside(tmp_path, "bla\u030a.html") == files.inside(tmp_path, "bl\u00e5.html")


@given(st.lists(st.binary(max_size=9), max_size=6), st.none() | st.binary(max_size=30))
def test_a_stream_is_written_as_its_bytes_are(chunks: list[bytes], old: bytes | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a/b.txt")
        if old is not None:
            files.write_bytes(path, old)
        data = b"".join(chunks)
        assert files.write_stream(path, chunks, dry_run=True) == (data != old)
        assert files.write_stream(path, chunks) == (data != old)
        assert path.read_bytes() == data
        assert os.listdir(path.parent) == ["b.txt"]


def test_a_stream_that_breaks_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"the old one")

    def breaks() -> Iterator[bytes]:
        yield b"the "
        yield b"new one"
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="No space left"):
        files.write_stream(path, breaks())
    assert path.read_bytes() == b"the old one"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_pieces_are_the_whole(tmp_path: Path) -> None:
    data = os.urandom(2_500_000)
    (tmp_path / "a").write_bytes(data)
    assert b"".join(files.pieces(tmp_path / "a")) == data
