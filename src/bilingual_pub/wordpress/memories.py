"""What a site's own catalogs in `wp-content/languages` have translated already: WordPress, themes, plug-ins."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bilingual_pub.errors import InputError
from bilingual_pub.files import read_bytes
from bilingual_pub.formats import mo, po
from bilingual_pub.formats.po import Entry

__all__ = ["UiMemory", "ui_memories"]


class UiMemory(NamedTuple):
    """A string of the site's chrome in both languages, and the catalog that says so.

    WordPress and its themes are written in English, so `text` is their translation and `translation` their msgid:
    the Danish that stands on the page, and the English to offer for it.
    """

    text: str
    translation: str
    context: str | None
    path: str


def ui_memories(folder: str | os.PathLike[str], language: str = "da") -> Iterator[UiMemory]:
    r"""Yield what the catalogs below `folder` offer for texts in `language` (BCP 47), the theme's before the core's.

    Of a catalog that lies there as `.po` and as `.mo` the `.po` is read. Plurals come as two offers, and a string
    that its translator left as it was as none. A catalog that can't be read is passed over.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "da_DK.po").write_text('msgid "Read more"\nmsgstr "Læs mere"\n', "utf-8")
    ...     [(offer.text, offer.translation) for offer in ui_memories(folder)]
    [('Læs mere', 'Read more')]
    """
    for path in _catalogs(Path(folder), language):
        for entry in _entries(path):
            yield from _offers(entry, path.relative_to(folder).as_posix())


def _catalogs(folder: Path, language: str) -> list[Path]:
    # da_DK.po, admin-da_DK.mo, themes/avis-da_DK.po, plugins/polylang-da_DK_formal.mo
    name = re.compile(rf"(?:.*-)?{re.escape(language.replace('-', '_'))}(?:_[A-Za-z_]+)?\.(?:po|mo)\Z")
    found = {path.with_suffix(""): path for path in sorted(folder.rglob("*.[mp]o")) if name.match(path.name)}
    order = {"themes": 0, "plugins": 1}
    return sorted(found.values(), key=lambda path: (order.get(path.parent.name, 2), path.as_posix()))


def _entries(path: Path) -> Iterator[Entry]:
    data = read_bytes(path)
    try:
        entries = (po if path.suffix == ".po" else mo).parse(data).entries
    except InputError:
        return
    yield from entries


def _offers(entry: Entry, path: str) -> Iterator[UiMemory]:
    sources = [entry.msgid] if entry.msgid_plural is None else [entry.msgid, entry.msgid_plural]
    if entry.final and entry.msgid:
        for source, text in zip(sources, entry.msgstr, strict=False):
            if source != text:
                yield UiMemory(text, source, entry.msgctxt, path)
