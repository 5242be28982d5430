"""Commands on articles and pages: detect, align, merge, translate."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from bilingual_pub import documents, formats
from bilingual_pub.cli.console import FINDINGS, OK, listing, printable, say, show, tr
from bilingual_pub.cli.inputs import LINKED_DATA, expand, stdin_bytes
from bilingual_pub.files import write_bytes
from bilingual_pub.model import N_, Bitext, Document

__all__ = ["align", "detect", "merge", "translate"]

_PATH = click.Path(path_type=Path)


@click.command(
    help=tr(
        N_(
            "Say which language each file is in: declared, its article, its chrome. `-` reads lines of standard input."
        )
    )
)
@click.argument("paths", nargs=-1, required=True, type=_PATH)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "jsonl"]),
    default="table",
    help=tr(N_("How to print it.")),
)
@click.option("--languages", default="da,en", help=tr(N_("Languages to tell apart, with commas between.")))
def detect(paths: tuple[Path, ...], form: str, languages: str) -> int:
    """Detect each file's languages, or each line's of standard input."""
    wanted = tuple(code.strip() for code in languages.split(",") if code.strip())
    rows = [row for path in expand(paths) for row in _detected(path, wanted)]
    if form == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        listing(tuple(str(value if value is not None else "-") for value in row.values()) for row in rows)
    return OK


def _detected(path: Path, languages: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    from bilingual_pub.detect import detect as detect_text  # noqa: PLC0415

    if str(path) == "-":
        for line in stdin_bytes().decode("utf-8", "replace").splitlines():
            found = detect_text(line, languages=languages)
            yield {"language": found.language, "confidence": round(found.confidence, 3), "text": line}
        return
    document = _read(path)
    chrome = [s.language for s in document.segments if s.role == "ui" and s.language]
    yield {
        "path": path.as_posix(),
        "declared": document.language,
        "article": document.article_language,
        "chrome": max(sorted(set(chrome)), key=chrome.count) if chrome else None,
    }


def _read(path: Path, linked_data: Collection[str] = ()) -> Document:
    data = stdin_bytes() if str(path) == "-" else None
    if data is not None:
        return documents.parse(data, path="-", linked_data=linked_data)
    form = formats.format_of(path) or "html"
    return documents.parse(path.read_bytes(), format=form, path=path.as_posix(), linked_data=linked_data)


@click.command(help=tr(N_("Pair the blocks of two files and print the pairs, as a table or as JSON Lines.")))
@click.argument("source", type=_PATH)
@click.argument("target", type=_PATH)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "tmx", "tsv"]),
    default="table",
    help=tr(N_("How to print it.")),
)
def align(source: Path, target: Path, form: str) -> int:
    """Align two files."""
    from bilingual_pub.align import align as align_documents  # noqa: PLC0415

    one, two = (_read(path) for path in expand([source, target]))
    bitext = _with_languages(align_documents(one, two))
    if form != "table":
        sys.stdout.buffer.write(_bitext_bytes(bitext, form))
    else:
        for bead in bitext.beads:
            click.echo(printable(f"{bead.confidence:.2f}  {_texts(bead.source)}  |  {_texts(bead.target)}"))
    return FINDINGS if show(bitext.diagnostics) else OK


def _with_languages(bitext: Bitext) -> Bitext:
    first = bitext.source_language or bitext.source.article_language or bitext.source.language or "da"
    other = "en" if first == "da" else "da"
    second = bitext.target_language or bitext.target.article_language or bitext.target.language or other
    return replace(bitext, source_language=first, target_language=second)


def _bitext_bytes(bitext: Bitext, form: str) -> bytes:
    from bilingual_pub.formats import tabular, tmx  # noqa: PLC0415

    return {"tmx": tmx.write, "jsonl": tabular.write_jsonl, "tsv": tabular.write_tsv}[form](bitext)


def _texts(segments: tuple[Any, ...]) -> str:
    text = " / ".join(segment.text for segment in segments) or "-"
    return text if len(text) <= 60 else f"{text[:59]}…"


@click.command(
    help=tr(
        N_("Merge an article with its translation (another file, or a .po) and write the paired outputs.")
    )
)
@click.argument("source", type=_PATH)
@click.argument("other", type=_PATH)
@click.option("-o", "--output", type=_PATH, default=Path(), help=tr(N_("Folder to write to.")))
@click.option(
    "--outputs", default="pages,side-by-side,tmx,jsonl", help=tr(N_("What to write, with commas between."))
)
@click.option(
    "--languages",
    default=None,
    metavar="A,B",
    help=tr(N_("Language of either file; detected where it is left out.")),
)
@click.option("--base-url", default="", help=tr(N_("Where the pages will be on the web.")))
@click.option(
    "--chrome", type=_PATH, default=None, help=tr(N_("Folder of catalogs for the page round the article."))
)
@click.option(
    "--missing",
    type=click.Choice(["source", "omit"]),
    default=None,
    help=tr(N_("What stands where a translation is missing.")),
)
@click.option("--sanitise", is_flag=True, help=tr(N_("Make bodies from others safe to publish.")))
def merge(
    source: Path, other: Path, output: Path, outputs: str, languages: str | None, base_url: str,
    chrome: Path | None, missing: Any, *, sanitise: bool,
) -> int:  # fmt: skip
    """Merge two files, or a file and a catalog, and write."""
    from bilingual_pub.formats import po  # noqa: PLC0415
    from bilingual_pub.i18n import translator  # noqa: PLC0415
    from bilingual_pub.merge import merge as merge_documents  # noqa: PLC0415

    one, two = expand([source, other])
    second = po.parse(two.read_bytes(), path=two) if two.suffix == ".po" else _read(two)
    codes = [code.strip() for code in languages.split(",")] if languages else []
    pair = (codes[0], codes[1]) if len(codes) == 2 else None
    article = merge_documents(_read(one), second, languages=pair, missing=missing, sanitise=sanitise)
    written = article.write(
        output, [name.strip() for name in outputs.split(",") if name.strip()], base_url=base_url,
        catalog=(lambda language: _chrome(chrome, language)) if chrome else None,
        labels=lambda message, language: translator(language)(message),
    )  # fmt: skip
    for path in written:
        say(N_("Wrote {path}."), path=path)
    return FINDINGS if show(d for d in article.diagnostics if d.severity != "info") else OK


def _chrome(locales: Path, language: str) -> Any:
    from bilingual_pub.catalog import load, po_path  # noqa: PLC0415

    return load(locales, language) if po_path(locales, language).is_file() else {}


@click.command(help=tr(N_("Translate the chrome of a page by the catalogs in LOCALES and print the page.")))
@click.argument("page", type=_PATH)
@click.argument("locales", type=_PATH)
@click.argument("language")
@click.option(
    "-o",
    "--output",
    type=_PATH,
    default=None,
    help=tr(N_("File to write; standard output where it is left out.")),
)
@click.option(
    "--role", type=click.Choice(["ui", "article", "all"]), default="ui", help=tr(N_("What to translate."))
)
@LINKED_DATA
def translate(
    page: Path, locales: Path, language: str, output: Path | None, role: Any, linked_data: tuple[str, ...]
) -> int:
    """Translate a page."""
    from bilingual_pub.translate import translate as translate_document  # noqa: PLC0415

    catalog: Any = locales
    if locales.suffix == ".po":
        from bilingual_pub.catalog.store import read_catalog  # noqa: PLC0415

        catalog = read_catalog(locales)
    (path,) = expand([page])
    document = _read(path, linked_data)
    result = translate_document(document, catalog, language, role=None if role == "all" else role)
    if output:
        write_bytes(output, result.to_bytes())
    else:
        sys.stdout.buffer.write(result.to_bytes())
    return FINDINGS if show(result.diagnostics, limit=20) else OK
