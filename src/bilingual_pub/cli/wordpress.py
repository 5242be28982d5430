"""Commands for WordPress: an export to catalogs, and catalogs to a file its importer takes."""

from __future__ import annotations

from pathlib import Path

import click

from bilingual_pub.cli.console import FINDINGS, OK, ngettext, say, show, tr
from bilingual_pub.model import N_

__all__ = ["export_wordpress", "import_wordpress"]

_PATH = click.Path(path_type=Path)
_EXPORT = click.argument("export", type=_PATH)
_LOCALES = click.option(
    "--locales", type=_PATH, default=Path("locales"), help=tr(N_("Folder of the catalogs."))
)
_LANGUAGE = click.option("-l", "--language", default="en", help=tr(N_("Language to translate into.")))


@click.command(
    "import-wordpress",
    help=tr(N_("Read a WordPress export and make a catalog for every post that lacks a translation.")),
)
@_EXPORT
@_LOCALES
@_LANGUAGE
def import_wordpress(export: Path, locales: Path, language: str) -> int:
    """Make and update the catalogs."""
    from bilingual_pub import wordpress  # noqa: PLC0415

    read = wordpress.read_export(export)
    updates = wordpress.update_posts(read, locales, language)
    for update in updates:
        say(
            N_("{path}: {new} texts to translate, {kept} kept, {fuzzy} fuzzy."),
            path=update.path,
            new=update.new,
            kept=update.kept,
            fuzzy=update.fuzzy,
        )
    say(
        N_("Posts in pairs already: {pairs}. Posts with a catalog: {count}."),
        pairs=len(read.pairs),
        count=len(updates),
    )
    return FINDINGS if show(read.problems, limit=20) else OK


@click.command(
    "export-wordpress",
    help=tr(N_("Write the posts whose catalogs are filled as a file for Tools, Import, WordPress.")),
)
@_EXPORT
@_LOCALES
@_LANGUAGE
@click.option("-o", "--output", type=_PATH, default=Path("translations.xml"), help=tr(N_("File to write.")))
@click.option(
    "--rest",
    type=_PATH,
    default=None,
    help=tr(N_("Write JSON for the REST interface into this folder instead.")),
)
@click.option("--publish", is_flag=True, help=tr(N_("Publish the new posts; they are drafts otherwise.")))
@click.option("--partly", is_flag=True, help=tr(N_("Take posts that are partly translated too.")))
def export_wordpress(
    export: Path,
    locales: Path,
    language: str,
    output: Path,
    rest: Path | None,
    *,
    publish: bool,
    partly: bool,
) -> int:
    """Write the new posts."""
    from bilingual_pub import wordpress  # noqa: PLC0415

    read = wordpress.read_export(export)
    status = "publish" if publish else "draft"
    posts, notes = wordpress.translated_posts(read, locales, language, status=status, partly=partly)
    if rest:
        for path in wordpress.write_rest(posts, rest):
            say(N_("Wrote {path}."), path=path)
    else:
        notes += wordpress.write_translations(read, posts, output)
        say(
            N_("Wrote {posts} to {path}."),
            posts=ngettext("{count} post", "{count} posts", len(posts)),
            path=output,
        )
    return FINDINGS if show((d for d in notes if d.severity != "info"), limit=20) else OK
