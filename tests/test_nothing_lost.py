"""Killed, out of room, in a hostile folder: what is on the disk is the old or the new, and the next build finishes."""

from __future__ import annotations

import errno
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import unicodedata
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from trees import tree

import bilingual_pub as bp
from bilingual_pub import files
from bilingual_pub.cli import main
from bilingual_pub.errors import OutputError
from bilingual_pub.parallel import pool
from bilingual_pub.site.leftovers import sweep
from bilingual_pub.site.lock import NAME, locked

PAGE = "<html><body><nav><a href='/'>Forside</a></nav><main>{{ content }}</main></body></html>"
TEXTS = {"da": "# Vi mødes ved søen\n\nTag kaffe med.\n", "en": "# We meet by the lake\n\nBring coffee.\n"}


def article(folder: Path, name: str) -> None:
    for language, text in TEXTS.items():
        (folder / f"{name}.{language}.md").write_text(text, "utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "articles").mkdir(parents=True)
    (folder / "_page.html").write_text(PAGE, "utf-8")
    (folder / "bilingual-pub.toml").write_text('articles = ["articles"]\ntemplate = "_page.html"\n', "utf-8")
    article(folder / "articles", "soe")
    article(folder / "articles", "havn")
    return folder


def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *args: str) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["bilingual-pub", *args])
    with pytest.raises(SystemExit) as caught:
        main()
    return int(caught.value.code or 0), capfd.readouterr().err


# Each kill comes at a write counted beforehand, so that every run of the test kills at the same moments.
KILLED = """
import os, signal, sys
import bilingual_pub as bp
left = int(sys.argv[2])
replace = os.replace
def dying(*args):
    global left
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    replace(*args)
os.replace = dying
bp.build(sys.argv[1])
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_killed_at_any_write_and_the_next_build_finishes(site: Path) -> None:
    bp.build(site)
    whole = tree(site)
    shutil.rmtree(site / "public")
    for writes in (0, 1, 2, 3):
        done = subprocess.run([sys.executable, "-c", KILLED, str(site), str(writes)], check=False)
        assert done.returncode == -signal.SIGKILL
        left = {path: data for path, data in tree(site).items() if not path.endswith(".tmp")}
        assert all(whole[path] == data for path, data in left.items())
    assert list(site.rglob("*.tmp"))
    bp.build(site)
    assert tree(site) == whole


def test_a_sweep_takes_what_a_build_left_and_nothing_else(tmp_path: Path) -> None:
    for name in (".bilingual-abc_1234.tmp", "min.tmp", ".bilingual-.tmp", ".bilingual-pub.cache"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / ".bilingual-abcdefgh.tmp").write_bytes(b"x")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "link").symlink_to(tmp_path / "other")
    assert sweep([tmp_path / "out"]) == []
    assert {p.name for p in sweep([tmp_path])} == {".bilingual-abc_1234.tmp", ".bilingual-abcdefgh.tmp"}
    assert (tmp_path / "min.tmp").exists()


def test_the_lock_tells_whether_the_last_build_was_killed(tmp_path: Path) -> None:
    with locked(tmp_path) as killed:
        assert not killed
    (tmp_path / NAME).write_bytes(b"at work\n")
    with locked(tmp_path) as killed:
        assert killed
    with locked(tmp_path) as killed:
        assert not killed


def test_the_lock_does_not_follow_a_link(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "kept.txt").write_bytes(b"kept")
    (tmp_path / "out" / NAME).symlink_to(tmp_path / "kept.txt")
    with pytest.raises(OutputError), locked(tmp_path / "out"):
        pass
    assert (tmp_path / "kept.txt").read_bytes() == b"kept"


@pytest.mark.skipif(sys.platform == "win32", reason="no fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_worker_that_outlives_its_build_does_not_hold_the_lock(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(1, mp_context=context) as executor:
        with locked(tmp_path):
            executor.submit(os.getpid).result()  # forked now, with a share in the lock
        with locked(tmp_path):
            pass


ORPHANED = """
import os, signal
from bilingual_pub.parallel import pool
if __name__ == "__main__":
    with pool(2) as executor:
        print(executor.submit(os.getpid).result(), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_workers_end_when_their_build_is_killed(tmp_path: Path) -> None:
    (tmp_path / "orphaned.py").write_text(ORPHANED)
    # Its output ends when the last process that can write to it has ended: workers that stay make this time out.
    done = subprocess.run(
        [sys.executable, "orphaned.py"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert int(done.stdout) > 0


def test_the_pool_of_a_build_works(tmp_path: Path) -> None:
    article(tmp_path, "soe")
    with pool(2) as executor:
        assert bp.build(tmp_path, executor=executor).written


def _full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk(site: Path, capfd: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    bp.build(site)
    before = tree(site)
    for name in ("soe", "havn"):
        for path in (site / "articles").glob(f"{name}.*"):
            path.write_text(path.read_text("utf-8") + "\nEnd of it.\n", "utf-8")
    articles = tree(site / "articles")
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", _full)
        code, err = run(capfd, full, "build", "-j1", str(site))
    assert code == 2
    assert "No space left" in err
    now = tree(site)
    assert now == {**before, **{f"articles/{name}": data for name, data in articles.items()}}
    bp.build(site)
    assert b"End of it." in (site / "public/en/soe.html").read_bytes()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(site: Path, capfd: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    site.chmod(0o555)
    try:
        code, err = run(capfd, monkeypatch, "build", "-j1", str(site))
    finally:
        site.chmod(0o755)
    assert code == 2
    assert "Permission denied" in err


def test_a_read_only_file_system(site: Path, capfd: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    before = tree(site)
    monkeypatch.setattr(Path, "mkdir", read_only)
    code, err = run(capfd, monkeypatch, "build", "-j1", str(site))
    assert code == 2
    assert "Read-only" in err
    assert tree(site) == before


def test_a_directory_where_a_page_should_be(site: Path, capfd: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "public/da/soe.html").mkdir(parents=True)
    code, err = run(capfd, monkeypatch, "build", "-j1", str(site))
    assert code in {1, 2}
    assert "soe.html" in err
    assert (site / "public/da/havn.html").is_file()


def test_a_directory_where_the_output_should_be_made(site: Path, capfd: Any, monkeypatch: Any) -> None:
    (site / "public").write_text("a file")
    code, err = run(capfd, monkeypatch, "build", "-j1", str(site))
    assert code == 2
    assert "public" in err
    assert (site / "public").read_text() == "a file"


def test_a_file_that_vanishes_between_listing_and_reading(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = files.read_bytes
    gone = site / "articles/soe.en.md"

    def vanishing(path: Any) -> bytes:
        if Path(path).name == gone.name:
            gone.unlink(missing_ok=True)
        return read(path)

    monkeypatch.setattr("bilingual_pub.site.sources.read_bytes", vanishing)
    monkeypatch.setattr("bilingual_pub.site.workshop.read_bytes", vanishing)
    result = bp.build(site)
    assert any(d.rule == "cannot-read" for d in result.diagnostics)
    assert (site / "public/en/havn.html").is_file()


@pytest.mark.parametrize(
    "name",
    ["et navn med mellemrum", "æøå ÆØÅ", "😀 fest", "'citat'", "100 %", "a#b", "a+b & c", "x" * 200],
)
def test_names_of_every_kind(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    article(folder, name)
    result = bp.build(folder)
    assert not result.errors
    (made,) = result.articles
    assert all((folder / "public" / path).is_file() for _, path in made.pages)
    assert not bp.build(folder).written


def test_a_name_of_255_bytes_that_no_page_can_have(tmp_path: Path) -> None:
    article(tmp_path, "x" * 249)
    result = bp.build(tmp_path)
    (made,) = result.articles
    assert result.errors or all((tmp_path / "public" / path).is_file() for _, path in made.pages)
    assert not list(tmp_path.rglob("*.tmp"))


def test_one_name_in_two_unicode_forms_is_one_address(tmp_path: Path) -> None:
    article(tmp_path, unicodedata.normalize("NFC", "blåbær"))
    article(tmp_path, unicodedata.normalize("NFD", "blåbær"))
    result = bp.build(tmp_path)
    names = [p.name for p in (tmp_path / "public/da").iterdir() if p.name.startswith("bl")]
    assert all(unicodedata.is_normalized("NFC", name) for name in names)
    if len(list(tmp_path.glob("*.md"))) == 4:  # a system that keeps the two apart
        assert {d.rule for d in result.errors} == {"same-address"}


def test_two_builds_at_once_say_so(site: Path, capfd: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with locked(site / "public"):
        code, err = run(capfd, monkeypatch, "build", "-j1", str(site))
    assert code == 2
    assert "another build" in err
