"""What commands take: files, folders, and `-` for standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from bilingual_pub import formats
from bilingual_pub.cli.console import tr
from bilingual_pub.errors import InputError
from bilingual_pub.files import walk
from bilingual_pub.model import N_, Diagnostic

__all__ = ["LINKED_DATA", "expand", "stdin_bytes"]

LINKED_DATA = click.option(
    "--linked-data",
    multiple=True,
    metavar="KEY",
    help=tr(N_("Key of JSON-LD to take too, such as headline.")),
)


def expand(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield files: those named, and the documents below the folders named, in a stable order. `-` stays `-`."""
    for path in paths:
        if path.is_dir():
            yield from (found for found in walk(path) if formats.format_of(found))
        elif str(path) == "-" or path.exists():
            yield path
        else:
            raise InputError(
                Diagnostic("not-found", "error", N_("there is no such file"), {}, path.as_posix())
            )


def stdin_bytes() -> bytes:
    """Return all of standard input."""
    return sys.stdin.buffer.read()
