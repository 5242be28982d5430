"""A second build reads and makes only what depends on the change, and gives what a build from nothing gives."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from trees import tree

import bilingual_pub as bp
from bilingual_pub.errors import OutputError
from bilingual_pub.site import judging, store
from bilingual_pub.site.spool import Spool

PAGE = "<html><head><title>{{ title }}</title></head><body><nav><a href='/'>Forside</a></nav><main>{{ content }}</main></body></html>"
WHOLE = (
    "<html lang='da'><head><title>{title}</title></head><body><nav><a href='/'>Forside</a> <a href='side-01.da.html'>Den anden</a></nav>"
    "<main><article><h1>{title}</h1><p>{text}</p></article></main><footer><p>Smid en kommentar</p></footer></body></html>"
)
TEXTS = {
    "da": ("Regnvejr {n}", "Vi mødte hende en regnfuld tirsdag ved havnen, hvor hun solgte {n} æbler."),
    "en": ("Rain {n}", "We met her on a rainy Tuesday by the harbour, where she was selling {n} apples."),
}


@pytest.fixture(autouse=True)
def _at_one_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")


def article(folder: Path, n: int, more: str = "") -> None:
    for language, (title, text) in TEXTS.items():
        body = (
            f"---\ntitle: {title.format(n=n)}\ndate: 2026-11-{n % 28 + 1:02}\n---\n{text.format(n=n)}\n{more}"
        )
        (folder / f"side-{n:02}.{language}.md").write_text(body, "utf-8")


def page(folder: Path, n: int, more: str = "") -> None:
    for language, (title, text) in TEXTS.items():
        whole = WHOLE.format(title=title.format(n=n), text=text.format(n=n) + more)
        (folder / f"side-{n:02}.{language}.html").write_text(whole, "utf-8")


def settled(folder: Path) -> None:
    """As if all files were written a while ago: what is very young is looked into once more."""
    for path in folder.rglob("*"):
        if path.is_file() and "public" not in path.parts:
            os.utime(path, (1_700_000_000, 1_700_000_000))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "articles").mkdir(parents=True)
    (folder / "_page.html").write_text(PAGE, "utf-8")
    (folder / "bilingual-pub.toml").write_text(
        'articles = ["articles"]\ntemplate = "_page.html"\n[site]\ntitle = "Bladet"\nbase_url = "https://a.example"\n',
        "utf-8",
    )
    for n in range(12):
        article(folder / "articles", n)
    settled(folder)
    return folder


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "bilingual-pub.toml").write_text('[site]\ntitle = "Bladet"\n', "utf-8")
    for n in range(8):
        page(folder, n)
    settled(folder)
    return folder


_SEEN: list[set[str]] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and _SEEN and isinstance(arguments[0], str):
        _SEEN[-1].add(arguments[0])


sys.addaudithook(_watch)  # there is no way to take one away


@contextmanager
def opened(folder: Path) -> Iterator[set[str]]:
    found: set[str] = set()
    _SEEN.append(found)
    try:
        yield found
    finally:
        _SEEN.remove(found)
        names = {os.path.relpath(name, folder) for name in found if name.startswith(f"{folder}/")}
        found.clear()
        found.update(name for name in names if ".bilingual-pub." not in name)


def test_a_second_build_reads_and_writes_what_depends_on_the_change(site: Path) -> None:
    bp.build(site)
    with opened(site) as read:
        assert not bp.build(site).written
    shared = {"bilingual-pub.toml", "_page.html"}
    assert all(name in shared or name.startswith("locales") for name in read)
    path = site / "articles/side-07.en.md"
    path.write_text(path.read_text("utf-8") + "\nSee you there.\n", "utf-8")
    with opened(site) as read:
        result = bp.build(site)
    changed = {p.relative_to(site / "public").as_posix() for p in result.written}
    assert "en/side-07.html" in changed
    assert all("side-07" in name or name.startswith("atom") for name in changed)
    others = {name for name in read if "/side-" in name and "side-07" not in name}
    assert not {name for name in others if name.startswith("public")}  # the feeds show the others' texts


def test_a_front_page_is_left_alone_until_something_it_shows_changes(site: Path) -> None:
    bp.build(site)
    path = site / "articles/side-07.en.md"
    path.write_text(path.read_text("utf-8").replace("Rain 7", "Sun 7"), "utf-8")
    changed = {p.relative_to(site / "public").as_posix() for p in bp.build(site).written}
    assert {"index.html", "en/index.html", "en/side-07.html"} <= changed
    assert "Sun 7" in (site / "public/en/index.html").read_text("utf-8")


def _judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []
    real: Callable[..., Any] = judging._strings
    monkeypatch.setattr(
        judging, "_strings", lambda config, judged, path: seen.append(path) or real(config, judged, path)
    )
    return seen


def test_a_whole_page_that_changes_is_judged_and_no_other(
    pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bp.build(pages)
    seen = _judged(monkeypatch)
    bp.build(pages)
    assert seen == []
    path = pages / "side-07.en.html"
    path.write_text(path.read_text("utf-8").replace("rainy Tuesday", "windy Friday"), "utf-8")
    bp.build(pages)
    assert seen == ["side-07.en.html"]
    path.write_text(path.read_text("utf-8").replace("Smid en kommentar", "Skriv til os"), "utf-8")
    bp.build(pages)
    assert len(seen) > 8  # what the pages share has changed


def test_some_pages_are_asked_what_all_share(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bp.build(pages)
    everything = tree(pages)
    shutil.rmtree(pages / "public")
    shutil.rmtree(pages / "locales")
    monkeypatch.setattr(judging, "_ENOUGH", 6)
    bp.build(pages)
    catalog = (pages / "locales/en/LC_MESSAGES/messages.po").read_text("utf-8")
    assert "Smid en kommentar" in catalog
    assert tree(pages).keys() == everything.keys()


@pytest.mark.parametrize("kind", ["site", "pages"])
def test_after_any_changes_the_site_is_as_if_made_from_nothing(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    folder: Path = request.getfixturevalue(kind)
    own, write = (folder / "articles", article) if kind == "site" else (folder, page)
    chance = random.Random(4)
    bp.build(folder)
    for turn in range(4):
        numbers = chance.sample(range(14), 3)
        write(own, numbers[0], f"Nyt {turn}.")
        for path in own.glob(f"side-{numbers[1]:02}.*"):
            path.unlink()
        for path in own.glob(f"side-{numbers[2]:02}.da.*"):
            path.rename(path.with_name(path.name.replace("side", "omdoebt")))
        (own / f"kort-{turn}.svg").write_text("<svg/>")
        bp.build(folder)
        beside = tmp_path / f"beside-{kind}-{turn}"
        shutil.copytree(folder, beside, ignore=shutil.ignore_patterns("public"))
        bp.build(beside)
        assert tree(folder / "public") == tree(beside / "public")


# -- the file that knows ------------------------------------------------------------------------------------


def _damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3 : len(data) // 3 + 4000] = b"\xff" * 4000
    path.write_bytes(data)


def _of_another_form(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 99")
    database.commit()
    database.close()


def _with_nonsense_in_a_row(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("UPDATE article SET inputs = '', made = '[1, 2]'")
    database.execute("UPDATE source SET links = '{'")
    database.commit()
    database.close()


def _someone_elses(path: Path) -> None:
    path.unlink()
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE article (a)")
    database.commit()
    database.close()


def _a_link_out(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.parents[2] / "outside")


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize(
    "harm",
    [
        _damaged,
        _of_another_form,
        _with_nonsense_in_a_row,
        _someone_elses,
        _a_link_out,
        _truncated,
        Path.unlink,
    ],
)
def test_a_cache_that_is_amiss_is_begun_anew(site: Path, harm: Callable[[Path], None]) -> None:
    bp.build(site)
    before = tree(site)
    harm(site / "public" / store.NAME)
    article(site / "articles", 3, "Og mere.")
    bp.build(site)
    after = tree(site)
    assert after.keys() == before.keys()
    assert b"Og mere." in after["public/da/side-03.html"]
    assert not bp.build(site).written
    assert not (site.parent / "outside").exists()
    assert not (site / "public" / store.NAME).is_symlink()


def test_a_folder_where_the_cache_should_be(site: Path) -> None:
    (site / "public" / store.NAME).mkdir(parents=True)
    with pytest.raises(OutputError, match=r"bilingual-pub\.cache"):
        bp.build(site)
    assert bp.build(site, dry_run=True).changed


def test_a_cache_from_elsewhere_takes_nothing_away_outside(site: Path) -> None:
    bp.build(site)
    kept = [site / "articles/side-03.da.md", site.parent / "other.txt"]
    kept[1].write_text("kept")
    database = sqlite3.connect(site / "public" / store.NAME)
    for path in kept:
        status, name = path.stat(), os.path.relpath(path, site / "public")
        row = (name, status.st_size, status.st_mtime_ns)
        database.execute("INSERT INTO file VALUES (?, 'page', '', ?, ?)", row)
    database.execute(
        "INSERT INTO file VALUES (?, 'page', '', 4, ?)", (str(kept[1]), kept[1].stat().st_mtime_ns)
    )
    database.commit()
    database.close()
    bp.build(site)
    assert all(path.is_file() for path in kept)


def test_another_configuration_takes_away_what_it_no_longer_writes(site: Path) -> None:
    bp.build(site)
    assert (site / "public/side-03.da-en.tmx").is_file()
    with (site / "bilingual-pub.toml").open("r+") as config:
        text = config.read()
        config.seek(0)
        config.write('outputs = ["pages"]\n' + text)
    bp.build(site)
    assert not list((site / "public").glob("*.tmx"))
    assert (site / "public/da/side-03.html").is_file()


def test_a_dry_run_leaves_the_cache_as_it_is(site: Path) -> None:
    bp.build(site)
    before = (site / "public" / store.NAME).read_bytes()
    article(site / "articles", 3, "Og mere.")
    assert bp.build(site, dry_run=True).changed
    assert (site / "public" / store.NAME).read_bytes() == before


def test_what_cant_be_made_any_more_keeps_its_pages(site: Path) -> None:
    bp.build(site)
    page = site / "public/da/side-03.html"
    before = page.read_bytes()
    path = site / "articles/side-03.da.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("date:", "slug: con\ndate:"), "utf-8")
    for _ in range(2):
        assert [d.rule for d in bp.build(site).errors] == ["unsafe-path"]
        assert page.read_bytes() == before
    path.write_text(text, "utf-8")
    assert not bp.build(site).errors


def test_the_second_of_two_articles_with_one_address_is_not_published(tmp_path: Path) -> None:
    for name, text in (("a", "Den første."), ("b", "Den anden.")):
        (tmp_path / f"{name}.da.md").write_text(f"---\nslug: samme\n---\n# {text}\n", "utf-8")
    for _ in range(2):
        result = bp.build(tmp_path)
        assert [d.rule for d in result.errors] == ["same-address"]
        assert "Den første." in (tmp_path / "public/da/samme.html").read_text("utf-8")
    assert not bp.build(tmp_path).written


def test_addresses_that_differ_in_case_only_are_one(tmp_path: Path) -> None:
    for name in ("Kor", "kor"):
        (tmp_path / f"{name}.da.md").write_text(f"# {name} og orkester i byen\n", "utf-8")
    if len(list(tmp_path.glob("*.md"))) == 2:
        assert [d.rule for d in bp.build(tmp_path).errors] == ["same-address"]
        assert len(list((tmp_path / "public/da").glob("*or.html"))) == 1


def test_an_article_named_index_is_not_overwritten_by_the_front_page(site: Path) -> None:
    for language, text in (
        ("da", "# Velkommen til bladet\n\nHer er alt.\n"),
        ("en", "# Welcome here\n\nAll of it.\n"),
    ):
        (site / f"articles/index.{language}.md").write_text(text, "utf-8")
    bp.build(site)
    assert "Her er alt." in (site / "public/da/index.html").read_text("utf-8")
    assert not bp.build(site).written


def test_a_file_of_the_same_name_and_language_pushes_nothing_aside(tmp_path: Path) -> None:
    texts = {
        "a.da.md": "# Vi mødes i morgen",
        "a.en.md": "# We meet tomorrow",
        "a.md": "# Noget helt andet her",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(f"{text}\n", "utf-8")
    result = bp.build(tmp_path)
    assert any(d.rule == "twin-article" for d in result.diagnostics)
    made = {m.slug for m in result.articles} | {d.values["slug"] for d in result.errors}
    assert "a" in made
    published = "".join(p.read_text("utf-8") for p in (tmp_path / "public").rglob("*.html"))
    assert ("Vi mødes i morgen" in published) != (
        "Noget helt andet her" in published
    ) or "We meet" in published


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_among_the_articles_is_not_waited_for(site: Path) -> None:
    os.mkfifo(site / "articles/roer.da.md")
    assert len(bp.build(site).articles) == 12


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode there")
def test_a_name_that_is_no_unicode_is_named(site: Path) -> None:
    with open(os.fsencode(site / "articles") + b"/\xe6.da.md", "wb") as stream:
        stream.write(b"# Hej med dig\n")
    (error,) = bp.build(site).errors
    assert (error.rule, error.path) == ("bad-name", "articles/\\xe6.da.md")


# -- what a build says and returns -----------------------------------------------------------------------------------


def test_progress_is_told_from_the_first_to_the_last(site: Path) -> None:
    heard: list[tuple[int, int]] = []
    bp.build(site, progress=lambda done, total: heard.append((done, total)))
    assert (heard[0], heard[-1]) == ((0, 12), (12, 12))
    heard.clear()
    bp.build(site, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(12, 12)]


def test_a_result_is_of_its_own_build(site: Path) -> None:
    first = bp.build(site)
    article(site / "articles", 3, "Og mere.")
    second = bp.build(site)
    shutil.rmtree(site)
    assert all(made.changed for made in first.articles)
    assert [made.slug for made in second.articles if made.changed] == ["side-03"]
    assert [a.slug for a in second.plan] == [made.slug for made in second.articles]


def test_a_spool_is_a_sequence_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    import pickle

    monkeypatch.setattr("bilingual_pub.site.spool._IN_MEMORY", 10)
    numbers = Spool(int, map(str, range(100)))
    assert list(numbers) == list(range(100)) == list(numbers)
    assert (numbers[3], numbers[-1], numbers[5:8], len(numbers)) == (3, 99, (5, 6, 7), 100)
    assert numbers == tuple(range(100))
    assert pickle.loads(pickle.dumps(numbers)) == tuple(range(100))
    with pytest.raises(IndexError):
        numbers[100]
    numbers.extend(["100"])
    assert numbers[100] == 100
    assert not Spool(int)
