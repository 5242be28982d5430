"""Commands on catalogs: extract, update, compile, check, statistics."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual_pub import documents
from bilingual_pub.cli.console import FINDINGS, OK, err, listing, ngettext, say, show, tr
from bilingual_pub.cli.inputs import LINKED_DATA, stdin_bytes
from bilingual_pub.model import N_, Document

if TYPE_CHECKING:
    from bilingual_pub.template import Location

__all__ = ["check", "compile", "extract", "statistics", "update"]

_PATH = click.Path(path_type=Path)
_LOCALES = click.argument("locales", type=_PATH, default=Path("locales"))
_DOMAIN = click.option("--domain", default="messages", help=tr(N_("Name of the catalog.")))
_CHECK = click.option(
    "--check", is_flag=True, help=tr(N_("Write nothing; exit with 1 if something would change."))
)


@click.command(
    help=tr(
        N_("Extract UI strings from pages, templates and code into a template (.pot). `-` is standard input.")
    )
)
@click.argument("paths", nargs=-1, required=True, type=_PATH)
@click.option(
    "-o",
    "--output",
    type=_PATH,
    default=Path("locales/messages.pot"),
    help=tr(N_("File to write; `-` prints it.")),
)
@click.option(
    "--source-language", default=None, help=tr(N_("Language of the strings (default: what they are in)."))
)
@click.option(
    "--role",
    type=click.Choice(["ui", "article"]),
    default="ui",
    help=tr(N_("Strings of the page, or of its article.")),
)
@click.option(
    "--ui", multiple=True, metavar="SELECTOR", help=tr(N_("CSS selector of what is always the page's."))
)
@click.option(
    "--article", multiple=True, metavar="SELECTOR", help=tr(N_("CSS selector of what is never the page's."))
)
@LINKED_DATA
@click.option(
    "--location",
    type=click.Choice(["line", "file"]),
    default="line",
    help=tr(N_("What a reference names; a file alone does not change when a line is added.")),
)
@_CHECK
def extract(
    paths: tuple[Path, ...], output: Path, source_language: str | None, role: str, ui: tuple[str, ...],
    article: tuple[str, ...], linked_data: tuple[str, ...], location: Location, *, check: bool,
) -> int:  # fmt: skip
    """Extract, and write the template if its messages changed."""
    from bilingual_pub.extract import extract as extract_messages  # noqa: PLC0415
    from bilingual_pub.site.chrome import would_change  # noqa: PLC0415

    given: list[Document | Path] = [
        documents.parse(stdin_bytes(), path="-", linked_data=linked_data) if str(p) == "-" else p
        for p in paths
    ]
    template = extract_messages(
        given, source_language=source_language, role=role, ui=ui, article=article, linked_data=linked_data,  # type: ignore[arg-type]
        location=location,
    )  # fmt: skip
    show(template.diagnostics)
    if str(output) == "-":
        sys.stdout.buffer.write(template.to_bytes())
        return OK
    changed = would_change(template, output) if check else template.save(output)
    say(
        N_("{messages}, {path} {state}."),
        messages=ngettext("{count} message", "{count} messages", len(template.messages)),
        path=output,
        state=_state(changed, check),
    )
    return FINDINGS if check and changed else OK


def _state(changed: bool, check: bool) -> str:
    if not changed:
        return tr(N_("unchanged"))
    return tr(N_("would change")) if check else tr(N_("written"))


@click.command(help=tr(N_("Bring catalogs up to a new template, without losing a translation.")))
@_LOCALES
@click.option(
    "-l",
    "--languages",
    default=None,
    help=tr(N_("Languages, with commas between (default: those that are there).")),
)
@click.option(
    "-t", "--template", type=_PATH, default=None, help=tr(N_("Template (default: LOCALES/DOMAIN.pot)."))
)
@click.option("--force", is_flag=True, help=tr(N_("Let an update drop translations.")))
@click.option(
    "-m",
    "--memory",
    multiple=True,
    help=tr(N_("Translations that exist already: .po, .mo, .xlf, .tmx, a folder, or an installed package.")),
)
@_DOMAIN
@_CHECK
def update(
    locales: Path,
    languages: str | None,
    template: Path | None,
    domain: str,
    memory: tuple[str, ...],
    *,
    force: bool,
    check: bool,
) -> int:
    """Update, and say how the entries fared."""
    from bilingual_pub.catalog import update as update_catalogs  # noqa: PLC0415
    from bilingual_pub.catalog.store import find  # noqa: PLC0415
    from bilingual_pub.memory import gather  # noqa: PLC0415

    wanted = (
        [code.strip() for code in languages.split(",")]
        if languages
        else [c for c, _, _ in find(locales, domain)]
    )
    source = template or locales / f"{domain}.pot"
    results = update_catalogs(
        locales,
        source,
        languages=wanted,
        domain=domain,
        force=force,
        dry_run=check,
        memories=gather(memory),
    )
    for result in results:
        say(
            N_("{path}: {kept} kept, {new} new, {fuzzy} fuzzy, {obsolete} obsolete; {state}."),
            path=result.path, kept=result.kept, new=result.new, fuzzy=result.fuzzy, obsolete=result.obsolete,
            state=_state(result.changed, check),
        )  # fmt: skip
    if not results:
        err(N_("There are no catalogs in {locales}; name --languages to make them."), locales=locales)
        return FINDINGS
    show(d for result in results for d in result.diagnostics)
    return FINDINGS if check and any(result.changed for result in results) else OK


@click.command(help=tr(N_("Compile catalogs (.po) to what programs read (.mo).")))
@_LOCALES
@click.option("--domain", default=None, help=tr(N_("Compile only this catalog.")))
@click.option("--fuzzy", is_flag=True, help=tr(N_("Use translations that are marked fuzzy too.")))
@click.option("-o", "--output", type=_PATH, default=None, help=tr(N_("Another folder for the .mo files.")))
@_CHECK
def compile(locales: Path, domain: str | None, output: Path | None, *, fuzzy: bool, check: bool) -> int:  # noqa: A001
    """Compile, and say what could not be."""
    from bilingual_pub.catalog import compile as compile_catalogs  # noqa: PLC0415

    results = compile_catalogs(locales, domain=domain, output=output, use_fuzzy=fuzzy, dry_run=check)
    for result in results:
        say(
            N_("{path}: {messages}; {state}."),
            path=result.path,
            messages=ngettext("{count} message", "{count} messages", result.messages),
            state=_state(result.changed, check),
        )
    if not results:
        err(N_("There are no catalogs in {locales}."), locales=locales)
    found = [d for result in results for d in result.diagnostics]
    show(found)
    bad = any(d.severity == "error" for d in found) or not results
    return FINDINGS if bad or (check and any(result.changed for result in results)) else OK


@click.command(help=tr(N_("Check catalogs and pages: what would reach readers wrong.")))
@click.argument("paths", nargs=-1, type=_PATH)
@click.option(
    "--format",
    "form",
    type=click.Choice(["full", "json", "github", "sarif"]),
    default="full",
    help=tr(N_("How to print it.")),
)
@click.option(
    "--ignore", multiple=True, metavar="RULE", help=tr(N_("Rule to leave out; may be given again."))
)
@click.option("--strict", is_flag=True, help=tr(N_("Exit with 1 on warnings too.")))
def check(paths: tuple[Path, ...], form: str, ignore: tuple[str, ...], *, strict: bool) -> int:
    """Check, print what was found, and exit with 1 on errors."""
    from bilingual_pub.check import check as check_all  # noqa: PLC0415
    from bilingual_pub.check import format_diagnostics  # noqa: PLC0415

    given = [documents.parse(stdin_bytes(), path="-") if str(p) == "-" else p for p in paths or (Path(),)]
    found = check_all(given, ignore=ignore)
    if form == "full":
        show(found)
        say(
            N_("{errors}, {warnings}."),
            errors=ngettext("{count} error", "{count} errors", _count(found, "error")),
            warnings=ngettext("{count} warning", "{count} warnings", _count(found, "warning")),
        )
    else:
        click.echo(format_diagnostics(found, form, translate=tr))
    return FINDINGS if _count(found, "error") or (strict and _count(found, "warning")) else OK


def _count(found: Iterable[object], severity: str) -> int:
    return sum(getattr(diagnostic, "severity", "") == severity for diagnostic in found)


@click.command(help=tr(N_("Count what is translated, fuzzy and untranslated, in messages and in words.")))
@_LOCALES
@click.option("--json", "as_json", is_flag=True, help=tr(N_("Print JSON.")))
def statistics(locales: Path, *, as_json: bool) -> int:
    """Print figures of each catalog."""
    from bilingual_pub.catalog import statistics as count  # noqa: PLC0415

    rows = [asdict(figures) for figures in count(locales)]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
    elif rows:
        listing([tuple(rows[0]), *(tuple(str(value) for value in row.values()) for row in rows)])
    if not rows:
        err(N_("There are no catalogs in {locales}."), locales=locales)
        return FINDINGS
    return OK
