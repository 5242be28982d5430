"""The command `trace`: which strings a site's own catalogs reach, by rendering it once with every message marked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual_pub import formats
from bilingual_pub.cli.console import FINDINGS, OK, printable, say, show, tr
from bilingual_pub.model import N_, Document

if TYPE_CHECKING:
    from bilingual_pub.trace import Coverage

__all__ = ["trace"]

_PATH = click.Path(path_type=Path)


@click.command(
    help=tr(
        N_(
            "Render a site once with every catalog message marked, and say which strings no catalog reaches. COMMAND "
            "builds it into MARKED; PLAIN is the site as it is. For WordPress: --wordpress FOLDER installs the plug-in."
        )
    ),
    context_settings={"ignore_unknown_options": True},
)
@click.option("--plain", type=_PATH, default=None, help=tr(N_("Folder of the site as it is.")))
@click.option(
    "--marked", type=_PATH, default=None, help=tr(N_("Folder that COMMAND builds the marked site into."))
)
@click.option("--folder", type=_PATH, default=Path(), help=tr(N_("Folder to run COMMAND in.")))
@click.option(
    "--wordpress", type=_PATH, default=None, help=tr(N_("Install the tracing plug-in into this WordPress."))
)
@click.option("--json", "as_json", is_flag=True, help=tr(N_("Print JSON.")))
@click.argument("command", nargs=-1)
def trace(
    plain: Path | None, marked: Path | None, folder: Path, wordpress: Path | None, command: tuple[str, ...], *, as_json: bool
) -> int:  # fmt: skip
    """Run the generator with marks and compare."""
    from bilingual_pub import trace as tracing  # noqa: PLC0415

    if wordpress:
        path = tracing.install_wordpress(wordpress)
        say(
            N_("Installed {path}. Read each page as it is and with ?bilingual-pub-trace=1, then remove it."),
            path=path,
        )
        return OK
    if not (plain and marked and command):
        raise click.UsageError(tr(N_("trace needs --plain, --marked and a command after --")))
    legend = tracing.run_marked(command, folder=folder)
    found = tracing.coverage(_pages(plain, marked, plain), _pages(plain, marked, marked), legend)
    show(found.diagnostics, limit=5)
    _print(found, as_json=as_json)
    return FINDINGS if found.hard_coded else OK


def _pages(plain: Path, marked: Path, folder: Path) -> list[Document]:
    """The pages that both renderings have, in the order of their names."""
    names = sorted(p.relative_to(plain) for p in plain.rglob("*") if formats.format_of(p) == "html")
    both = [name for name in names if (marked / name).is_file()]
    return [formats.parse((folder / name).read_bytes(), path=name.as_posix()) for name in both]


def _print(found: Coverage, *, as_json: bool) -> None:
    if as_json:
        rows = {
            kind: [
                {"text": t.text, "pattern": t.pattern, "place": list(t.place), "count": t.count}
                for t in traced
            ]
            for kind, traced in (
                ("ui", found.ui),
                ("patterns", found.patterns),
                ("hard_coded", found.hard_coded),
            )
        }
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    say(
        N_("{ui} strings and {patterns} patterns come from catalogs; {hard} are hard-coded."),
        ui=len(found.ui), patterns=len(found.patterns), hard=len(found.hard_coded),
    )  # fmt: skip
    for traced in found.hard_coded:
        click.echo(printable(f"  {traced.place.path}:{traced.place.line}  {traced.text}"))
