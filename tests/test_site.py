"""The build: the whole pipeline over a folder, incremental, the same bytes every time, and nothing torn."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest
from trees import tree

import bilingual_pub as bp
from bilingual_pub.errors import ConfigError, OutputError
from bilingual_pub.formats import html, po
from bilingual_pub.site import store
from bilingual_pub.site.lock import locked

MAGAZINE = Path(__file__).parents[1] / "examples" / "magazine"


KEPT = ("badeanstalten", "langbord", "brev-til-min-nabo", "gaest-fra-glasgow")


@pytest.fixture
def whole_magazine(tmp_path: Path) -> Path:
    folder = tmp_path / "magasin"
    shutil.copytree(MAGAZINE, folder, ignore=shutil.ignore_patterns("public", "*.mo"))
    return folder


@pytest.fixture
def magazine(whole_magazine: Path) -> Path:
    """Four of its articles: a pair, another, one in Danish only, and one that mixes."""
    for path in (whole_magazine / "articles").iterdir():
        if path.is_file() and not path.name.startswith(KEPT):
            path.unlink()
    return whole_magazine


def test_a_magazine_in_both_languages(whole_magazine: Path) -> None:
    magazine = whole_magazine
    result = bp.build(magazine)
    assert not result.errors
    made = {m.slug: m for m in result.articles}
    assert len(made) >= 10
    for language in ("da", "en"):
        page = html.parse((magazine / "public" / language / "badeanstalten.html").read_bytes())
        assert page.language == language
        assert set(page.metadata["alternates"]) == {"da", "en", "x-default"}
        assert page.metadata["canonical"].endswith(f"{language}/badeanstalten.html")
        article = bp.read(magazine / "public" / language / "badeanstalten.html")
        assert article.article_language == language
    english = (magazine / "public/en/badeanstalten.html").read_text("utf-8")
    assert "Leave a comment" in english
    assert 'src="../images/kabiner.svg"' in english
    assert (magazine / "public/images/kabiner.svg").is_file()


def test_an_article_in_one_language_gets_a_catalog_and_its_translation(magazine: Path) -> None:
    path = magazine / "locales/en/LC_MESSAGES/articles/brev-til-min-nabo.po"
    path.unlink(missing_ok=True)
    bp.build(magazine)
    page = magazine / "public/en/brev-til-min-nabo.html"
    assert "Dear Else" not in page.read_text("utf-8")
    catalog = po.parse(path.read_bytes(), path=path)
    path.write_bytes(catalog.with_translation("Kære Else", "Dear Else").to_bytes())
    result = bp.build(magazine)
    assert "Dear Else" in page.read_text("utf-8")
    assert {m.slug for m in result.articles if m.changed} == {"brev-til-min-nabo"}


def test_an_article_that_mixes_languages_has_each_page_in_its_own(magazine: Path) -> None:
    bp.build(magazine)
    into_danish = po.parse((magazine / "locales/da/LC_MESSAGES/articles/gaest-fra-glasgow.po").read_bytes())
    into_english = po.parse((magazine / "locales/en/LC_MESSAGES/articles/gaest-fra-glasgow.po").read_bytes())
    assert {e.msgid for e in into_danish.entries}.isdisjoint(e.msgid for e in into_english.entries)
    assert "Have you learned any Danish?" in {e.msgid for e in into_danish.entries}
    assert "En gæst fra Glasgow" in {e.msgid for e in into_english.entries}


def test_the_second_build_writes_nothing_and_the_third_only_what_changed(magazine: Path) -> None:
    bp.build(magazine)
    before = tree(magazine)
    assert not bp.build(magazine).written
    assert tree(magazine) == before
    article = magazine / "articles/badeanstalten.da.md"
    article.write_text(article.read_text("utf-8").replace("640.000", "650.000"), "utf-8")
    result = bp.build(magazine)
    changed = {p.relative_to(magazine / "public").as_posix() for p in result.written}
    assert "da/badeanstalten.html" in changed
    assert all("badeanstalten" in path or path.startswith("atom") for path in changed)


def test_the_same_bytes_from_nothing_from_a_cache_and_from_processes(magazine: Path, tmp_path: Path) -> None:
    bp.build(magazine)
    first = tree(magazine)
    shutil.rmtree(magazine / "public")
    with ProcessPoolExecutor(2) as executor:
        bp.build(magazine, executor=executor)
    assert tree(magazine) == first
    shutil.copytree(magazine, tmp_path / "andet sted", ignore=shutil.ignore_patterns("public"))
    bp.build(tmp_path / "andet sted")
    assert tree(tmp_path / "andet sted") == first


class _Dying(Executor):
    """An executor whose worker dies half-way, as a process that was killed does."""

    def __init__(self) -> None:
        self.left = 1

    def submit(self, function: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        assert not kwargs, "only positional arguments: Dask takes some keywords for its own"
        future: Future[Any] = Future()
        if self.left:
            self.left -= 1
            future.set_result(function(*args))
        else:
            future.set_exception(BrokenProcessPool("killed"))
        return future


def test_a_worker_that_dies_costs_nothing(magazine: Path) -> None:
    bp.build(magazine)
    first = tree(magazine)
    shutil.rmtree(magazine / "public")
    bp.build(magazine, executor=_Dying())
    assert tree(magazine) == first


def test_a_dry_run_writes_nothing_and_says_what_would_change(magazine: Path) -> None:
    before = tree(magazine)
    result = bp.build(magazine, dry_run=True)
    assert result.changed
    assert tree(magazine) == before
    bp.build(magazine)
    assert not bp.build(magazine, dry_run=True).changed


def test_what_is_gone_is_taken_away_unless_somebody_touched_it(magazine: Path) -> None:
    bp.build(magazine)
    for language in ("da", "en"):
        (magazine / f"articles/langbord.{language}.md").unlink()
    (magazine / "public/en/langbord.html").write_text("min egen")
    bp.build(magazine)
    assert not (magazine / "public/da/langbord.html").exists()
    assert (magazine / "public/en/langbord.html").read_text() == "min egen"


def test_a_broken_cache_is_ignored(magazine: Path) -> None:
    bp.build(magazine)
    first = tree(magazine)
    for junk in (b"", b"{", b"[]", b'{"state": 1}', b"\xff\xfe", b'{"state":"x","sources":{"a":[]}}'):
        (magazine / "public" / store.NAME).write_bytes(junk)
        bp.build(magazine)
        assert tree(magazine) == first


def test_two_builds_at_once(magazine: Path) -> None:
    with locked(magazine / "public"), pytest.raises(OutputError, match="another build"):
        bp.build(magazine)
    bp.build(magazine)


def test_a_plain_folder_needs_no_configuration(tmp_path: Path) -> None:
    (tmp_path / "fest.da.md").write_text("# Fest i gården\n\nKom og vær med på lørdag.\n", "utf-8")
    (tmp_path / "fest.en.md").write_text("# Party in the yard\n\nCome and join us on Saturday.\n", "utf-8")
    result = bp.build(tmp_path)
    assert [m.pages for m in result.articles] == [(("da", "da/fest.html"), ("en", "en/fest.html"))]
    assert not (tmp_path / "locales").exists()


PAGE = (
    '<!DOCTYPE html>\n<html lang="da"><head><meta charset="utf-8"><title>{title}</title></head><body><nav><ul><li>'
    '<a href="/">Forside</a></li><li><a href="/om">Om bladet</a></li></ul></nav><main><article><h1>{title}</h1>'
    "<p>{text}</p></article></main><footer><p>Smid en kommentar</p></footer></body></html>\n"
)


def test_whole_pages_keep_their_paths_and_get_their_chrome_translated(tmp_path: Path) -> None:
    texts = {
        "da": ("Vi mødte hende en regnfuld tirsdag ved havnen.", "Regnvejr"),
        "en": ("We met her on a rainy Tuesday by the harbour.", "Rain"),
    }
    for language, (text, title) in texts.items():
        (tmp_path / f"regn.{language}.html").write_text(PAGE.format(title=title, text=text), "utf-8")
    (tmp_path / "kun.en.html").write_text(
        PAGE.format(title="Alone", text="Only in English, and about the sea."), "utf-8"
    )
    bp.build(tmp_path)
    path = tmp_path / "locales/en/LC_MESSAGES/messages.po"
    catalog = po.parse(path.read_bytes(), path=path)
    assert {"Forside", "Om bladet", "Smid en kommentar"} <= {e.msgid for e in catalog.entries}
    assert not any("Tuesday" in e.msgid for e in catalog.entries)
    path.write_bytes(catalog.with_translation("Smid en kommentar", "Leave a comment").to_bytes())
    bp.build(tmp_path)
    english = (tmp_path / "public/regn.en.html").read_text("utf-8")
    assert "Leave a comment" in english
    assert '<html lang="en">' in english
    assert "Smid en kommentar" in (tmp_path / "public/regn.da.html").read_text("utf-8")
    assert (tmp_path / "public/kun.en.html").is_file()
    assert (tmp_path / "public/kun.da.html").is_file()


def test_pages_that_name_each_other_are_a_pair(tmp_path: Path) -> None:
    link = '<link rel="alternate" hreflang="{}" href="{}">'
    (tmp_path / "om.html").write_text(
        PAGE.format(title="Om", text="Vi mødte hende en regnfuld tirsdag.").replace(
            "</head>", link.format("en", "about.html") + "</head>"
        )
    )
    (tmp_path / "about.html").write_text(
        PAGE.format(title="About", text="We met her on a rainy Tuesday morning.").replace(
            "</head>", link.format("da", "om.html") + "</head>"
        )
    )
    (made,) = bp.build(tmp_path).articles
    assert made.paired
    assert dict(made.pages) == {"da": "om.html", "en": "about.html"}


def test_articles_that_nobody_noted_as_a_pair_are_found_by_what_they_say(tmp_path: Path) -> None:
    names = {"koret-i-kaelderen.da.md": "kor.da.md", "koret-i-kaelderen.en.md": "deep-notes.en.md",
             "langbord.da.md": "bord.da.md", "langbord.en.md": "a-table.en.md", "badeanstalten.en.md": "baths.en.md"}  # fmt: skip
    for old, new in names.items():
        shutil.copy(MAGAZINE / "articles" / old, tmp_path / new)
    made = {m.slug: m.paired for m in bp.build(tmp_path).articles}
    assert made == {"kor": True, "bord": True, "baths": False}
    assert not bp.build(tmp_path).written


@pytest.mark.parametrize("slug", ["../../ud", "/etc/x", "con", "a/../../b"])
def test_no_slug_leads_out_of_the_output(tmp_path: Path, slug: str) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/a.da.md").write_text(f'---\nslug: "{slug}"\n---\n# Hej med dig\n', "utf-8")
    bp.build(tmp_path / "site")
    assert {p.name for p in tmp_path.iterdir()} == {"site"}


def test_one_bad_article_costs_no_other(magazine: Path) -> None:
    bad = magazine / "articles/langbord.en.md"
    bad.unlink()
    bad.mkdir()
    os.symlink(magazine / "nowhere", magazine / "articles/loes.da.md")
    result = bp.build(magazine)
    assert (magazine / "public/da/badeanstalten.html").is_file()
    assert len(result.articles) == len(KEPT)


def test_an_update_that_would_lose_translations_stops(magazine: Path) -> None:
    bp.build(magazine)
    before = (magazine / "locales/en/LC_MESSAGES/messages.po").read_bytes()
    (magazine / "_page.html").write_text(
        "<html><body><main>{{ content }}</main><footer>Andet</footer></body></html>", "utf-8"
    )
    with pytest.raises(bp.CatalogError):
        bp.build(magazine)
    assert (magazine / "locales/en/LC_MESSAGES/messages.po").read_bytes() == before
    bp.build(magazine, force=True)


def test_a_template_without_a_place_for_the_article(magazine: Path) -> None:
    (magazine / "_page.html").write_text("<p>Hej</p>")
    with pytest.raises(ConfigError, match="no slot"):
        bp.build(magazine)


def _kills(folder: Path, after: float) -> Iterator[None]:
    code = f"import bilingual_pub as bp; bp.build({str(folder)!r})"
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    yield


def test_a_build_that_is_killed_leaves_old_or_new_files_and_the_next_one_finishes(magazine: Path) -> None:
    bp.build(magazine)
    whole = tree(magazine)
    shutil.rmtree(magazine / "public")
    for after in (0.5, 0.7, 0.9):
        next(_kills(magazine, after))
        left = {k: v for k, v in tree(magazine).items() if not k.endswith(".tmp")}
        assert all(whole[path] == data for path, data in left.items() if path in whole)
    bp.build(magazine)
    assert {k: v for k, v in tree(magazine).items() if not k.endswith(".tmp")} == whole


def test_danish_chrome_round_an_english_page_makes_no_second_catalog(tmp_path: Path) -> None:
    page = """<html lang="da"><body><nav><a href="/">Forside</a></nav><article><h1>The old rope yard</h1>
        <p>The yard is four hundred metres long, and the children walk the whole length for a bun.</p></article>
        <section id="comments"><p>Tak for en dejlig tur langs den gamle reberbane, jeg gik den selv i går!</p></section>
        <footer><p>Hop ned til bunden og smid en kommentar, så svarer vi så snart vi kan.</p></footer></body></html>"""
    (tmp_path / "yard.html").write_text(page, "utf-8")
    bp.build(tmp_path)
    assert [po.parts[-4] for po in sorted(tmp_path.rglob("yard.po"))] == ["da"]
    english = (tmp_path / "public" / "yard.html").read_text("utf-8")
    assert "bilingual-notice" not in english


@pytest.mark.parametrize(
    ("msgid", "wrong"),
    [("Læs mere om os", "Read <b>more about us"), ("Svar på brevet", "Reply to {name}")],
)
def test_a_broken_translation_reaches_no_reader(tmp_path: Path, msgid: str, wrong: str) -> None:
    page = f"""<html lang="da"><body><nav><a href="/om">{msgid}</a></nav><article><h1>The rope yard</h1>
        <p>The yard is four hundred metres long, and the children walk the whole length.</p></article></body></html>"""
    (tmp_path / "yard.html").write_text(page, "utf-8")
    bp.build(tmp_path)
    catalog = tmp_path / "locales" / "en" / "LC_MESSAGES" / "messages.po"
    text = catalog.read_text("utf-8").replace(
        f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{wrong}"'
    )
    catalog.write_text(text, "utf-8")
    result = bp.build(tmp_path)
    (error,) = result.errors
    assert (error.path, text.splitlines()[(error.line or 0) - 1]) == (str(catalog), f'msgid "{msgid}"')
    assert msgid in (tmp_path / "public" / "yard.html").read_text("utf-8")


def test_a_broken_translation_of_an_article_is_named_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "kok.da.md").write_text("# Kokken\n\nHan koger *krebs* hver dag.\n", "utf-8")
    bp.build(tmp_path)
    catalog = tmp_path / "locales" / "en" / "LC_MESSAGES" / "articles" / "kok.po"
    text = catalog.read_text("utf-8")
    catalog.write_text(
        text.replace('dag."\nmsgstr ""', 'dag."\nmsgstr "He boils <em>crayfish every day."'), "utf-8"
    )
    (error,) = bp.build(tmp_path).errors
    assert (error.path, error.rule) == (catalog.as_posix(), "tag-mismatch")
    assert "krebs" in catalog.read_text("utf-8").splitlines()[(error.line or 0) - 1]


def test_a_folder_without_articles_says_so(tmp_path: Path) -> None:
    (tmp_path / "notes.docx").write_bytes(b"PK")
    (found,) = bp.build(tmp_path).diagnostics
    assert (found.rule, found.severity) == ("no-articles", "warning")
    assert ".md" in found.message


def test_an_output_that_an_article_cant_have_costs_it_no_other(tmp_path: Path) -> None:
    (tmp_path / "bilingual-pub.toml").write_text('outputs = ["markdown", "pages"]', "utf-8")
    for language, text in (
        ("da", "Koret øver hver tirsdag i kælderen."),
        ("en", "The choir meets every Tuesday."),
    ):
        (tmp_path / f"kor.{language}.html").write_text(f"<p>{text}</p>", "utf-8")
    result = bp.build(tmp_path)
    assert not result.errors
    assert (tmp_path / "public" / "en" / "kor.html").is_file()


def test_a_new_picture_makes_only_the_articles_again_that_show_it(magazine: Path) -> None:
    bp.build(magazine)
    (magazine / "articles/images/ny.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    result = bp.build(magazine)
    assert {p.relative_to(magazine / "public").as_posix() for p in result.written} == {"images/ny.svg"}
    article = magazine / "articles/langbord.da.md"
    article.write_text(article.read_text("utf-8") + "\n![Ny](images/sen.svg)\n", "utf-8")
    bp.build(magazine)
    (magazine / "articles/images/sen.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert {m.slug for m in bp.build(magazine).articles if m.changed} == {"langbord"}
    assert 'src="../images/sen.svg"' in (magazine / "public/da/langbord.html").read_text("utf-8")


def test_a_front_page_has_the_day_of_its_newest_article(whole_magazine: Path) -> None:
    bp.build(whole_magazine)
    for page in (whole_magazine / "public").rglob("*.html"):
        assert 'datetime=""' not in page.read_text("utf-8"), page.name
