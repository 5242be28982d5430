"""Commands over a whole site: demo, init, build, report, preview."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual_pub.cli.console import FINDINGS, OK, bar, ngettext, printable, say, show, tr
from bilingual_pub.errors import OutputError
from bilingual_pub.model import N_, Diagnostic

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    from bilingual_pub.site import BuildResult

__all__ = ["build", "demo", "epub", "init", "preview", "report", "review"]

_FOLDER = click.Path(path_type=Path)
_SITE = click.argument("folder", type=_FOLDER, default=Path())
_LANGUAGE = click.option("--language", default=None, help=tr(N_("Language of the page: da or en.")))


def _output(text: str) -> Callable[[click.decorators.FC], click.decorators.FC]:
    return click.option("-o", "--output", type=_FOLDER, default=None, help=tr(text))


@click.command(help=tr(N_("Copy the example magazine into FOLDER, build it, and say what to open.")))
@click.argument("folder", type=_FOLDER, default=Path("magazine"))
def demo(folder: Path) -> int:
    """Copy the example and build it; what is there already is built as it is."""
    example = _example()
    if not (folder / "bilingual-pub.toml").exists():
        if folder.is_dir() and any(folder.iterdir()):
            template, hint = N_("this folder is not empty, and no demo"), N_("Name another folder.")
            raise OutputError(Diagnostic("not-empty", "error", template, {}, folder.as_posix(), hint=hint))
        shutil.copytree(example, folder, ignore=shutil.ignore_patterns("public", "*.mo"), dirs_exist_ok=True)
        say(N_("Copied the example magazine to {folder}."), folder=folder)
    result = _built(folder, jobs=1)
    _summary(result)
    desk = _write_report(result, result.config.path(result.config.output) / "desk.html")
    say()
    say(N_("Open these in a browser:"))
    output = result.config.path(result.config.output)
    say(N_("  {path}  every article, in Danish, in English and side by side"), path=output / "index.html")
    say(N_("  {path}  what is translated, and what needs a look"), path=desk)
    say(
        N_("Then edit {path} and build again:"), path=result.config.path("locales/en/LC_MESSAGES/messages.po")
    )
    say(N_("  bilingual-pub build {folder}"), folder=folder)
    return OK


def _example() -> Path:
    """Return the example that comes with the package: beside it when installed, else in the checkout."""
    import bilingual_pub  # noqa: PLC0415

    home = Path(bilingual_pub.__file__).parent
    installed = home / "examples" / "magazine"
    return installed if installed.is_dir() else home.parents[1] / "examples" / "magazine"


@click.command(
    help=tr(
        N_("Build the site in FOLDER: catalogs, pairs, and every output. Only what changed is made again.")
    )
)
@_SITE
@click.option("--check", is_flag=True, help=tr(N_("Write nothing; exit with 1 if something would change.")))
@click.option("--force", is_flag=True, help=tr(N_("Let an update drop translations.")))
@click.option("--strict", is_flag=True, help=tr(N_("Exit with 1 on warnings too.")))
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(0),
    default=None,
    help=tr(N_("Processes to use (default: one for each core; 1: none).")),
)
@click.option("--dask", metavar="ADDRESS", default=None, help=tr(N_("Work on the Dask cluster at ADDRESS.")))
@click.option("-q", "--quiet", is_flag=True, help=tr(N_("Say only what is wrong.")))
def build(
    folder: Path, *, check: bool, force: bool, strict: bool, jobs: int | None, dask: str | None, quiet: bool
) -> int:
    """Build, and say what changed."""
    result = _built(folder, jobs=jobs, dask=dask, dry_run=check, force=force)
    serious = [d for d in result.diagnostics if d.severity == "error" or (strict and d.severity == "warning")]
    shown = result.diagnostics if strict else [d for d in result.diagnostics if d.severity != "info"]
    show(sorted(shown, key=_severity), limit=20)
    if not quiet:
        _summary(result)
        if check and result.changed:
            say(
                N_("{files} would change, {first} among them."),
                files=ngettext("{count} file", "{count} files", len(result.written)),
                first=result.written[0],
            )
    return FINDINGS if serious or (check and result.changed) else OK


def _severity(diagnostic: Diagnostic) -> int:
    return ("error", "warning", "info").index(diagnostic.severity)


def _built(
    folder: Path, *, jobs: int | None, dask: str | None = None, dry_run: bool = False, force: bool = False
) -> BuildResult:
    from bilingual_pub.site import build as build_site  # noqa: PLC0415

    with bar(N_("Building")) as progress, _executor(folder, jobs, dask) as executor:
        return build_site(folder, executor=executor, progress=progress, dry_run=dry_run, force=force)


# Below so many articles a pool of processes costs more than it gains: starting one takes about 0.4 s.
_SMALL = 100


def _executor(folder: Path, jobs: int | None, dask: str | None) -> AbstractContextManager[Executor | None]:
    from bilingual_pub.parallel import dask_executor, pool  # noqa: PLC0415

    if dask:
        return dask_executor(dask)
    if jobs is None:
        from bilingual_pub.config import load  # noqa: PLC0415
        from bilingual_pub.site.walk import find  # noqa: PLC0415

        jobs = 1 if sum(1 for _ in islice(find(load(folder)), _SMALL)) < _SMALL else None
    return pool(jobs)


def _summary(result: BuildResult) -> None:
    from bilingual_pub.catalog.counting import count  # noqa: PLC0415

    made = [m for m in result.articles if m.pages]
    paired = [m for m in made if m.paired]
    say(
        N_("{articles}: {paired} in both languages, {single} in one only."),
        articles=ngettext("{count} article", "{count} articles", len(made)), paired=len(paired), single=len(made) - len(paired),
    )  # fmt: skip
    blocks, unpaired = sum(m.blocks for m in paired), sum(m.unpaired for m in paired)
    if paired:
        say(
            N_("{blocks} aligned, {unpaired} of them without a counterpart."),
            blocks=ngettext("{count} block", "{count} blocks", blocks),
            unpaired=unpaired,
        )
    for updated in result.updates:
        figures = count(updated.catalog, updated.language)
        say(
            N_("Interface in {language}: {translated} of {total} strings translated, {fuzzy} to be looked at."),
            language=updated.language, translated=figures.translated, total=figures.total, fuzzy=figures.fuzzy,
        )  # fmt: skip
    say(
        N_("{written} written, {unchanged} unchanged, in {folder}."),
        written=ngettext("{count} file", "{count} files", len(result.written)), unchanged=result.unchanged,
        folder=result.config.path(result.config.output),
    )  # fmt: skip


@click.command(
    help=tr(N_("Write the desk: one page with coverage, languages, pairs to review, and what is wrong."))
)
@_SITE
@_output(N_("Where to write it (default: desk.html in the output)."))
@_LANGUAGE
def report(folder: Path, output: Path | None, language: str | None) -> int:
    """Build without writing, and write the page."""
    result, path = _read(folder, output, "desk.html")
    say(N_("Wrote {path}."), path=_write_report(result, path, language))
    return OK


def _read(folder: Path, output: Path | None, name: str) -> tuple[BuildResult, Path]:
    """Read a site without writing it, and say where a page about it goes: as asked, else into its output."""
    from bilingual_pub.site import build as build_site  # noqa: PLC0415

    result = build_site(folder, dry_run=True)
    return result, output or result.config.path(result.config.output) / name


def _write_report(result: BuildResult, path: Path, language: str | None = None) -> Path:
    from bilingual_pub.i18n import translator, user_language  # noqa: PLC0415
    from bilingual_pub.report import report_on, write_report  # noqa: PLC0415

    language = language or user_language()
    return write_report(path, report_on(result, language=language, translate=translator(language)))


@click.command(
    help=tr(N_("Write the review page: which blocks were paired with which, for an editor to decide."))
)
@_SITE
@_output(N_("Where to write it (default: review.html in the output)."))
@_LANGUAGE
def review(folder: Path, output: Path | None, language: str | None) -> int:
    """Build without writing, and write the page."""
    from bilingual_pub.files import utf8, write_bytes  # noqa: PLC0415
    from bilingual_pub.i18n import user_language  # noqa: PLC0415
    from bilingual_pub.outputs import Options  # noqa: PLC0415
    from bilingual_pub.outputs.review import review_page  # noqa: PLC0415
    from bilingual_pub.site.gather import pairings  # noqa: PLC0415

    result, path = _read(folder, output, "review.html")
    config = result.config
    options = Options(page_language=language or user_language(), site_name=config.site.title)
    write_bytes(path, utf8(review_page(pairings(result), options)))
    decisions = config.path("decisions.json")
    say(N_("Wrote {path}. Save its decisions as {decisions}, and build."), path=path, decisions=decisions)
    return OK


@click.command(help=tr(N_("Make an e-book of all articles, in both languages side by side.")))
@_SITE
@_output(N_("Where to write it (default: issue.epub in the output)."))
@click.option("--title", default="", help=tr(N_("Title of the book (default: the site's).")))
def epub(folder: Path, output: Path | None, title: str) -> int:
    """Pair all articles that are there in both languages, and bind them."""
    from bilingual_pub.files import read_bytes, write_bytes  # noqa: PLC0415
    from bilingual_pub.outputs.epub import epub as bind  # noqa: PLC0415
    from bilingual_pub.site.gather import pairings  # noqa: PLC0415
    from bilingual_pub.site.walk import beside  # noqa: PLC0415
    from bilingual_pub.site.workshop import options_for  # noqa: PLC0415

    result, path = _read(folder, output, "issue.epub")
    config, found = result.config, pairings(result)
    if not found:
        template, hint = N_("no article is there in both languages"), N_("Translate one, and build.")
        raise OutputError(Diagnostic("no-articles", "error", template, {}, folder.as_posix(), hint=hint))
    # An article names a picture from its own folder, which is the folder of articles without its name.
    pictures = {place: read_bytes(config.path(path)) for path, place in sorted(beside(config))}
    book = bind(found, options_for(result.workshop, {}), title=title or config.site.title, pictures=pictures)
    write_bytes(path, book)
    say(
        N_("Wrote {path}: {articles}."),
        path=path,
        articles=ngettext("{count} article", "{count} articles", len(found)),
    )
    return OK


@click.command(
    help=tr(N_("Show the built pages on this machine; they change when a catalog or an article is saved."))
)
@_SITE
@click.option(
    "-p",
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    help=tr(N_("Port on 127.0.0.1; 0 takes a free one.")),
)
def preview(folder: Path, port: int) -> int:
    """Build, serve, and build again when something is saved, until interrupted."""
    import time  # noqa: PLC0415

    from bilingual_pub.i18n import user_language  # noqa: PLC0415
    from bilingual_pub.preview import preview_site  # noqa: PLC0415

    with preview_site(folder, port=port, language=user_language(), translate=tr) as served:
        say(N_("The pages are at {url}; stop with Ctrl+C."), url=served.url)
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return OK


@click.command(help=tr(N_("Look at FOLDER, say what it is, and write a commented configuration for it.")))
@_SITE
def init(folder: Path) -> int:
    """Write the configuration, and say what was found."""
    from bilingual_pub.i18n import user_language  # noqa: PLC0415
    from bilingual_pub.init import describe  # noqa: PLC0415
    from bilingual_pub.init import init as write_configuration  # noqa: PLC0415

    path, found = write_configuration(folder, translate=tr)
    _lines(describe(found, language=user_language(), translate=tr))
    say(N_("Wrote {path}. Build with: bilingual-pub build {folder}"), path=path, folder=folder)
    return OK


def _lines(lines: Sequence[str]) -> None:
    for line in lines:
        click.echo(printable(line))
