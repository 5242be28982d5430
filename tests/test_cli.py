"""The command line: parses, calls, prints, exits; never a traceback."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bilingual_pub.cli import _COMMANDS, main

Run = Callable[..., tuple[int, str, str]]

PAGE = (
    '<!DOCTYPE html>\n<html lang="da"><head><meta charset="utf-8"><title>Regn</title></head><body><nav><ul><li>'
    '<a href="/">Forside</a></li></ul></nav><main><article><h1>Rain</h1><p>We met her on a rainy Tuesday by the '
    "harbour.</p></article></main><footer><button>Smid en kommentar</button></footer></body></html>\n"
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    monkeypatch.chdir(tmp_path)

    def call(*args: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        monkeypatch.setattr(sys, "argv", ["bilingual-pub", *args])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capsysbinary.readouterr()
        return int(caught.value.code or 0), out.decode(), err.decode()

    return call


@pytest.mark.parametrize("command", sorted(_COMMANDS))
def test_every_command_has_help(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"bilingual-pub {command}" in out


def test_the_help_lists_all(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    assert all(command in out for command in _COMMANDS)


@pytest.mark.parametrize(
    "args",
    [
        ["nonsense"],
        ["build", "--nonsense"],
        ["detect"],
        ["detect", "missing.html"],
        ["merge", "a", "b"],
        ["build", "nowhere/bilingual-pub.toml"],
    ],
)
def test_wrong_calls_exit_with_2_and_no_traceback(run: Run, args: list[str]) -> None:
    code, _, err = run(*args)
    assert code == 2
    assert err
    assert "Traceback" not in err


def test_detect(run: Run, tmp_path: Path) -> None:
    (tmp_path / "regn.html").write_text(PAGE, "utf-8")
    code, out, _ = run("detect", "regn.html", "--format", "jsonl")
    assert (code, json.loads(out)) == (
        0,
        {"path": "regn.html", "declared": "da", "article": "en", "chrome": "da"},
    )
    code, out, _ = run("detect", "-", "--format", "json", stdin="Læs mere\nRead more\n12.000\n".encode())
    assert [row["language"] for row in json.loads(out)] == ["da", "en", None]


def test_extract_update_compile_translate(run: Run, tmp_path: Path) -> None:
    (tmp_path / "regn.html").write_text(PAGE, "utf-8")
    assert run("extract", "regn.html", "--check")[0] == 1
    assert not (tmp_path / "locales").exists()
    assert run("extract", "regn.html")[0] == 0
    assert run("extract", "regn.html", "--check")[0] == 0
    assert run("update", "-l", "en", "--check")[0] == 1
    assert run("update", "-l", "en")[0] == 0
    po = tmp_path / "locales/en/LC_MESSAGES/messages.po"
    text = po.read_text("utf-8")
    po.write_text(
        text.replace(
            'msgid "Smid en kommentar"\nmsgstr ""', 'msgid "Smid en kommentar"\nmsgstr "Leave a comment"'
        ),
        "utf-8",
    )
    assert run("update", "--check")[0] == 0
    assert run("compile", "--check")[0] == 1
    assert run("compile")[0] == 0
    assert po.with_suffix(".mo").is_file()
    _, out, _ = run("translate", "regn.html", "locales", "en")
    assert out == PAGE.replace("Smid en kommentar", "Leave a comment")
    _, out, _ = run("statistics", "--json")
    assert json.loads(out)[0]["translated"] == 1
    _, out, _ = run("extract", "-", "-o", "-", stdin=PAGE.encode())
    assert 'msgid "Smid en kommentar"' in out


def test_check(run: Run, tmp_path: Path) -> None:
    (tmp_path / "en.po").write_text(
        'msgid ""\nmsgstr "Language: en\\nContent-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Læs <b>mere</b>"\nmsgstr "Read more"\n',
        "utf-8",
    )
    code, out, err = run("check", "en.po")
    assert code == 1
    assert "en.po:4: error:" in err
    code, out, _ = run("check", "en.po", "--format", "json")
    assert [row["rule"] for row in json.loads(out)] == ["tag"]
    assert run("check", "en.po", "--ignore", "tag")[0] == 0
    code, out, _ = run("check", "en.po", "--format", "sarif")
    assert json.loads(out)["version"] == "2.1.0"
    code, out, _ = run("check", "en.po", "--format", "github")
    assert out.startswith("::error file=en.po,line=4")


def test_align_and_merge(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.da.md").write_text("# Koret\n\nDe mødes hver tirsdag kl. 19.30.\n", "utf-8")
    (tmp_path / "a.en.md").write_text("# The choir\n\nThey meet every Tuesday at 7.30 pm.\n", "utf-8")
    code, out, _ = run("align", "a.da.md", "a.en.md")
    assert code == 0
    assert "Koret  |  The choir" in out
    code, out, _ = run("merge", "a.da.md", "a.en.md", "-o", "out", "--outputs", "pages,tmx")
    assert code == 0
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"a.da.html", "a.en.html", "a.da-en.tmx"}


def test_build_check_and_exit_codes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.da.md").write_text("# Koret\n\nDe mødes hver tirsdag kl. 19.30.\n", "utf-8")
    (tmp_path / "a.en.md").write_text("# The choir\n\nThey meet every Tuesday at 7.30 pm.\n", "utf-8")
    assert run("build", "--check")[0] == 1
    assert not (tmp_path / "public").exists()
    assert run("build")[0] == 0
    assert run("build", "--check")[0] == 0
    (tmp_path / "bilingual-pub.toml").write_text("languges = 1\n")
    code, _, err = run("build")
    assert code == 2
    assert "bilingual-pub.toml:1: error:" in err


def test_completion(run: Run) -> None:
    for shell in ("bash", "zsh", "fish"):
        code, out, _ = run("completion", shell)
        assert code == 0
        assert "_BILINGUAL_PUB_COMPLETE" in out


def _outside(args: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from bilingual_pub.cli import main; main()", *args]
    return subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, check=False
    )


def test_it_speaks_danish_where_the_locale_is(tmp_path: Path) -> None:
    done = _outside(["--help"], tmp_path, LC_ALL="da_DK.UTF-8")
    assert "Udgiv på dansk og engelsk" in done.stdout.decode()


def test_no_colour_in_a_pipe_nor_where_it_is_not_wanted(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text('msgid "Hej\n')
    done = _outside(["check", "a.po"], tmp_path, NO_COLOR="1")
    assert b"\x1b" not in done.stdout + done.stderr


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    code = "from bilingual_pub.cli import main; import sys; sys.argv = ['x', 'detect', '-']; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    process.stdout.close()
    _, err = process.communicate(b"Hej med dig\n" * 20000)
    assert b"Traceback" not in err


def test_the_package_is_a_command_too() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bilingual_pub", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("bilingual-pub, version ")


def test_statistics_of_nothing_say_so(run: Run, tmp_path: Path) -> None:
    code, _, errors = run("statistics", str(tmp_path))
    assert (code, errors) == (1, f"There are no catalogs in {tmp_path}.\n")
