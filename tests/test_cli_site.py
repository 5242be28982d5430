"""Commands over a whole site, in this process: demo, build, report, init."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bilingual_pub.cli import main


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setattr(sys, "argv", ["bilingual-pub", *args])
    with pytest.raises(SystemExit) as caught:
        main()
    return int(caught.value.code or 0), capsys.readouterr().out


def test_the_demo_is_copied_once_and_built_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    folder = tmp_path / "magasin"
    code, out = run(monkeypatch, capsys, "demo", str(folder))
    assert code == 0
    assert (folder / "public/desk.html").is_file()
    assert str(folder / "public/index.html") in out
    code, again = run(monkeypatch, capsys, "demo", str(folder))
    assert code == 0
    assert len(again) < len(out)
    assert run(monkeypatch, capsys, "build", "--check", str(folder))[0] == 0
    article = folder / "articles/langbord.da.md"
    article.write_text(article.read_text("utf-8") + "\nMere.\n", "utf-8")
    assert run(monkeypatch, capsys, "build", "--check", str(folder))[0] == 1
    page = tmp_path / "desk.html"
    assert run(monkeypatch, capsys, "report", str(folder), "-o", str(page), "--language", "da")[0] == 0
    assert '<html lang="da"' in page.read_text("utf-8")


def test_the_demo_goes_into_no_folder_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    (tmp_path / "mit.txt").write_text("mit")
    assert run(monkeypatch, capsys, "demo", str(tmp_path))[0] == 2
    assert [p.name for p in tmp_path.iterdir()] == ["mit.txt"]
